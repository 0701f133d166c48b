package dev.javaotp.benchmarks.peer;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import dev.javaotp.benchmarks.work.Scale;
import dev.javaotp.benchmarks.work.Work;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Every peer does each work that it offers, once and small. What it runs on may be
 * missing, except where changes are checked (the environment has {@code CI}).
 */
class PeerTests {

	private static final Duration GUARD = Duration.ofMinutes(5);

	@ParameterizedTest
	@EnumSource
	void doesWhatItOffers(PeerKind peer) throws IOException {
		List<String> command = peer.command().orElse(List.of());
		assumeTrue(System.getenv("CI") != null || !command.isEmpty(),
				() -> "what the peer " + peer.id() + " runs on is not installed on this machine");
		assertThat(command).describedAs("command of the peer %s", peer.id()).isNotEmpty();
		try (PeerProcess process = PeerProcess.start(command, GUARD)) {
			assertThat(process.describe()).isNotBlank();
			assertThat(process.works()).contains(Work.PING_PONG);
			assertThatCode(process::compiles).doesNotThrowAnyException();
			assertThat(process.works()).allSatisfy((work) -> assertThat(process.run(work, size(work))).isFinite());
		}
	}

	// a multiple of all numbers of processes that a work may have
	private static int size(Work work) {
		return switch (work) {
			case SKYNET -> 1_000;
			case RESTART, OTHERS_WHILE_BLOCKED, BLOCKERS_DONE, FOREIGN_VIRTUAL_THREAD -> 100;
			case ONE_FOR_ALL -> 2;
			default -> Math.min(12_000, work.size(Scale.FULL));
		};
	}

}
