package dev.javaotp.spring.supervision;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything that is wrong is reported at once.
 */
class ManyProblemsTests {

	@Test
	void everythingIsReportedAtOnceInReadingOrder() {
		assertThat(Configuration.of("""
				otp:
				  processes:
				    trafic.shutdown: 5s
				  supervision:
				    - supervisor: exchange
				      strategy: one-for-some
				      within: 5
				      children:
				        - process: ledgr
				          shutdwon: 10s
				        - supervisor: switching
				        - process: ledger
				          restart: never
				        - process: ledger
				""").problems()).isEqualTo("""
				There are 8 problems in the supervision tree:

				1. There is nothing named `trafic` in the tree: did you mean `traffic`?

				    Property: otp.processes.trafic
				    Origin: class path resource [application.yml] - 3:22
				    Expected: one of exchange, switching, ledger, otp, switchboard, traffic, subscriberLine

				2. `strategy` cannot be `one-for-some`: did you mean `one-for-one`?

				    Property: otp.supervision[0].strategy
				    Value: "one-for-some"
				    Origin: class path resource [application.yml] - 6:17
				    Expected: one of one-for-one, one-for-all, rest-for-one

				3. `within` cannot be `5`: it needs a unit.

				    Property: otp.supervision[0].within
				    Value: "5"
				    Origin: class path resource [application.yml] - 7:15
				    Expected: a duration of whole seconds with its unit, such as 5s or 1m, from 1s to 365d

				4. There is no process bean `ledgr`: did you mean `ledger`?

				    Property: otp.supervision[0].children[0].process
				    Value: "ledgr"
				    Origin: class path resource [application.yml] - 9:20
				    Expected: one of ledger, switchboard, traffic

				5. There is no key `shutdwon`: did you mean `shutdown`?

				    Property: otp.supervision[0].children[0].shutdwon
				    Origin: class path resource [application.yml] - 10:21
				    Expected: one of process, restart, shutdown, significant, start-timeout, max-mailbox, overflow

				6. The supervisor `switching` has no children.

				    Property: otp.supervision[0].children[1].supervisor
				    Value: "switching"
				    Origin: class path resource [application.yml] - 11:23
				    Expected: `children` with at least one node

				7. `restart` cannot be `never`.

				    Property: otp.supervision[0].children[2].restart
				    Value: "never"
				    Origin: class path resource [application.yml] - 13:20
				    Expected: one of permanent, transient, temporary

				8. The process `ledger` stands in two places.

				    Property: otp.supervision[0].children[3].process
				    Value: "ledger"
				    Origin: class path resource [application.yml] - 14:20
				    Other place: otp.supervision[0].children[2].process (class path resource [application.yml] - 12:20)
				    Expected: one place: a process has one supervisor, and many of a kind need a dynamic one""");
	}

}
