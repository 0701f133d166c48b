package dev.javaotp.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Requests: every one of them ends, whatever becomes of its receiver, and closing wakes
 * all who wait (rule 14 of the architecture).
 */
@Timeout(60)
class PendingReplyTests {

	private static final ExitReason BOOM = ExitReason.of("boom");

	private final Machine machine = new Machine(Machine.Runner.THREADS);

	private final Puppet server = this.machine.puppet();

	@AfterEach
	void close() {
		this.machine.close();
	}

	/** Is answered by the process that gets it, or never. */
	private static final class Question extends PendingReply {

		boolean answer(Object reply) {
			return complete(reply);
		}

		Object within(ProcessSystem system, Duration limit) throws InterruptedException {
			return await(system, limit.toNanos());
		}

		Object now() {
			return outcome();
		}

		boolean drop() {
			return giveUp();
		}

	}

	@Test
	void aRequestEndsWithItsAnswer() throws Exception {
		Question question = new Question();
		Pid echo = this.machine.system.spawn((Reaction) (message) -> ((Question) message).answer("answer"),
				SpawnOptions.DEFAULTS);
		this.machine.system.request(echo, question);
		assertThat(question.within(this.machine.system, Answer.BROKEN)).isEqualTo("answer");
		assertThat(question.isDone()).isTrue();
	}

	@Test
	void aRequestToADeadProcessEndsAtOnceWithNoproc() {
		this.machine.system.exit(this.server.pid(), ExitReason.KILL);
		this.server.end();
		Question question = new Question();
		this.machine.system.request(this.server.pid(), question);
		assertThat(question.now()).isEqualTo(new PendingReply.Ended(ExitReason.NOPROC));
	}

	@Test
	void aProcessMayRequestFromADeadProcessAndBeToldInItsMailbox() {
		this.machine.system.exit(this.server.pid(), ExitReason.KILL);
		this.server.end();
		Puppet caller = this.machine.puppet();
		caller.runs((self) -> this.machine.system.request(this.server.pid(), new PendingReply() {

			@Override
			protected void completed() {
				notify(caller.pid(), List.of(outcome()));
			}

		}));
		assertThat(caller.gets(List.class)).isEqualTo(List.of(new PendingReply.Ended(ExitReason.NOPROC)));
	}

	@Test
	void aCrashInTheHandlerEndsTheRequestThatItHandles() throws Exception {
		Question question = new Question();
		Pid crashing = this.machine.system.spawn((Reaction) (message) -> {
			throw new ExitException(BOOM);
		}, SpawnOptions.DEFAULTS);
		this.machine.system.request(crashing, question);
		assertThat(question.within(this.machine.system, Answer.BROKEN)).isEqualTo(new PendingReply.Ended(BOOM));
	}

	@Test
	void aKillEndsTheRequestThatAStuckHandlerHandles() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		Pid stuck = this.machine.system.spawn((Reaction) (message) -> {
			entered.countDown();
			release.await();
		}, SpawnOptions.DEFAULTS.withoutInterrupt());
		Question handled = new Question();
		Question behind = new Question();
		this.machine.system.request(stuck, handled);
		entered.await();
		this.machine.system.request(stuck, behind);
		this.machine.system.exit(stuck, BOOM);
		assertThat(handled.within(this.machine.system, Answer.BROKEN)).isEqualTo(new PendingReply.Ended(BOOM));
		assertThat(behind.within(this.machine.system, Answer.BROKEN)).isEqualTo(new PendingReply.Ended(BOOM));
		release.countDown();
	}

	@Test
	void anEndEndsTheRequestsThatWereTakenAndNotAnswered() throws Exception {
		Question[] questions = new Question[100];
		for (int i = 0; i < questions.length; i++) {
			questions[i] = new Question();
			this.machine.system.request(this.server.pid(), questions[i]);
		}
		this.server.received();
		questions[7].answer("seven");
		this.machine.system.exit(this.server.pid(), BOOM);
		for (int i = 0; i < questions.length; i++) {
			assertThat(questions[i].within(this.machine.system, Answer.BROKEN))
				.isEqualTo((i == 7) ? "seven" : new PendingReply.Ended(BOOM));
		}
	}

	@Test
	void aBodyThatTookARequestAndEndsEndsIt() throws Exception {
		Question question = new Question();
		Pid body = this.machine.system.spawn(ProcessContext::receive);
		this.machine.system.request(body, question);
		assertThat(question.within(this.machine.system, Answer.BROKEN))
			.isEqualTo(new PendingReply.Ended(ExitReason.NORMAL));
	}

	@Test
	void everyRequestEndsWhenTheReceiverIsKilledAtAnyMoment() throws Exception {
		for (int i = 0; i < 2_000; i++) {
			Pid pid = this.machine.system.spawn((Reaction) (message) -> {
				if (message instanceof Question question) {
					question.answer("answer");
				}
			}, SpawnOptions.DEFAULTS);
			List<Question> questions = new ArrayList<>();
			for (int j = 0; j < 5; j++) {
				Question question = new Question();
				questions.add(question);
				this.machine.system.send(pid, "other");
				this.machine.system.request(pid, question);
			}
			this.machine.system.exit(pid, ExitReason.KILL);
			Question late = new Question();
			this.machine.system.request(pid, late);
			questions.add(late);
			for (Question question : questions) {
				assertThat(question.within(this.machine.system, Answer.BROKEN)).isIn("answer",
						new PendingReply.Ended(ExitReason.KILLED), new PendingReply.Ended(ExitReason.NOPROC));
			}
		}
	}

	@Test
	void aRequestEndsOnce() {
		Question question = new Question();
		assertThat(question.answer("first")).isTrue();
		assertThat(question.answer("second")).isFalse();
		assertThat(question.drop()).isFalse();
		assertThat(question.now()).isEqualTo("first");
	}

	@Test
	void anAnswerToARequestThatWasGivenUpIsDropped() {
		Question question = new Question();
		assertThat(question.drop()).isTrue();
		assertThat(question.answer("late")).isFalse();
		assertThat(question.now()).isNull();
		assertThat(question.isDone()).isTrue();
	}

	@Test
	void aWaitWithALimitEndsWithNothing() throws Exception {
		Question question = new Question();
		assertThat(question.within(this.machine.system, Duration.ofMillis(1))).isNull();
		assertThat(question.isDone()).isFalse();
		assertThat(question.answer("late, but not given up")).isTrue();
	}

	@Test
	void anInterruptEndsTheWaitOfACallerThatIsNoProcess() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class)
			.isThrownBy(() -> new Question().within(this.machine.system, Answer.BROKEN));
	}

	@Test
	void aProcessThatIsKilledWhileItWaitsWaitsNoLonger() throws Exception {
		Puppet caller = this.machine.puppet();
		Answer<Throwable> thrown = new Answer<>(this.machine.system);
		CountDownLatch entered = new CountDownLatch(1);
		caller.told((self) -> {
			entered.countDown();
			try {
				new Question().within(this.machine.system, Duration.ofDays(1));
			}
			catch (Throwable ex) {
				thrown.put(ex);
			}
		});
		entered.await();
		this.machine.system.exit(caller.pid(), ExitReason.KILL);
		assertThat(thrown.get()).isInstanceOf(ProcessKilledError.class);
	}

	@Test
	void closingTheSystemEndsAllWaits() throws Exception {
		List<Question> questions = new ArrayList<>();
		List<Thread> callers = new ArrayList<>();
		List<Object> outcomes = Collections.synchronizedList(new ArrayList<>());
		for (int i = 0; i < 50; i++) {
			Question question = new Question();
			questions.add(question);
			this.machine.system.request(this.server.pid(), question);
			callers.add(Thread.startVirtualThread(() -> {
				try {
					outcomes.add(question.within(this.machine.system, Duration.ofDays(1)));
				}
				catch (InterruptedException ex) {
					outcomes.add(ex);
				}
			}));
		}
		this.machine.close();
		for (Thread caller : callers) {
			caller.join();
		}
		assertThat(outcomes).hasSize(50).containsOnly(new PendingReply.Ended(ExitReason.KILLED));
	}

}
