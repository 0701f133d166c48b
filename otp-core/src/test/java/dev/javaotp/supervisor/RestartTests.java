package dev.javaotp.supervisor;

import java.util.List;
import java.util.stream.Stream;

import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Restart type by reason: whether a child that ended is restarted and reported, first as
 * a decision, then in a supervisor.
 */
class RestartTests {

	private static final ExitReason SHUTDOWN_X = ExitReason.shutdown("x");

	private static final ExitReason BOOM = ExitReason.of("boom");

	private static final ExitReason ERROR = ExitReason.crash(new ErlangError("badarith"));

	static Stream<Arguments> restartedAndReported() {
		return Stream.of(arguments(Restart.PERMANENT, ExitReason.NORMAL, true, true),
				arguments(Restart.PERMANENT, ExitReason.SHUTDOWN, true, true),
				arguments(Restart.PERMANENT, SHUTDOWN_X, true, true),
				arguments(Restart.PERMANENT, ExitReason.KILLED, true, true),
				arguments(Restart.PERMANENT, BOOM, true, true), arguments(Restart.PERMANENT, ERROR, true, true),
				arguments(Restart.TRANSIENT, ExitReason.NORMAL, false, false),
				arguments(Restart.TRANSIENT, ExitReason.SHUTDOWN, false, false),
				arguments(Restart.TRANSIENT, SHUTDOWN_X, false, false),
				arguments(Restart.TRANSIENT, ExitReason.KILLED, true, true),
				arguments(Restart.TRANSIENT, BOOM, true, true), arguments(Restart.TRANSIENT, ERROR, true, true),
				arguments(Restart.TEMPORARY, ExitReason.NORMAL, false, false),
				arguments(Restart.TEMPORARY, ExitReason.SHUTDOWN, false, false),
				arguments(Restart.TEMPORARY, SHUTDOWN_X, false, false),
				arguments(Restart.TEMPORARY, ExitReason.KILLED, false, true),
				arguments(Restart.TEMPORARY, BOOM, false, true), arguments(Restart.TEMPORARY, ERROR, false, true));
	}

	@ParameterizedTest
	@MethodSource("restartedAndReported")
	void theTypeAndTheReasonDecide(Restart restart, ExitReason reason, boolean restarted, boolean reported) {
		assertThat(restart.restartsAfter(reason)).isEqualTo(restarted);
		assertThat(restart.reports(reason)).isEqualTo(reported);
	}

	@ParameterizedTest
	@MethodSource("restartedAndReported")
	void theSupervisorDoesSo(Restart restart, ExitReason reason, boolean restarted, boolean reported) {
		try (Tree tree = new Tree()) {
			Supervisor supervisor = tree
				.start(SupervisorSpec.unnamed().withChildren(tree.worker("a").withRestart(restart)));
			tree.happened();
			tree.reports.clear();
			tree.end("a", reason);
			assertThat(tree.happened()).isEqualTo((restarted) ? List.of("-a", "+a") : List.of("-a"));
			assertThat(tree.problems()).isEqualTo((reported) ? List.of("CHILD_TERMINATED a " + reason) : List.of());
			if (restart == Restart.TEMPORARY) {
				assertThat(supervisor.whichChildren()).as("a temporary child is forgotten").isEmpty();
			}
			else {
				assertThat(supervisor.whichChildren()).extracting(ChildInfo::status)
					.containsExactly((restarted) ? ChildStatus.RUNNING : ChildStatus.STOPPED);
			}
		}
	}

}
