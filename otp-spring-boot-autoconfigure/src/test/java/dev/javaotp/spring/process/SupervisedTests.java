package dev.javaotp.spring.process;

import java.util.concurrent.CountDownLatch;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.Registry;
import dev.javaotp.spring.autoconfigure.OtpAutoConfiguration;
import dev.javaotp.spring.process.Bank.Events;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Supervised} methods of ordinary beans.
 */
class SupervisedTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class))
		.withUserConfiguration(Events.class);

	@Test
	void aLoopRunsUntilTheApplicationStops() {
		this.runner.withUserConfiguration(Pump.class).run((context) -> {
			Events events = context.getBean(Events.class);
			events.await("pumping");
			context.close();
			events.await("interrupted");
		});
	}

	@Test
	void aLoopThatThrowsIsCalledAgain() {
		this.runner.withUserConfiguration(Broken.class).run((context) -> {
			Events events = context.getBean(Events.class);
			events.await("run 1", "run 2");
		});
	}

	@Test
	void theProcessIsNamedAfterBeanAndMethod() {
		this.runner.withUserConfiguration(Pump.class).run((context) -> {
			context.getBean(Events.class).await("pumping");
			assertThat(context.getBean(ProcessBeans.class).processes()).containsExactly("pump.run");
			assertThat(pid(context.getBean(ProcessSystem.class), "pump.run")).isNotNull();
		});
	}

	@Test
	void aPeriodicMethodIsCalledAgainAndAgain() {
		this.runner.withUserConfiguration(Clock.class).withPropertyValues("clock.every=1ms").run((context) -> {
			assertThat(context.getBean(ProcessBeans.class).processes()).containsExactly("clock");
			context.getBean(Events.class).await("tick", "tick", "tick");
		});
	}

	@Test
	void aRunThatIgnoresItsInterruptIsWaitedForBeforeTheNextOne() {
		this.runner.withUserConfiguration(Stubborn.class).run((context) -> {
			Events events = context.getBean(Events.class);
			Stubborn stubborn = context.getBean(Stubborn.class);
			ProcessSystem system = context.getBean(ProcessSystem.class);
			events.await("begin");
			system.exit(pid(system, "stubborn.run"), ExitReason.KILL);
			events.await("interrupted");
			assertThat(events.isEmpty()).isTrue();
			stubborn.let.countDown();
			events.await("end", "begin");
		});
	}

	@Test
	void aMethodOfABeanThatIsNoSingletonIsRefused() {
		this.runner.withUserConfiguration(Many.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidProcessException.class)
				.hasMessage("@Supervised method dev.javaotp.spring.process.SupervisedTests$Many.run() is of the bean "
						+ "'many' with the scope 'prototype': only those of singletons can be supervised, "
						+ "for others see @OtpProcess"));
	}

	@Test
	void aMethodWithParametersIsRefused() {
		this.runner.withUserConfiguration(Parameters.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessage("@Supervised method dev.javaotp.spring.process.SupervisedTests$Parameters.run(String) "
						+ "has parameters, and nobody to say what they are: remove them"));
	}

	@Test
	void anUnreadableTimeIsRefused() {
		this.runner.withUserConfiguration(Clock.class)
			.withPropertyValues("clock.every=soon")
			.run((context) -> assertThat(context).getFailure()
				.hasMessage(
						"@Supervised method dev.javaotp.spring.process.SupervisedTests$Clock.tick() is to run every "
								+ "'soon': expected a time of more than zero, such as 10s"));
	}

	@Test
	void aLimitForMessagesThatNobodySendsIsRefused() {
		this.runner.withUserConfiguration(Clock.class)
			.withPropertyValues("clock.every=1h", "otp.supervision[0].supervisor=exchange",
					"otp.supervision[0].children[0].process=clock", "otp.supervision[0].children[0].max-mailbox=5",
					"otp.processes.clock.overflow=kill")
			.run((context) -> assertThat(context).getFailure().hasMessage("""
					There are 2 problems in the supervision tree:

					1. Nobody sends messages to `clock`, which is a @Supervised method.

					    Property: otp.supervision[0].children[0].max-mailbox
					    Value: "5"
					    Origin: "otp.supervision[0].children[0].max-mailbox" from property source "test"
					    Expected: no such key here

					2. Nobody sends messages to `clock`, which is a @Supervised method.

					    Property: otp.processes.clock.overflow
					    Value: "kill"
					    Origin: "otp.processes.clock.overflow" from property source "test"
					    Expected: no such key here"""));
	}

	private static Pid pid(ProcessSystem system, String name) {
		return Registry.of(system).whereIs(name);
	}

	@Configuration(value = "pump", proxyBeanMethods = false)
	static class Pump {

		private final Events events;

		Pump(Events events) {
			this.events = events;
		}

		@Supervised
		void run() throws InterruptedException {
			this.events.add("pumping");
			try {
				new CountDownLatch(1).await();
			}
			finally {
				this.events.add("interrupted");
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Broken {

		private final Events events;

		private int runs;

		Broken(Events events) {
			this.events = events;
		}

		@Supervised
		void run() throws InterruptedException {
			this.events.add("run " + ++this.runs);
			if (this.runs == 1) {
				throw new IllegalStateException("broken");
			}
			new CountDownLatch(1).await();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Clock {

		private final Events events;

		Clock(Events events) {
			this.events = events;
		}

		@Supervised(name = "clock", every = "${clock.every}")
		private void tick() {
			this.events.add("tick");
		}

	}

	@Configuration(value = "stubborn", proxyBeanMethods = false)
	static class Stubborn {

		private final CountDownLatch let = new CountDownLatch(1);

		private final Events events;

		Stubborn(Events events) {
			this.events = events;
		}

		@Supervised
		void run() throws InterruptedException {
			this.events.add("begin");
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				this.events.add("interrupted");
				this.let.await();
				this.events.add("end");
			}
		}

	}

	@Configuration(value = "many", proxyBeanMethods = false)
	@Scope("prototype")
	static class Many {

		@Supervised
		void run() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Parameters {

		@Supervised
		void run(String text) {
		}

	}

}
