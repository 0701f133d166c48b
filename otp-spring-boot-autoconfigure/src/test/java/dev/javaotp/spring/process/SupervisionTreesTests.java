package dev.javaotp.spring.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.javaotp.gen.Message;
import dev.javaotp.gen.NoProcessException;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.Registry;
import dev.javaotp.spring.autoconfigure.OtpAutoConfiguration;
import dev.javaotp.spring.process.Bank.Events;
import dev.javaotp.spring.supervision.SupervisionTree;
import dev.javaotp.supervisor.ChildFigures;
import dev.javaotp.supervisor.Supervision;
import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the life of supervision trees in an application.
 */
@ExtendWith(OutputCaptureExtension.class)
class SupervisionTreesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(OtpAutoConfiguration.class, ApplicationAvailabilityAutoConfiguration.class))
		.withUserConfiguration(Common.class);

	private final ApplicationContextRunner shop = this.runner.withUserConfiguration(Till.class)
		.withPropertyValues("otp.supervision[0].supervisor=shop", "otp.supervision[0].max-restarts=0",
				"otp.supervision[0].children[0].process=till");

	@Test
	void theyStartBeforeTheWebServerAndStopAfterIt() {
		assertThat(SupervisionTrees.PHASE).isEqualTo(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1024);
	}

	@Test
	void anApplicationWithoutProcessesHasNone() {
		this.runner.run((context) -> {
			assertThat(context.getBean(SupervisionTrees.class).tree()).isEqualTo(SupervisionTree.empty());
			assertThat(context.getBean(ProcessSystem.class).processCount()).isZero();
			assertThat(keepAlive(context)).isEmpty();
		});
	}

	@Test
	void theyKeepTheJvmAliveAsLongAsTheyRun() {
		this.shop.run((context) -> {
			assertThat(keepAlive(context)).hasSize(1);
			context.stop();
			assertThat(keepAlive(context)).isEmpty();
		});
	}

	// a thread of another test's context may still be about to end
	private static List<Thread> keepAlive(ApplicationContext context) {
		SupervisionTrees trees = context.getBean(SupervisionTrees.class);
		return trees.keepAlive().stream().toList();
	}

	@Test
	void theyRunAgainWithNewProcessesWhenTheContextIsStoppedAndStarted() {
		this.shop.run((context) -> {
			ProcessSystem system = context.getBean(ProcessSystem.class);
			Object before = Registry.of(system).whereIs("till");
			context.stop();
			assertThat(context.getBean(SupervisionTrees.class).isRunning()).isFalse();
			assertThat(Registry.of(system).whereIs("till")).isNull();
			context.start();
			assertThat(Registry.of(system).whereIs("till")).isNotNull().isNotEqualTo(before);
		});
	}

	@Test
	void pausingAContextLeavesThemRunning() {
		this.shop.run((context) -> assertThat(context.getBean(SupervisionTrees.class).isPauseable()).isFalse());
	}

	@Test
	void theyAreStoppedInReverseOrderOfTheirStart() {
		this.runner.withUserConfiguration(First.class, Second.class).run((context) -> {
			Events events = context.getBean(Events.class);
			events.await("first started", "second started");
			context.close();
			events.await("second stopped", "first stopped");
		});
	}

	@Test
	void aFailedStartStopsWhatHadStartedAndNamesTheProcess() {
		this.runner.withUserConfiguration(First.class, Failing.class).run((context) -> {
			Throwable failure = context.getStartupFailure();
			assertThat(failure).hasCauseInstanceOf(ProcessStartException.class);
			ProcessStartException cause = (ProcessStartException) failure.getCause();
			assertThat(cause.path()).isEqualTo("otp/failing");
			assertThat(cause.type()).isEqualTo(Failing.class);
			assertThat(Common.events).isNotNull();
			Common.events.await("first started", "first stopped");
			assertThat(new ProcessStartFailureAnalyzer().analyze(failure)).satisfies((analysis) -> {
				assertThat(analysis.getDescription()).isEqualTo("The process `otp/failing` ("
						+ "dev.javaotp.spring.process.SupervisionTreesTests$Failing) could not be started: "
						+ "java.lang.IllegalStateException: no licence.");
				assertThat(analysis.getAction()).isEqualTo("Correct what made it fail. "
						+ "Everything that had been started before it was stopped again.");
			});
		});
	}

	@Test
	void aStartThatTakesTooLongSaysWhatToDo() {
		this.runner.withUserConfiguration(Slow.class)
			.withPropertyValues("otp.processes.slow.start-timeout=10ms")
			.run((context) -> {
				assertThat(new ProcessStartFailureAnalyzer().analyze(context.getStartupFailure()))
					.satisfies((analysis) -> {
						assertThat(analysis.getDescription()).isEqualTo("The process `otp/slow` ("
								+ "dev.javaotp.spring.process.SupervisionTreesTests$Slow) could not be started: "
								+ "it was not ready in time.");
						assertThat(analysis.getAction()).isEqualTo("Look for what its constructor or its start method "
								+ "waits for. Let it return Next.continueWith(…) for what takes long, "
								+ "or raise `start-timeout` for it.");
					});
				Slow.gate.countDown();
			});
	}

	@Test
	void whatDoesNotStopInTimeIsKilledAndNamed(CapturedOutput output) {
		this.runner.withUserConfiguration(Stuck.class)
			.withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=200ms", "otp.processes.stuck.shutdown=1h")
			.run((context) -> {
				ServerRef<Stuck> stuck = context.getBean(StuckClient.class).stuck;
				stuck.send("get stuck");
				Events events = context.getBean(Events.class);
				events.await("stuck");
				context.getBean(SupervisionTrees.class).stop();
				assertThat(output).containsPattern("2 processes had not ended when the PT0.2S that the context waits "
						+ "were almost over, and were killed: otp <0\\.\\d+\\.0>, stuck <0\\.\\d+\\.0>");
				events.await("interrupted");
			});
	}

	@Test
	void aHandlerThatGoesOnAfterAllIsNamed(CapturedOutput output) {
		this.runner.withUserConfiguration(Deaf.class)
			.withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=200ms", "otp.processes.deaf.shutdown=10ms")
			.run((context) -> {
				ProcessSystem system = context.getBean(ProcessSystem.class);
				system.send(Registry.of(system).whereIs("deaf"), "listen");
				context.getBean(Events.class).await("deaf");
				context.getBean(SupervisionTrees.class).stop();
				assertThat(output).containsPattern("After PT0.2S the code of ended processes still runs, and goes on "
						+ "while the application closes: \\[the handler of <0\\.\\d+\\.0>\\]");
				Deaf.gate.countDown();
			});
	}

	@Test
	void aRestartIsPublishedOnAThreadOfItsOwn() {
		this.runner.withUserConfiguration(Till.class).run((context) -> {
			context.getBean(TillClient.class).till.cast(new Rob());
			assertThat(context.getBean(Events.class).next()).isEqualTo("otp-events: restarted otp/till");
		});
	}

	@Test
	void theStateIsNewAndRestartsAreCounted() {
		this.runner.withUserConfiguration(Till.class).run((context) -> {
			context.getBean(TillClient.class).till.cast(new Rob());
			context.getBean(Events.class).next();
			assertThat(Supervision.of(context.getBean(ProcessSystem.class)).find("otp").orElseThrow().child("till"))
				.map(ChildFigures::restarts)
				.contains(1L);
		});
	}

	@Test
	void whenItGivesUpTheLivenessIsBroken(CapturedOutput output) {
		this.shop.run((context) -> {
			giveUp(context);
			Events events = context.getBean(Events.class);
			assertThat(events.next()).isEqualTo("otp-events: gave up shop, top, because of [shop/till, shop]");
			assertThat(events.next()).isEqualTo("liveness BROKEN");
			assertThat(context.getBean(ApplicationAvailability.class).getLivenessState())
				.isEqualTo(LivenessState.BROKEN);
			assertThat(context.getBean(SupervisionTrees.class).gaveUp()).containsOnlyKeys("shop");
			assertThat(output).contains("The supervision tree shop has ended, and nobody restarts it: "
					+ "shop/till failed, then shop gave up");
		});
	}

	@Test
	void whenItGivesUpTheApplicationCanBeShutDown() {
		CountDownLatch exited = new CountDownLatch(1);
		List<Integer> codes = new ArrayList<>();
		this.shop.withPropertyValues("otp.supervision[0].when-it-gives-up=shutdown").run((context) -> {
			context.getBean(SupervisionTrees.class).onExit((code) -> {
				codes.add(code);
				exited.countDown();
			});
			giveUp(context);
			assertThat(exited.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(codes).containsExactly(1);
			assertThat(context.getSourceApplicationContext().isActive()).isFalse();
		});
	}

	@Test
	void whenItGivesUpThatCanBeLeftAtAReport() {
		this.shop.withPropertyValues("otp.supervision[0].when-it-gives-up=report").run((context) -> {
			giveUp(context);
			Events events = context.getBean(Events.class);
			assertThat(events.next()).startsWith("otp-events: gave up shop");
			context.close();
			assertThat(events.isEmpty()).isTrue();
		});
	}

	@Test
	void anEscalationNamesAllThatFailed() {
		this.runner.withUserConfiguration(Till.class)
			.withPropertyValues("otp.supervision[0].supervisor=mall", "otp.supervision[0].max-restarts=0",
					"otp.supervision[0].children[0].supervisor=shop", "otp.supervision[0].children[0].max-restarts=0",
					"otp.supervision[0].children[0].children[0].process=till")
			.run((context) -> {
				giveUp(context);
				Events events = context.getBean(Events.class);
				assertThat(events.next())
					.isEqualTo("otp-events: gave up mall/shop, because of [mall/shop/till, mall/shop]");
				assertThat(events.next())
					.isEqualTo("otp-events: gave up mall, top, because of [mall/shop/till, mall/shop, mall]");
			});
	}

	@Test
	void aTopSupervisorThatIsKilledIsToldLikeOneThatGaveUp() {
		this.shop.run((context) -> {
			ProcessSystem system = context.getBean(ProcessSystem.class);
			system.exit(Registry.of(system).whereIs("shop"), ExitReason.KILL);
			assertThat(context.getBean(Events.class).next()).isEqualTo("liveness BROKEN");
			assertThat(context.getBean(SupervisionTrees.class).gaveUp()).containsEntry("shop", ExitReason.KILLED);
		});
	}

	@Test
	void aCallBeforeTheTreesHaveStartedSaysSo() {
		this.runner.withUserConfiguration(Till.class, Early.class)
			.run((context) -> assertThat(context.getBean(Early.class).failure)
				.hasMessageContaining("till (no supervision tree has been started yet)"));
	}

	private static void giveUp(AssertableApplicationContext context) {
		context.getBean(TillClient.class).till.cast(new Rob());
	}

	record Rob() implements Message<Till> {
	}

	record Count() implements Request<Till, Integer> {
	}

	@OtpProcess("till")
	static class Till {

		@HandleCast
		void rob(Rob rob) {
			throw new IllegalStateException("robbed");
		}

		@HandleCall
		int count(Count count) {
			return 1;
		}

	}

	static class TillClient {

		@Autowired(required = false)
		ServerRef<Till> till;

	}

	static class Early {

		private Exception failure;

		Early(ServerRef<Till> till) {
			assertThatExceptionOfType(NoProcessException.class).isThrownBy(() -> till.call(new Count()))
				.satisfies((failure) -> this.failure = failure);
		}

	}

	@OtpProcess("first")
	static class First {

		private final Events events;

		First(Events events) {
			this.events = events;
			events.add("first started");
		}

		@HandleInfo
		void info(String text) {
		}

		@PreDestroy
		void stop() {
			this.events.add("first stopped");
		}

	}

	@OtpProcess("second")
	static class Second {

		private final Events events;

		Second(Events events) {
			this.events = events;
			events.add("second started");
		}

		@HandleInfo
		void info(String text) {
		}

		@PreDestroy
		void stop() {
			this.events.add("second stopped");
		}

	}

	@OtpProcess("failing")
	static class Failing {

		@OnStart
		void start() {
			throw new IllegalStateException("no licence");
		}

		@HandleInfo
		void info(String text) {
		}

	}

	@OtpProcess("slow")
	static class Slow {

		private static CountDownLatch gate = new CountDownLatch(1);

		@OnStart
		void start() throws InterruptedException {
			gate.await();
		}

		@HandleInfo
		void info(String text) {
		}

	}

	@OtpProcess("stuck")
	static class Stuck {

		private final Events events;

		Stuck(Events events) {
			this.events = events;
		}

		@HandleInfo
		void info(String text) throws InterruptedException {
			this.events.add("stuck");
			try {
				new CountDownLatch(1).await();
			}
			finally {
				this.events.add("interrupted");
			}
		}

	}

	@OtpProcess("deaf")
	static class Deaf {

		private static CountDownLatch gate = new CountDownLatch(1);

		private final Events events;

		Deaf(Events events) {
			this.events = events;
		}

		@HandleInfo
		void info(String text) {
			this.events.add("deaf");
			while (gate.getCount() > 0) {
				try {
					gate.await();
				}
				catch (InterruptedException ex) {
					// does not hear
				}
			}
		}

	}

	static class StuckClient {

		@Autowired(required = false)
		ServerRef<Stuck> stuck;

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ TillClient.class, StuckClient.class })
	static class Common {

		// for the test whose context is gone before it could be asked
		private static Events events;

		@Bean
		Events events() {
			events = new Events();
			return events;
		}

		@EventListener
		void restarted(ProcessRestartedEvent event) {
			events.add(Thread.currentThread().getName() + ": restarted " + event.path());
		}

		@EventListener
		void gaveUp(SupervisorGaveUpEvent event) {
			events.add(Thread.currentThread().getName() + ": gave up " + event.path() + (event.top() ? ", top" : "")
					+ ", because of " + event.escalation());
		}

		@EventListener
		void liveness(AvailabilityChangeEvent<LivenessState> event) {
			events.add("liveness " + event.getState());
		}

	}

}
