package dev.javaotp.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Monitors, and what stands for them outside of processes. */
@ParameterizedClass
@EnumSource(Machine.Runner.class)
class MonitorTests {

	private static final ExitReason BOOM = ExitReason.of("boom");

	private final Machine machine;

	private final Puppet watcher;

	private final Puppet watched;

	MonitorTests(Machine.Runner runner) {
		this.machine = new Machine(runner);
		this.watcher = this.machine.puppet();
		this.watched = this.machine.puppet();
	}

	@AfterEach
	void close() {
		this.machine.close();
	}

	@Test
	void aMonitorTellsOnceWhyTheProcessEnded() {
		Ref ref = this.watcher.does((self) -> self.monitor(this.watched.pid()));
		end();
		assertThat(downs(1)).containsExactly(new Down(ref, this.watched.pid(), BOOM));
		assertThat(this.watcher.received()).isEmpty();
	}

	@Test
	void aMonitorWorksInOneDirection() {
		this.watcher.runs((self) -> self.monitor(this.watched.pid()));
		this.machine.system.exit(this.watcher.pid(), BOOM);
		this.watcher.end();
		assertThat(this.watched.received()).isEmpty();
		assertThat(this.machine.system.info(this.watched.pid()).orElseThrow().monitoredBy()).isEqualTo(1);
	}

	@Test
	void monitorsStack() {
		List<Ref> refs = this.watcher.does((self) -> List.of(self.monitor(this.watched.pid()),
				self.monitor(this.watched.pid()), self.monitor(this.watched.pid())));
		assertThat(refs).doesNotHaveDuplicates();
		end();
		assertThat(downs(3)).extracting(Down::ref).containsExactlyInAnyOrderElementsOf(refs);
	}

	@Test
	void monitoringADeadProcessTellsNoprocAtOnce() {
		end();
		Ref ref = this.watcher.does((self) -> self.monitor(this.watched.pid()));
		assertThat(this.watcher.received()).containsExactly(new Down(ref, this.watched.pid(), ExitReason.NOPROC));
	}

	@Test
	void monitoringANameThatNobodyHasTellsNoprocAtOnce() {
		Ref ref = this.watcher.does((self) -> self.monitor(null, "ledger"));
		assertThat(this.watcher.received()).containsExactly(new Down(ref, "ledger", ExitReason.NOPROC));
	}

	@Test
	void aMonitorByNameTellsTheNameRatherThanThePid() {
		Ref ref = this.watcher.does((self) -> self.monitor(this.watched.pid(), "ledger"));
		end();
		assertThat(downs(1)).containsExactly(new Down(ref, "ledger", BOOM));
	}

	@Test
	void demonitorSaysWhetherTheMonitorWasActive() {
		Ref ref = this.watcher.does((self) -> self.monitor(this.watched.pid()));
		assertThat(this.watcher.<Boolean>does((self) -> self.demonitor(ref))).isTrue();
		assertThat(this.watcher.<Boolean>does((self) -> self.demonitor(ref))).isFalse();
		end();
		assertThat(this.watcher.received()).isEmpty();
	}

	@Test
	void demonitorLeavesADownThatIsInTheMailbox() {
		assertThat(this.watcher.<Boolean>does((self) -> {
			Ref ref = self.monitor(null, "nobody");
			receiveNothing(self);
			return self.demonitor(ref);
		})).isFalse();
		assertThat(this.watcher.received()).hasSize(1);
	}

	@Test
	void demonitorWithFlushTakesTheDownOutOfTheMailbox() {
		assertThat(this.watcher.<Boolean>does((self) -> {
			Ref other = self.monitor(null, "other");
			Ref ref = self.monitor(null, "nobody");
			receiveNothing(self);
			return self.demonitorFlush(ref) || self.demonitor(other);
		})).isFalse();
		assertThat(this.watcher.received()).extracting((message) -> ((Down) message).process())
			.containsExactly("other");
	}

	@Test
	void aMonitorIsActiveUntilItsDownIsReceived() {
		assertThat(this.watcher.<Boolean>does((self) -> self.demonitor(self.monitor(null, "nobody")))).isTrue();
		assertThat(this.watcher.<Boolean>does((self) -> self.demonitorFlush(self.monitor(null, "nobody")))).isTrue();
		assertThat(this.watcher.received()).isEmpty();
	}

	@Test
	void nobodyMonitorsHimself() {
		assertThat(this.watcher.<Boolean>does((self) -> self.demonitor(self.monitor(self.self())))).isFalse();
		Alias alias = this.watcher.does((self) -> self.monitor(self.self(), "me", Alias.Mode.EXPLICIT_UNALIAS));
		this.machine.system.send(alias, "hello");
		assertThat(this.watcher.received()).isEmpty();
	}

	private static void receiveNothing(ProcessContext self) {
		assertThat(self.receive((message) -> false, Duration.ZERO)).isNull();
	}

	@Test
	void demonitorEndsNobodyElsesMonitor() {
		Ref ref = this.watcher.does((self) -> self.monitor(this.watched.pid()));
		assertThat(this.machine.puppet().<Boolean>does((self) -> self.demonitor(ref))).isFalse();
		assertThat(this.watcher.<Boolean>does((self) -> self.demonitor(new Ref()))).isFalse();
		end();
		assertThat(downs(1)).hasSize(1);
	}

	@Test
	void afterDemonitorWithFlushNoDownComes() {
		for (int i = 0; i < 300; i++) {
			Puppet victim = this.machine.puppet();
			Ref ref = this.watcher.does((self) -> self.monitor(victim.pid()));
			victim.told((self) -> self.exit(BOOM));
			this.watcher.runs((self) -> {
				self.demonitorFlush(ref);
				this.watcher.forget();
			});
			victim.end();
			assertThat(this.watcher.received()).isEmpty();
		}
	}

	@Test
	void aProcessStartedWithAMonitorIsNeverWithoutIt() {
		for (int i = 0; i < 200; i++) {
			Monitored monitored = this.watcher.does((self) -> self.spawnMonitor((ProcessContext child) -> {
			}, SpawnOptions.DEFAULTS));
			assertThat(downs(1)).containsExactly(new Down(monitored.ref(), monitored.pid(), ExitReason.NORMAL));
		}
	}

	@Test
	void theReasonsThatMonitorsSeeAreErlangs() {
		assertThat(endsWith(() -> {
			throw new ThrownValue("ball");
		})).isEqualTo(new ExitReason.Crash(ExitReason.tagged("nocatch", "ball"), new ThrownValue("")));
		assertThat(endsWith(() -> {
			throw new ErlangError("badarg");
		})).isEqualTo(new ExitReason.Crash("badarg", new ErlangError("")));
		assertThat(endsWith(() -> {
			throw new IllegalStateException("tilt");
		})).isEqualTo(new ExitReason.Crash(new ExitReason.JavaError("java.lang.IllegalStateException", "tilt"),
				new IllegalStateException()));
		assertThat(endsWith(() -> {
			throw new ExitException(BOOM);
		})).isEqualTo(BOOM);
	}

	@Test
	void oneFromOutsideIsToldOnce() {
		Answer<ExitReason> told = this.machine.endOf(this.watched.pid());
		end();
		assertThat(told.get()).isEqualTo(BOOM);
	}

	@Test
	void oneFromOutsideIsToldNoprocAtOnceOfADeadProcess() {
		end();
		assertThat(this.machine.endOf(this.watched.pid()).isDone()).isTrue();
		assertThat(this.machine.endOf(this.watched.pid()).get()).isEqualTo(ExitReason.NOPROC);
	}

	@Test
	void oneFromOutsideMayTakeItBack() {
		Answer<ExitReason> told = new Answer<>(this.machine.system);
		Ref ref = this.machine.system.onDown(this.watched.pid(), told::put);
		this.machine.system.cancelOnDown(ref);
		end();
		assertThat(told.isDone()).isFalse();
	}

	@Test
	void oneFromOutsideMaySendToProcessesWhenItIsTold() {
		this.machine.system.onDown(this.watched.pid(),
				(reason) -> this.machine.system.send(this.watcher.pid(), reason));
		Answer<ExitReason> last = this.machine.endOf(this.watched.pid());
		this.watched.told((self) -> self.exit(BOOM));
		last.get();
		this.watched.end();
		assertThat(this.watcher.gets(ExitReason.class)).isEqualTo(BOOM);
	}

	@Test
	void oneListenerMayWatchSeveralAndIsToldOfEach() {
		Answer<ExitReason> other = this.machine.endOf(this.watcher.pid());
		Map<Pid, ExitReason> ends = new ConcurrentHashMap<>();
		EndListener listener = ends::put;
		assertThat(this.machine.system.watch(this.watched.pid(), listener)).isTrue();
		assertThat(this.machine.system.watch(this.watcher.pid(), listener)).isTrue();
		Answer<ExitReason> last = this.machine.endOf(this.watcher.pid());
		end();
		this.watcher.told((self) -> self.exit(ExitReason.SHUTDOWN));
		other.get();
		last.get();
		assertThat(ends).containsOnly(Map.entry(this.watched.pid(), BOOM),
				Map.entry(this.watcher.pid(), ExitReason.SHUTDOWN));
	}

	@Test
	void aListenerIsNotToldOfAProcessThatHasEnded() {
		end();
		assertThat(this.machine.system.watch(this.watched.pid(), (pid, reason) -> {
			throw new AssertionError("told of " + pid);
		})).isFalse();
	}

	@Test
	void aListenerThatFailsDoesNotKeepTheOthersFromBeingTold() {
		Answer<ExitReason> before = this.machine.endOf(this.watched.pid());
		for (int i = 0; i < 10; i++) {
			this.machine.system.onDown(this.watched.pid(), (reason) -> {
				throw new IllegalStateException("listener");
			});
		}
		Answer<ExitReason> after = this.machine.endOf(this.watched.pid());
		Ref ref = this.watcher.does((self) -> self.monitor(this.watched.pid()));
		this.watched.told((self) -> self.exit(BOOM));
		assertThat(before.get()).isEqualTo(BOOM);
		assertThat(after.get()).isEqualTo(BOOM);
		assertThat(downs(1)).extracting(Down::ref).containsExactly(ref);
	}

	private ExitReason endsWith(Runnable code) {
		Monitored monitored = this.watcher
			.does((self) -> self.spawnMonitor((ProcessContext child) -> code.run(), SpawnOptions.DEFAULTS));
		Down down = downs(1).get(0);
		assertThat(down.ref()).isEqualTo(monitored.ref());
		return down.reason();
	}

	private void end() {
		this.watched.told((self) -> self.exit(BOOM));
		assertThat(this.watched.end()).isEqualTo(BOOM);
	}

	private List<Down> downs(int count) {
		return this.watcher.gets(count, Down.class);
	}

}
