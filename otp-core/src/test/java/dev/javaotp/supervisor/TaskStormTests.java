package dev.javaotp.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.javaotp.gen.task.StreamOptions;
import dev.javaotp.gen.task.Task;
import dev.javaotp.gen.task.TaskOutcome;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes and threads that start tasks which return, fail, end at once or are killed,
 * on real threads.
 */
class TaskStormTests {

	private static final int OWNERS = 8;

	private static final int ROUNDS = 100;

	private static final Duration GUARD = Duration.ofSeconds(60);

	private final AtomicInteger wrong = new AtomicInteger();

	private final Queue<RuntimeException> thrown = new ConcurrentLinkedQueue<>();

	@Test
	@Timeout(value = 120, unit = TimeUnit.SECONDS)
	void eachOutcomeIsThatOfItsTask() throws Exception {
		try (ProcessSystem system = ProcessSystem.builder().reportListener((report) -> {
		}).build()) {
			TaskSupervisor tasks = TaskSupervisor.start(system, DynamicSupervisorSpec.of("tasks"));
			CountDownLatch owners = new CountDownLatch(OWNERS);
			for (int i = 0; i < OWNERS; i++) {
				Runnable owner = () -> {
					try {
						for (int round = 0; round < ROUNDS; round++) {
							startAndCheck(system, tasks);
						}
					}
					catch (RuntimeException ex) {
						this.thrown.add(ex);
					}
					finally {
						owners.countDown();
					}
				};
				if (i % 2 == 0) {
					system.spawn((self) -> owner.run());
				}
				else {
					Thread.ofVirtual().start(owner);
				}
			}
			assertThat(owners.await(GUARD.toSeconds(), TimeUnit.SECONDS))
				.as("all owners are through; running: %s, thrown: %s", system.scheduler().figures(), this.thrown)
				.isTrue();
			assertThat(this.thrown).isEmpty();
			assertThat(this.wrong).hasValue(0);
			// those that were killed may not have been told to the supervisor yet: it
			// ends after them
			tasks.stop(Task.FOREVER);
			assertThat(system.leftovers()).isEmpty();
		}
	}

	private void startAndCheck(ProcessSystem system, TaskSupervisor tasks) {
		Task<Integer> returns = tasks.asyncNolink(() -> 42);
		Task<Integer> fails = tasks.asyncNolink(() -> {
			throw ProcessContext.current().exit(ExitReason.of("boom"));
		});
		Task<Integer> waits = tasks.asyncNolink(() -> {
			ProcessContext.current().receive();
			return 0;
		});
		system.exit(waits.pid(), ExitReason.KILL);
		check(returns.await(Task.FOREVER).equals(42));
		check(fails.yield(Task.FOREVER).orElseThrow().equals(new TaskOutcome.Failed<>(ExitReason.of("boom"))));
		check(waits.yield(Task.FOREVER).orElseThrow().equals(new TaskOutcome.Failed<>(ExitReason.KILLED)));
		List<Integer> results = new ArrayList<>();
		tasks.asyncStreamNolink(List.of(1, 2, 3, 4), (input) -> input * 2, StreamOptions.DEFAULTS)
			.forEach((result) -> results.add(result.value()));
		check(results.equals(List.of(2, 4, 6, 8)));
	}

	private void check(boolean right) {
		if (!right) {
			this.wrong.incrementAndGet();
		}
	}

}
