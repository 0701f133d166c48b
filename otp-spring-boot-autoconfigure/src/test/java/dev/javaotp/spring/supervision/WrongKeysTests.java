package dev.javaotp.spring.supervision;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which keys there are, and where they belong.
 */
class WrongKeysTests {

	@Test
	void aMisspeltKeyIsNamedWithTheNearestOne() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      max-restart: 5
				      children:
				        - process: ledger
				          shutdwon: 10s
				""").problems()).isEqualTo(
				"""
						There are 2 problems in the supervision tree:

						1. There is no key `max-restart`: did you mean `max-restarts`?

						    Property: otp.supervision[0].max-restart
						    Origin: class path resource [application.yml] - 4:20
						    Expected: one of supervisor, strategy, max-restarts, within, auto-shutdown, when-it-gives-up, restart, shutdown, significant, start-timeout, children

						2. There is no key `shutdwon`: did you mean `shutdown`?

						    Property: otp.supervision[0].children[0].shutdwon
						    Origin: class path resource [application.yml] - 7:21
						    Expected: one of process, restart, shutdown, significant, start-timeout, max-mailbox, overflow""");
	}

	@Test
	void aKeyThatIsNothingLikeAnyOtherListsThemAll() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - process: ledger
				          colour: green
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				There is no key `colour`.

				    Property: otp.supervision[0].children[0].colour
				    Origin: class path resource [application.yml] - 6:19
				    Expected: one of process, restart, shutdown, significant, start-timeout, max-mailbox, overflow""");
	}

	@Test
	void aKeyOfSupervisorsIsRefusedAtAProcess() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - process: ledger
				          strategy: one-for-all
				          children:
				            - process: traffic
				""").problems()).isEqualTo("""
				There are 2 problems in the supervision tree:

				1. `strategy` is not a key of a process.

				    Property: otp.supervision[0].children[0].strategy
				    Origin: class path resource [application.yml] - 6:21
				    Expected: one of process, restart, shutdown, significant, start-timeout, max-mailbox, overflow

				2. `children` is not a key of a process.

				    Property: otp.supervision[0].children[0].children
				    Origin: class path resource [application.yml] - 8:24
				    Expected: one of process, restart, shutdown, significant, start-timeout, max-mailbox, overflow""");
	}

	@Test
	void aKeyOfSupervisorsIsRefusedAtADynamicOne() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - dynamic: lines
				          process: subscriberLine
				          strategy: one-for-one
				          auto-shutdown: never
				""").problems()).isEqualTo(
				"""
						There are 2 problems in the supervision tree:

						1. `strategy` is not a key of a dynamic supervisor.

						    Property: otp.supervision[0].children[0].strategy
						    Origin: class path resource [application.yml] - 7:21
						    Expected: one of dynamic, process, max-restarts, within, restart, shutdown, significant, start-timeout, max-children, max-mailbox, overflow

						2. `auto-shutdown` is not a key of a dynamic supervisor.

						    Property: otp.supervision[0].children[0].auto-shutdown
						    Origin: class path resource [application.yml] - 8:26
						    Expected: one of dynamic, process, max-restarts, within, restart, shutdown, significant, start-timeout, max-children, max-mailbox, overflow""");
	}

	@Test
	void aKeyOfDynamicSupervisorsIsRefusedAtASupervisor() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      max-children: 3
				      children:
				        - process: ledger
				""").problems()).isEqualTo(
				"""
						There is a problem in the supervision tree:

						`max-children` is not a key of a supervisor.

						    Property: otp.supervision[0].max-children
						    Origin: class path resource [application.yml] - 4:21
						    Expected: one of supervisor, strategy, max-restarts, within, auto-shutdown, when-it-gives-up, restart, shutdown, significant, start-timeout, children""");
	}

	@Test
	void whatHappensToTheApplicationIsSaidAtTheTopOnly() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - supervisor: switching
				          when-it-gives-up: shutdown
				          children:
				            - process: ledger
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`when-it-gives-up` is for supervisors at the top, and `switching` stands below `exchange`.

				    Property: otp.supervision[0].children[0].when-it-gives-up
				    Value: "shutdown"
				    Origin: class path resource [application.yml] - 6:29
				    Expected: no such key here; when `switching` gives up, `exchange` restarts it""");
	}

	@Test
	void aSupervisorAtTheTopIsNobodysChild() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      restart: transient
				      shutdown: 5s
				      children:
				        - process: ledger
				""").problems()).isEqualTo("""
				There are 2 problems in the supervision tree:

				1. `restart` is for children, and `exchange` stands at the top.

				    Property: otp.supervision[0].restart
				    Value: "transient"
				    Origin: class path resource [application.yml] - 4:16
				    Expected: no such key here; `when-it-gives-up` says what happens when a top supervisor ends

				2. `shutdown` is for children, and `exchange` stands at the top.

				    Property: otp.supervision[0].shutdown
				    Value: "5s"
				    Origin: class path resource [application.yml] - 5:17
				    Expected: no such key here; `when-it-gives-up` says what happens when a top supervisor ends""");
	}

	@Test
	void aMisspeltNameOfTheTreeItselfIsFound() {
		assertThat(Configuration.of("""
				otp:
				  supervison:
				    - supervisor: exchange
				      children:
				        - process: ledger
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				There is no key `otp.supervison`: did you mean `otp.supervision`?

				    Property: otp.supervison
				    Origin: class path resource [application.yml] - 3:19
				    Expected: `otp.supervision` for trees, `otp.processes` for single values by name""");
	}

}
