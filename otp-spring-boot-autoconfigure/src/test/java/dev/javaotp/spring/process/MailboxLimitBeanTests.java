package dev.javaotp.spring.process;

import java.util.Objects;

import dev.javaotp.gen.Message;
import dev.javaotp.process.MailboxLimit;
import dev.javaotp.process.Overflow;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.Registry;
import dev.javaotp.spring.autoconfigure.OtpAutoConfiguration;
import dev.javaotp.supervisor.StartDynamicChildResult.Started;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for process beans whose mailboxes have a limit.
 */
class MailboxLimitBeanTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class));

	private static @Nullable MailboxLimit limit(ProcessSystem system, String name) {
		Pid pid = Objects.requireNonNull(Registry.of(system).whereIs(name), name);
		return system.mailboxLimit(pid);
	}

	@Test
	void thereIsNoneUnlessSet() {
		this.runner.withUserConfiguration(Free.class)
			.run((context) -> assertThat(limit(context.getBean(ProcessSystem.class), "free")).isNull());
	}

	@Test
	void theAnnotationSetsOne() {
		this.runner.withUserConfiguration(Limited.class)
			.run((context) -> assertThat(limit(context.getBean(ProcessSystem.class), "limited"))
				.isEqualTo(new MailboxLimit(7, Overflow.KILL)));
	}

	@Test
	void theConfigurationGoesBeforeTheAnnotationKeyByKey() {
		this.runner.withUserConfiguration(Limited.class, Free.class)
			.withPropertyValues("otp.processes.limited.overflow=drop-oldest", "otp.processes.free.max-mailbox=3")
			.run((context) -> {
				ProcessSystem system = context.getBean(ProcessSystem.class);
				assertThat(limit(system, "limited")).isEqualTo(new MailboxLimit(7, Overflow.DROP_OLDEST));
				assertThat(limit(system, "free")).isEqualTo(MailboxLimit.of(3));
			});
	}

	@Test
	void aDynamicSupervisorSetsThatOfItsChildrenAndAnEventManagerItsOwn() {
		this.runner.withUserConfiguration(Many.class)
			.withPropertyValues("otp.supervision[0].supervisor=exchange",
					"otp.supervision[0].children[0].dynamic=crowd", "otp.supervision[0].children[0].process=many",
					"otp.supervision[0].children[0].max-mailbox=9", "otp.supervision[0].children[1].events=alarms",
					"otp.supervision[0].children[1].max-mailbox=11")
			.run((context) -> {
				ProcessSystem system = context.getBean(ProcessSystem.class);
				@SuppressWarnings("unchecked")
				DynamicSupervisorRef<String> crowd = (DynamicSupervisorRef<String>) context
					.getBean("crowdSupervisorRef");
				Pid one = ((Started) crowd.start("one")).pid();
				assertThat(system.mailboxLimit(one)).isEqualTo(MailboxLimit.of(9));
				assertThat(limit(system, "crowd")).isNull();
				assertThat(limit(system, "alarms")).isEqualTo(MailboxLimit.of(11));
			});
	}

	@Test
	void aWrongAnnotationFailsTheStart() {
		this.runner.withUserConfiguration(Negative.class, Policy.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidProcessException.class)
				.hasMessageContaining("@OtpProcess of " + Negative.class.getName()
						+ " has maxMailbox = -1: give the number of messages that may wait, or leave it out for any number")
				.hasMessageContaining("@OtpProcess of " + Policy.class.getName()
						+ " has overflow = KILL and no maxMailbox: give the number of messages that may wait, too"));
	}

	record Ping() implements Message<Object> {
	}

	abstract static class Pinged {

		@HandleCast
		void ping(Ping ping) {
		}

	}

	@OtpProcess("free")
	static class Free extends Pinged {

	}

	@OtpProcess(value = "limited", maxMailbox = 7, overflow = Overflow.KILL)
	static class Limited extends Pinged {

	}

	@OtpProcess(value = "many", dynamic = true)
	static class Many extends Pinged {

	}

	@OtpProcess(value = "negative", maxMailbox = -1)
	static class Negative extends Pinged {

	}

	@OtpProcess(value = "policy", overflow = Overflow.KILL)
	static class Policy extends Pinged {

	}

}
