package dev.javaotp.test;

import java.time.Duration;
import java.util.concurrent.CompletionException;

import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.Down;
import dev.javaotp.process.Exit;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ProbeTests {

	@SimulationTest
	void expectTakesTheFirstThatFitsAndLeavesTheOthers(Simulation simulation) {
		Probe probe = Probe.of(simulation.system());
		Probe sender = Probe.of(simulation.system());
		sender.send(probe.pid(), 1);
		sender.send(probe.pid(), "text");
		sender.send(probe.pid(), 2);
		assertThat(probe.expect(String.class)).isEqualTo("text");
		assertThat(probe.expect(Integer.class, (number) -> number > 1)).isEqualTo(2);
		assertThat(probe.received()).containsExactly(1);
		probe.expect((Object) 1);
		probe.expectNothing();
	}

	@SimulationTest
	void itWaitsForWhatComesLater(Simulation simulation) {
		Probe probe = Probe.of(simulation.system());
		simulation.system().sendAfter(Duration.ofSeconds(9), probe.pid(), "late");
		assertThat(probe.expect(String.class)).isEqualTo("late");
		assertThat(simulation.elapsed()).isEqualTo(Duration.ofSeconds(9));
	}

	@SimulationTest(seeds = 1)
	void itSaysWhatCameInstead(Simulation simulation) {
		Probe probe = Probe.of(simulation.system());
		simulation.system().send(probe.pid(), 42);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> probe.expect(String.class))
			.withMessage("waited 10 s for a String, in vain; what came to " + probe.pid() + " is [42]");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> probe.expect("text"))
			.withMessage("waited 10 s for text, in vain; what came to " + probe.pid() + " is [42]");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(probe::expectNothing)
			.withMessage("nothing was to come to " + probe.pid() + ", but there is [42]");
	}

	@SimulationTest
	void nothingComesForSoLong(Simulation simulation) {
		Probe probe = Probe.of(simulation.system());
		simulation.system().sendAfter(Duration.ofSeconds(2), probe.pid(), "late");
		probe.expectNothing(Duration.ofSeconds(1));
		assertThat(simulation.elapsed()).isEqualTo(Duration.ofSeconds(1));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> probe.expectNothing(Duration.ofSeconds(1)));
	}

	@SimulationTest
	void aWatchedProcessIsHeardOf(Simulation simulation) {
		Probe probe = Probe.of(simulation.system());
		Pid idle = idle(simulation.system());
		probe.watch(idle);
		simulation.system().exit(idle, ExitReason.of("boom"));
		assertThat(probe.expectDown(idle)).isEqualTo(ExitReason.of("boom"));
		assertThat(probe.expectDown(idle)).isEqualTo(ExitReason.NOPROC);
		probe.expectNothing();
	}

	@SimulationTest
	void aProbeOutlivesThoseItIsLinkedWith(Simulation simulation) {
		Probe probe = Probe.of(simulation.system());
		Pid idle = idle(simulation.system());
		probe.link(idle);
		simulation.system().exit(idle, ExitReason.KILL);
		assertThat(probe.expect(Exit.class)).isEqualTo(new Exit(idle, ExitReason.KILLED));
	}

	@SimulationTest
	void theEndOfAProbeHitsThoseItIsLinkedWith(Simulation simulation) {
		Probe probe = Probe.of(simulation.system());
		Probe witness = Probe.of(simulation.system());
		Pid idle = idle(simulation.system());
		probe.link(idle);
		witness.watch(idle);
		probe.stop(ExitReason.of("gone"));
		assertThat(witness.expectDown(idle)).isEqualTo(ExitReason.of("gone"));
	}

	@SimulationTest
	void aNamedProbeStandsInForAServer(Simulation simulation) {
		Probe bank = Probe.named(simulation.system(), "bank");
		ServerRef<Till> till = ServerRef.of(GenServer.start(simulation.system(), new Till()).pid());
		till.cast(new Till.Command.Take(100));
		till.cast(new Till.Command.CashUp());
		Probe.Asked<Till.Deposit, Long> asked = bank.expectCall(Till.Deposit.class);
		assertThat(asked.request().cents()).isEqualTo(100);
		asked.reply(60L);
		assertThat(till.call(new Till.Query.Total())).isEqualTo(40);
	}

	@SimulationTest(seeds = 1)
	void aNameThatIsTakenIsRefused(Simulation simulation) {
		Probe.named(simulation.system(), "bank");
		assertThatIllegalStateException().isThrownBy(() -> Probe.named(simulation.system(), "bank"))
			.withMessageStartingWith("there is no probe \"bank\": {already_started,");
	}

	@SimulationTest(seeds = 1)
	void whatAnOrderThrowsComesToTheTest(Simulation simulation) {
		Probe probe = Probe.of(simulation.system());
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> probe.perform((self) -> {
			throw new IllegalArgumentException("no");
		})).withRootCauseInstanceOf(IllegalArgumentException.class);
		probe.expectNothing();
		assertThat(probe.pid().isAlive()).isTrue();
	}

	@Test
	void itWorksWithRealThreads() {
		try (ProcessSystem system = ProcessSystem.create()) {
			Probe probe = Probe.named(system, "bank");
			ServerRef<Till> till = ServerRef.of(GenServer.start(system, new Till()).pid());
			till.cast(new Till.Command.Take(100));
			till.cast(new Till.Command.CashUp());
			Probe.Asked<Till.Deposit, Long> asked = probe.expectCall(Till.Deposit.class);
			asked.reply(100L);
			assertThat(till.call(new Till.Query.Total())).isZero();
			Pid idle = idle(system);
			probe.watch(idle);
			system.exit(idle, ExitReason.SHUTDOWN);
			assertThat(probe.expect(Down.class).reason()).isEqualTo(ExitReason.SHUTDOWN);
			probe.expectNothing();
		}
	}

	private static Pid idle(ProcessSystem system) {
		return system.spawn(ProcessContext::receive);
	}

}
