package dev.javaotp.process;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.javaotp.scheduler.Execution;
import dev.javaotp.scheduler.ManualScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/** The system as a whole: looking at processes, what they own, and the end. */
@Timeout(60)
class ProcessSystemTests {

	private static final ExitReason BOOM = ExitReason.of("boom");

	private final Machine machine = new Machine(Machine.Runner.THREADS);

	private final ProcessSystem system = this.machine.system;

	@AfterEach
	void close() {
		this.machine.close();
	}

	@Test
	void aPidIsWrittenAsErlangWritesItAndFoundByItsText() {
		Puppet puppet = this.machine.puppet();
		assertThat(puppet.pid()).hasToString("<0." + puppet.pid().id() + ".0>");
		assertThat(this.system.pid(puppet.pid().toString())).isSameAs(puppet.pid());
		assertThat(this.system.pid("<0.999999.0>")).isNull();
		assertThat(this.system.pid("<1.1.0>")).isNull();
		assertThat(this.system.pid("nonsense")).isNull();
	}

	@Test
	void aProcessThatEndsWhileItIsLinkedWithItsParentLeavesNothingBehind() {
		ManualScheduler scheduler = new ManualScheduler(0);
		try (ProcessSystem manual = ProcessSystem.builder().scheduler(scheduler).build()) {
			Pid pid = manual.spawn(new BodyHandler((self) -> {
			}), SpawnOptions.DEFAULTS, List.of(), (cell) -> {
				manual.exit(cell, ExitReason.KILL);
				scheduler.runUntilIdle();
			});
			scheduler.runUntilIdle();
			assertThat(pid.isAlive()).isFalse();
			assertThat(manual.processCount()).isZero();
			assertThat(manual.leftovers()).isEmpty();
		}
	}

	@Test
	void whoKeepsThePidOfAnEndedProcessDoesNotKeepItsState() {
		ManualScheduler scheduler = new ManualScheduler(0);
		try (ProcessSystem manual = ProcessSystem.builder().scheduler(scheduler).build()) {
			Pid pid = manual.spawn(new Puppet(manual), SpawnOptions.DEFAULTS);
			scheduler.runUntilIdle();
			assertThat(manual.handler(pid, Puppet.class)).isNotNull();
			manual.exit(pid, BOOM);
			scheduler.runUntilIdle();
			assertThat(manual.handler(pid, Puppet.class)).isNull();
		}
	}

	@Test
	void whoKeepsThePidOfAnEndedProcessDoesNotKeepWhatItWaitedFor() throws Exception {
		Puppet puppet = this.machine.puppet();
		CountDownLatch seen = new CountDownLatch(1);
		List<WeakReference<Object>> held = List.of(waitsInVain(puppet, seen), unwanted(puppet));
		seen.await();
		this.system.exit(puppet.pid(), BOOM);
		puppet.end();
		await().until(() -> {
			System.gc();
			return held.stream().allMatch((reference) -> reference.get() == null);
		});
		assertThat(puppet.pid().isAlive()).isFalse();
	}

	// these are methods so that no variable of the test holds the objects

	private static WeakReference<Object> waitsInVain(Puppet puppet, CountDownLatch seen) {
		Object awaited = new Object();
		puppet.runs((self) -> self.handleOnly((message) -> {
			seen.countDown();
			return message == awaited;
		}));
		return new WeakReference<>(awaited);
	}

	private WeakReference<Object> unwanted(Puppet puppet) {
		Object message = new Object();
		this.system.send(puppet.pid(), message);
		return new WeakReference<>(message);
	}

	@Test
	void processesAreCountedWhileTheyLive() {
		Puppet one = this.machine.puppet();
		Puppet other = this.machine.puppet();
		assertThat(this.system.processes()).containsExactlyInAnyOrder(one.pid(), other.pid());
		assertThat(this.system.processCount()).isEqualTo(2);
		this.system.exit(one.pid(), BOOM);
		one.end();
		assertThat(this.system.processes()).containsExactly(other.pid());
		assertThat(this.system.spawnedCount()).isEqualTo(2);
	}

	@Test
	void figuresShowWhatAProcessIsWithoutAskingIt() {
		Puppet parent = this.machine.trapping();
		Puppet child = this.machine.child(parent);
		parent.runs((self) -> self.monitor(child.pid()));
		this.system.own(child.pid(), CrashReportTests.named("child"));
		this.system.send(child.pid(), "one");
		child.received();
		ProcessInfo info = this.system.info(child.pid()).orElseThrow();
		assertThat(info.pid()).isEqualTo(child.pid());
		assertThat(info.registeredName()).isEqualTo("child");
		assertThat(info.kind()).isEqualTo(Puppet.class.getName());
		assertThat(info.execution()).isEqualTo(Execution.AUTO);
		assertThat(info.parent()).isEqualTo(parent.pid());
		assertThat(info.mailboxDepth()).isZero();
		assertThat(info.messagesHandled()).isPositive();
		assertThat(info.links()).containsExactly(parent.pid());
		assertThat(info.monitoredBy()).isGreaterThanOrEqualTo(1);
		assertThat(info.trapsExits()).isFalse();
		assertThat(this.system.info(parent.pid()).orElseThrow().trapsExits()).isTrue();
		assertThat(this.system.info(parent.pid()).orElseThrow().monitors()).isOne();
		this.system.exit(child.pid(), BOOM);
		child.end();
		assertThat(this.system.info(child.pid())).isEmpty();
	}

	@Test
	void statusAndStackShowWhatAProcessDoes() throws InterruptedException {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		Puppet puppet = this.machine.puppet();
		puppet.told((self) -> {
			entered.countDown();
			awaitUninterruptibly(release);
		});
		entered.await();
		assertThat(status(puppet)).isEqualTo(ProcessInfo.Status.RUNNING);
		assertThat(this.system.stackTrace(puppet.pid())).isNotEmpty();
		release.countDown();
		puppet.runs((self) -> self.suspended(true));
		assertThat(status(puppet)).isEqualTo(ProcessInfo.Status.SUSPENDED);
	}

	// --- rule 17: what a process owns

	@Test
	void whatAProcessOwnsIsReleasedBeforeAnybodyIsTold() {
		for (int i = 0; i < 200; i++) {
			AtomicBoolean released = new AtomicBoolean();
			Puppet owner = this.machine.puppet();
			Puppet linked = this.machine.trapping();
			linked.runs((self) -> self.link(owner.pid()));
			assertThat(this.system.own(owner.pid(), (pid) -> released.set(true))).isTrue();
			Answer<Boolean> seen = new Answer<>(this.system);
			this.system.onDown(owner.pid(), (reason) -> seen.put(released.get()));
			owner.told((self) -> self.exit(BOOM));
			linked.gets(Exit.class);
			assertThat(released).isTrue();
			assertThat(seen.get()).isTrue();
		}
	}

	@Test
	void whatAProcessOwnsIsReleasedAtAKillAlthoughItsHandlerGoesOn() {
		CountDownLatch release = new CountDownLatch(1);
		Puppet owner = this.machine.puppet();
		Answer<Pid> released = new Answer<>(this.system);
		this.system.own(owner.pid(), released::put);
		owner.told((self) -> awaitUninterruptibly(release));
		this.system.exit(owner.pid(), ExitReason.KILL);
		assertThat(released.get()).isEqualTo(owner.pid());
		release.countDown();
	}

	@Test
	void whatAProcessNoLongerOwnsIsNotReleased() {
		AtomicInteger released = new AtomicInteger();
		OwnedResource resource = (pid) -> released.incrementAndGet();
		Puppet owner = this.machine.puppet();
		this.system.own(owner.pid(), resource);
		this.system.disown(owner.pid(), resource);
		this.system.exit(owner.pid(), BOOM);
		owner.end();
		assertThat(released).hasValue(0);
	}

	@Test
	void aDeadProcessOwnsNothing() {
		Puppet owner = this.machine.puppet();
		this.system.exit(owner.pid(), BOOM);
		owner.end();
		assertThat(this.system.own(owner.pid(), (pid) -> {
		})).isFalse();
	}

	@Test
	void whatAProcessOwnsIsFoundByItsType() {
		Puppet owner = this.machine.puppet();
		OwnedResource first = CrashReportTests.named("first");
		OwnedResource second = CrashReportTests.named("second");
		OwnedResource other = (pid) -> {
		};
		this.system.own(owner.pid(), other);
		assertThat(this.system.owned(owner.pid(), first.getClass())).isNull();
		this.system.own(owner.pid(), first);
		this.system.own(owner.pid(), second);
		assertThat(this.system.owned(owner.pid(), OwnedResource.class)).isSameAs(other);
		assertThat(this.system.owned(owner.pid(), first.getClass())).isSameAs(first);
		this.system.disown(owner.pid(), other);
		this.system.disown(owner.pid(), first);
		assertThat(this.system.owned(owner.pid(), OwnedResource.class)).isSameAs(second);
		this.system.exit(owner.pid(), BOOM);
		owner.end();
		assertThat(this.system.owned(owner.pid(), OwnedResource.class)).isNull();
	}

	@Test
	void aResourceThatFailsDoesNotKeepTheOthersFromBeingReleased() {
		Puppet owner = this.machine.puppet();
		AtomicInteger released = new AtomicInteger();
		for (int i = 0; i < 4; i++) {
			this.system.own(owner.pid(), (pid) -> {
				released.incrementAndGet();
				throw new IllegalStateException("resource");
			});
		}
		this.system.exit(owner.pid(), BOOM);
		assertThat(owner.end()).isEqualTo(BOOM);
		assertThat(released).hasValue(4);
	}

	// --- the system

	@Test
	void twoSystemsLiveSideBySide() {
		try (Machine other = new Machine(Machine.Runner.THREADS)) {
			Puppet here = this.machine.puppet();
			Puppet there = other.puppet();
			assertThat(here.pid().id()).isEqualTo(there.pid().id());
			assertThat(here.pid()).isNotEqualTo(there.pid());
			assertThat(other.system.processes()).containsExactly(there.pid());
			other.close();
			assertThat(there.isAlive()).isFalse();
			assertThat(here.received()).isEmpty();
		}
	}

	@Test
	void anAttachmentIsMadeOncePerSystem() {
		StringBuilder first = this.system.attachment(StringBuilder.class, StringBuilder::new);
		assertThat(this.system.attachment(StringBuilder.class, StringBuilder::new)).isSameAs(first);
		try (Machine other = new Machine(Machine.Runner.MANUAL)) {
			assertThat(other.system.attachment(StringBuilder.class, StringBuilder::new)).isNotSameAs(first);
		}
	}

	@Test
	void closingKillsEverybody() {
		List<Puppet> puppets = new ArrayList<>();
		for (int i = 0; i < 1_000; i++) {
			puppets.add((i % 2 == 0) ? this.machine.trapping() : this.machine.puppet());
		}
		this.machine.close();
		assertThat(puppets).extracting(Puppet::end).containsOnly(ExitReason.KILLED);
		assertThat(this.system.processCount()).isZero();
		assertThat(this.system.isClosed()).isTrue();
	}

	@Test
	void closingDoesNotWaitForAHandlerThatGoesOn() throws InterruptedException {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		Puppet stuck = this.machine.puppet();
		stuck.told((self) -> {
			entered.countDown();
			awaitUninterruptibly(release);
		});
		entered.await();
		this.machine.close();
		assertThat(this.system.leftovers()).containsExactly(stuck.pid());
		release.countDown();
	}

	@Test
	void aClosedSystemStartsNothing() {
		this.machine.close();
		this.machine.close();
		assertThatIllegalStateException().isThrownBy(() -> this.system.spawn((self) -> {
		})).withMessage("process system test is closed: no process can be started");
	}

	@Test
	void noProcessThatIsStartedWhileTheSystemClosesLivesOn() throws InterruptedException {
		for (int i = 0; i < 30; i++) {
			try (Machine closing = new Machine(Machine.Runner.THREADS)) {
				List<Pid> started = new ArrayList<>();
				Thread starter = Thread.ofPlatform().start(() -> {
					try {
						while (true) {
							started.add(closing.system.spawn((Reaction) (message) -> {
							}, SpawnOptions.DEFAULTS));
						}
					}
					catch (IllegalStateException ex) {
						// closed
					}
				});
				while (closing.system.spawnedCount() == 0) {
					Thread.onSpinWait();
				}
				closing.close();
				starter.join();
				assertThat(started).noneMatch(Pid::isAlive);
			}
		}
	}

	private ProcessInfo.Status status(Puppet puppet) {
		return this.system.info(puppet.pid()).orElseThrow().status();
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		while (latch.getCount() > 0) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				// a leftover does not care
			}
		}
	}

}
