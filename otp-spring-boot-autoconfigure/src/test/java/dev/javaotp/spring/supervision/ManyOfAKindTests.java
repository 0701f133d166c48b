package dev.javaotp.spring.supervision;

import dev.javaotp.supervisor.Strategy;
import org.junit.jupiter.api.Test;

import static dev.javaotp.spring.supervision.SupervisionTree.partitioned;
import static dev.javaotp.spring.supervision.SupervisionTree.process;
import static dev.javaotp.spring.supervision.SupervisionTree.supervisor;
import static dev.javaotp.spring.supervision.SupervisionTree.tasks;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Partition supervisors and task supervisors in a tree.
 */
class ManyOfAKindTests {

	@Test
	void aTreeInYamlEqualsTheSameInJava() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - partitioned: lines
				          process: subscriberLine
				          partitions: 8
				          strategy: one-for-all
				        - tasks: mail
				          max-children: 1000
				        - process: ledger
				        - process: switchboard
				        - process: traffic
				""").tree()).isEqualTo(SupervisionTree.of(supervisor("exchange").children(
				partitioned("lines", process("subscriberLine")).partitions(8).strategy(Strategy.ONE_FOR_ALL),
				tasks("mail").maxChildren(1000), process("ledger"), process("switchboard"), process("traffic"))));
	}

	@Test
	void thereIsOnePartitionForEachProcessorUnlessSet() {
		assertThat(partitioned("lines", process("subscriberLine")).partitions())
			.isEqualTo(Runtime.getRuntime().availableProcessors());
	}

	@Test
	void singleValuesAreReplacedByName() {
		SupervisionTree tree = Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - partitioned: lines
				          process: subscriberLine
				        - tasks: mail
				  processes:
				    lines:
				      partitions: 4
				    subscriberLine:
				      restart: transient
				    mail:
				      max-children: 10
				""").tree();
		assertThat(tree.find("lines")).get()
			.hasToString("partitioned lines partitions=4 of process subscriberLine restart=transient");
		assertThat(tree.find("mail")).get().hasToString("tasks mail max-children=10");
	}

	@Test
	void whatIsNoSettingOfAPartitionIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - partitioned: lines
				          process: subscriberLine
				  processes:
				    subscriberLine:
				      partitions: 4
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`partitions` is not a key of a partition.

				    Property: otp.processes.subscriberLine.partitions
				    Origin: class path resource [application.yml] - 9:19
				    Expected: one of restart, shutdown, start-timeout, max-mailbox, overflow""");
	}

	@Test
	void aPartitionSupervisorSaysWhatItsPartitionsAre() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - partitioned: lines
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				The partition supervisor has no `process`.

				    Property: otp.supervision[0].children[0].partitioned
				    Origin: class path resource [application.yml] - 5:24
				    Expected: `process` with the name of the process bean of which each child is an instance""");
	}

	@Test
	void aProcessThatRunsOnceIsNoPartition() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - partitioned: ledgers
				          process: ledger
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				The process bean `ledger` runs once, it cannot be a partition of `ledgers`.

				    Property: otp.supervision[0].children[0].process
				    Value: "ledger"
				    Origin: class path resource [application.yml] - 6:20
				    Expected: `process: ledger` as a node of its own, or a bean with dynamic = true""");
	}

	@Test
	void valuesOutOfReasonAreRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - partitioned: lines
				          process: subscriberLine
				          partitions: 0
				        - tasks: mail
				          max-children: none
				""").problems()).isEqualTo("""
				There are 2 problems in the supervision tree:

				1. `partitions` cannot be `0`.

				    Property: otp.supervision[0].children[0].partitions
				    Value: "0"
				    Origin: class path resource [application.yml] - 7:23
				    Expected: a whole number from 1 to 10000

				2. `max-children` cannot be `none`.

				    Property: otp.supervision[0].children[1].max-children
				    Value: "none"
				    Origin: class path resource [application.yml] - 9:25
				    Expected: a whole number, 1 or more""");
	}

	@Test
	void aTaskSupervisorHasNoProcess() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - tasks: mail
				          process: ledger
				        - task: post
				""").problems()).isEqualTo("""
				There are 2 problems in the supervision tree:

				1. A node cannot be both a process and a task supervisor.

				    Property: otp.supervision[0].children[0].process
				    Origin: class path resource [application.yml] - 6:20
				    Expected: %s; another node starts with a dash of its own

				2. There is no key `task`: did you mean `tasks`?

				    Property: otp.supervision[0].children[1].task
				    Origin: class path resource [application.yml] - 7:17
				    Expected: %s with a name, such as `- process: ledger`""".formatted(Kind.kinds("or"),
				Kind.kinds("or")));
	}

	@Test
	void twoTaskSupervisorsHaveTwoNames() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - tasks: mail
				        - tasks: mail
				""").problems()).contains("Two task supervisors have the name `mail`.");
	}

	@Test
	void nobodyButASupervisorStandsAtTheTop() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - tasks: mail
				""").problems()).contains("`mail` stands at the top, where only supervisors can be.");
	}

}
