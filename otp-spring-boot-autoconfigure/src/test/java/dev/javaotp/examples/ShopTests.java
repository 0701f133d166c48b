package dev.javaotp.examples;

import java.util.Map;

import dev.javaotp.gen.Agent;
import dev.javaotp.registry.UniqueKeys;
import dev.javaotp.spring.autoconfigure.OtpAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the examples of the guide.
 */
class ShopTests {

	@Test
	void theExamplesOfTheGuideWork() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class, TaskExecutionAutoConfiguration.class))
			.withUserConfiguration(Shop.class)
			.withPropertyValues("otp.supervision[0].supervisor=shop", "otp.supervision[0].children[0].partitioned=all",
					"otp.supervision[0].children[0].process=carts", "otp.supervision[0].children[0].partitions=8",
					"otp.supervision[0].children[1].tasks=mail")
			.run((context) -> {
				Shop.Counter counter = context.getBean(Shop.Counter.class);
				counter.add("ada");
				assertThat(counter.pieces("ada")).matches("1 in [0-7]");
				assertThat(counter.sum()).isEqualTo(42);
				assertThat(context.getBean(Shop.Mail.class).send("a letter").get()).isEqualTo("sent a letter");
				Agent<?> stock = context.getBean(Agent.class);
				assertThat(stock.<Object>get((value) -> value)).isEqualTo(Map.of());
				assertThat(context.getBean(UniqueKeys.class).count()).isZero();
			});
	}

}
