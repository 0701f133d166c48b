package dev.javaotp.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.javaotp.process.CrashReport;
import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.SpawnOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SimulationTests {

	@Test
	void theSameSeedGivesTheSameOrderAndAnotherOneAnother() {
		Set<List<Integer>> orders = new HashSet<>();
		for (long seed = 0; seed < 10; seed++) {
			List<Integer> order = order(seed);
			assertThat(order(seed)).isEqualTo(order);
			orders.add(order);
		}
		assertThat(orders).hasSize(10);
	}

	private static List<Integer> order(long seed) {
		try (Simulation simulation = new Simulation(seed)) {
			List<Integer> order = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				int number = i;
				simulation.system().spawn((self) -> order.add(number));
			}
			simulation.settle();
			return order;
		}
	}

	@Test
	void theTestsOwnRandomNumbersComeFromTheSeed() {
		try (Simulation one = new Simulation(7); Simulation other = new Simulation(7)) {
			assertThat(one.random().nextLong()).isEqualTo(other.random().nextLong());
		}
	}

	@SimulationTest
	void timeStandsStillUnlessItIsMoved(Simulation simulation) {
		List<Duration> woken = new ArrayList<>();
		simulation.system().spawn((self) -> {
			self.sleep(Duration.ofSeconds(2));
			woken.add(simulation.elapsed());
			self.sleep(Duration.ofSeconds(3));
			woken.add(simulation.elapsed());
		});
		simulation.settle();
		assertThat(simulation.elapsed()).isZero();
		simulation.advance(Duration.ofSeconds(4));
		assertThat(woken).containsExactly(Duration.ofSeconds(2));
		simulation.advance(Duration.ofSeconds(1));
		assertThat(woken).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(5));
	}

	@Test
	void aStepIsOneActivation() {
		try (Simulation simulation = new Simulation(1)) {
			List<String> log = new ArrayList<>();
			simulation.system().spawn((self) -> log.add("one"));
			assertThat(log).isEmpty();
			assertThat(simulation.step()).isTrue();
			assertThat(log).containsExactly("one");
			assertThat(simulation.step()).isFalse();
		}
	}

	@Test
	void aProcessThatKeepsItselfBusyIsFound() {
		try (Simulation simulation = new Simulation(3, /* restless= */ 1_000)) {
			Probe probe = Probe.of(simulation.system());
			Pid echo = simulation.system().spawn(new Echo(), SpawnOptions.DEFAULTS);
			probe.send(echo, echo);
			assertThatExceptionOfType(AssertionError.class).isThrownBy(simulation::settle)
				.withMessage("after 1000 activations processes are still busy (seed 3):"
						+ " does one send to itself, or two to each other, without end?");
		}
	}

	@SimulationTest
	void whatWasReportedIsKept(Simulation simulation) {
		Pid crashing = simulation.system().spawn((self) -> {
			throw new IllegalStateException("boom");
		});
		simulation.settle();
		assertThat(simulation.reports()).hasSize(1);
		assertThat(simulation.reports(CrashReport.class)).extracting(CrashReport::pid).containsExactly(crashing);
	}

	/** Sends to the process that it is told, itself for example, what it was told. */
	private static final class Echo implements MessageHandler {

		@SuppressWarnings("NullAway.Init")
		private ProcessContext self;

		@Override
		public void start(ProcessContext self) {
			this.self = self;
		}

		@Override
		public void handle(Object message) {
			this.self.send((Pid) message, message);
		}

	}

}
