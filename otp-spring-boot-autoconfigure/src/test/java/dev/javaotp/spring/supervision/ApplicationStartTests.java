package dev.javaotp.spring.supervision;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What a whole application makes of the tree in its {@code application.yml}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ApplicationStartTests {

	@Test
	void aMisspeltTreeFailsTheStartWithFileLineAndTheNearestName(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("misspelt"))
			.havingRootCause()
			.isInstanceOf(InvalidSupervisionException.class);
		assertThat(output).contains(
				"""
						***************************
						APPLICATION FAILED TO START
						***************************

						Description:

						There are 3 problems in the supervision tree:

						1. There is no process bean `leger`: did you mean `ledger`?

						    Property: otp.supervision[0].children[0].process
						    Value: "leger"
						    Origin: class path resource [supervision/misspelt/application.yml] - 9:20
						    Expected: one of ledger, switchboard, traffic

						2. `strategy` cannot be `rest-for-on`: did you mean `rest-for-one`?

						    Property: otp.supervision[0].children[1].strategy
						    Value: "rest-for-on"
						    Origin: class path resource [supervision/misspelt/application.yml] - 12:21
						    Expected: one of one-for-one, one-for-all, rest-for-one

						3. There is no key `max-childs`: did you mean `max-children`?

						    Property: otp.supervision[0].children[1].children[1].max-childs
						    Origin: class path resource [supervision/misspelt/application.yml] - 17:27
						    Expected: one of dynamic, process, max-restarts, within, restart, shutdown, significant, start-timeout, max-children, max-mailbox, overflow

						Action:

						Correct the supervision tree as described above. No process has been started.
						""");
	}

	@Test
	void aTreeIsReadFromTheFilesOfTheApplication() {
		try (ConfigurableApplicationContext context = start("exchange")) {
			assertThat(context.getBean(SupervisionTree.class)).hasToString("""
					supervisor exchange
					  process ledger shutdown=10s
					supervisor otp
					  process switchboard
					  process traffic
					""");
		}
	}

	@Test
	void aProfileOverridesASingleValueByName() {
		try (ConfigurableApplicationContext context = start("exchange", "--spring.profiles.active=patient")) {
			assertThat(context.getBean(SupervisionTree.class).find("ledger"))
				.hasValue(SupervisionTree.process("ledger").shutdown(Duration.ofMinutes(1)));
		}
	}

	@Test
	void anArgumentOverridesAProfile() {
		try (ConfigurableApplicationContext context = start("exchange", "--spring.profiles.active=patient",
				"--otp.processes.ledger.shutdown=2m")) {
			assertThat(context.getBean(SupervisionTree.class).find("ledger"))
				.hasValue(SupervisionTree.process("ledger").shutdown(Duration.ofMinutes(2)));
		}
	}

	private static ConfigurableApplicationContext start(String directory, String... arguments) {
		return new SpringApplicationBuilder(Exchange.class).web(WebApplicationType.NONE)
			.properties("spring.config.location=classpath:supervision/" + directory + "/")
			.run(arguments);
	}

	static class Exchange {

		@Bean
		SupervisionTree supervisionTree(Environment environment) {
			return new SupervisionTreeFactory(environment).create(Configuration.BEANS, List.of());
		}

	}

}
