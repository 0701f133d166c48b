package dev.javaotp.examples;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.javaotp.gen.CodeChange;
import dev.javaotp.gen.DebugOption;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.Sys;
import dev.javaotp.gen.SystemEvent;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ManualScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The examples of the page about sys. */
class SysExampleTests {

	private final ManualScheduler scheduler = new ManualScheduler(1);

	private final ProcessSystem system = ProcessSystem.builder().scheduler(this.scheduler).build();

	private final Pid pid = GenServer.start(this.system, new Counter(7), StartOptions.named("counter")).pid();

	private final ServerRef<Counter> counter = ServerRef.named(this.system, "counter");

	@AfterEach
	void close() {
		this.system.close();
	}

	@Test
	void looksAndMends() {
		Object state = Sys.getState(this.pid);
		assertThat(state).isEqualTo(7L);

		Sys.suspend(this.pid);
		this.counter.cast(new Counter.Reset(1)); // waits in the mailbox
		Sys.replaceState(this.pid, Long.class, (count) -> count + 100);
		assertThat(Sys.getStatus(this.pid).suspended()).isTrue();
		Sys.resume(this.pid);
		assertThat(this.counter.call(new Counter.Peek())).isEqualTo(1);
	}

	@Test
	void watches() {
		List<String> lines = new CopyOnWriteArrayList<>();
		Sys.debug(this.pid, DebugOption.trace(lines::add));
		Sys.log(this.pid, true);
		Sys.statistics(this.pid, true);
		this.counter.call(new Counter.Next());

		List<SystemEvent> last = Sys.getLog(this.pid);
		long messages = Sys.getStatistics(this.pid).orElseThrow().messagesIn();
		assertThat(lines).containsExactly(this.pid + ": in Next[]", this.pid + ": out 7, state 8");
		assertThat(last).containsExactly(new SystemEvent.In(new Counter.Next(), null),
				new SystemEvent.Out(7L, null, 8L));
		assertThat(messages).isEqualTo(1);
		Sys.noDebug(this.pid);
	}

	@Test
	void findsTheMessageThatBreaksTheCount() {
		List<SystemEvent> found = new CopyOnWriteArrayList<>();
		SystemEvent first = new SystemEvent.Continue("nothing yet");
		Sys.install(this.pid, "negative", (before, event, pid) -> {
			if (event instanceof SystemEvent.NoReply(Long count) && count < 0) {
				found.add(before);
				return null; // done: removes itself
			}
			return event;
		}, first);

		this.counter.cast(new Counter.Reset(1));
		this.counter.cast(new Counter.Reset(-1));
		this.scheduler.runUntilIdle();
		assertThat(found).containsExactly(new SystemEvent.In(new Counter.Reset(-1), null));
	}

	@Test
	void changesTheCode() {
		Sys.suspend(this.pid);
		Sys.changeCode(this.pid, CodeChange.from("1.0").withSuccessor(Counter.class, (old) -> new TurnCounter()));
		Sys.resume(this.pid);
		assertThat(Sys.getState(this.pid)).isEqualTo(new TurnCounter.Turns(7, 0));
		this.counter.cast(new Counter.Reset(3));
		assertThat(this.counter.call(new Counter.Peek())).isEqualTo(3);
	}

}
