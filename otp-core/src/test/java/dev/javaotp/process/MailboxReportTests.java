package dev.javaotp.process;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import dev.javaotp.scheduler.ManualScheduler;
import dev.javaotp.scheduler.ThreadScheduler;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What people are told of mailboxes that are long or full. */
class MailboxReportTests {

	private final List<MailboxReport> reports = new CopyOnWriteArrayList<>();

	private final ManualScheduler scheduler = new ManualScheduler(3);

	private ProcessSystem system(int mark) {
		return ProcessSystem.builder()
			.scheduler(this.scheduler)
			.longMailbox(mark)
			.reportListener((report) -> this.reports.add((MailboxReport) report))
			.build();
	}

	private static void send(ProcessSystem system, Pid pid, int count) {
		IntStream.range(0, count).forEach((number) -> system.send(pid, number));
	}

	private static Pid idle(ProcessSystem system, SpawnOptions options) {
		return system.spawn((Reaction) (message) -> {
		}, options);
	}

	private List<String> told() {
		this.scheduler.runUntilIdle();
		List<String> texts = this.reports.stream().map(Object::toString).toList();
		this.reports.clear();
		return texts;
	}

	@Test
	void aLongMailboxIsToldOfOnceAndAgainWhenItIsDownToHalf() {
		try (ProcessSystem system = system(100)) {
			Puppet puppet = new Puppet(system);
			puppet.is(system.spawn(puppet, SpawnOptions.DEFAULTS));
			puppet.runs((self) -> self.handleOnly((message) -> false));
			send(system, puppet.pid(), 100);
			assertThat(told()).isEmpty();
			send(system, puppet.pid(), 1);
			assertThat(told())
				.containsExactly("Process " + puppet.pid() + " has a long mailbox: 101 messages wait, the mark is 100");
			send(system, puppet.pid(), 1_000);
			assertThat(told()).isEmpty();
		}
	}

	@Test
	void whatFallsBelowHalfTheMarkMayPassItAgain() {
		try (ProcessSystem system = system(100)) {
			Pid pid = idle(system, SpawnOptions.DEFAULTS);
			for (int i = 0; i < 3; i++) {
				send(system, pid, 150);
				List<String> told = told();
				assertThat(told).hasSize(2);
				assertThat(told.get(0)).contains("has a long mailbox");
				assertThat(told.get(1)).contains("has caught up");
			}
		}
	}

	@Test
	void aMailboxBetweenHalfTheMarkAndTheMarkIsStillLong() {
		try (ProcessSystem system = system(100)) {
			Pid pid = system.spawn((self) -> {
				self.receive("go"::equals);
				IntStream.range(0, 50).forEach((number) -> self.receive(Integer.class));
				self.receive("go"::equals);
				IntStream.range(0, 1).forEach((number) -> self.receive(Integer.class));
				self.receive("go"::equals);
			});
			send(system, pid, 101);
			assertThat(told()).hasSize(1);
			system.send(pid, "go");
			assertThat(told()).as("51 wait").isEmpty();
			system.send(pid, "go");
			assertThat(told()).containsExactly("Process " + pid + " has caught up: 50 messages wait");
		}
	}

	@Test
	void aProcessThatIsStuckInAHandlerIsToldOf() throws Exception {
		CountDownLatch stuck = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch told = new CountDownLatch(1);
		try (ProcessSystem system = ProcessSystem.builder()
			.scheduler(ThreadScheduler.create("test", 1))
			.longMailbox(1_000)
			.reportListener((report) -> told.countDown())
			.build()) {
			Pid pid = system.spawn((Reaction) (message) -> {
				stuck.countDown();
				release.await();
			}, SpawnOptions.DEFAULTS);
			system.send(pid, "first");
			stuck.await();
			send(system, pid, 1_002);
			told.await();
			release.countDown();
		}
	}

	@Test
	void aFullMailboxIsToldOfWithWhatBecomesOfMore() {
		try (ProcessSystem system = system(100)) {
			for (Overflow overflow : Overflow.values()) {
				Pid pid = idle(system,
						SpawnOptions.DEFAULTS.withMailboxLimit(new MailboxLimit(10, overflow)).withLabel("x"));
				this.scheduler.runUntilIdle();
				send(system, pid, 10);
				send(system, pid, 7);
				List<String> told = told();
				assertThat(told.get(0)).isEqualTo("Process " + pid
						+ " has a full mailbox: 10 messages wait, the limit is 10; " + switch (overflow) {
							case REJECT -> "more are refused";
							case DROP_OLDEST -> "the oldest are dropped for newer ones";
							case KILL -> "it is killed";
						});
				if (overflow == Overflow.KILL) {
					assertThat(told).hasSize(1);
					assertThat(pid.isAlive()).isFalse();
				}
				else {
					assertThat(told.get(told.size() - 1)).startsWith("Process " + pid + " has caught up: ")
						.endsWith(" messages wait; 7 were dropped since it started");
				}
			}
		}
	}

	@Test
	void aLimitAboveTheMarkIsToldOfTwice() {
		try (ProcessSystem system = system(5)) {
			Puppet puppet = new Puppet(system);
			puppet.is(system.spawn(puppet, SpawnOptions.DEFAULTS.withMailboxLimit(MailboxLimit.of(10))));
			puppet.runs((self) -> self.handleOnly((message) -> false));
			send(system, puppet.pid(), 6);
			this.scheduler.runUntilIdle();
			send(system, puppet.pid(), 5);
			this.scheduler.runUntilIdle();
			assertThat(this.reports).extracting(MailboxReport::state)
				.containsExactly(MailboxReport.State.LONG, MailboxReport.State.FULL);
			assertThat(this.reports.get(0).mark()).isEqualTo(5);
			assertThat(this.reports.get(1).mark()).isEqualTo(10);
		}
	}

	@Test
	void theMarkCanBeSwitchedOff() {
		try (ProcessSystem system = system(0)) {
			Pid pid = idle(system, SpawnOptions.DEFAULTS);
			send(system, pid, 50_000);
			assertThat(told()).isEmpty();
		}
	}

	@Test
	void theMarkIsTenThousandUnlessSet() {
		try (ProcessSystem system = ProcessSystem.builder()
			.scheduler(this.scheduler)
			.reportListener((report) -> this.reports.add((MailboxReport) report))
			.build()) {
			Pid pid = idle(system, SpawnOptions.DEFAULTS);
			send(system, pid, 10_000);
			assertThat(told()).isEmpty();
			send(system, pid, 10_001);
			assertThat(told()).hasSize(2);
		}
	}

	@Test
	void aMarkIsNotNegative() {
		assertThatIllegalArgumentException().isThrownBy(() -> ProcessSystem.builder().longMailbox(-1))
			.withMessage("the mark of a long mailbox must be 1 or more, or 0 for none, got: -1");
	}

	@Test
	void aReportIsAWarningAndItsEndIsNone() {
		assertThat(report(MailboxReport.State.LONG).level()).isEqualTo(Level.WARN);
		assertThat(report(MailboxReport.State.FULL).level()).isEqualTo(Level.WARN);
		assertThat(report(MailboxReport.State.NORMAL).level()).isEqualTo(Level.INFO);
		assertThat(report(MailboxReport.State.NORMAL)).hasToString("Process ledger has caught up: 5 messages wait");
	}

	private static MailboxReport report(MailboxReport.State state) {
		try (ProcessSystem system = ProcessSystem.builder().scheduler(new ManualScheduler(0)).build()) {
			return new MailboxReport(system.outside(), "ledger", null, "Ledger", state, 5, 10, null, 0);
		}
	}

}
