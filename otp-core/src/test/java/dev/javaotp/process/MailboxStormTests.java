package dev.javaotp.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Mailboxes with a limit under many senders at once, on real threads. */
@Timeout(60)
class MailboxStormTests {

	private static final int SENDERS = 4;

	private static final int EACH = 50_000;

	private static final Object LAST = "last";

	private final Machine machine = new Machine(Machine.Runner.THREADS);

	private final ProcessSystem system = this.machine.system;

	@AfterEach
	void close() {
		this.machine.close();
	}

	private record Numbered(int sender, int number) {
	}

	/** Counts itself when it has ended, however it ended. */
	private static final class Question extends PendingReply {

		private final CountDownLatch ended;

		Question(CountDownLatch ended) {
			this.ended = ended;
		}

		void answer() {
			complete("answer");
		}

		@Override
		protected void completed() {
			this.ended.countDown();
		}

	}

	private static void inThreads(int count, IntConsumer body) throws InterruptedException {
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			int number = i;
			threads.add(Thread.ofPlatform().start(() -> body.accept(number)));
		}
		for (Thread thread : threads) {
			thread.join();
		}
	}

	@Test
	void aLimitIsExactHoweverManySend() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		Pid pid = this.system.spawn((Reaction) (message) -> {
			entered.countDown();
			release.await();
		}, SpawnOptions.DEFAULTS.withMailboxLimit(MailboxLimit.of(1_000)));
		this.system.send(pid, "first");
		entered.await();
		inThreads(SENDERS, (sender) -> {
			for (int i = 0; i < EACH; i++) {
				this.system.send(pid, i);
			}
		});
		assertThat(this.system.mailboxDepth(pid)).isEqualTo(1_000);
		assertThat(this.system.messagesDropped(pid)).isEqualTo(SENDERS * EACH - 1_000);
		release.countDown();
	}

	@ParameterizedTest
	@EnumSource(value = Overflow.class, names = { "REJECT", "DROP_OLDEST" })
	void whatIsSentIsHandledOnceInOrderOrCountedAsDropped(Overflow overflow) throws Exception {
		AtomicLong handled = new AtomicLong();
		AtomicIntegerArray latest = new AtomicIntegerArray(SENDERS);
		List<Object> wrong = new ArrayList<>();
		Answer<Object> last = new Answer<>(this.system);
		Pid pid = this.system.spawn((Reaction) (message) -> {
			if (message == LAST) {
				last.put(message);
			}
			else if (message instanceof Numbered numbered) {
				handled.incrementAndGet();
				if (latest.getAndSet(numbered.sender(), numbered.number()) >= numbered.number()) {
					wrong.add(numbered);
				}
			}
		}, SpawnOptions.DEFAULTS.withMailboxLimit(new MailboxLimit(100, overflow)));
		inThreads(SENDERS, (sender) -> {
			for (int i = 1; i <= EACH; i++) {
				this.system.send(pid, new Numbered(sender, i));
			}
		});
		((ProcessCell) pid).pushUncounted(LAST);
		last.get();
		assertThat(wrong).isEmpty();
		assertThat(handled.get() + this.system.messagesDropped(pid)).isEqualTo(SENDERS * EACH);
		assertThat(this.system.mailboxDepth(pid)).isZero();
	}

	@ParameterizedTest
	@EnumSource(Overflow.class)
	void everyRequestEndsHoweverItsReceiverIsFloodedAndKilled(Overflow overflow) throws Exception {
		for (int round = 0; round < 200; round++) {
			CountDownLatch ended = new CountDownLatch(SENDERS * 50);
			Pid pid = this.system.spawn((Reaction) (message) -> {
				if (message instanceof Question question) {
					question.answer();
				}
			}, SpawnOptions.DEFAULTS.withMailboxLimit(new MailboxLimit(5, overflow)));
			inThreads(SENDERS, (sender) -> {
				for (int i = 0; i < 50; i++) {
					this.system.request(pid, new Question(ended));
					if (sender == 0 && i == 40) {
						this.system.exit(pid, ExitReason.KILL);
					}
				}
			});
			ended.await();
		}
	}

	@Test
	void processesThatKillEachOtherByFloodingAllEnd() throws Exception {
		for (int round = 0; round < 100; round++) {
			List<Pid> pids = new ArrayList<>();
			CountDownLatch ended = new CountDownLatch(4);
			for (int i = 0; i < 4; i++) {
				Pid pid = this.system.spawn((self) -> {
					List<?> others = new ArrayList<>((List<?>) self.receive());
					// what a process tells itself does not count
					others.remove(self.self());
					while (true) {
						others.forEach((other) -> self.send((Pid) other, "flood"));
					}
				}, SpawnOptions.DEFAULTS.withMailboxLimit(new MailboxLimit(20, Overflow.KILL)));
				this.system.onDown(pid, (reason) -> ended.countDown());
				pids.add(pid);
			}
			pids.forEach((pid) -> this.system.send(pid, List.copyOf(pids)));
			// the last one has nobody left to flood it
			while (ended.getCount() > 1) {
				Thread.onSpinWait();
			}
			pids.forEach((pid) -> this.system.exit(pid, ExitReason.KILL));
			ended.await();
		}
	}

	@Test
	void aMailboxThatIsLongAndShortAgainAllTheTimeIsToldOfInTurn() throws Exception {
		Answer<Object> last = new Answer<>(this.system);
		Pid pid = this.system.spawn((Reaction) (message) -> {
			if (message == LAST) {
				last.put(message);
			}
		}, SpawnOptions.DEFAULTS.withMailboxLimit(MailboxLimit.of(1)));
		inThreads(SENDERS, (sender) -> {
			for (int i = 0; i < EACH; i++) {
				this.system.send(pid, i);
			}
		});
		((ProcessCell) pid).pushUncounted(LAST);
		last.get();
		List<Object> reports = List.copyOf(this.machine.reports);
		assertThat(reports).isNotEmpty();
		for (int i = 0; i < reports.size(); i++) {
			assertThat(((MailboxReport) reports.get(i)).state())
				.isEqualTo(((i & 1) == 0) ? MailboxReport.State.FULL : MailboxReport.State.NORMAL);
		}
	}

	@Test
	void aLookFromOutsideSeesOnlyMessagesWhileTheyComeAndGo() throws InterruptedException {
		AtomicLong handled = new AtomicLong();
		AtomicLong wrong = new AtomicLong();
		Pid pid = this.system.spawn((Reaction) (message) -> handled.incrementAndGet(), SpawnOptions.DEFAULTS);
		inThreads(SENDERS + 1, (thread) -> {
			for (int number = 0; thread < SENDERS && number < EACH; number++) {
				this.system.send(pid, number);
			}
			while (thread == SENDERS && handled.get() < (long) SENDERS * EACH) {
				List<Object> seen = this.system.waitingMessages(pid, 10);
				if (seen.size() > 10 || !seen.stream().allMatch(Integer.class::isInstance)) {
					wrong.incrementAndGet();
				}
			}
		});
		assertThat(wrong).hasValue(0);
	}

}
