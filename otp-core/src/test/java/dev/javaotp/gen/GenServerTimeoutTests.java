package dev.javaotp.gen;

import java.time.Duration;

import dev.javaotp.process.Pid;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GenServerTimeoutTests extends GenTestSupport {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final Scripted server = new Scripted().init((self) -> InitResult.ok("state", Next.timeout(SECOND)));

	private static Scripted.Tell timeout(Duration duration) {
		return new Scripted.Tell((state) -> CastResult.noReply(state, Next.timeout(duration)));
	}

	private void pass(Duration duration) {
		this.scheduler.advance(duration);
	}

	@Test
	void comesWhenNoMessageCameForSoLong() {
		start(this.server);
		pass(SECOND.minusNanos(1));
		assertThat(this.server.events).containsExactly("init");
		pass(Duration.ofNanos(1));
		assertThat(this.server.events).containsExactly("init", Timeout.ELAPSED);
	}

	@Test
	void comesOnce() {
		start(this.server);
		pass(SECOND.multipliedBy(10));
		assertThat(this.server.events).containsExactly("init", Timeout.ELAPSED);
	}

	@Test
	void mayBeSetAgainWhenItComes() {
		this.server.info((message, state) -> CastResult.noReply(state, Next.timeout(SECOND)));
		start(this.server);
		pass(SECOND.multipliedBy(3));
		assertThat(this.server.events).containsExactly("init", Timeout.ELAPSED, Timeout.ELAPSED, Timeout.ELAPSED);
	}

	@Test
	void isEndedByAnyMessage() {
		for (Object message : new Object[] { "info", new Scripted.Tell(CastResult::noReply) }) {
			Scripted ended = new Scripted().init((self) -> InitResult.ok("state", Next.timeout(SECOND)));
			Pid pid = start(ended);
			pass(SECOND.dividedBy(2));
			this.system.send(pid, message);
			pass(SECOND.multipliedBy(10));
			assertThat(ended.events).hasSize(2).doesNotContain(Timeout.ELAPSED);
		}
	}

	@Test
	void isEndedByACall() {
		ServerRef<Scripted> ref = ref(this.server);
		ref.call(Scripted.Ask.state());
		pass(SECOND.multipliedBy(10));
		assertThat(this.server.events).containsExactly("init", "call");
	}

	@Test
	void isSetByACall() {
		ServerRef<Scripted> ref = ref(new Scripted());
		Scripted other = new Scripted();
		ServerRef.<Scripted>of(start(other))
			.call(new Scripted.Ask((ask, from, state) -> ask.reply("yes", state, Next.timeout(SECOND))));
		pass(SECOND);
		assertThat(other.events).containsExactly("init", "call", Timeout.ELAPSED);
		assertThat(ref.pid()).isPresent();
	}

	@Test
	void startsAnewAfterASystemRequest() {
		Pid pid = start(this.server);
		pass(SECOND.dividedBy(2));
		Sys.getState(pid);
		pass(SECOND.minusNanos(1));
		assertThat(this.server.events).containsExactly("init");
		pass(Duration.ofNanos(1));
		assertThat(this.server.events).containsExactly("init", Timeout.ELAPSED);
	}

	@Test
	void doesNotComeWhileTheServerIsSuspendedAndStartsAnewAfterwards() {
		Pid pid = start(this.server);
		Sys.suspend(pid);
		pass(SECOND.multipliedBy(10));
		Sys.resume(pid);
		pass(SECOND.minusNanos(1));
		assertThat(this.server.events).containsExactly("init");
		pass(Duration.ofNanos(1));
		assertThat(this.server.events).containsExactly("init", Timeout.ELAPSED);
	}

	@Test
	void ofZeroComesWhenTheMailboxIsEmpty() {
		Pid pid = start(new Scripted());
		Scripted other = new Scripted();
		pid = start(other);
		this.system.send(pid, timeout(Duration.ZERO));
		this.scheduler.runUntilIdle();
		assertThat(other.events).containsExactly("init", "cast", Timeout.ELAPSED);
	}

	@Test
	void ofZeroIsEndedByAMessageThatWaits() {
		Scripted other = new Scripted();
		Pid pid = start(other);
		this.system.send(pid, timeout(Duration.ZERO));
		this.system.send(pid, "waits");
		this.scheduler.runUntilIdle();
		assertThat(other.events).containsExactly("init", "cast", "waits");
	}

	@Test
	void withoutEndNeverComes() {
		Scripted other = new Scripted();
		Pid pid = start(other);
		this.system.send(pid, timeout(ServerRef.FOREVER));
		pass(Duration.ofDays(10000));
		assertThat(other.events).containsExactly("init", "cast");
	}

	@Test
	void hibernateChangesNothing() {
		Scripted other = new Scripted().init((self) -> InitResult.ok("state", Next.hibernate()));
		assertThat(ref(other).call(Scripted.Ask.state())).isEqualTo("state");
	}

}
