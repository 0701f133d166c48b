package dev.javaotp.spring.supervision;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Names in a tree: of process beans, and of the nodes themselves.
 */
class WrongNamesTests {

	@Test
	void aMisspeltBeanIsNamedWithTheNearestOne() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - process: leger
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				There is no process bean `leger`: did you mean `ledger`?

				    Property: otp.supervision[0].children[0].process
				    Value: "leger"
				    Origin: class path resource [application.yml] - 5:20
				    Expected: one of ledger, switchboard, traffic""");
	}

	@Test
	void aBeanThatIsNothingLikeAnyOtherListsThemAll() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - process: billing
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				There is no process bean `billing`.

				    Property: otp.supervision[0].children[0].process
				    Value: "billing"
				    Origin: class path resource [application.yml] - 5:20
				    Expected: one of ledger, switchboard, traffic""");
	}

	@Test
	void aDynamicSupervisorOfAMisspeltBeanNamesTheNearestOne() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - dynamic: lines
				          process: subscriberLin
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				There is no process bean `subscriberLin` that is started on demand: did you mean `subscriberLine`?

				    Property: otp.supervision[0].children[0].process
				    Value: "subscriberLin"
				    Origin: class path resource [application.yml] - 6:20
				    Expected: subscriberLine""");
	}

	@Test
	void aProcessInTwoPlacesIsNamedWithBoth() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - process: ledger
				        - supervisor: switching
				          children:
				            - process: ledger
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				The process `ledger` stands in two places.

				    Property: otp.supervision[0].children[1].children[0].process
				    Value: "ledger"
				    Origin: class path resource [application.yml] - 8:24
				    Other place: otp.supervision[0].children[0].process (class path resource [application.yml] - 5:20)
				    Expected: one place: a process has one supervisor, and many of a kind need a dynamic one""");
	}

	@Test
	void aNameGivenToTwoSupervisorsIsNamedWithBothPlaces() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - process: ledger
				    - supervisor: exchange
				      children:
				        - process: traffic
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				Two supervisors have the name `exchange`.

				    Property: otp.supervision[1].supervisor
				    Value: "exchange"
				    Origin: class path resource [application.yml] - 6:19
				    Other place: otp.supervision[0].supervisor (class path resource [application.yml] - 3:19)
				    Expected: a name of its own for each node, compared without case and dashes""");
	}

	@Test
	void aNameGivenToASupervisorAndADynamicOneIsNamedWithBothPlaces() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - supervisor: lines
				          children:
				            - process: ledger
				        - dynamic: lines
				          process: subscriberLine
				""").problems()).isEqualTo(
				"""
						There is a problem in the supervision tree:

						The name `lines` is given twice, to a supervisor and to a dynamic supervisor.

						    Property: otp.supervision[0].children[1].dynamic
						    Value: "lines"
						    Origin: class path resource [application.yml] - 8:20
						    Other place: otp.supervision[0].children[0].supervisor (class path resource [application.yml] - 5:23)
						    Expected: a name of its own for each node, compared without case and dashes""");
	}

	@Test
	void namesThatDifferInDashesOnlyCannotBeToldApart() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - dynamic: open-lines
				          process: subscriberLine
				        - dynamic: openLines
				          process: subscriberLine
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				The names `open-lines` and `openLines` differ in nothing but case and dashes.

				    Property: otp.supervision[0].children[1].dynamic
				    Value: "openLines"
				    Origin: class path resource [application.yml] - 7:20
				    Other place: otp.supervision[0].children[0].dynamic (class path resource [application.yml] - 5:20)
				    Expected: a name of its own for each node, compared without case and dashes""");
	}

	@Test
	void aSupervisorBelowItselfIsACycle() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - process: ledger
				        - supervisor: switching
				          children:
				            - supervisor: exchange
				              children:
				                - process: traffic
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				The supervisor `exchange` stands below itself: exchange > switching > exchange.

				    Property: otp.supervision[0].children[1].children[0].supervisor
				    Value: "exchange"
				    Origin: class path resource [application.yml] - 8:27
				    Other place: otp.supervision[0].supervisor (class path resource [application.yml] - 3:19)
				    Expected: a tree, in which no supervisor is above itself""");
	}

	@Test
	void aSupervisorWithTheNameOfABeanIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: traffic
				      children:
				        - process: ledger
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`traffic` cannot be the name of a supervisor: there is a process bean `traffic`.

				    Property: otp.supervision[0].supervisor
				    Value: "traffic"
				    Origin: class path resource [application.yml] - 3:19
				    Expected: a name that no process bean has, compared without case and dashes""");
	}

	@Test
	void aDynamicSupervisorWithTheNameOfItsKindIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - dynamic: subscriber-line
				          process: subscriberLine
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`subscriber-line` cannot be the name of a dynamic supervisor: there is a process bean `subscriberLine`.

				    Property: otp.supervision[0].children[0].dynamic
				    Value: "subscriber-line"
				    Origin: class path resource [application.yml] - 5:20
				    Expected: a name that no process bean has, compared without case and dashes""");
	}

	@Test
	void aNameWithOtherCharactersIsRefused() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange/north
				      children:
				        - process: ledger
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`exchange/north` cannot be the name of a supervisor.

				    Property: otp.supervision[0].supervisor
				    Value: "exchange/north"
				    Origin: class path resource [application.yml] - 3:19
				    Expected: letters, digits and dashes, starting with a letter""");
	}

	@Test
	void theNameOfTheDefaultSupervisorIsForTheTop() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - supervisor: otp
				          children:
				            - process: ledger
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				`otp` is the name of the default supervisor, which stands at the top.

				    Property: otp.supervision[0].children[0].supervisor
				    Value: "otp"
				    Origin: class path resource [application.yml] - 5:23
				    Expected: another name; process beans that no tree mentions go below `otp`""");
	}

	@Test
	void aBeanThatIsStartedOnDemandCannotStandInTheTree() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - process: subscriberLine
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				The process bean `subscriberLine` is only started on demand, it cannot stand in the tree.

				    Property: otp.supervision[0].children[0].process
				    Value: "subscriberLine"
				    Origin: class path resource [application.yml] - 5:20
				    Expected: `dynamic: <name>` with `process: subscriberLine`, or a bean without dynamic = true""");
	}

	@Test
	void aBeanThatRunsOnceCannotBeStartedOnDemand() {
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - dynamic: lines
				          process: ledger
				""").problems()).isEqualTo("""
				There is a problem in the supervision tree:

				The process bean `ledger` runs once, it cannot be started on demand by `lines`.

				    Property: otp.supervision[0].children[0].process
				    Value: "ledger"
				    Origin: class path resource [application.yml] - 6:20
				    Expected: `process: ledger` as a node of its own, or a bean with dynamic = true""");
	}

	@Test
	void withoutAnyBeanThereIsNothingToChooseFrom() {
		SupervisionTreeFactory factory = new SupervisionTreeFactory(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - process: ledger
				        - dynamic: lines
				          process: subscriberLine
				  processes:
				    billing.shutdown: 10s
				""").environment());
		ProcessCatalog none = ProcessCatalog.of(List.of(), List.of());
		assertThatExceptionOfType(InvalidSupervisionException.class).isThrownBy(() -> factory.create(none, List.of()))
			.withMessage("""
					There are 3 problems in the supervision tree:

					1. There is no process bean `ledger`.

					    Property: otp.supervision[0].children[0].process
					    Value: "ledger"
					    Origin: class path resource [application.yml] - 5:20
					    Expected: a process bean, and the application has none

					2. There is no process bean `subscriberLine` that is started on demand.

					    Property: otp.supervision[0].children[1].process
					    Value: "subscriberLine"
					    Origin: class path resource [application.yml] - 7:20
					    Expected: a process bean that is started on demand, and the application has none

					3. There is nothing named `billing` in the tree.

					    Property: otp.processes.billing
					    Origin: class path resource [application.yml] - 9:23
					    Expected: one of exchange, lines""");
	}

	@Test
	void anOverrideWithoutATreeAndBeansHasNothingToOverride() {
		SupervisionTreeFactory factory = new SupervisionTreeFactory(
				Configuration.of("otp.processes.ledger.shutdown: 10s").environment());
		ProcessCatalog none = ProcessCatalog.of(List.of(), List.of());
		assertThatExceptionOfType(InvalidSupervisionException.class).isThrownBy(() -> factory.create(none, List.of()))
			.withMessage("""
					There is a problem in the supervision tree:

					There is nothing named `ledger` in the tree.

					    Property: otp.processes.ledger
					    Origin: class path resource [application.yml] - 1:32
					    Expected: a process bean, and the application has none""")
			.satisfies((ex) -> assertThat(ex.problems()).singleElement()
				.satisfies((problem) -> assertThat(problem.message())
					.isEqualTo("There is nothing named `ledger` in the tree."))
				.satisfies((problem) -> assertThat(problem.getOrigin())
					.hasToString("class path resource [application.yml] - 1:32")));
	}

}
