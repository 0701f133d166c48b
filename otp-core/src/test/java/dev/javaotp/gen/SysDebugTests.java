package dev.javaotp.gen;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SysDebugTests extends GenTestSupport {

	private static final Scripted.Tell TELL = new Scripted.Tell((state) -> CastResult.noReply("told"));

	private static final SystemEvent TOLD = new SystemEvent.NoReply("told");

	private final Scripted server = new Scripted();

	private final Pid pid = start(this.server);

	private final ServerRef<Scripted> ref = ServerRef.of(this.pid);

	@Test
	void theLogHasWhatCameAndWhatWent() {
		Sys.log(this.pid, true);
		Scripted.Ask ask = Scripted.Ask.reply("yes");
		Pid caller = inProcess((self) -> {
			this.ref.call(ask);
			return self.self();
		});
		this.ref.cast(TELL);
		assertThat(Sys.getLog(this.pid)).containsExactly(new SystemEvent.In(ask, caller),
				new SystemEvent.Out("yes", caller, "state"), new SystemEvent.In(TELL, null), TOLD);
	}

	@Test
	void theLogKeepsTheLastTen() {
		Sys.log(this.pid, true);
		IntStream.range(0, 8).forEach((i) -> this.ref.send("message " + i));
		assertThat(Sys.getLog(this.pid)).hasSize(10)
			.startsWith(new SystemEvent.In("message 3", null))
			.endsWith(new SystemEvent.In("message 7", null), new SystemEvent.NoReply("state"));
	}

	@Test
	void aLogOfAnotherSizeKeepsWhatFits() {
		Sys.log(this.pid, true);
		this.ref.send("1");
		this.ref.send("2");
		Sys.debug(this.pid, DebugOption.log(3));
		assertThat(Sys.getLog(this.pid)).containsExactly(new SystemEvent.NoReply("state"),
				new SystemEvent.In("2", null), new SystemEvent.NoReply("state"));
	}

	@Test
	void aLogThatIsTurnedOffForgets() {
		Sys.log(this.pid, true);
		this.ref.send("1");
		Sys.log(this.pid, false);
		assertThat(Sys.getLog(this.pid)).isEmpty();
		Sys.log(this.pid, true);
		assertThat(Sys.getLog(this.pid)).isEmpty();
	}

	@Test
	void aLogKeepsAtLeastOneEvent() {
		assertThatIllegalArgumentException().isThrownBy(() -> DebugOption.log(0))
			.withMessage("a log must keep at least 1 event, not 0");
	}

	@Test
	void requestsOfSysAreNoEvents() {
		Sys.log(this.pid, true);
		Sys.getState(this.pid);
		Sys.suspend(this.pid);
		Sys.resume(this.pid);
		assertThat(Sys.getLog(this.pid)).isEmpty();
	}

	@Test
	void aTimeoutAndAContinuationAreEvents() {
		Sys.log(this.pid, true);
		this.ref.cast(new Scripted.Tell((state) -> CastResult.noReply(state, Next.timeout(Duration.ofSeconds(1)))));
		this.scheduler.advance(Duration.ofSeconds(1));
		this.ref.cast(new Scripted.Tell((state) -> CastResult.noReply(state, Next.continueWith("more"))));
		assertThat(Sys.getLog(this.pid)).contains(new SystemEvent.In(Timeout.ELAPSED, null))
			.endsWith(new SystemEvent.NoReply("state"), new SystemEvent.Continue("more"),
					new SystemEvent.NoReply("state"));
	}

	@Test
	void statisticsCountMessagesInAndOut() {
		assertThat(Sys.getStatistics(this.pid)).isEmpty();
		Sys.statistics(this.pid, true);
		this.ref.call(Scripted.Ask.state());
		this.ref.cast(TELL);
		this.ref.send("info");
		this.scheduler.advance(Duration.ofSeconds(5));
		assertThat(Sys.getStatistics(this.pid)).contains(new Statistics(Duration.ofSeconds(5), 3, 1));
		Sys.statistics(this.pid, true);
		assertThat(Sys.getStatistics(this.pid)).map(Statistics::messagesIn).contains(3L);
		Sys.statistics(this.pid, false);
		assertThat(Sys.getStatistics(this.pid)).isEqualTo(Optional.empty());
	}

	@Test
	void aTraceIsLinesOfText() {
		List<String> lines = new CopyOnWriteArrayList<>();
		Sys.debug(this.pid, DebugOption.trace(lines::add));
		this.ref.call(Scripted.Ask.state());
		this.ref.cast(TELL);
		this.scheduler.runUntilIdle();
		assertThat(lines).containsExactly(this.pid + ": in an ask", this.pid + ": out state, state state",
				this.pid + ": in a tell", this.pid + ": no reply, state told");
		Sys.trace(this.pid, false);
		this.ref.call(Scripted.Ask.state());
		assertThat(lines).hasSize(4);
	}

	@Test
	void aDebugFunctionKeepsAStateOfItsOwnUntilItIsDone() {
		List<String> seen = new CopyOnWriteArrayList<>();
		Sys.install(this.pid, "three", (count, event, pid) -> {
			seen.add(count + " " + event);
			return (count < 3) ? count + 1 : null;
		}, 1);
		this.ref.send("a");
		this.ref.send("b");
		this.scheduler.runUntilIdle();
		assertThat(seen).containsExactly("1 in a", "2 no reply, state state", "3 in b");
	}

	@Test
	void aDebugFunctionThatThrowsIsRemovedAndTheServerGoesOn() {
		List<SystemEvent> seen = new CopyOnWriteArrayList<>();
		Sys.install(this.pid, "broken", (state, event, pid) -> {
			seen.add(event);
			throw new IllegalStateException("broken");
		}, "");
		assertThat(this.ref.call(Scripted.Ask.state())).isEqualTo("state");
		assertThat(seen).hasSize(1);
	}

	@Test
	void aDebugFunctionStaysUntilItIsRemoved() {
		List<String> seen = new CopyOnWriteArrayList<>();
		DebugFunction<String> function = (state, event, pid) -> {
			seen.add(state);
			return state;
		};
		Sys.install(this.pid, "id", function, "first");
		Sys.install(this.pid, "id", function, "second");
		Sys.install(this.pid, "other", function, "other");
		Sys.remove(this.pid, "id");
		Sys.remove(this.pid, "nothing");
		this.ref.send("a");
		this.scheduler.runUntilIdle();
		assertThat(seen).containsExactly("other", "other");
	}

	@Test
	void whoDoesNotWaitIsObeyedAllTheSame() {
		List<SystemEvent> seen = new CopyOnWriteArrayList<>();
		CountDownLatch release = new CountDownLatch(1);
		try (ProcessSystem real = ProcessSystem.create()) {
			Agent<Integer> busy = Agent.start(real, () -> 1);
			Pid pid = busy.pid().orElseThrow();
			busy.cast((now) -> {
				awaitUninterruptibly(release);
				return now;
			});
			assertThatExceptionOfType(CallTimeoutException.class)
				.isThrownBy(() -> Sys.install(pid, "id", (own, event, process) -> {
					seen.add(event);
					return own;
				}, "", Duration.ZERO));
			release.countDown();
			int state = busy.get((now) -> now);
			assertThat(state).isEqualTo(1);
			assertThat(seen).isNotEmpty();
		}
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void theFirstFunctionOfAnIdCounts() {
		List<String> seen = new CopyOnWriteArrayList<>();
		DebugFunction<String> function = (state, event, pid) -> {
			seen.add(state);
			return state;
		};
		Sys.install(this.pid, "id", function, "first");
		Sys.install(this.pid, "id", function, "second");
		this.ref.send("a");
		this.scheduler.runUntilIdle();
		assertThat(seen).containsExactly("first", "first");
	}

	@Test
	void noDebugRemovesAll() {
		Sys.log(this.pid, true);
		Sys.statistics(this.pid, true);
		Sys.install(this.pid, "id", (state, event, pid) -> {
			throw new AssertionError("not removed");
		}, "");
		Sys.noDebug(this.pid);
		this.ref.send("a");
		assertThat(Sys.getLog(this.pid)).isEmpty();
		assertThat(Sys.getStatistics(this.pid)).isEmpty();
	}

	@Test
	void aServerCanBeWatchedFromItsStart() {
		Scripted server = new Scripted().init((self) -> InitResult.ok("state", Next.continueWith("more")));
		Pid pid = start(server, StartOptions.DEFAULTS.withDebug(DebugOption.log(), DebugOption.statistics()));
		this.system.send(pid, "info");
		assertThat(Sys.getLog(pid)).startsWith(new SystemEvent.Continue("more"), new SystemEvent.NoReply("state"));
		assertThat(Sys.getStatistics(pid)).map(Statistics::messagesIn).contains(1L);
	}

}
