package dev.javaotp.spring.supervision;

import java.util.List;

import org.junit.jupiter.api.Test;

import static dev.javaotp.spring.supervision.Configuration.EXCHANGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Single values that are overridden by name.
 */
class WrongOverridesTests {

	@Test
	void aMisspeltNameIsNamedWithTheNearestOne() {
		assertThat(Configuration.of(EXCHANGE + """
				  processes:
				    legder:
				      shutdown: 10s
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				There is nothing named `legder` in the tree: did you mean `ledger`?

				    Property: otp.processes.legder
				    Origin: class path resource [application.yml] - 13:17
				    Expected: one of exchange, ledger, lines, call-setup, switchboard, otp, traffic, subscriberLine""");
	}

	@Test
	void aNameThatIsNothingLikeAnyOtherListsThemAll() {
		assertThat(Configuration.of(EXCHANGE + """
				  processes:
				    billing:
				      shutdown: 10s
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				There is nothing named `billing` in the tree.

				    Property: otp.processes.billing
				    Origin: class path resource [application.yml] - 13:17
				    Expected: one of exchange, ledger, lines, call-setup, switchboard, otp, traffic, subscriberLine""");
	}

	@Test
	void aMisspeltKeyIsNamedWithTheNearestOneOfThatNode() {
		assertThat(Configuration.of(EXCHANGE + """
				  processes:
				    ledger:
				      shutdwon: 10s
				    exchange:
				      max-restart: 5
				""").problems()).isEqualTo(
				"""
						There are 2 problems in the supervision tree:

						1. There is no key `shutdwon`: did you mean `shutdown`?

						    Property: otp.processes.ledger.shutdwon
						    Origin: class path resource [application.yml] - 13:17
						    Expected: one of restart, shutdown, significant, start-timeout, max-mailbox, overflow

						2. There is no key `max-restart`: did you mean `max-restarts`?

						    Property: otp.processes.exchange.max-restart
						    Origin: class path resource [application.yml] - 15:20
						    Expected: one of strategy, max-restarts, within, auto-shutdown, when-it-gives-up, restart, shutdown, significant, start-timeout""");
	}

	@Test
	void aKeyThatBelongsElsewhereIsRefused() {
		assertThat(Configuration.of(EXCHANGE + """
				  processes:
				    ledger.max-restarts: 5
				    subscriberLine.significant: true
				    exchange.shutdown: 5s
				""").problems()).isEqualTo("""
				There are 3 problems in the supervision tree:

				1. `max-restarts` is not a key of a process.

				    Property: otp.processes.ledger.max-restarts
				    Origin: class path resource [application.yml] - 12:26
				    Expected: one of restart, shutdown, significant, start-timeout, max-mailbox, overflow

				2. `significant` is not a key of a child of a dynamic supervisor.

				    Property: otp.processes.subscriberLine.significant
				    Origin: class path resource [application.yml] - 13:33
				    Expected: one of restart, shutdown, start-timeout, max-mailbox, overflow

				3. `shutdown` is for children, and `exchange` stands at the top.

				    Property: otp.processes.exchange.shutdown
				    Value: "5s"
				    Origin: class path resource [application.yml] - 14:24
				    Expected: no such key here; `when-it-gives-up` says what happens when a top supervisor ends""");
	}

	@Test
	void aWrongValueIsRefused() {
		assertThat(Configuration.of(EXCHANGE + """
				  processes:
				    ledger.restart: sometimes
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`restart` cannot be `sometimes`.

				    Property: otp.processes.ledger.restart
				    Value: "sometimes"
				    Origin: class path resource [application.yml] - 12:21
				    Expected: one of permanent, transient, temporary""");
	}

	@Test
	void aWrongCombinationIsRefusedWithItsOverride() {
		assertThat(Configuration.of(EXCHANGE + """
				  processes:
				    ledger.significant: true
				""").problems()).isEqualTo(
				"""
						There are 2 problems in the supervision tree:

						1. `ledger` cannot be significant and permanent, which it is unless `restart` says otherwise.

						    Property: otp.processes.ledger.significant
						    Value: "true"
						    Origin: class path resource [application.yml] - 12:25
						    Expected: `restart: transient` or `restart: temporary` with it: a permanent child never ends for good

						2. `ledger` cannot be significant: its supervisor `exchange` never shuts down by itself.

						    Property: otp.processes.ledger.significant
						    Value: "true"
						    Origin: class path resource [application.yml] - 12:25
						    Expected: `auto-shutdown: any-significant` or `auto-shutdown: all-significant` at `exchange`""");
	}

	@Test
	void aValueInPlaceOfTheSettingsIsRefused() {
		assertThat(Configuration.of(EXCHANGE + """
				  processes:
				    ledger: 10s
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`ledger` is not a map.

				    Property: otp.processes.ledger
				    Value: "10s"
				    Origin: class path resource [application.yml] - 12:13
				    Expected: settings, such as `shutdown: 10s`""");
	}

	@Test
	void aListOfNamesIsRefused() {
		assertThat(Configuration.of(EXCHANGE + """
				  processes:
				    - ledger
				""").problems()).isEqualTo(
				"""
						There is a problem in the supervision tree:

						`processes` is not a map.

						    Property: otp.processes
						    Origin: class path resource [application.yml] - 12:7
						    Expected: names of processes and supervisors, each with settings, such as `ledger.shutdown: 10s`""");
	}

	@Test
	void aMisspeltKeyInTheEnvironmentIsNamedWithItsVariable() {
		assertThat(Configuration.of(EXCHANGE).environment("OTP_PROCESSES_LEDGER_SHUTDWON", "10s").problems())
			.isEqualTo("""
					There is a problem in the supervision tree:

					There is no key `shutdwon`: did you mean `shutdown`?

					    Property: otp.processes.ledger.shutdwon
					    Origin: "OTP_PROCESSES_LEDGER_SHUTDWON" from property source "systemEnvironment"
					    Expected: one of restart, shutdown, significant, start-timeout, max-mailbox, overflow""");
	}

	@Test
	void dashesOfANameAreLeftOutInTheEnvironment() {
		assertThat(Configuration.of(EXCHANGE).environment("OTP_PROCESSES_CALL_SETUP_MAX_RESTARTS", "10").problems())
			.isEqualTo(
					"""
							There is a problem in the supervision tree:

							There is nothing named `call` in the tree: did you mean `call-setup`?

							    Property: otp.processes.call
							    Origin: "OTP_PROCESSES_CALL_SETUP_MAX_RESTARTS" from property source "systemEnvironment"
							    Expected: `OTP_PROCESSES_CALLSETUP_MAXRESTARTS`, since the dashes of a name are left out in environment variables""");
	}

	@Test
	void aMisspeltNameOfAMethodIsNamedWithTheNearestOne() {
		SupervisionTreeFactory factory = new SupervisionTreeFactory(Configuration.of("""
				otp:
				  processes:
				    sessions.expires.restart: transient
				    sessions.sweep.restrat: temporary
				""").environment());
		ProcessCatalog catalog = ProcessCatalog.of(List.of("sessions.expire", "sessions.sweep"), List.of());
		assertThatExceptionOfType(InvalidSupervisionException.class)
			.isThrownBy(() -> factory.create(catalog, List.of()))
			.withMessage("""
					There are 2 problems in the supervision tree:

					1. There is nothing named `sessions.expires` in the tree: did you mean `sessions.expire`?

					    Property: otp.processes.sessions.expires
					    Origin: class path resource [application.yml] - 3:31
					    Expected: one of otp, sessions.expire, sessions.sweep

					2. There is no key `restrat`: did you mean `restart`?

					    Property: otp.processes.sessions.sweep.restrat
					    Origin: class path resource [application.yml] - 4:29
					    Expected: one of restart, shutdown, significant, start-timeout, max-mailbox, overflow""");
	}

	@Test
	void aMapInPlaceOfAValueIsRefused() {
		assertThat(Configuration.of(EXCHANGE + """
				  processes:
				    ledger:
				      shutdown:
				        after: 10s
				""").problems()).isEqualTo(
				"""
						There is a problem in the supervision tree:

						`shutdown` cannot be a map.

						    Property: otp.processes.ledger.shutdown
						    Origin: class path resource [application.yml] - 14:16
						    Expected: a duration with its unit, such as 5s or 500ms, from 1ms to 1d, or brutal-kill, or infinity""");
	}

}
