package dev.javaotp.examples;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.task.StreamOptions;
import dev.javaotp.gen.task.Task;
import dev.javaotp.gen.task.TaskException;
import dev.javaotp.gen.task.TaskOutcome;
import dev.javaotp.gen.task.TaskResult;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ManualScheduler;
import dev.javaotp.supervisor.DynamicSupervisorSpec;
import dev.javaotp.supervisor.TaskSupervisor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TaskExampleTests {

	private final ManualScheduler scheduler = new ManualScheduler(1);

	private final ProcessSystem system = ProcessSystem.builder().scheduler(this.scheduler).build();

	private final TaskSupervisor tasks = TaskSupervisor.start(this.system,
			DynamicSupervisorSpec.of("tasks").withMaxChildren(100));

	private int rate(String currency) {
		if (currency.equals("XXX")) {
			throw new IllegalArgumentException("no such currency");
		}
		return 100 + currency.length();
	}

	/** A server that must not wait for the rate. */
	static final class Teller implements GenServer<List<Object>, Request<?, ?>, Teller.Event> {

		sealed interface Event extends Message<Teller> {

		}

		record Asked(String currency) implements Event {
		}

		record RateKnown(TaskOutcome<Integer> outcome) implements Event {
		}

		private final TaskExampleTests bank;

		final List<Object> known = new ArrayList<>();

		Teller(TaskExampleTests bank) {
			this.bank = bank;
		}

		@Override
		public InitResult<List<Object>> init(ProcessContext self) {
			return InitResult.ok(this.known);
		}

		@Override
		public CastResult<List<Object>> handleCast(Event event, List<Object> state) {
			switch (event) {
				case Asked asked -> this.bank.tasks.asyncNolink(ProcessContext.current(),
						() -> this.bank.rate(asked.currency()), RateKnown::new);
				case RateKnown known -> state.add(known.outcome());
			}
			return CastResult.noReply(state);
		}

	}

	@AfterEach
	void close() {
		this.system.close();
	}

	@Test
	void twoThingsAtTheSameTime() {
		CompletableFuture<Integer> sum = new CompletableFuture<>();
		this.system.spawn((self) -> {
			Task<Integer> dollar = Task.async(self, () -> rate("USD"));
			Task<Integer> crown = Task.async(self, () -> rate("SEK"));
			sum.complete(dollar.await() + crown.await());
		});
		this.scheduler.runUntilIdle();
		assertThat(sum).isCompletedWithValue(206);
	}

	@Test
	void aThreadSurvivesAFailure() {
		Task<Integer> rate = this.tasks.asyncNolink(() -> rate("XXX"));
		String answer;
		try {
			answer = "the rate is " + rate.await(Duration.ofSeconds(2));
		}
		catch (TaskException ex) {
			answer = "no rate: " + ex.taskReason();
		}
		assertThat(answer).startsWith("no rate: {java.lang.IllegalArgumentException: no such currency");
	}

	@Test
	void aServerIsTold() {
		Teller teller = new Teller(this);
		ServerRef<Teller> ref = ServerRef.of(GenServer.start(this.system, teller).pid());
		ref.cast(new Teller.Asked("USD"));
		this.scheduler.runUntilIdle();
		assertThat(teller.known).containsExactly(new TaskOutcome.Done<>(103));
	}

	@Test
	void manyAFewAtATime() {
		List<String> currencies = List.of("USD", "XXX", "SEK");
		StreamOptions options = StreamOptions.DEFAULTS.withMaxConcurrency(2).withTimeout(Duration.ofSeconds(2));
		List<TaskResult<String, Integer>> rates = this.tasks.asyncStreamNolink(currencies, this::rate, options)
			.toList();
		List<String> unknown = rates.stream()
			.filter((rate) -> rate.outcome() instanceof TaskOutcome.Failed)
			.map(TaskResult::input)
			.toList();
		assertThat(unknown).containsExactly("XXX");
		assertThat(rates.get(2)).isEqualTo(new TaskResult<>("SEK", new TaskOutcome.Done<>(103)));
	}

	@Test
	void somethingThatIsOnlyToBeDone() {
		List<String> sent = new ArrayList<>();
		this.tasks.startChild(() -> sent.add("a letter"));
		this.scheduler.runUntilIdle();
		assertThat(sent).containsExactly("a letter");
	}

}
