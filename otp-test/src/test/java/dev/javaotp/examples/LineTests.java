package dev.javaotp.examples;

import java.time.Duration;

import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.Supervisor;
import dev.javaotp.supervisor.SupervisorSpec;
import dev.javaotp.test.Await;
import dev.javaotp.test.Simulation;
import dev.javaotp.test.SimulationTest;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;

class LineTests {

	@BeforeEach
	void start(Simulation simulation) {
		Supervisor.start(simulation.system(), SupervisorSpec.of("exchange")
			.withChildren(ChildSpec.statem("line", Line::new, StartOptions.named("line"))));
	}

	@SimulationTest
	void aLineStopsRingingAndAKilledOneIsBack(Simulation simulation) {
		ServerRef<Line> line = ServerRef.named(simulation.system(), "line");
		line.cast(new Line.Ring());
		simulation.advance(Duration.ofSeconds(29));
		assertThat(line.call(new Line.Query.Look())).isEqualTo("ringing, missed 0");
		simulation.advance(Duration.ofSeconds(1));
		assertThat(line.call(new Line.Query.Look())).isEqualTo("idle, missed 1");
		Pid killed = Await.registered(simulation.system(), "line");
		simulation.system().exit(killed, ExitReason.KILL);
		Await.restarted(simulation.system(), "line", killed);
		assertThat(line.call(new Line.Query.Look())).isEqualTo("idle, missed 0");
	}

}
