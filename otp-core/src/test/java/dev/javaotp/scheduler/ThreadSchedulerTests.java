package dev.javaotp.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Rules 2 and 5 to 9 of the architecture, for the scheduler that runs everything in
 * earnest.
 */
@Timeout(60)
class ThreadSchedulerTests {

	private final AtomicBoolean released = new AtomicBoolean();

	private final CountDownLatch release = new CountDownLatch(1);

	private final List<ThreadScheduler> schedulers = new ArrayList<>();

	@AfterEach
	void close() {
		release();
		this.schedulers.forEach(ThreadScheduler::close);
	}

	@Test
	void itNeedsAtLeastOneThread() {
		assertThatIllegalArgumentException().isThrownBy(() -> ThreadScheduler.create("none", 0))
			.withMessage("parallelism must be 1 or more, got: 0");
	}

	// --- rule 5: never inline

	@Test
	void aTaskNeverRunsOnTheThreadThatSchedulesIt() throws Exception {
		ThreadScheduler scheduler = scheduler(1);
		assertThat(threadOf(scheduler, kind(scheduler))).isNotSameAs(Thread.currentThread());
		CompletableFuture<Boolean> same = new CompletableFuture<>();
		Thread.startVirtualThread(() -> {
			Thread caller = Thread.currentThread();
			scheduler.scheduleCalled(new Work(kind(scheduler), () -> same.complete(Thread.currentThread() == caller)));
		});
		assertThat(same.get()).isFalse();
	}

	@Test
	void aTaskThatIsCalledRunsOnAThreadThatIsFree() throws Exception {
		ThreadScheduler scheduler = scheduler(1);
		await().until(scheduler::hasSleeper);
		CompletableFuture<Thread> ran = new CompletableFuture<>();
		CompletableFuture<Boolean> atHand = new CompletableFuture<>();
		Thread.startVirtualThread(() -> atHand
			.complete(scheduler.scheduleCalled(new Work(kind(scheduler), () -> ran.complete(Thread.currentThread())))));
		assertThat(ran.get()).isInstanceOf(SchedulerThread.class);
		assertThat(atHand.get()).isTrue();
	}

	@Test
	void aTaskThatAVirtualThreadCallsRunsOnAVirtualThreadWhereNoneIsFree() throws Exception {
		ThreadScheduler scheduler = scheduler(1);
		CountDownLatch held = new CountDownLatch(1);
		scheduler.schedule(new Work(kind(scheduler), () -> {
			held.countDown();
			awaitUninterruptibly(this.release);
		}));
		held.await();
		CompletableFuture<Thread> ran = new CompletableFuture<>();
		Thread.startVirtualThread(
				() -> scheduler.scheduleCalled(new Work(kind(scheduler), () -> ran.complete(Thread.currentThread()))));
		assertThat(ran.get().isVirtual()).isEqualTo(Runtime.version().feature() >= 24);
	}

	@Test
	void codeRunsWhereItsUserSaysItBelongs() throws Exception {
		ThreadScheduler scheduler = scheduler(1);
		assertThat(threadOf(scheduler, scheduler.kind(String.class, Execution.AUTO)))
			.isInstanceOf(SchedulerThread.class);
		Thread computing = threadOf(scheduler, scheduler.kind(String.class, Execution.CPU));
		assertThat(computing).isNotInstanceOf(SchedulerThread.class);
		assertThat(computing.isVirtual()).isFalse();
		Thread blocking = threadOf(scheduler, scheduler.kind(String.class, Execution.BLOCKING));
		assertThat(blocking.isVirtual()).isEqualTo(Runtime.version().feature() >= 24);
	}

	@Test
	void whatWaitsBehindOneThatTakesLongRunsAlsoAfterManyWokenInVain() throws Exception {
		ThreadScheduler scheduler = scheduler(2);
		Kind quick = scheduler.kind(String.class, Execution.AUTO);
		CountDownLatch handled = new CountDownLatch(10_000);
		for (int i = 0; i < 10_000; i++) {
			scheduler.schedule(new Work(quick, handled::countDown));
		}
		CountDownLatch held = new CountDownLatch(1);
		scheduler.schedule(new Work(kind(scheduler), () -> {
			held.countDown();
			awaitUninterruptibly(this.release);
		}));
		held.await();
		for (int i = 0; i < 100; i++) {
			assertThat(threadOf(scheduler, quick)).isNotNull();
		}
		handled.await();
	}

	// --- rule 8: fairness

	@Test
	void twoTasksThatKeepEachOtherBusyDoNotLockOutOthers() throws Exception {
		ThreadScheduler scheduler = scheduler(1);
		Work[] pair = new Work[2];
		for (int i = 0; i < 2; i++) {
			int other = 1 - i;
			pair[i] = new Work(kind(scheduler), () -> {
				if (!this.released.get()) {
					scheduler.schedule(pair[other]);
				}
			}) {

				@Override
				public boolean run(Slice slice) {
					slice.next();
					return super.run(slice);
				}

			};
		}
		scheduler.schedule(pair[0]);
		for (int i = 0; i < 100; i++) {
			assertThat(threadOf(scheduler, kind(scheduler))).isNotNull();
		}
	}

	@Test
	void aTaskThatAlwaysHasMoreToDoDoesNotLockOutOthers() throws Exception {
		ThreadScheduler scheduler = scheduler(1);
		scheduler.schedule(new Work(kind(scheduler), () -> {
		}) {

			@Override
			public boolean run(Slice slice) {
				while (slice.next()) {
					Thread.onSpinWait();
				}
				return !ThreadSchedulerTests.this.released.get();
			}

		});
		for (int i = 0; i < 100; i++) {
			assertThat(threadOf(scheduler, kind(scheduler))).isNotNull();
		}
	}

	@Test
	void whatWaitsInTheSlotOfAHandlerThatTakesLongIsStolen() throws Exception {
		ThreadScheduler scheduler = scheduler(2);
		CompletableFuture<Thread> stolen = new CompletableFuture<>();
		CompletableFuture<Thread> waker = new CompletableFuture<>();
		scheduler.schedule(new Work(kind(scheduler), () -> {
			scheduler.schedule(new Work(kind(scheduler), () -> stolen.complete(Thread.currentThread())));
			stolen.join();
			waker.complete(Thread.currentThread());
		}));
		assertThat(stolen.get()).isNotSameAs(waker.get());
	}

	@Test
	void aSingleTaskThatGaveWayInTheSlotDoesNotWaitForAHandlerThatTakesLong() throws Exception {
		ThreadScheduler scheduler = scheduler(2);
		CountDownLatch both = new CountDownLatch(2);
		CompletableFuture<Boolean> done = new CompletableFuture<>();
		scheduler.schedule(new Work(kind(scheduler), () -> {
			scheduler.schedule(new Work(kind(scheduler), both::countDown));
			scheduler.schedule(new Work(kind(scheduler), both::countDown));
			awaitUninterruptibly(both);
			done.complete(true);
		}));
		assertThat(done.get()).isTrue();
	}

	@Test
	void whatWaitsBehindAHandlerThatTakesLongRunsElsewhere() throws Exception {
		ThreadScheduler scheduler = scheduler(1);
		CountDownLatch woken = new CountDownLatch(1_000);
		CompletableFuture<Boolean> all = new CompletableFuture<>();
		scheduler.schedule(new Work(kind(scheduler), () -> {
			// more than slot and queue hold
			for (int i = 0; i < 1_000; i++) {
				scheduler.schedule(new Work(kind(scheduler), woken::countDown));
			}
			awaitUninterruptibly(woken);
			all.complete(true);
		}));
		assertThat(all.get()).isTrue();
	}

	@Test
	void aTaskRunsOnOneThreadAtATimeAndSeesWhatItDidBefore() throws Exception {
		ThreadScheduler scheduler = scheduler(2);
		AtomicInteger wakes = new AtomicInteger();
		int[] plain = new int[1];
		CountDownLatch done = new CountDownLatch(1);
		Kind kind = kind(scheduler);
		Work task = new Work(kind, () -> plain[0]++) {

			@Override
			public boolean run(Slice slice) {
				super.run(slice);
				if (plain[0] == 100_000) {
					done.countDown();
				}
				return wakes.decrementAndGet() > 0;
			}

		};
		for (int i = 0; i < 100_000; i++) {
			if (wakes.getAndIncrement() == 0) {
				scheduler.schedule(task);
			}
		}
		done.await();
		assertThat(plain[0]).isEqualTo(100_000);
	}

	// --- waiting

	@Test
	void aWaitHandsThePlaceOver() throws Exception {
		ThreadScheduler scheduler = scheduler(1);
		AtomicReference<Thread> waiter = new AtomicReference<>();
		AtomicBoolean condition = new AtomicBoolean();
		CompletableFuture<Boolean> met = new CompletableFuture<>();
		scheduler.schedule(new Work(kind(scheduler), () -> {
			waiter.set(Thread.currentThread());
			met.complete(awaited(scheduler, condition));
		}));
		await().until(() -> waiter.get() != null);
		threadOf(scheduler, scheduler.kind(Integer.class, Execution.AUTO));
		condition.set(true);
		scheduler.unpark(waiter.get());
		assertThat(met.get()).isTrue();
	}

	@Test
	void aWaitEndsWhenItsTimeIsUp() throws Exception {
		assertThat(scheduler(1).await(() -> false, 1)).isFalse();
	}

	@Test
	void aThreadThatWaitedAndOneThatTookItsPlaceDoNotAddUp() throws Exception {
		ThreadScheduler scheduler = scheduler(2);
		for (int i = 0; i < 200; i++) {
			Kind fresh = new Kind("fresh", Execution.AUTO);
			CompletableFuture<Boolean> done = new CompletableFuture<>();
			AtomicBoolean condition = new AtomicBoolean();
			CompletableFuture<Thread> waiter = new CompletableFuture<>();
			scheduler.schedule(new Work(fresh, () -> {
				waiter.complete(Thread.currentThread());
				done.complete(awaited(scheduler, condition));
			}));
			Thread thread = waiter.get();
			condition.set(true);
			scheduler.unpark(thread);
			done.get();
		}
		await().until(() -> scheduler.figures().threads() == 2 && scheduler.figures().setAside() == 0);
	}

	// --- rule 6: learning

	@Test
	void codeThatWaitsVisiblyRunsOnVirtualThreadsFromThenOn() throws Exception {
		ThreadScheduler scheduler = scheduler(1);
		Kind kind = kind(scheduler);
		CompletableFuture<Boolean> waited = new CompletableFuture<>();
		scheduler.schedule(new Work(kind, () -> waited.complete(awaited(scheduler, new AtomicBoolean(), 1))));
		assertThat(waited.get()).isFalse();
		assertThat(kind.execution()).isEqualTo(Execution.BLOCKING);
	}

	@Test
	void codeThatIsForgivenComesBack() throws Exception {
		ThreadScheduler scheduler = scheduler(1);
		Kind kind = kind(scheduler);
		kind.sawWait();
		for (int i = 0; i < 100_000 && kind.execution() != Execution.AUTO; i++) {
			threadOf(scheduler, kind);
		}
		assertThat(threadOf(scheduler, kind)).isInstanceOf(SchedulerThread.class);
	}

	@Test
	void codeThatBlocksIsLearned() throws Exception {
		ThreadScheduler scheduler = scheduler(1);
		Kind kind = kind(scheduler);
		stuck(scheduler, kind, () -> awaitUninterruptibly(this.release));
		assertThat(kind.execution()).isEqualTo(Execution.BLOCKING);
	}

	@Test
	void codeThatComputesIsLearned() throws Exception {
		ThreadScheduler scheduler = scheduler(1);
		Kind kind = kind(scheduler);
		stuck(scheduler, kind, this::spin);
		// on a crowded machine a thread that gets no processor looks as if it waited
		assertThat(kind.execution()).isIn(Execution.CPU, Execution.BLOCKING);
	}

	@Test
	void startingTeachesNothing() throws Exception {
		ThreadScheduler scheduler = scheduler(1);
		Kind kind = kind(scheduler);
		for (int i = 0; i < 2 * Kind.EVIDENCE_TO_CONVICT; i++) {
			CountDownLatch entered = new CountDownLatch(1);
			scheduler.schedule(new Work(kind, () -> {
				entered.countDown();
				awaited(scheduler, new AtomicBoolean(), 1);
				awaitUninterruptibly(this.release);
			}) {

				@Override
				public boolean teaches() {
					return false;
				}

			});
			entered.await();
			threadOf(scheduler, scheduler.kind(Integer.class, Execution.AUTO));
		}
		assertThat(kind.execution()).isEqualTo(Execution.AUTO);
	}

	// --- rule 7: virtual threads that compute

	@Test
	void codeOnVirtualThreadsThatComputesIsRelearned() {
		ThreadScheduler scheduler = scheduler(2);
		Kind kind = kind(scheduler);
		kind.sawWait();
		scheduler.schedule(new Work(kind, this::spin));
		await().until(() -> kind.execution() == Execution.CPU);
	}

	@Test
	void codeOnVirtualThreadsThatComputesIsToldFromThatWhichWaitsForACarrier() throws Exception {
		ThreadScheduler scheduler = scheduler(2);
		Kind waiting = scheduler.kind(Integer.class, Execution.AUTO);
		waiting.sawWait();
		List<Thread> parked = new CopyOnWriteArrayList<>();
		CountDownLatch all = new CountDownLatch(40);
		AtomicBoolean go = new AtomicBoolean();
		for (int i = 0; i < 40; i++) {
			scheduler.schedule(new Work(waiting, () -> {
				parked.add(Thread.currentThread());
				all.countDown();
				while (!go.get()) {
					LockSupport.park(go);
				}
			}));
		}
		all.await();
		Kind computing = kind(scheduler);
		computing.sawWait();
		int carriers = Runtime.getRuntime().availableProcessors();
		CountDownLatch entered = new CountDownLatch(carriers);
		for (int i = 0; i < carriers; i++) {
			scheduler.schedule(new Work(computing, () -> {
				entered.countDown();
				spin();
			}));
		}
		// nobody else has a carrier from now on
		entered.await();
		go.set(true);
		parked.forEach(LockSupport::unpark);
		await().until(() -> computing.execution() == Execution.CPU);
		// once more from the beginning, and all of that time the others are runnable
		for (int i = 0; i < Kind.EVIDENCE_TO_CONVICT; i++) {
			computing.sawBlocking();
		}
		await().until(() -> computing.execution() == Execution.CPU);
		assertThat(waiting.execution()).isEqualTo(Execution.BLOCKING);
	}

	@Test
	void aTaskThatIsRelearnedMovesToWhereItBelongs() {
		ThreadScheduler scheduler = scheduler(2);
		Kind kind = kind(scheduler);
		kind.sawWait();
		AtomicReference<Thread> last = new AtomicReference<>();
		scheduler.schedule(new Work(kind, () -> {
		}) {

			@Override
			public boolean run(Slice slice) {
				last.set(Thread.currentThread());
				long until = System.nanoTime() + 1_000_000;
				while (System.nanoTime() < until) {
					Thread.onSpinWait();
				}
				return !ThreadSchedulerTests.this.released.get();
			}

		});
		await().until(() -> last.get() != null && !last.get().isVirtual());
	}

	// --- rule 9: threads are shared

	@Test
	void anInterruptDoesNotReachTheNextTask() throws Exception {
		ThreadScheduler scheduler = scheduler(1);
		for (Execution execution : Execution.values()) {
			Kind kind = scheduler.kind(String.class, execution);
			for (int i = 0; i < 100; i++) {
				CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
				scheduler.schedule(new Work(kind, () -> Thread.currentThread().interrupt()));
				scheduler.schedule(new Work(kind, () -> interrupted.complete(Thread.currentThread().isInterrupted())));
				assertThat(interrupted.get()).isFalse();
			}
		}
	}

	@Test
	void aContextClassLoaderDoesNotReachTheNextTask() throws Exception {
		ClassLoader application = Thread.currentThread().getContextClassLoader();
		ThreadScheduler scheduler = scheduler(1);
		for (Execution execution : Execution.values()) {
			Kind kind = scheduler.kind(String.class, execution);
			CompletableFuture<ClassLoader> first = new CompletableFuture<>();
			CompletableFuture<ClassLoader> second = new CompletableFuture<>();
			scheduler.schedule(new Work(kind, () -> {
				first.complete(Thread.currentThread().getContextClassLoader());
				Thread.currentThread().setContextClassLoader(new ClassLoader(application) {
				});
			}));
			first.get();
			scheduler.schedule(new Work(kind, () -> second.complete(Thread.currentThread().getContextClassLoader())));
			assertThat(first.get()).isSameAs(application);
			assertThat(second.get()).isSameAs(application);
		}
	}

	@Test
	void threadLocalsOfWhoeverStartsASchedulerAreNotInherited() throws Exception {
		InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
		local.set("mine");
		ThreadScheduler scheduler = scheduler(1);
		for (Execution execution : Execution.values()) {
			CompletableFuture<Boolean> seen = new CompletableFuture<>();
			scheduler
				.schedule(new Work(scheduler.kind(String.class, execution), () -> seen.complete(local.get() != null)));
			assertThat(seen.get()).isFalse();
		}
		local.remove();
	}

	@Test
	void aTaskKnowsThatItRuns() throws Exception {
		ThreadScheduler scheduler = scheduler(1);
		assertThat(Task.current()).isNull();
		for (Execution execution : Execution.values()) {
			CompletableFuture<Task> current = new CompletableFuture<>();
			Work work = new Work(scheduler.kind(String.class, execution), () -> current.complete(Task.current()));
			scheduler.schedule(work);
			assertThat(current.get()).isSameAs(work);
		}
	}

	// --- the end

	@Test
	void closingEndsTheThreads() throws Exception {
		ThreadScheduler scheduler = scheduler(2);
		threadOf(scheduler, kind(scheduler));
		SchedulerThread[] threads = scheduler.threads();
		scheduler.close();
		for (SchedulerThread thread : threads) {
			thread.join();
		}
		assertThat(scheduler.figures().threads()).isZero();
	}

	@Test
	void theFiguresShowWhatThreadsDo() throws Exception {
		ThreadScheduler scheduler = scheduler(1);
		CountDownLatch entered = new CountDownLatch(1);
		scheduler.schedule(new Work(kind(scheduler), () -> {
			entered.countDown();
			awaitUninterruptibly(this.release);
		}));
		entered.await();
		assertThat(scheduler.figures()).isEqualTo(new SchedulerFigures(1, 1, 0, 0, 0, 0));
		scheduler.schedule(new Work(kind(scheduler), () -> {
		}));
		await().until(() -> scheduler.figures().setAside() == 1 && scheduler.figures().busy() == 0);
	}

	/** Runs tasks that get stuck until their kind is known, while others want to run. */
	private void stuck(ThreadScheduler scheduler, Kind kind, Runnable action) throws Exception {
		for (int i = 0; i < 20 && kind.execution() == Execution.AUTO; i++) {
			CountDownLatch entered = new CountDownLatch(1);
			scheduler.schedule(new Work(kind, () -> {
				entered.countDown();
				action.run();
			}));
			entered.await();
			threadOf(scheduler, scheduler.kind(Integer.class, Execution.AUTO));
		}
	}

	private static boolean awaited(ThreadScheduler scheduler, AtomicBoolean condition) {
		return awaited(scheduler, condition, Long.MAX_VALUE);
	}

	private static boolean awaited(ThreadScheduler scheduler, AtomicBoolean condition, long limitNanos) {
		try {
			return scheduler.await(condition::get, limitNanos);
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private void spin() {
		while (!this.released.get()) {
			Thread.onSpinWait();
		}
	}

	private void release() {
		this.released.set(true);
		this.release.countDown();
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		while (latch.getCount() > 0) {
			LockSupport.parkNanos(latch, 1_000_000);
		}
	}

	private ThreadScheduler scheduler(int parallelism) {
		ThreadScheduler scheduler = ThreadScheduler.create("test", parallelism);
		this.schedulers.add(scheduler);
		return scheduler;
	}

	private static Kind kind(ThreadScheduler scheduler) {
		return scheduler.kind(ThreadSchedulerTests.class, Execution.AUTO);
	}

	private static Thread threadOf(ThreadScheduler scheduler, Kind kind) throws Exception {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		scheduler.schedule(new Work(kind, () -> thread.complete(Thread.currentThread())));
		return thread.get();
	}

}
