package dev.javaotp.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import dev.javaotp.scheduler.Execution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Rules 3 and 4 of the architecture: a kill is final for everybody at once although Java
 * cannot stop a thread, nothing follows its {@link Down}, and its interrupt reaches
 * nobody else.
 */
@Timeout(60)
class KillTests {

	private static final ExitReason BOOM = ExitReason.of("boom");

	private final Machine machine = new Machine(Machine.Runner.THREADS);

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.release.countDown();
		this.machine.close();
	}

	// --- rule 3: interrupts

	@Test
	void aKillInterruptsTheHandlerThatRuns() {
		Answer<Boolean> interrupted = new Answer<>(this.machine.system);
		Pid pid = stuck((self) -> {
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				interrupted.put(true);
			}
		});
		this.machine.system.exit(pid, ExitReason.KILL);
		assertThat(interrupted.get()).isTrue();
	}

	@Test
	void anUntrappedExitOfAHandlerThatRunsTakesTheSamePath() {
		Answer<Boolean> interrupted = new Answer<>(this.machine.system);
		Pid pid = stuck((self) -> {
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				interrupted.put(true);
			}
		});
		this.machine.system.exit(pid, BOOM);
		assertThat(interrupted.get()).isTrue();
	}

	@ParameterizedTest
	@EnumSource(Execution.class)
	void anInterruptReachesOnlyTheProcessItWasMeantFor(Execution execution) {
		AtomicInteger strayed = new AtomicInteger();
		for (int i = 0; i < 3_000; i++) {
			Pid victim = this.machine.system.spawn((Reaction) (message) -> {
			}, SpawnOptions.DEFAULTS.withExecution(execution));
			Answer<Boolean> handled = new Answer<>(this.machine.system);
			Pid neighbour = this.machine.system.spawn((Reaction) (message) -> {
				if (Thread.currentThread().isInterrupted()) {
					strayed.incrementAndGet();
				}
				handled.put(true);
			}, SpawnOptions.DEFAULTS.withExecution(execution));
			this.machine.system.send(victim, "work");
			this.machine.system.send(neighbour, "work");
			this.machine.system.exit(victim, ExitReason.KILL);
			handled.get();
			this.machine.system.exit(neighbour, ExitReason.KILL);
		}
		assertThat(strayed).hasValue(0);
	}

	@ParameterizedTest
	@EnumSource(Execution.class)
	void anInterruptThatAHandlerLeavesBehindDoesNotReachTheNextMessageOfAnother(Execution execution) {
		Pid careless = this.machine.system.spawn((Reaction) (message) -> Thread.currentThread().interrupt(),
				SpawnOptions.DEFAULTS.withExecution(execution));
		List<Answer<Boolean>> answers = new ArrayList<>();
		for (int i = 0; i < 500; i++) {
			Answer<Boolean> interrupted = new Answer<>(this.machine.system);
			answers.add(interrupted);
			Pid neighbour = this.machine.system.spawn(
					(Reaction) (message) -> interrupted.put(Thread.currentThread().isInterrupted()),
					SpawnOptions.DEFAULTS.withExecution(execution));
			this.machine.system.send(careless, "interrupt");
			this.machine.system.send(neighbour, "look");
		}
		assertThat(answers).extracting(Answer::get).doesNotContain(true);
	}

	@Test
	void aProcessMayAskNotToBeInterrupted() {
		Answer<Boolean> interrupted = new Answer<>(this.machine.system);
		Pid pid = stuck((self) -> {
			boolean was = false;
			while (this.release.getCount() > 0) {
				try {
					this.release.await();
				}
				catch (InterruptedException ex) {
					was = true;
				}
			}
			interrupted.put(was);
		}, SpawnOptions.DEFAULTS.withoutInterrupt());
		Answer<ExitReason> end = this.machine.endOf(pid);
		this.machine.system.exit(pid, ExitReason.KILL);
		assertThat(end.get()).isEqualTo(ExitReason.KILLED);
		this.release.countDown();
		assertThat(interrupted.get()).isFalse();
	}

	// --- rule 4: the fence

	@Test
	void everybodyIsToldAtOnceAlthoughTheHandlerGoesOn() {
		Pid pid = stuck((self) -> awaitUninterruptibly());
		Puppet linked = this.machine.trapping();
		linked.runs((self) -> {
			self.link(pid);
			self.monitor(pid);
		});
		this.machine.system.exit(pid, ExitReason.KILL);
		assertThat(linked.gets(Exit.class)).isEqualTo(new Exit(pid, ExitReason.KILLED));
		assertThat(linked.gets(Down.class).reason()).isEqualTo(ExitReason.KILLED);
		assertThat(pid.isAlive()).isFalse();
		assertThat(this.machine.system.pid(pid.toString())).isNull();
		assertThat(this.release.getCount()).isOne();
	}

	@Test
	void whatIsLeftOfAKilledProcessCanDoNothingMoreWithProcesses() {
		Puppet other = this.machine.puppet();
		Alias alias = other.does((self) -> self.alias(Alias.Mode.EXPLICIT_UNALIAS));
		ProcessSystem system = this.machine.system;
		List<Consumer<ProcessContext>> operations = List.of((self) -> self.send(other.pid(), "message"),
				(self) -> system.send(other.pid(), "message"), (self) -> self.send(alias, "message"),
				(self) -> system.send(alias, "message"), (self) -> system.request(other.pid(), new Answer<>(system)),
				(self) -> self.exit(other.pid(), BOOM), (self) -> system.exit(other.pid(), BOOM),
				(self) -> self.exit(self.self(), BOOM), (self) -> self.link(other.pid()),
				(self) -> self.unlink(other.pid()), (self) -> self.monitor(other.pid()),
				(self) -> self.demonitor(new Ref()), (self) -> self.trapExits(true),
				(self) -> self.alias(Alias.Mode.REPLY), (self) -> self.unalias(alias), ProcessContext::receive,
				(self) -> self.sleep(Duration.ZERO), (self) -> self.handleOnly(null),
				(self) -> self.sendAfter(Duration.ZERO, other.pid(), "message"),
				(self) -> self.spawn((ProcessContext child) -> {
				}, SpawnOptions.DEFAULTS), (self) -> self.spawnLink((ProcessContext child) -> {
				}, SpawnOptions.DEFAULTS), (self) -> self.spawnMonitor((ProcessContext child) -> {
				}, SpawnOptions.DEFAULTS));
		long before = system.spawnedCount();
		Answer<Integer> refused = new Answer<>(system);
		Pid pid = stuck((self) -> {
			awaitUninterruptibly();
			int count = 0;
			for (Consumer<ProcessContext> operation : operations) {
				try {
					operation.accept(self);
				}
				catch (ProcessKilledError ex) {
					count++;
				}
			}
			refused.put(count);
		});
		Answer<ExitReason> end = this.machine.endOf(pid);
		system.exit(pid, ExitReason.KILL);
		end.get();
		this.release.countDown();
		assertThat(refused.get()).isEqualTo(operations.size());
		assertThat(other.received()).isEmpty();
		assertThat(system.spawnedCount()).isEqualTo(before + 1);
	}

	@Test
	void theErrorOfTheFenceSaysWhatHappenedAndCostsNoStackTrace() {
		Answer<Throwable> thrown = new Answer<>(this.machine.system);
		Pid pid = stuck((self) -> {
			awaitUninterruptibly();
			try {
				self.send(self.self(), "any");
			}
			catch (Throwable ex) {
				thrown.put(ex);
			}
		});
		this.machine.system.exit(pid, ExitReason.KILL);
		this.release.countDown();
		assertThat(thrown.get()).isInstanceOf(ProcessKilledError.class)
			.hasMessage("process " + pid + " has ended; what is left of its code can do nothing more with processes");
		assertThat(thrown.get().getStackTrace()).isEmpty();
	}

	@Test
	void noMessageFollowsItsSendersDown() {
		Doorkeeper doorkeeper = new Doorkeeper();
		Pid receiver = this.machine.system.spawn(doorkeeper, SpawnOptions.DEFAULTS);
		for (int i = 0; i < 300; i++) {
			CountDownLatch began = new CountDownLatch(1);
			Pid sender = this.machine.system.spawn((ProcessContext self) -> {
				self.receive();
				began.countDown();
				while (true) {
					self.send(receiver, self.self());
					while (this.machine.system.mailboxDepth(receiver) > 1_000) {
						Thread.onSpinWait();
					}
				}
			});
			Answer<Boolean> down = new Answer<>(this.machine.system);
			this.machine.system.send(receiver, new Doorkeeper.Watch(sender, down));
			this.machine.system.send(sender, "go");
			awaitUninterruptibly(began);
			this.machine.system.exit(sender, ((i & 1) == 0) ? ExitReason.KILL : BOOM);
			down.get();
		}
		Answer<Integer> late = new Answer<>(this.machine.system);
		this.machine.system.send(receiver, late);
		assertThat(late.get()).isZero();
	}

	/** Counts who comes after it has been told that he is dead. */
	private static final class Doorkeeper implements MessageHandler {

		private final Map<Pid, Answer<Boolean>> watched = new HashMap<>();

		private ProcessContext self;

		private int late;

		record Watch(Pid pid, Answer<Boolean> down) {
		}

		@Override
		public void start(ProcessContext self) {
			this.self = self;
		}

		@Override
		@SuppressWarnings("unchecked")
		public void handle(Object message) {
			switch (message) {
				case Watch watch -> {
					this.watched.put(watch.pid(), watch.down());
					this.self.monitor(watch.pid());
				}
				case Down down -> this.watched.remove(down.process()).put(true);
				case Pid pid when !this.watched.containsKey(pid) -> this.late++;
				case Answer<?> count -> ((Answer<Integer>) count).put(this.late);
				default -> {
				}
			}
		}

	}

	// --- leftovers

	@Test
	void aHandlerThatOutlivesItsProcessIsCountedUntilItReturns() {
		Pid pid = stuck((self) -> awaitUninterruptibly());
		this.machine.system.exit(pid, ExitReason.KILL);
		await().until(() -> this.machine.system.leftovers().contains(pid));
		this.release.countDown();
		await().until(() -> this.machine.system.leftovers().isEmpty());
	}

	@Test
	void aHandlerThatEndsWithItsProcessIsNotCounted() {
		for (int i = 0; i < 500; i++) {
			Puppet puppet = this.machine.puppet();
			puppet.told(ProcessContext::receive);
			this.machine.system.exit(puppet.pid(), ExitReason.KILL);
			puppet.end();
		}
		await().until(() -> this.machine.system.leftovers().isEmpty());
	}

	@Test
	void itsObjectIsToldOfTheEndOnlyWhenTheHandlerHasReturned() {
		AtomicBoolean inHandler = new AtomicBoolean();
		Answer<Boolean> ended = new Answer<>(this.machine.system);
		CountDownLatch entered = new CountDownLatch(1);
		Pid pid = this.machine.system.spawn(new Reaction() {

			@Override
			public void handle(Object message) {
				inHandler.set(true);
				entered.countDown();
				awaitUninterruptibly();
				inHandler.set(false);
			}

			@Override
			public void ended(ExitReason reason) {
				ended.put(inHandler.get());
			}

		}, SpawnOptions.DEFAULTS);
		this.machine.system.send(pid, "work");
		awaitUninterruptibly(entered);
		Answer<ExitReason> down = this.machine.endOf(pid);
		this.machine.system.exit(pid, ExitReason.KILL);
		down.get();
		assertThat(ended.isDone()).isFalse();
		this.release.countDown();
		assertThat(ended.get()).isFalse();
	}

	@Test
	void itsObjectIsToldOfTheEndExactlyOnceWhoeverEndsIt() {
		int rounds = 3_000;
		AtomicInteger told = new AtomicInteger();
		for (int i = 0; i < rounds; i++) {
			Pid pid = this.machine.system.spawn(new Reaction() {

				@Override
				public void handle(Object message) {
					throw new ExitException(ExitReason.NORMAL);
				}

				@Override
				public void ended(ExitReason reason) {
					told.incrementAndGet();
				}

			}, SpawnOptions.DEFAULTS);
			this.machine.system.send(pid, "end");
			this.machine.system.exit(pid, ExitReason.KILL);
		}
		await().until(() -> told.get() == rounds);
		this.machine.close();
		assertThat(told).hasValue(rounds);
	}

	@Test
	void whatAnObjectDoesWhenItIsToldOfTheEndIsDoneOnNobodysBehalf() {
		Puppet other = this.machine.puppet();
		Pid pid = this.machine.system.spawn(new Reaction() {

			@Override
			public void handle(Object message) {
			}

			@Override
			public void ended(ExitReason reason) {
				ProcessSystem system = other.pid().system();
				system.send(other.pid(), "ended with " + reason);
			}

		}, SpawnOptions.DEFAULTS);
		this.machine.system.exit(pid, BOOM);
		assertThat(other.gets(String.class)).isEqualTo("ended with boom");
	}

	@Test
	void aKilledProcessThatWaitsToRunIsTold() {
		AtomicReference<ExitReason> ended = new AtomicReference<>();
		Pid pid = this.machine.system.spawn(new MessageHandler() {

			@Override
			public void start(ProcessContext self) throws InterruptedException {
				KillTests.this.release.await();
			}

			@Override
			public void handle(Object message) {
			}

			@Override
			public void ended(ExitReason reason) {
				ended.set(reason);
			}

		}, SpawnOptions.DEFAULTS);
		this.machine.system.exit(pid, BOOM);
		await().until(() -> BOOM.equals(ended.get()));
	}

	@Test
	void aKillOfACrashingProcessGivesOneReasonToAll() {
		for (int i = 0; i < 2_000; i++) {
			Puppet watcher = this.machine.puppet();
			Puppet victim = this.machine.puppet();
			watcher.runs((self) -> {
				self.monitor(victim.pid());
				self.monitor(victim.pid());
			});
			victim.told((self) -> self.exit(BOOM));
			this.machine.system.exit(victim.pid(), ExitReason.KILL);
			List<Down> downs = watcher.gets(2, Down.class);
			assertThat(downs.get(0).reason()).isEqualTo(downs.get(1).reason()).isIn(BOOM, ExitReason.KILLED);
		}
	}

	@Test
	void catchingExceptionDoesNotSwallowTheFence() {
		Answer<Boolean> reached = new Answer<>(this.machine.system);
		AtomicInteger swallowed = new AtomicInteger();
		Pid pid = stuck((self) -> {
			awaitUninterruptibly();
			try {
				while (true) {
					try {
						self.send(self.self(), "any");
					}
					catch (Exception ex) {
						swallowed.incrementAndGet();
					}
				}
			}
			finally {
				reached.put(true);
			}
		});
		this.machine.system.exit(pid, ExitReason.KILL);
		this.release.countDown();
		assertThat(reached.get()).isTrue();
		assertThat(swallowed).hasValue(0);
	}

	private Pid stuck(Consumer<ProcessContext> handler) {
		return stuck(handler, SpawnOptions.DEFAULTS);
	}

	/** A process that is inside a handler when this returns. */
	private Pid stuck(Consumer<ProcessContext> handler, SpawnOptions options) {
		CountDownLatch entered = new CountDownLatch(1);
		Puppet puppet = this.machine.puppet(options);
		puppet.told((self) -> {
			entered.countDown();
			handler.accept(self);
		});
		awaitUninterruptibly(entered);
		return puppet.pid();
	}

	private void awaitUninterruptibly() {
		awaitUninterruptibly(this.release);
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
