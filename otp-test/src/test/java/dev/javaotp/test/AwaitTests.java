package dev.javaotp.test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.javaotp.gen.StartOptions;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.Supervisor;
import dev.javaotp.supervisor.SupervisorSpec;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AwaitTests {

	@SimulationTest
	void aKilledChildIsBack(Simulation simulation) {
		aKilledChildIsBack(simulation.system());
	}

	@Test
	void aKilledChildIsBackWithRealThreads() {
		try (ProcessSystem system = ProcessSystem.builder().reportListener((report) -> {
		}).build()) {
			aKilledChildIsBack(system);
		}
	}

	private static void aKilledChildIsBack(ProcessSystem system) {
		Supervisor.start(system, SupervisorSpec.of("shop")
			.withChildren(ChildSpec.server("till", Till::new, StartOptions.named("till"))));
		Pid killed = Await.registered(system, "till");
		system.exit(killed, ExitReason.KILL);
		Pid back = Await.restarted(system, "till", killed);
		assertThat(back).isNotEqualTo(killed);
		assertThat(killed.isAlive()).isFalse();
	}

	@SimulationTest
	void theReasonOfAnEnd(Simulation simulation) {
		ProcessSystem system = simulation.system();
		Pid sleeper = system.spawn((self) -> {
			self.sleep(Duration.ofSeconds(5));
			throw self.exit(ExitReason.of("late"));
		});
		assertThat(Await.down(sleeper)).isEqualTo(ExitReason.of("late"));
		assertThat(simulation.elapsed()).isEqualTo(Duration.ofSeconds(5));
		assertThat(Await.down(sleeper)).isEqualTo(ExitReason.NOPROC);
	}

	@SimulationTest(seeds = 1)
	void whatIsWaitedForInVainIsNamed(Simulation simulation) {
		ProcessSystem system = simulation.system();
		Pid idle = system.spawn(ProcessContext::receive);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> Await.down(idle, Duration.ofMillis(1500)))
			.withMessage("waited 1.5 s for " + idle + " to end, in vain");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> Await.registered(system, "bank"))
			.withMessage("waited 10 s for a process with the name \"bank\", in vain");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> Await.restarted(system, "bank", idle))
			.withMessage("waited 10 s for a process with the name \"bank\" that is not " + idle + ", in vain");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> Await.until(system, "the moon", Duration.ofSeconds(3), () -> false))
			.withMessage("waited 3 s for the moon, in vain");
	}

	@SimulationTest
	void timeMovesNoFurtherThanTheLimit(Simulation simulation) {
		AtomicBoolean late = new AtomicBoolean();
		simulation.system().scheduler().time().schedule(Duration.ofSeconds(20).toNanos(), () -> late.set(true));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> Await.until(simulation.system(), "it", late::get));
		assertThat(simulation.elapsed()).isEqualTo(Await.LIMIT);
		Await.until(simulation.system(), "it", late::get);
		assertThat(simulation.elapsed()).isEqualTo(Duration.ofSeconds(20));
	}

	@Test
	void aLimitOfRealTimeEnds() {
		try (ProcessSystem system = ProcessSystem.create()) {
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> Await.until(system, "it", Duration.ofMillis(5), () -> false))
				.withMessage("waited 0.005 s for it, in vain");
		}
	}

	@Test
	void anInterruptEndsTheWait() {
		try (ProcessSystem system = ProcessSystem.create()) {
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> Await.until(system, "it", () -> false))
				.withMessage("the test was interrupted while it waited");
		}
		finally {
			Thread.interrupted();
		}
	}

}
