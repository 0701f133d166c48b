package dev.javaotp.spring.process;

import dev.javaotp.gen.CallException;
import dev.javaotp.gen.NoProcessException;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.Registry;
import dev.javaotp.spring.autoconfigure.OtpAutoConfiguration;
import dev.javaotp.spring.process.Bank.Balance;
import dev.javaotp.spring.process.Bank.Bell;
import dev.javaotp.spring.process.Bank.Deposit;
import dev.javaotp.spring.process.Bank.Events;
import dev.javaotp.spring.process.Bank.Reset;
import dev.javaotp.spring.process.Bank.Ring;
import dev.javaotp.spring.process.Bank.Rob;
import dev.javaotp.spring.process.Bank.Threads;
import dev.javaotp.spring.process.Bank.Unknown;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the life of {@link OtpProcess} beans and for what reaches their handlers.
 */
class ProcessBeanTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class))
		.withUserConfiguration(Events.class, Bank.class, Client.class);

	@Test
	void aCallIsAnsweredByTheHandlerOfItsType() {
		this.runner.run((context) -> {
			Client client = context.getBean(Client.class);
			assertThat(client.bank.call(new Deposit("a", 5))).isEqualTo(5);
			assertThat(client.bank.call(new Deposit("a", 7))).isEqualTo(12);
			assertThat(client.bank.call(new Balance("a"))).isEqualTo(12);
		});
	}

	@Test
	void aCastIsTakenByTheHandlerOfItsType() {
		this.runner.run((context) -> {
			Client client = context.getBean(Client.class);
			client.bank.call(new Deposit("a", 5));
			client.bank.cast(new Reset("a"));
			assertThat(client.bank.call(new Balance("a"))).isZero();
		});
	}

	@Test
	void anyOtherMessageIsTakenByTheHandlerOfASupertype() {
		this.runner.run((context) -> {
			Events events = context.getBean(Events.class);
			events.await("new", "open");
			context.getBean(Client.class).bank.send("hello");
			events.await("<hello");
		});
	}

	@Test
	void aMessageThatNobodyHandlesIsDropped() {
		this.runner.run((context) -> {
			Client client = context.getBean(Client.class);
			client.bank.call(new Deposit("a", 5));
			client.bank.send(42);
			assertThat(client.bank.call(new Balance("a"))).isEqualTo(5);
		});
	}

	@Test
	void aCallThatNobodyHandlesCrashesTheProcessAndNamesTypeAndClass() {
		this.runner.run((context) -> {
			Client client = context.getBean(Client.class);
			assertThatExceptionOfType(CallException.class).isThrownBy(() -> client.bank.call(new Unknown()))
				.satisfies((failure) -> {
					assertThat(failure.callReason().toString()).startsWith("{function_clause,");
					assertThat(failure.callReason().cause()).isInstanceOf(NoHandlerException.class)
						.hasMessage("dev.javaotp.spring.process.Bank got a call of "
								+ "dev.javaotp.spring.process.Bank$Unknown, which no @HandleCall method takes: "
								+ "add one, or do not send it");
				});
		});
	}

	@Test
	void aCallCanBeAnsweredLater() {
		this.runner.run((context) -> {
			Client client = context.getBean(Client.class);
			Events events = context.getBean(Events.class);
			events.await("new", "open");
			Thread ringer = Thread.ofVirtual().start(() -> {
				events.await("listening");
				client.bank.cast(new Ring("ding"));
			});
			assertThat(client.bank.call(new Bell())).isEqualTo("ding");
			ringer.join();
		});
	}

	@Test
	void aRestartIsANewInstanceBehindTheSameReference() {
		this.runner.run((context) -> {
			Client client = context.getBean(Client.class);
			Events events = context.getBean(Events.class);
			client.bank.call(new Deposit("a", 5));
			Pid before = client.bank.pid().orElseThrow();
			client.bank.cast(new Rob());
			events.await("new", "open", "closed", "new", "open");
			assertThat(client.bank.pid()).isPresent().get().isNotEqualTo(before);
			assertThat(client.bank.call(new Balance("a"))).isZero();
		});
	}

	@Test
	void theInstanceIsDestroyedWhenTheApplicationStops() {
		this.runner.run((context) -> {
			Events events = context.getBean(Events.class);
			context.getBean(Client.class).bank.call(new Balance("a"));
			context.close();
			events.await("new", "open", "closed");
			assertThat(events.isEmpty()).isTrue();
		});
	}

	@Test
	void theProcessHasTheNameOfTheBean() {
		this.runner.run((context) -> {
			Registry registry = Registry.of(context.getBean(ProcessSystem.class));
			assertThat(registry.whereIs("bank")).isEqualTo(context.getBean(Client.class).bank.pid().orElseThrow());
		});
	}

	@Test
	void handlersSeeTheClassLoaderOfTheApplication() {
		this.runner.run((context) -> assertThat(context.getBean(Client.class).bank.call(new Threads()))
			.isSameAs(Thread.currentThread().getContextClassLoader()));
	}

	@Test
	void aCallAfterTheTreesHaveStoppedSaysSo() {
		this.runner.run((context) -> {
			Client client = context.getBean(Client.class);
			context.stop();
			assertThatExceptionOfType(NoProcessException.class).isThrownBy(() -> client.bank.call(new Balance("a")))
				.withMessageContaining("bank (the supervision trees have been stopped)");
		});
	}

	@Test
	void withoutProcessesReferencesAreInjectedAndSayNoproc() {
		this.runner.withPropertyValues("otp.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(SupervisionTrees.class);
			Client client = context.getBean(Client.class);
			assertThatExceptionOfType(NoProcessException.class).isThrownBy(() -> client.bank.call(new Balance("a")))
				.withMessageContaining("bank (otp.enabled is false)");
		});
	}

	static class Client {

		@Autowired
		ServerRef<Bank> bank;

	}

}
