package dev.javaotp.spring.supervision;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a key can be set to.
 */
class WrongValuesTests {

	@Test
	void aWrongStrategyIsNamedWithTheNearestOne() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      strategy: one-for-al
				      children:
				        - process: ledger
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`strategy` cannot be `one-for-al`: did you mean `one-for-all`?

				    Property: otp.supervision[0].strategy
				    Value: "one-for-al"
				    Origin: class path resource [application.yml] - 4:17
				    Expected: one of one-for-one, one-for-all, rest-for-one""");
	}

	@Test
	void aWrongRestartTypeListsTheRightOnes() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - process: ledger
				          restart: always
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`restart` cannot be `always`.

				    Property: otp.supervision[0].children[0].restart
				    Value: "always"
				    Origin: class path resource [application.yml] - 6:20
				    Expected: one of permanent, transient, temporary""");
	}

	@Test
	void aWrongAutoShutdownListsTheRightOnes() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      auto-shutdown: yes
				      children:
				        - process: ledger
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`auto-shutdown` cannot be `true`.

				    Property: otp.supervision[0].auto-shutdown
				    Value: "true"
				    Origin: class path resource [application.yml] - 4:22
				    Expected: one of never, any-significant, all-significant""");
	}

	@Test
	void aWrongAnswerToGivingUpListsTheRightOnes() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      when-it-gives-up: exit
				      children:
				        - process: ledger
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`when-it-gives-up` cannot be `exit`.

				    Property: otp.supervision[0].when-it-gives-up
				    Value: "exit"
				    Origin: class path resource [application.yml] - 4:25
				    Expected: one of liveness, shutdown, report""");
	}

	@Test
	void aDurationWithoutItsUnitIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      within: 5
				      children:
				        - process: ledger
				          shutdown: 5000
				          start-timeout: 30
				""").problems()).isEqualTo("""
				There are 3 problems in the supervision tree:

				1. `within` cannot be `5`: it needs a unit.

				    Property: otp.supervision[0].within
				    Value: "5"
				    Origin: class path resource [application.yml] - 4:15
				    Expected: a duration of whole seconds with its unit, such as 5s or 1m, from 1s to 365d

				2. `shutdown` cannot be `5000`: it needs a unit.

				    Property: otp.supervision[0].children[0].shutdown
				    Value: "5000"
				    Origin: class path resource [application.yml] - 7:21
				    Expected: a duration with its unit, such as 5s or 500ms, from 1ms to 1d, or brutal-kill, or infinity

				3. `start-timeout` cannot be `30`: it needs a unit.

				    Property: otp.supervision[0].children[0].start-timeout
				    Value: "30"
				    Origin: class path resource [application.yml] - 8:26
				    Expected: a duration with its unit, such as 5s or 500ms, from 1ms to 1d, or infinity""");
	}

	@Test
	void aWrongDurationIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      within: 5 parsecs
				      children:
				        - process: ledger
				          shutdown: soon
				          start-timeout: never
				""").problems()).isEqualTo("""
				There are 3 problems in the supervision tree:

				1. `within` cannot be `5 parsecs`.

				    Property: otp.supervision[0].within
				    Value: "5 parsecs"
				    Origin: class path resource [application.yml] - 4:15
				    Expected: a duration of whole seconds with its unit, such as 5s or 1m, from 1s to 365d

				2. `shutdown` cannot be `soon`.

				    Property: otp.supervision[0].children[0].shutdown
				    Value: "soon"
				    Origin: class path resource [application.yml] - 7:21
				    Expected: a duration with its unit, such as 5s or 500ms, from 1ms to 1d, or brutal-kill, or infinity

				3. `start-timeout` cannot be `never`.

				    Property: otp.supervision[0].children[0].start-timeout
				    Value: "never"
				    Origin: class path resource [application.yml] - 8:26
				    Expected: a duration with its unit, such as 5s or 500ms, from 1ms to 1d, or infinity""");
	}

	@Test
	void aNegativeNumberOfRestartsIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      max-restarts: -1
				      children:
				        - process: ledger
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`max-restarts` cannot be `-1`.

				    Property: otp.supervision[0].max-restarts
				    Value: "-1"
				    Origin: class path resource [application.yml] - 4:21
				    Expected: a whole number from 0 to 1000000""");
	}

	@Test
	void aNumberOfRestartsBeyondReasonIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      max-restarts: 5000000000
				      children:
				        - process: ledger
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`max-restarts` cannot be `5000000000`.

				    Property: otp.supervision[0].max-restarts
				    Value: "5000000000"
				    Origin: class path resource [application.yml] - 4:21
				    Expected: a whole number from 0 to 1000000""");
	}

	@Test
	void aNumberOfRestartsThatIsNoWholeNumberIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      max-restarts: 2.5
				      children:
				        - process: ledger
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`max-restarts` cannot be `2.5`.

				    Property: otp.supervision[0].max-restarts
				    Value: "2.5"
				    Origin: class path resource [application.yml] - 4:21
				    Expected: a whole number from 0 to 1000000""");
	}

	@Test
	void aTimeOfZeroIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      within: 0s
				      children:
				        - process: ledger
				          shutdown: 0s
				          start-timeout: 0ms
				""").problems()).isEqualTo("""
				There are 3 problems in the supervision tree:

				1. `within` cannot be `0s`.

				    Property: otp.supervision[0].within
				    Value: "0s"
				    Origin: class path resource [application.yml] - 4:15
				    Expected: a duration of whole seconds with its unit, such as 5s or 1m, from 1s to 365d

				2. `shutdown` cannot be `0s`.

				    Property: otp.supervision[0].children[0].shutdown
				    Value: "0s"
				    Origin: class path resource [application.yml] - 7:21
				    Expected: a duration with its unit, such as 5s or 500ms, from 1ms to 1d, or brutal-kill, or infinity

				3. `start-timeout` cannot be `0ms`.

				    Property: otp.supervision[0].children[0].start-timeout
				    Value: "0ms"
				    Origin: class path resource [application.yml] - 8:26
				    Expected: a duration with its unit, such as 5s or 500ms, from 1ms to 1d, or infinity""");
	}

	@Test
	void aPartOfASecondIsTooShortToCountRestarts() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      within: 1500ms
				      children:
				        - process: ledger
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`within` cannot be `1500ms`.

				    Property: otp.supervision[0].within
				    Value: "1500ms"
				    Origin: class path resource [application.yml] - 4:15
				    Expected: a duration of whole seconds with its unit, such as 5s or 1m, from 1s to 365d""");
	}

	@Test
	void aNegativeTimeIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      within: -5s
				      children:
				        - process: ledger
				          shutdown: -1s
				""").problems()).isEqualTo(
				"""
						There are 2 problems in the supervision tree:

						1. `within` cannot be `-5s`.

						    Property: otp.supervision[0].within
						    Value: "-5s"
						    Origin: class path resource [application.yml] - 4:15
						    Expected: a duration of whole seconds with its unit, such as 5s or 1m, from 1s to 365d

						2. `shutdown` cannot be `-1s`.

						    Property: otp.supervision[0].children[0].shutdown
						    Value: "-1s"
						    Origin: class path resource [application.yml] - 7:21
						    Expected: a duration with its unit, such as 5s or 500ms, from 1ms to 1d, or brutal-kill, or infinity""");
	}

	@Test
	void aTimeBeyondReasonIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      within: 4000d
				      children:
				        - process: ledger
				          shutdown: 48h
				""").problems()).isEqualTo(
				"""
						There are 2 problems in the supervision tree:

						1. `within` cannot be `4000d`.

						    Property: otp.supervision[0].within
						    Value: "4000d"
						    Origin: class path resource [application.yml] - 4:15
						    Expected: a duration of whole seconds with its unit, such as 5s or 1m, from 1s to 365d

						2. `shutdown` cannot be `48h`.

						    Property: otp.supervision[0].children[0].shutdown
						    Value: "48h"
						    Origin: class path resource [application.yml] - 7:21
						    Expected: a duration with its unit, such as 5s or 500ms, from 1ms to 1d, or brutal-kill, or infinity""");
	}

	@Test
	void aMisspeltShutdownIsNamedWithTheNearestOne() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - process: ledger
				          shutdown: brutal-kil
				          start-timeout: infinite
				""").problems()).isEqualTo("""
				There are 2 problems in the supervision tree:

				1. `shutdown` cannot be `brutal-kil`: did you mean `brutal-kill`?

				    Property: otp.supervision[0].children[0].shutdown
				    Value: "brutal-kil"
				    Origin: class path resource [application.yml] - 6:21
				    Expected: a duration with its unit, such as 5s or 500ms, from 1ms to 1d, or brutal-kill, or infinity

				2. `start-timeout` cannot be `infinite`: did you mean `infinity`?

				    Property: otp.supervision[0].children[0].start-timeout
				    Value: "infinite"
				    Origin: class path resource [application.yml] - 7:26
				    Expected: a duration with its unit, such as 5s or 500ms, from 1ms to 1d, or infinity""");
	}

	@Test
	void aLimitOfNoChildrenIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - dynamic: lines
				          process: subscriberLine
				          max-children: 0
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`max-children` cannot be `0`.

				    Property: otp.supervision[0].children[0].max-children
				    Value: "0"
				    Origin: class path resource [application.yml] - 7:25
				    Expected: a whole number, 1 or more""");
	}

	@Test
	void aMapInPlaceOfAValueIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - process: ledger
				          shutdown:
				            after: 5s
				          restart: [permanent]
				""").problems()).isEqualTo("""
				There are 2 problems in the supervision tree:

				1. `shutdown` cannot be a map.

				    Property: otp.supervision[0].children[0].shutdown
				    Origin: class path resource [application.yml] - 7:20
				    Expected: a duration with its unit, such as 5s or 500ms, from 1ms to 1d, or brutal-kill, or infinity

				2. `restart` cannot be a list.

				    Property: otp.supervision[0].children[0].restart
				    Origin: class path resource [application.yml] - 8:21
				    Expected: one of permanent, transient, temporary""");
	}

	@Test
	void significantIsTrueOrFalse() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      auto-shutdown: any-significant
				      children:
				        - process: ledger
				          restart: transient
				          significant: very
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`significant` cannot be `very`.

				    Property: otp.supervision[0].children[0].significant
				    Value: "very"
				    Origin: class path resource [application.yml] - 8:24
				    Expected: true or false""");
	}

	@Test
	void aPlaceholderThatRefersToItselfIsACycle() {
		assertThat(Configuration.of("""
				exchange:
				  limit: ${ledger.limit}
				ledger:
				  limit: ${exchange.limit}
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - process: ledger
				          shutdown: ${ledger.limit}
				""").problems()).isEqualTo(
				"""
						There is a problem in the supervision tree:

						The placeholders of `shutdown` cannot be resolved: Circular placeholder reference 'ledger.limit' in value "${ledger.limit}" <-- "${exchange.limit}" <-- "${ledger.limit}"

						    Property: otp.supervision[0].children[0].shutdown
						    Value: "${ledger.limit}"
						    Origin: class path resource [application.yml] - 10:21
						    Expected: a value, or placeholders that lead to one""");
	}

	@Test
	void aPlaceholderThatLeadsNowhereIsNoValue() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - process: ledger
				          shutdown: ${ledger.limit}
				""").problems()).isEqualTo(
				"""
						There is a problem in the supervision tree:

						`shutdown` cannot be `${ledger.limit}`: the placeholder has no value.

						    Property: otp.supervision[0].children[0].shutdown
						    Value: "${ledger.limit}"
						    Origin: class path resource [application.yml] - 6:21
						    Expected: a duration with its unit, such as 5s or 500ms, from 1ms to 1d, or brutal-kill, or infinity""");
	}

}
