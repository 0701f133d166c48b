package dev.javaotp.spring.supervision;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values that are right each for itself and wrong together.
 */
class WrongCombinationsTests {

	@Test
	void aSignificantChildThatIsPermanentIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      auto-shutdown: any-significant
				      children:
				        - process: ledger
				          restart: permanent
				          significant: true
				        - process: traffic
				          significant: true
				""").problems()).isEqualTo(
				"""
						There are 2 problems in the supervision tree:

						1. `ledger` cannot be significant and permanent.

						    Property: otp.supervision[0].children[0].significant
						    Value: "true"
						    Origin: class path resource [application.yml] - 8:24
						    Expected: `restart: transient` or `restart: temporary` with it: a permanent child never ends for good

						2. `traffic` cannot be significant and permanent, which it is unless `restart` says otherwise.

						    Property: otp.supervision[0].children[1].significant
						    Value: "true"
						    Origin: class path resource [application.yml] - 10:24
						    Expected: `restart: transient` or `restart: temporary` with it: a permanent child never ends for good""");
	}

	@Test
	void aSignificantChildOfASupervisorThatNeverShutsDownIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - process: ledger
				          restart: transient
				          significant: true
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`ledger` cannot be significant: its supervisor `exchange` never shuts down by itself.

				    Property: otp.supervision[0].children[0].significant
				    Value: "true"
				    Origin: class path resource [application.yml] - 7:24
				    Expected: `auto-shutdown: any-significant` or `auto-shutdown: all-significant` at `exchange`""");
	}

}
