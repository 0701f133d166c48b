package dev.javaotp.spring.process;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.ReportListener;
import dev.javaotp.gen.task.TaskReport;
import dev.javaotp.spring.autoconfigure.OtpAutoConfiguration;
import dev.javaotp.spring.process.Bank.Events;
import dev.javaotp.supervisor.TaskSupervisor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.aop.interceptor.AsyncUncaughtExceptionHandler;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableAsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for task supervisors of the tree, injected and behind {@code @Async}.
 */
@Timeout(30)
class TaskSupervisorTests {

	private static final String MAIL = "otp.supervision[0].children[0].tasks=mail";

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class, TaskExecutionAutoConfiguration.class))
		.withUserConfiguration(PostOffice.class);

	private final ApplicationContextRunner runner = this.bare.withPropertyValues("otp.supervision[0].supervisor=office",
			MAIL, "otp.supervision[0].children[0].max-children=1");

	@Test
	void aTaskSupervisorIsInjectedByTypeAndByName() {
		this.runner.withUserConfiguration(Client.class).run((context) -> {
			Client client = context.getBean(Client.class);
			assertThat(client.tasks).isSameAs(client.byName);
			assertThat(client.tasks.asyncNolink(() -> ProcessContext.current().self()).await()).isInstanceOf(Pid.class);
		});
	}

	@Test
	void theExecutorOfTheApplicationStaysTheOneThatIsMeantByDefault() {
		this.runner.withUserConfiguration(Client.class, ExecutorClient.class).run((context) -> {
			ExecutorClient client = context.getBean(ExecutorClient.class);
			assertThat(client.executor).isSameAs(client.taskExecutor)
				.isSameAs(context.getBean("applicationTaskExecutor"));
			assertThat(client.mail).isInstanceOf(TaskSupervisorExecutor.class);
			assertThat(context.getBean(Letters.class).plain().get()).isNull();
		});
	}

	@Test
	void anAsyncMethodIsATaskOfTheSupervisor() {
		this.runner.run((context) -> {
			Pid task = context.getBean(Letters.class).process().get();
			Pid mail = TaskSupervisor.named(context.getBean(ProcessSystem.class), "mail").pid().orElseThrow();
			assertThat(context.getBean(ProcessSystem.class).parent(task)).isEqualTo(mail);
		});
	}

	@Test
	void aFailureIsToldToWhoeverWaitsAndReported() {
		this.runner.run((context) -> {
			CompletableFuture<Pid> lost = context.getBean(Letters.class).lost();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(lost::get)
				.withCauseInstanceOf(IllegalStateException.class)
				.withMessageContaining("lost in the post");
			context.getBean(Events.class).await("reported");
		});
	}

	@Test
	void whatAVoidMethodThrowsIsHandledAsEver() {
		this.runner.run((context) -> {
			context.getBean(Letters.class).drop();
			context.getBean(Events.class).await("uncaught dropped");
		});
	}

	@Test
	void oneTooManyIsRejectedWithTheReason() {
		this.runner.run((context) -> {
			Letters letters = context.getBean(Letters.class);
			CountDownLatch sent = new CountDownLatch(1);
			CompletableFuture<Pid> first = letters.wait(sent);
			assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(letters::process)
				.withMessage("task supervisor mail has as many tasks as it may have, 1: no other was started; "
						+ "try later, or let it have more");
			sent.countDown();
			assertThat(first.get()).isNotNull();
		});
	}

	@Test
	void cancellingAFutureEndsItsTask() {
		this.runner.withUserConfiguration(Client.class).run((context) -> {
			AsyncTaskExecutor executor = (AsyncTaskExecutor) context.getBean("mailTaskExecutor");
			CompletableFuture<Pid> process = new CompletableFuture<>();
			Future<?> future = executor.submit(() -> {
				process.complete(ProcessContext.current().self());
				new CountDownLatch(1).await();
				return null;
			});
			CompletableFuture<ExitReason> ended = new CompletableFuture<>();
			context.getBean(ProcessSystem.class).onDown(process.get(), ended::complete);
			assertThat(future.cancel(true)).isTrue();
			assertThat(ended.get()).isEqualTo(ExitReason.KILLED);
		});
	}

	@Test
	void aTaskThatIsEndedByOthersIsACancelledFuture() {
		this.runner.run((context) -> {
			CompletableFuture<Pid> started = new CompletableFuture<>();
			AsyncTaskExecutor executor = (AsyncTaskExecutor) context.getBean("mailTaskExecutor");
			CompletableFuture<Object> future = executor.submitCompletable(() -> {
				started.complete(ProcessContext.current().self());
				new CountDownLatch(1).await();
				return null;
			});
			context.getBean(ProcessSystem.class).exit(started.get(), ExitReason.KILL);
			assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> future.get(10, TimeUnit.SECONDS))
				.withStackTraceContaining("the task was ended before it was through: killed");
		});
	}

	@Test
	void switchedOffTheSupervisorIsInjectedAndTakesNothing() {
		this.runner.withUserConfiguration(Client.class).withPropertyValues("otp.enabled=false").run((context) -> {
			assertThatExceptionOfType(RejectedExecutionException.class)
				.isThrownBy(() -> context.getBean(Client.class).tasks.startChild(() -> {
				}))
				.withMessageContaining("mail (otp.enabled is false)");
			assertThatExceptionOfType(TaskRejectedException.class)
				.isThrownBy(() -> context.getBean(Letters.class).process())
				.withMessageContaining("mail (otp.enabled is false)");
		});
	}

	static class Client {

		@Autowired
		TaskSupervisor tasks;

		@Autowired
		@Qualifier("mail")
		TaskSupervisor byName;

	}

	static class ExecutorClient {

		@Autowired
		Executor executor;

		@Autowired
		AsyncTaskExecutor taskExecutor;

		@Autowired
		@Qualifier("mail")
		AsyncTaskExecutor mail;

	}

	static class Letters {

		@Async("mail")
		CompletableFuture<Pid> process() {
			return CompletableFuture.completedFuture(ProcessContext.current().self());
		}

		@Async("mail")
		CompletableFuture<Pid> wait(CountDownLatch latch) throws InterruptedException {
			latch.await();
			return CompletableFuture.completedFuture(ProcessContext.current().self());
		}

		@Async("mail")
		CompletableFuture<Pid> lost() {
			throw new IllegalStateException("lost in the post");
		}

		@Async("mail")
		void drop() {
			throw new IllegalStateException("dropped");
		}

		@Async
		CompletableFuture<ProcessContext> plain() {
			return CompletableFuture.completedFuture(ProcessContext.current());
		}

	}

	@EnableAsync
	@Configuration(proxyBeanMethods = false)
	@Import(Letters.class)
	static class PostOffice {

		@Bean
		Events events() {
			return new Events();
		}

		@Bean
		ReportListener reports(Events events) {
			return (report) -> {
				if (report instanceof TaskReport) {
					events.add("reported");
				}
			};
		}

		@Bean
		AsyncConfigurer handlerOfFailures(Events events) {
			return new AsyncConfigurer() {

				@Override
				public AsyncUncaughtExceptionHandler getAsyncUncaughtExceptionHandler() {
					return (thrown, method, arguments) -> events.add("uncaught " + thrown.getMessage());
				}

			};
		}

	}

}
