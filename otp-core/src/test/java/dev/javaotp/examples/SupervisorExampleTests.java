package dev.javaotp.examples;

import java.time.Duration;
import java.util.List;

import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.process.Down;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;
import dev.javaotp.registry.Registry;
import dev.javaotp.scheduler.ManualScheduler;
import dev.javaotp.supervisor.ChildInfo;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.DynamicSupervisor;
import dev.javaotp.supervisor.DynamicSupervisorSpec;
import dev.javaotp.supervisor.Restart;
import dev.javaotp.supervisor.RestartIntensity;
import dev.javaotp.supervisor.Shutdown;
import dev.javaotp.supervisor.StartDynamicChildResult;
import dev.javaotp.supervisor.Strategy;
import dev.javaotp.supervisor.Supervisor;
import dev.javaotp.supervisor.SupervisorSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SupervisorExampleTests {

	private final ManualScheduler scheduler = new ManualScheduler(1);

	private final ProcessSystem system = ProcessSystem.builder().scheduler(this.scheduler).reportListener((report) -> {
	}).build();

	@AfterEach
	void close() {
		this.system.close();
	}

	@Test
	void aTree() {
		SupervisorSpec turnstiles = SupervisorSpec.of("turnstiles")
			.withStrategy(Strategy.REST_FOR_ONE)
			.withIntensity(new RestartIntensity(3, Duration.ofSeconds(5)))
			.withChildren(ChildSpec.server("tickets", () -> new Counter(0), StartOptions.named("tickets")),
					ChildSpec.server("visitors", () -> new Counter(0), StartOptions.named("visitors"))
						.withRestart(Restart.TRANSIENT)
						.withShutdown(Shutdown.after(Duration.ofSeconds(10))));

		SupervisorSpec museum = SupervisorSpec.of("museum")
			.withChildren(ChildSpec.server("safe", () -> new Counter(0), StartOptions.named("safe")),
					ChildSpec.supervisor("turnstiles", turnstiles));

		Supervisor root = Supervisor.start(this.system, museum);

		ServerRef<Counter> visitors = ServerRef.named(this.system, "visitors");
		visitors.call(new Counter.Next());
		assertThat(visitors.call(new Counter.Peek())).isEqualTo(1);

		// below the tickets in a rest-for-one: starts anew with them
		kill("tickets");
		assertThat(visitors.call(new Counter.Peek())).isZero();

		root.stop(Duration.ofSeconds(30));
		assertThat(this.system.processCount()).isZero();
	}

	@Test
	void manyOfOneKind() {
		DynamicSupervisor<String> counters = DynamicSupervisor.start(this.system,
				DynamicSupervisorSpec
					.<String>of("counters",
							(name) -> ChildSpec.server(name, () -> new Counter(0), StartOptions.named(name)))
					.withMaxChildren(1_000));

		StartDynamicChildResult result = counters.startChild("room-1");
		String answer = switch (result) {
			case StartDynamicChildResult.Started started -> "counts as " + started.pid();
			case StartDynamicChildResult.Ignored ignored -> "does not count";
			case StartDynamicChildResult.MaxChildren full ->
				"there are " + counters.countChildren().active() + " already";
			case StartDynamicChildResult.Failed failed -> "could not start: " + failed.reason();
		};

		assertThat(answer).startsWith("counts as");
		kill("room-1");
		this.scheduler.runUntilIdle();
		List<ChildInfo> children = counters.whichChildren();
		assertThat(children).hasSize(1);
		assertThat(ServerRef.<Counter>named(this.system, "room-1").call(new Counter.Peek())).isZero();
	}

	@Test
	void processesByHand() {
		Pid clock = this.system.spawn((self) -> {
			Pid worker = self.spawnLink((inner) -> inner.sleep(Duration.ofSeconds(1)), SpawnOptions.DEFAULTS);
			self.monitor(worker);
			Down down = self.receive(Down.class);
			assertThat(down.reason()).isEqualTo(ExitReason.NORMAL);
			self.receive("stop"::equals);
		});
		this.scheduler.advance(Duration.ofSeconds(2));
		assertThat(clock.isAlive()).isTrue();

		this.system.send(clock, "stop");
		this.scheduler.runUntilIdle();
		assertThat(clock.isAlive()).isFalse();
	}

	@Test
	void waitingForMessages() {
		StringBuilder heard = new StringBuilder();
		Pid pid = this.system.spawn((self) -> {
			String name = self.receive(String.class);
			Object more = self.receive((message) -> message instanceof Integer, Duration.ofSeconds(5));
			heard.append(name).append((more != null) ? more : " alone");
		});
		this.system.send(pid, "Ada");
		this.scheduler.advance(Duration.ofSeconds(5));
		assertThat(heard).hasToString("Ada alone");
	}

	private void kill(String name) {
		Pid pid = Registry.of(this.system).whereIs(name);
		this.system.exit(pid, ExitReason.KILL);
		this.scheduler.runUntilIdle();
		assertThat(Registry.of(this.system).whereIs(name)).isNotNull().isNotEqualTo(pid);
	}

}
