package dev.javaotp.supervisor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.javaotp.process.ExitReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Strategy by position: who goes down and comes up with a child, and in which order. */
class StrategyTests {

	private final Tree tree = new Tree();

	@AfterEach
	void close() {
		this.tree.close();
	}

	static Stream<Arguments> positions() {
		return Stream.of(arguments(Strategy.ONE_FOR_ONE, "a", "-a +a"), arguments(Strategy.ONE_FOR_ONE, "b", "-b +b"),
				arguments(Strategy.ONE_FOR_ONE, "c", "-c +c"),
				arguments(Strategy.ONE_FOR_ALL, "a", "-a -c -b +a +b +c"),
				arguments(Strategy.ONE_FOR_ALL, "b", "-b -c -a +a +b +c"),
				arguments(Strategy.ONE_FOR_ALL, "c", "-c -b -a +a +b +c"),
				arguments(Strategy.REST_FOR_ONE, "a", "-a -c -b +a +b +c"),
				arguments(Strategy.REST_FOR_ONE, "b", "-b -c +b +c"), arguments(Strategy.REST_FOR_ONE, "c", "-c +c"));
	}

	@ParameterizedTest
	@MethodSource("positions")
	void theGroupStopsInReverseAndStartsInOrder(Strategy strategy, String crashed, String expected) {
		this.tree.start(abc(strategy));
		this.tree.happened();
		this.tree.crash(crashed);
		assertThat(this.tree.happened()).isEqualTo(Arrays.asList(expected.split(" ")));
	}

	@ParameterizedTest
	@MethodSource("positions")
	void aGroupRestartCountsOnce(Strategy strategy, String crashed, String expected) {
		Supervisor supervisor = this.tree
			.start(abc(strategy).withIntensity(new RestartIntensity(1, RestartIntensity.DEFAULT.within())));
		this.tree.crash(crashed);
		assertThat(supervisor.countChildren().active()).isEqualTo(3);
	}

	private SupervisorSpec abc(Strategy strategy) {
		return SupervisorSpec.unnamed()
			.withStrategy(strategy)
			.withChildren(this.tree.worker("a"), this.tree.worker("b"), this.tree.worker("c"));
	}

	@Test
	void oneForOneLeavesSiblingsDownThatWereTerminated() {
		Supervisor supervisor = this.tree.start(abc(Strategy.ONE_FOR_ONE));
		supervisor.terminateChild("a");
		this.tree.crash("b");
		assertThat(supervisor.whichChildren().getLast().status()).isEqualTo(ChildStatus.STOPPED);
	}

	@Test
	void oneForAllBringsBackWhatWasTerminatedByHand() {
		Supervisor supervisor = this.tree.start(abc(Strategy.ONE_FOR_ALL));
		supervisor.terminateChild("a");
		this.tree.happened();
		this.tree.crash("b");
		assertThat(this.tree.happened()).containsExactly("-b", "-c", "+a", "+b", "+c");
	}

	@Test
	void restForOneBringsBackOnlyWhatIsBehind() {
		Supervisor supervisor = this.tree.start(abc(Strategy.REST_FOR_ONE));
		supervisor.terminateChild("a");
		supervisor.terminateChild("c");
		this.tree.happened();
		this.tree.crash("b");
		assertThat(this.tree.happened()).containsExactly("-b", "+b", "+c");
	}

	@Test
	void aGroupRestartBringsBackATransientChildThatEndedInOrder() {
		this.tree.start(SupervisorSpec.unnamed()
			.withStrategy(Strategy.ONE_FOR_ALL)
			.withChildren(this.tree.worker("a").withRestart(Restart.TRANSIENT), this.tree.worker("b")));
		this.tree.end("a", ExitReason.NORMAL);
		this.tree.happened();
		this.tree.crash("b");
		assertThat(this.tree.happened()).containsExactly("-b", "+a", "+b");
	}

	@Test
	void aGroupRestartTriesWhatWasIgnoredAgain() {
		this.tree.ignoreNextStart("a");
		this.tree.start(abc(Strategy.ONE_FOR_ALL));
		this.tree.happened();
		this.tree.crash("b");
		assertThat(this.tree.happened()).containsExactly("-b", "-c", "+a", "+b", "+c");
	}

	@Test
	void temporaryChildrenOfTheGroupAreStoppedAndForgotten() {
		Supervisor supervisor = this.tree.start(SupervisorSpec.unnamed()
			.withStrategy(Strategy.ONE_FOR_ALL)
			.withChildren(this.tree.worker("a"), this.tree.worker("b").withRestart(Restart.TEMPORARY),
					this.tree.worker("c")));
		this.tree.happened();
		this.tree.crash("a");
		assertThat(this.tree.happened()).containsExactly("-a", "-c", "-b", "+a", "+c");
		assertThat(supervisor.whichChildren()).extracting(ChildInfo::id).containsExactly("c", "a");
	}

	@Test
	void temporaryChildrenBeforeTheCrashedOneStayUnderRestForOne() {
		Supervisor supervisor = this.tree.start(SupervisorSpec.unnamed()
			.withStrategy(Strategy.REST_FOR_ONE)
			.withChildren(this.tree.worker("a").withRestart(Restart.TEMPORARY), this.tree.worker("b")));
		this.tree.crash("b");
		assertThat(supervisor.countChildren()).isEqualTo(new ChildCounts(2, 2, 0, 2));
	}

	@Test
	void theEndOfATemporaryChildTouchesNobodyElse() {
		this.tree.start(SupervisorSpec.unnamed()
			.withStrategy(Strategy.ONE_FOR_ALL)
			.withChildren(this.tree.worker("a"), this.tree.worker("b").withRestart(Restart.TEMPORARY)));
		this.tree.happened();
		this.tree.crash("b");
		assertThat(this.tree.happened()).containsExactly("-b");
	}

	@Test
	void aChildStartedByHandBelongsToTheGroup() {
		Supervisor supervisor = this.tree.start(abc(Strategy.REST_FOR_ONE));
		supervisor.startChild(this.tree.worker("d"));
		this.tree.happened();
		this.tree.crash("b");
		assertThat(this.tree.happened()).containsExactly("-b", "-d", "-c", "+b", "+c", "+d");
	}

	// --- a start that fails within a group

	@Test
	void whenAStartOfTheGroupFailsOneForAllBeginsAnewWithAll() {
		this.tree.start(abc(Strategy.ONE_FOR_ALL));
		this.tree.happened();
		this.tree.failNextStart("b", "bad");
		this.tree.crash("c");
		assertThat(this.tree.happened()).containsExactly("-c", "-b", "-a", "+a", "-a", "+a", "+b", "+c");
	}

	@Test
	void whenAStartOfTheGroupFailsRestForOneGoesOnWithThatChild() {
		this.tree.start(abc(Strategy.REST_FOR_ONE));
		this.tree.happened();
		this.tree.failNextStart("b", "bad");
		this.tree.crash("a");
		assertThat(this.tree.happened()).containsExactly("-a", "-c", "-b", "+a", "+b", "+c");
	}

	@Test
	void betweenTwoAttemptsOnlyTheFailedChildIsRestarting() {
		Supervisor supervisor = this.tree.start(abc(Strategy.REST_FOR_ONE));
		this.tree.failNextStart("b", "bad");
		this.tree.system.send(this.tree.pid("a"), new Tree.End(ExitReason.of("boom")));
		List<ChildStatus> seen = null;
		while (seen == null || !seen.contains(ChildStatus.RESTARTING)) {
			seen = supervisor.whichChildren().reversed().stream().map(ChildInfo::status).toList();
		}
		assertThat(seen).containsExactly(ChildStatus.RUNNING, ChildStatus.RESTARTING, ChildStatus.STOPPED);
	}

}
