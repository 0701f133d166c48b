package dev.javaotp.spring.supervision;

import dev.javaotp.process.Overflow;
import org.junit.jupiter.api.Test;

import static dev.javaotp.spring.supervision.SupervisionTree.dynamic;
import static dev.javaotp.spring.supervision.SupervisionTree.events;
import static dev.javaotp.spring.supervision.SupervisionTree.partitioned;
import static dev.javaotp.spring.supervision.SupervisionTree.process;
import static dev.javaotp.spring.supervision.SupervisionTree.supervisor;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Limits of mailboxes in a tree.
 */
class MailboxSettingsTests {

	@Test
	void aTreeInYamlEqualsTheSameInJava() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - process: ledger
				          max-mailbox: 1000
				        - dynamic: lines
				          process: subscriberLine
				          max-mailbox: 10
				          overflow: drop-oldest
				        - partitioned: shards
				          process: subscriberLine
				          max-mailbox: 20
				          overflow: kill
				        - events: alarms
				          max-mailbox: 30
				          overflow: reject
				        - process: switchboard
				        - process: traffic
				""").tree())
			.isEqualTo(SupervisionTree.of(supervisor("exchange").children(process("ledger").maxMailbox(1000),
					dynamic("lines", process("subscriberLine").maxMailbox(10).overflow(Overflow.DROP_OLDEST)),
					partitioned("shards", process("subscriberLine").maxMailbox(20).overflow(Overflow.KILL)),
					events("alarms").maxMailbox(30).overflow(Overflow.REJECT), process("switchboard"),
					process("traffic"))));
	}

	@Test
	void singleValuesAreReplacedByNameOfTheSupervisorAndThenByThatOfTheKind() {
		SupervisionTree tree = Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - dynamic: lines
				          process: subscriberLine
				          max-mailbox: 10
				        - process: ledger
				  processes:
				    lines:
				      max-mailbox: 20
				      overflow: kill
				    subscriberLine:
				      overflow: drop-oldest
				    ledger:
				      max-mailbox: 5
				""").tree();
		assertThat(tree.find("lines")).get()
			.hasToString("dynamic lines of process subscriberLine max-mailbox=20 overflow=drop-oldest");
		assertThat(tree.find("ledger")).get().hasToString("process ledger max-mailbox=5");
	}

	@Test
	void whatIsNoLimitIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - process: ledger
				          max-mailbox: 0
				          overflow: drop-newest
				""").problems()).isEqualTo("""
				There are 2 problems in the supervision tree:

				1. `max-mailbox` cannot be `0`.

				    Property: otp.supervision[0].children[0].max-mailbox
				    Value: "0"
				    Origin: class path resource [application.yml] - 6:24
				    Expected: a whole number, 1 or more

				2. `overflow` cannot be `drop-newest`: did you mean `drop-oldest`?

				    Property: otp.supervision[0].children[0].overflow
				    Value: "drop-newest"
				    Origin: class path resource [application.yml] - 7:21
				    Expected: one of reject, drop-oldest, kill""");
	}

	@Test
	void whatHappensBeyondALimitNeedsALimit() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - process: ledger
				          overflow: kill
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`overflow` says what happens beyond `max-mailbox`, which `ledger` does not have.

				    Property: otp.supervision[0].children[0].overflow
				    Value: "kill"
				    Origin: class path resource [application.yml] - 6:21
				    Expected: `max-mailbox` with it, the number of messages that may wait""");
	}

}
