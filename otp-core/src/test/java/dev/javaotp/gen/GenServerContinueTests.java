package dev.javaotp.gen;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GenServerContinueTests extends GenTestSupport {

	@Test
	void comesBeforeAnyMessageThatCameDuringInit() {
		Scripted server = new Scripted().init((self) -> {
			self.send(self.self(), "sent in init");
			return InitResult.ok("state", Next.continueWith("1"));
		});
		start(server);
		this.scheduler.runUntilIdle();
		assertThat(server.events).containsExactly("init", "continue 1", "sent in init");
	}

	@Test
	void ofInitComesAfterTheStartHasReturned() {
		AtomicReference<Object> started = new AtomicReference<>();
		inProcess((self) -> {
			Pid child = GenServer
				.linkedStart(() -> new Scripted().init((server) -> InitResult.ok("state", Next.continueWith("1")))
					.more((argument, state) -> {
						// as long as this runs nothing else does, and the starter has
						// been told
						started.set(self.mailboxDepth());
						return CastResult.noReply(state);
					}), StartOptions.DEFAULTS)
				.startLink(self);
			self.receive(StartAck.class);
			self.sleep(Duration.ofSeconds(1));
			assertThat(child.isAlive()).isTrue();
			return null;
		});
		assertThat(started.get()).isEqualTo(1);
	}

	@Test
	void comesAfterTheReplyOfACall() {
		AtomicReference<Call<?>> call = new AtomicReference<>();
		AtomicReference<Boolean> answered = new AtomicReference<>();
		Scripted server = new Scripted().more((argument, state) -> {
			answered.set(call.get().isDone());
			return CastResult.noReply(state);
		});
		ref(server).call(new Scripted.Ask((ask, from, state) -> {
			call.set((Call<?>) from);
			return ask.reply("yes", state, Next.continueWith("1"));
		}));
		this.scheduler.runUntilIdle();
		assertThat(server.events).containsExactly("init", "call", "continue 1");
		assertThat(answered.get()).isTrue();
	}

	@Test
	void mayBeFollowedByAnother() {
		Scripted server = new Scripted().init((self) -> InitResult.ok("state", Next.continueWith("1")))
			.more((argument, state) -> argument.equals("1") ? CastResult.noReply(state, Next.continueWith("2"))
					: CastResult.noReply("done", Next.timeout(Duration.ofSeconds(1))));
		ServerRef<Scripted> ref = ref(server);
		this.scheduler.advance(Duration.ofSeconds(1));
		assertThat(server.events).containsExactly("init", "continue 1", "continue 2", Timeout.ELAPSED);
		assertThat(ref.call(Scripted.Ask.state())).isEqualTo("done");
	}

	@Test
	void mayEndTheServer() {
		Scripted server = new Scripted().more((argument, state) -> CastResult.stop(BOOM, state));
		Pid pid = start(server);
		this.system.send(pid, new Scripted.Tell((state) -> CastResult.noReply(state, Next.continueWith("1"))));
		assertThat(end(pid)).isEqualTo(BOOM);
		assertThat(server.events).containsExactly("init", "cast", "continue 1", "terminate boom", "ended boom");
	}

	@Test
	void ofInitThatCrashesRunsTerminateAndIsNoFailedStart() {
		Scripted server = new Scripted().init((self) -> InitResult.ok("state", Next.continueWith("1")))
			.more((argument, state) -> {
				throw new ErlangError("boom");
			});
		assertThat(GenServer.start(this.system, server)).isInstanceOf(StartResult.Started.class);
		this.scheduler.runUntilIdle();
		assertThat(server.events).hasSize(4);
		assertThat(server.events.get(2).toString()).startsWith("terminate {boom,");
	}

	@Test
	void thatReturnsNullIsABadReturnValue() {
		Pid pid = start(new Scripted().more((argument, state) -> null));
		this.system.send(pid, new Scripted.Tell((state) -> CastResult.noReply(state, Next.continueWith("1"))));
		assertThat(end(pid)).isEqualTo(
				ExitReason.tagged("bad_return_value", "null, from handleContinue of " + Scripted.class.getName()));
	}

	@Test
	void thatAServerDoesNotHandleCrashesIt() {
		class Careless extends GenServerCallTests.Silent {

			@Override
			public InitResult<String> init(ProcessContext self) {
				return InitResult.ok("state", Next.continueWith(1));
			}

		}
		Pid pid = GenServer.start(this.system, new Careless()).pid();
		AtomicReference<ExitReason> reason = new AtomicReference<>();
		this.system.onDown(pid, reason::set);
		this.scheduler.runUntilIdle();
		assertThat(pid.isAlive()).isFalse();
		assertThat(this.reports).first()
			.isInstanceOfSatisfying(TerminationReport.class, (report) -> assertThat(report.reason().cause())
				.hasMessage(Careless.class.getName()
						+ " got a continuation of java.lang.Integer, which it does not handle: override handleContinue,"
						+ " or do not send it"));
	}

}
