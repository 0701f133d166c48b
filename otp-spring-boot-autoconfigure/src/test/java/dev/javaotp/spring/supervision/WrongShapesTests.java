package dev.javaotp.spring.supervision;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is a list, what a node, and what a node can be.
 */
class WrongShapesTests {

	@Test
	void aNodeThatIsNothingIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - shutdown: 10s
				""").problems()).isEqualTo(
				"""
						There is a problem in the supervision tree:

						The node says neither `supervisor`, `process`, `dynamic`, `partitioned`, `tasks` nor `events`.

						    Property: otp.supervision[0].children[0]
						    Origin: class path resource [application.yml] - 5:21
						    Expected: `supervisor`, `process`, `dynamic`, `partitioned`, `tasks` or `events` with a name, such as `- process: ledger`""");
	}

	@Test
	void aNodeThatIsTwoThingsIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - supervisor: switching
				          process: ledger
				""").problems()).isEqualTo(
				"""
						There is a problem in the supervision tree:

						A node cannot be both a supervisor and a process.

						    Property: otp.supervision[0].children[0].supervisor
						    Origin: class path resource [application.yml] - 5:23
						    Expected: `supervisor`, `process`, `dynamic`, `partitioned`, `tasks` or `events`; another node starts with a dash of its own""");
	}

	@Test
	void aMisspeltKindOfNodeIsTheOnlyProblemOfItsNode() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - proces: ledger
				          shutdown: 10s
				""").problems()).isEqualTo(
				"""
						There is a problem in the supervision tree:

						There is no key `proces`: did you mean `process`?

						    Property: otp.supervision[0].children[0].proces
						    Origin: class path resource [application.yml] - 5:19
						    Expected: `supervisor`, `process`, `dynamic`, `partitioned`, `tasks` or `events` with a name, such as `- process: ledger`""");
	}

	@Test
	void aDynamicSupervisorSaysWhatItsChildrenAre() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - dynamic: lines
				          max-children: 10
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				The dynamic supervisor has no `process`.

				    Property: otp.supervision[0].children[0].dynamic
				    Origin: class path resource [application.yml] - 5:20
				    Expected: `process` with the name of the process bean of which each child is an instance""");
	}

	@Test
	void aSupervisorWithoutChildrenIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - process: ledger
				        - supervisor: switching
				          strategy: rest-for-one
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				The supervisor `switching` has no children.

				    Property: otp.supervision[0].children[1].supervisor
				    Value: "switching"
				    Origin: class path resource [application.yml] - 6:23
				    Expected: `children` with at least one node""");
	}

	@Test
	void aSupervisorWithAnEmptyListOfChildrenIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				The supervisor `exchange` has no children.

				    Property: otp.supervision[0].supervisor
				    Value: "exchange"
				    Origin: class path resource [application.yml] - 3:19
				    Expected: `children` with at least one node""");
	}

	@Test
	void aProcessAtTheTopIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - process: ledger
				""").problems()).isEqualTo(
				"""
						There is a problem in the supervision tree:

						`ledger` stands at the top, where only supervisors can be.

						    Property: otp.supervision[0].process
						    Value: "ledger"
						    Origin: class path resource [application.yml] - 3:16
						    Expected: a place among the children of a supervisor; a process bean that is left out goes below `otp`""");
	}

	@Test
	void aNameInPlaceOfANodeIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - ledger
				        - process: traffic
				""").problems()).isEqualTo(
				"""
						There is a problem in the supervision tree:

						This entry of the list is not a node.

						    Property: otp.supervision[0].children[0]
						    Value: "ledger"
						    Origin: class path resource [application.yml] - 5:11
						    Expected: `supervisor`, `process`, `dynamic`, `partitioned`, `tasks` or `events` with a name, such as `- process: ledger`""");
	}

	@Test
	void anEmptyEntryOfTheListIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        -
				        - process: traffic
				""").problems()).isEqualTo(
				"""
						There is a problem in the supervision tree:

						This entry of the list is empty.

						    Property: otp.supervision[0].children[0]
						    Origin: class path resource [application.yml] - 5:10
						    Expected: `supervisor`, `process`, `dynamic`, `partitioned`, `tasks` or `events` with a name, such as `- process: ledger`""");
	}

	@Test
	void aMapInPlaceOfTheListIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    supervisor: exchange
				    children:
				      - process: ledger
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`supervision` is not a list.

				    Property: otp.supervision
				    Origin: class path resource [application.yml] - 3:17
				    Expected: a list, in which each node starts with a dash, such as `- process: ledger`""");
	}

	@Test
	void aNameInPlaceOfTheListIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision: exchange
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`supervision` is not a list.

				    Property: otp.supervision
				    Value: "exchange"
				    Origin: class path resource [application.yml] - 2:16
				    Expected: a list, in which each node starts with a dash, such as `- process: ledger`""");
	}

	@Test
	void aMapInPlaceOfTheChildrenIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        process: ledger
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`children` is not a list.

				    Property: otp.supervision[0].children
				    Origin: class path resource [application.yml] - 5:18
				    Expected: a list, in which each node starts with a dash, such as `- process: ledger`""");
	}

	@Test
	void aListInsideTheListOfNodesIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - - process: ledger
				        - process: traffic
				""").problems()).isEqualTo(
				"""
						There is a problem in the supervision tree:

						This entry of the list is not a node.

						    Property: otp.supervision[0].children[0]
						    Origin: class path resource [application.yml] - 5:22
						    Expected: `supervisor`, `process`, `dynamic`, `partitioned`, `tasks` or `events` with a name, such as `- process: ledger`""");
	}

	@Test
	void aNodeWithoutANameIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - process:
				        - process: traffic
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`process` has no name.

				    Property: otp.supervision[0].children[0].process
				    Origin: class path resource [application.yml] - 5:19
				    Expected: a name, such as `process: ledger`""");
	}

	@Test
	void aMapInPlaceOfANameIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - process:
				            name: ledger
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`process` has no name.

				    Property: otp.supervision[0].children[0].process
				    Origin: class path resource [application.yml] - 6:19
				    Expected: a name, such as `process: ledger`""");
	}

}
