package dev.javaotp.gen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessBody;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessInfo;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;
import dev.javaotp.scheduler.ManualScheduler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What those see who measure and look at servers from outside. */
class FiguresTests {

	private final ManualScheduler scheduler = new ManualScheduler(1);

	private final ProcessSystem system = ProcessSystem.builder().scheduler(this.scheduler).build();

	private final List<Heard> heard = new ArrayList<>();

	@AfterEach
	void close() {
		this.system.close();
	}

	@Test
	void aCallListenerHearsHowEachCallWent() {
		CallListeners.of(this.system)
			.set((target, pid, outcome, nanos) -> this.heard.add(new Heard(target, pid, outcome)));
		Pid pid = GenServer.start(this.system, new Server("state"), StartOptions.named("server")).pid();
		ServerRef<Server> server = ServerRef.named(this.system, "server");
		server.call(new Answer());
		assertThatExceptionOfType(CallTimeoutException.class)
			.isThrownBy(() -> server.call(new NoAnswer(), Duration.ofMillis(1)));
		assertThatExceptionOfType(CallException.class).isThrownBy(() -> server.call(new Crash()));
		assertThatExceptionOfType(NoProcessException.class).isThrownBy(() -> server.call(new Answer()));
		assertThatExceptionOfType(NoProcessException.class)
			.isThrownBy(() -> ServerRef.<Server>of(pid).call(new Answer()));
		assertThat(this.heard).containsExactly(new Heard("server", pid, CallListener.Outcome.SUCCESS),
				new Heard("server", pid, CallListener.Outcome.TIMEOUT),
				new Heard("server", pid, CallListener.Outcome.ERROR),
				new Heard("server", null, CallListener.Outcome.NOPROC),
				new Heard(pid, pid, CallListener.Outcome.NOPROC));
	}

	@Test
	void aCallListenerHearsOfTheTimeThatACallTook() {
		List<Long> took = new ArrayList<>();
		CallListeners.of(this.system).set((target, pid, outcome, nanos) -> took.add(nanos));
		Pid pid = GenServer.start(this.system, new Server("state")).pid();
		assertThatExceptionOfType(CallTimeoutException.class)
			.isThrownBy(() -> ServerRef.<Server>of(pid).call(new NoAnswer(), Duration.ofMillis(3)));
		assertThat(took).containsExactly(Duration.ofMillis(3).toNanos());
	}

	@Test
	void aCallListenerThatWasTakenBackHearsNoMore() {
		CallListeners.of(this.system)
			.set((target, pid, outcome, nanos) -> this.heard.add(new Heard(target, pid, outcome)));
		Pid pid = GenServer.start(this.system, new Server("state")).pid();
		CallListeners.of(this.system).set(null);
		ServerRef.<Server>of(pid).call(new Answer());
		assertThat(this.heard).isEmpty();
	}

	@Test
	void aServerRendersItsOwnState() {
		Pid pid = GenServer.start(this.system, new Server(new Object() {

			@Override
			public String toString() {
				return "rendered by " + ProcessContext.current().self();
			}

		})).pid();
		assertThat(Sys.render(pid, Duration.ofSeconds(1))).isEqualTo("rendered by " + pid);
	}

	@Test
	void aStateThatCannotBeRenderedHarmsNobody() {
		Pid pid = GenServer.start(this.system, new Server(new Object() {

			@Override
			public String toString() {
				throw new IllegalStateException("no text");
			}

		})).pid();
		assertThat(Sys.render(pid, Duration.ofSeconds(1)))
			.isEqualTo("its state could not be shown: java.lang.IllegalStateException: no text");
		assertThat(pid.isAlive()).isTrue();
	}

	@Test
	void aServerIsABehaviourAndAPlainProcessIsNot() {
		assertThat(Sys.isBehaviour(GenServer.start(this.system, new Server("state")).pid())).isTrue();
		assertThat(Sys.isBehaviour(this.system.spawn((self) -> self.receive((message) -> false)))).isFalse();
	}

	@Test
	void theMessagesThatAProcessHandledAreKnownAfterItsEnd() {
		Pid pid = GenServer.start(this.system, new Server("state")).pid();
		ServerRef<Server> server = ServerRef.of(pid);
		server.call(new Answer());
		long handled = this.system.messagesHandled(pid);
		assertThat(handled).isPositive().isEqualTo(this.system.info(pid).orElseThrow().messagesHandled());
		assertThatExceptionOfType(CallException.class).isThrownBy(() -> server.call(new Crash()));
		assertThat(this.system.messagesHandled(pid)).isGreaterThanOrEqualTo(handled);
		assertThat(this.system.status(pid)).isEqualTo(ProcessInfo.Status.ENDED);
	}

	@Test
	void theInfoOfAProcessNamesAllItsAncestors() {
		List<Pid> started = new ArrayList<>();
		ProcessBody waits = (self) -> self.receive((message) -> false);
		ProcessBody startsOne = (self) -> {
			started.add(self.spawn(waits, SpawnOptions.DEFAULTS));
			self.receive((message) -> false);
		};
		Pid first = this.system.spawn((self) -> {
			started.add(self.spawn(startsOne, SpawnOptions.DEFAULTS));
			self.receive((message) -> false);
		});
		this.scheduler.runUntilIdle();
		Pid second = started.get(0);
		Pid third = started.get(1);
		assertThat(this.system.info(third).orElseThrow().ancestors()).containsExactly(second, first);
		assertThat(this.system.info(third).orElseThrow().parent()).isSameAs(second);
		assertThat(this.system.parent(third)).isSameAs(second);
		assertThat(this.system.info(first).orElseThrow().parent()).isNull();
	}

	private record Heard(Object target, @Nullable Pid pid, CallListener.Outcome outcome) {
	}

	record Answer() implements Request<Server, String> {
	}

	record NoAnswer() implements Request<Server, String> {
	}

	record Crash() implements Request<Server, String> {
	}

	/** Shows what it was made with. */
	private record Server(Object state) implements GenServer<Object, Request<Server, String>, Message<Server>> {

		@Override
		public InitResult<Object> init(ProcessContext self) {
			return InitResult.ok(this.state);
		}

		@Override
		public CallResult<Object> handleCall(Request<Server, String> request, From<?> from, Object state) {
			return switch (request) {
				case Answer answer -> answer.reply("answer", state);
				case NoAnswer never -> CastResult.noReply(state);
				default -> throw new IllegalArgumentException("boom");
			};
		}

	}

}
