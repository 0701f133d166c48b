package dev.javaotp.spring.supervision;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.javaotp.supervisor.Restart;
import dev.javaotp.supervisor.Shutdown;
import dev.javaotp.supervisor.Strategy;
import org.junit.jupiter.api.Test;

import static dev.javaotp.spring.supervision.SupervisionTree.dynamic;
import static dev.javaotp.spring.supervision.SupervisionTree.process;
import static dev.javaotp.spring.supervision.SupervisionTree.supervisor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Trees that are declared in Java.
 */
class DeclaredTreesTests {

	@Test
	void aTreePrintsItselfAsAnOutline() {
		SupervisionTree tree = SupervisionTree.of(
				supervisor("exchange").maxRestarts(5)
					.within(Duration.ofMinutes(1))
					.children(process("ledger").shutdown(Duration.ofMillis(1500)),
							supervisor("switching").strategy(Strategy.REST_FOR_ONE)
								.children(dynamic("lines", process("subscriberLine").restart(Restart.TRANSIENT))
									.maxChildren(10), process("traffic").shutdown(Shutdown.brutalKill()))),
				supervisor("books").children(process("switchboard").startTimeout(Setting.FOREVER)));
		assertThat(tree).hasToString("""
				supervisor exchange max-restarts=5 within=60s
				  process ledger shutdown=1500ms
				  supervisor switching strategy=rest-for-one
				    dynamic lines max-children=10 of process subscriberLine restart=transient
				    process traffic shutdown=brutal-kill
				supervisor books
				  process switchboard start-timeout=infinity
				""");
	}

	@Test
	void nodesAreVisitedBeforeTheirChildrenAndTheseInStartOrder() {
		List<String> names = new ArrayList<>();
		SupervisionTree
			.of(supervisor("a").children(process("b"), supervisor("c").children(process("d")), process("e")),
					supervisor("f").children(process("g")))
			.forEach((node) -> names.add(node.name()));
		assertThat(names).containsExactly("a", "b", "c", "d", "e", "f", "g");
	}

	@Test
	void aNodeIsACopyWithTheNewValueAndTheOldOneStaysAsItWas() {
		ProcessNode ledger = process("ledger");
		assertThat(ledger.restart(Restart.TEMPORARY).restart()).isEqualTo(Restart.TEMPORARY);
		assertThat(ledger.restart()).isEqualTo(Restart.PERMANENT);
		assertThat(ledger).isEqualTo(process("ledger")).isNotEqualTo(ledger.restart(Restart.TEMPORARY));
	}

	@Test
	void childrenOfAListThatChangesLaterStay() {
		List<SupervisionNode> children = new ArrayList<>(List.of(process("ledger")));
		SupervisorNode exchange = supervisor("exchange").children(children);
		children.add(process("traffic"));
		assertThat(exchange.children()).containsExactly(process("ledger"));
	}

	@Test
	void everythingThatIsWrongInJavaIsReportedAtOnceWithItsPath() {
		assertThat(problems(supervisor("exchange").maxRestarts(-1)
			.within(Duration.ofMillis(1500))
			.children(process("ledger").shutdown(Duration.ZERO).startTimeout(Duration.ofDays(2)),
					supervisor("switching").whenItGivesUp(WhenItGivesUp.REPORT), process("ledger").significant(true),
					dynamic("2 lines", process("subscriberLine").significant(true)).maxChildren(0)),
				supervisor("books").restart(Restart.TRANSIENT).children(process("traffic"))))
			.isEqualTo(
					"""
							There are 13 problems in the supervision tree:

							1. `max-restarts` cannot be `-1`.

							    Path: exchange
							    Value: "-1"
							    Expected: a whole number from 0 to 1000000

							2. `within` cannot be `1500ms`.

							    Path: exchange
							    Value: "1500ms"
							    Expected: a duration of whole seconds with its unit, such as 5s or 1m, from 1s to 365d

							3. `shutdown` cannot be `0s`.

							    Path: exchange > ledger
							    Value: "0s"
							    Expected: a duration with its unit, such as 5s or 500ms, from 1ms to 1d, or brutal-kill, or infinity

							4. `start-timeout` cannot be `2d`.

							    Path: exchange > ledger
							    Value: "2d"
							    Expected: a duration with its unit, such as 5s or 500ms, from 1ms to 1d, or infinity

							5. `when-it-gives-up` is for supervisors at the top, and `switching` stands below `exchange`.

							    Path: exchange > switching
							    Value: "report"
							    Expected: no such key here; when `switching` gives up, `exchange` restarts it

							6. The supervisor `switching` has no children.

							    Path: exchange > switching
							    Value: "switching"
							    Expected: `children` with at least one node

							7. The process `ledger` stands in two places.

							    Path: exchange > ledger
							    Value: "ledger"
							    Other place: exchange > ledger
							    Expected: one place: a process has one supervisor, and many of a kind need a dynamic one

							8. `ledger` cannot be significant and permanent, which it is unless `restart` says otherwise.

							    Path: exchange > ledger
							    Value: "true"
							    Expected: `restart: transient` or `restart: temporary` with it: a permanent child never ends for good

							9. `ledger` cannot be significant: its supervisor `exchange` never shuts down by itself.

							    Path: exchange > ledger
							    Value: "true"
							    Expected: `auto-shutdown: any-significant` or `auto-shutdown: all-significant` at `exchange`

							10. `2 lines` cannot be the name of a dynamic supervisor.

							    Path: exchange > 2 lines
							    Value: "2 lines"
							    Expected: letters, digits and dashes, starting with a letter

							11. `max-children` cannot be `0`.

							    Path: exchange > 2 lines
							    Value: "0"
							    Expected: a whole number, 1 or more

							12. The children of the dynamic supervisor `2 lines` cannot be significant.

							    Path: exchange > 2 lines
							    Value: "true"
							    Expected: no such key here; a dynamic supervisor never shuts down by itself

							13. `restart` is for children, and `books` stands at the top.

							    Path: books
							    Value: "transient"
							    Expected: no such key here; `when-it-gives-up` says what happens when a top supervisor ends""");
	}

	@Test
	void aSupervisorThatContainsAnEarlierCopyOfItselfIsACycle() {
		SupervisorNode exchange = supervisor("exchange").children(process("ledger"));
		assertThat(problems(exchange.children(supervisor("switching").children(exchange)))).isEqualTo("""
				There is a problem in the supervision tree:

				The supervisor `exchange` stands below itself: exchange > switching > exchange.

				    Path: exchange > switching > exchange
				    Value: "exchange"
				    Other place: exchange
				    Expected: a tree, in which no supervisor is above itself""");
	}

	@Test
	void anUnknownBeanIsNamedWithItsPath() {
		SupervisionTree tree = SupervisionTree
			.of(supervisor("exchange").children(process("leger"), dynamic("lines", process("subscriberLin"))));
		assertThat(Configuration.of("otp:\n").problems(tree)).isEqualTo("""
				There are 2 problems in the supervision tree:

				1. There is no process bean `leger`: did you mean `ledger`?

				    Path: exchange > leger
				    Value: "leger"
				    Expected: one of ledger, switchboard, traffic

				2. There is no process bean `subscriberLin` that is started on demand: did you mean `subscriberLine`?

				    Path: exchange > lines
				    Value: "subscriberLin"
				    Expected: subscriberLine""");
	}

	@Test
	void aBeanWhoseNameCannotBePartOfAPathIsRefused() {
		assertThat(problems(supervisor("exchange").children(process("north/ledger")))).isEqualTo("""
				There is a problem in the supervision tree:

				`north/ledger` cannot be the name of a process.

				    Path: exchange > north/ledger
				    Value: "north/ledger"
				    Expected: a process bean without `/` in its name, which separates the names of a path""");
	}

	@Test
	void aNameThatTheConfigurationHasAlreadyIsNamedWithBothPlaces() {
		SupervisionTree tree = SupervisionTree.of(supervisor("exchange").children(process("traffic")));
		assertThat(Configuration.of(Configuration.EXCHANGE).problems(tree)).isEqualTo("""
				There is a problem in the supervision tree:

				Two supervisors have the name `exchange`.

				    Path: exchange
				    Value: "exchange"
				    Other place: otp.supervision[0].supervisor (class path resource [application.yml] - 3:19)
				    Expected: a name of its own for each node, compared without case and dashes""");
	}

	private static String problems(SupervisorNode... supervisors) {
		return catchThrowableOfType(InvalidSupervisionException.class, () -> SupervisionTree.of(supervisors))
			.getMessage();
	}

}
