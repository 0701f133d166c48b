package dev.javaotp.spring.supervision;

import org.junit.jupiter.api.Test;

import static dev.javaotp.spring.supervision.Configuration.EXCHANGE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lists, which a source of higher precedence replaces as a whole.
 */
class HiddenListsTests {

	@Test
	void oneElementFromTheEnvironmentHidesTheWholeList() {
		assertThat(Configuration.of(EXCHANGE).environment("OTP_SUPERVISION_0_MAX_RESTARTS", "10").problems()).isEqualTo(
				"""
						There is a problem in the supervision tree:

						This list is incomplete, and it hides the whole list of another source, with 1 entry.

						    Property: otp.supervision
						    Origin: "OTP_SUPERVISION_0_MAX_RESTARTS" from property source "systemEnvironment"
						    Other place: otp.supervision (class path resource [application.yml] - 3:19)
						    Expected: the whole list in one source, since lists are never merged; a single value is set by name: `otp.processes.exchange.max-restarts=10`""");
	}

	@Test
	void aProfileWithPartOfTheListHidesTheWholeList() {
		assertThat(Configuration.of("application-prod.yml", """
				otp:
				  supervision:
				    - supervisor: exchange
				      max-restarts: 10
				""").below("application.yml", EXCHANGE).problems()).isEqualTo(
				"""
						There is a problem in the supervision tree:

						This list is incomplete, and it hides the whole list of another source, with 1 entry.

						    Property: otp.supervision
						    Origin: class path resource [application-prod.yml] - 3:19
						    Other place: otp.supervision (class path resource [application.yml] - 3:19)
						    Expected: the whole list in one source, since lists are never merged; a single value is set by name: `otp.processes.exchange.max-restarts=10`""");
	}

	@Test
	void aListFromTheEnvironmentIsNumberedWithoutGaps() {
		assertThat(Configuration.of("""
				x: y
				""")
			.environment("OTP_SUPERVISION_0_SUPERVISOR", "exchange")
			.environment("OTP_SUPERVISION_0_CHILDREN_0_PROCESS", "ledger")
			.environment("OTP_SUPERVISION_0_CHILDREN_2_PROCESS", "traffic")
			.problems()).isEqualTo("""
					There is a problem in the supervision tree:

					The entry `otp.supervision[0].children[1]` is missing.

					    Property: otp.supervision[0].children[2]
					    Origin: "OTP_SUPERVISION_0_CHILDREN_2_PROCESS" from property source "systemEnvironment"
					    Expected: entries that are numbered from 0 without a gap""");
	}

}
