package dev.javaotp.supervisor;

import java.time.Duration;
import java.util.stream.Stream;

import dev.javaotp.process.ExitReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ShutdownTests {

	static Stream<Arguments> expected() {
		Shutdown timed = Shutdown.after(Duration.ofSeconds(1));
		Shutdown brutal = Shutdown.brutalKill();
		return Stream.of(arguments(timed, Restart.PERMANENT, ExitReason.SHUTDOWN, true),
				arguments(timed, Restart.PERMANENT, ExitReason.NORMAL, false),
				arguments(timed, Restart.PERMANENT, ExitReason.shutdown("x"), false),
				arguments(timed, Restart.PERMANENT, ExitReason.KILLED, false),
				arguments(timed, Restart.TRANSIENT, ExitReason.NORMAL, true),
				arguments(timed, Restart.TEMPORARY, ExitReason.shutdown("x"), true),
				arguments(timed, Restart.TEMPORARY, ExitReason.of("boom"), false),
				arguments(timed, Restart.TEMPORARY, ExitReason.KILLED, false),
				arguments(Shutdown.infinity(), Restart.PERMANENT, ExitReason.SHUTDOWN, true),
				arguments(Shutdown.infinity(), Restart.PERMANENT, ExitReason.NORMAL, false),
				arguments(brutal, Restart.PERMANENT, ExitReason.KILLED, true),
				arguments(brutal, Restart.PERMANENT, ExitReason.SHUTDOWN, false),
				arguments(brutal, Restart.TRANSIENT, ExitReason.NORMAL, true),
				arguments(brutal, Restart.TRANSIENT, ExitReason.SHUTDOWN, true));
	}

	@ParameterizedTest
	@MethodSource("expected")
	void whatAStoppedChildShouldEndWith(Shutdown shutdown, Restart restart, ExitReason reason, boolean expected) {
		assertThat(shutdown.expects(reason, restart)).isEqualTo(expected);
	}

	@Test
	void theDefaultOfWorkersIsFiveSeconds() {
		assertThat(Shutdown.WORKER_DEFAULT).isEqualTo(Shutdown.after(Duration.ofSeconds(5)));
	}

	@Test
	void brutalKillBeginsWithKillTheOthersWithShutdown() {
		assertThat(Shutdown.brutalKill().signal()).isEqualTo(ExitReason.KILL);
		assertThat(Shutdown.infinity().signal()).isEqualTo(ExitReason.SHUTDOWN);
		assertThat(Shutdown.after(Duration.ZERO).signal()).isEqualTo(ExitReason.SHUTDOWN);
	}

	@Test
	void onlyATimedOneHasALimit() {
		assertThat(Shutdown.brutalKill().limit()).isNull();
		assertThat(Shutdown.infinity().limit()).isNull();
		assertThat(Shutdown.after(Duration.ofSeconds(2)).limit()).isEqualTo(Duration.ofSeconds(2));
	}

	@Test
	void aNegativeTimeIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Shutdown.after(Duration.ofSeconds(-1)))
			.withMessage("The time a child has for its shutdown is PT-1S: expected zero or more "
					+ "(or Shutdown.infinity())");
	}

}
