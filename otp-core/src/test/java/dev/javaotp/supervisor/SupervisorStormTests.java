package dev.javaotp.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.javaotp.gen.CallException;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Supervisors on real threads while several others kill, crash, terminate and restart
 * whatever they find, supervisors included.
 */
class SupervisorStormTests {

	private static final int STORMERS = 3;

	private static final int BLOWS = 400;

	private static final Duration GUARD = Duration.ofSeconds(60);

	private static final RestartIntensity UNLIMITED = new RestartIntensity(Integer.MAX_VALUE, Duration.ofSeconds(1));

	private final ProcessSystem system = ProcessSystem.builder().reportListener((report) -> {
	}).build();

	// who runs at present, by number
	private final Map<Integer, Pid> workers = new ConcurrentHashMap<>();

	@Test
	void whateverIsKilledTheTreeIsWholeAgainAndNothingIsLeftOver() throws InterruptedException {
		try (this.system) {
			Supervisor root = Supervisor.start(this.system, tree());
			int processes = this.system.processCount();
			CountDownLatch calm = new CountDownLatch(STORMERS);
			for (int i = 0; i < STORMERS; i++) {
				Random random = new Random(i);
				Thread.ofVirtual().start(() -> {
					storm(random);
					calm.countDown();
				});
			}
			assertThat(calm.await(GUARD.toSeconds(), TimeUnit.SECONDS)).as("nobody waits for ever").isTrue();
			await().atMost(GUARD).until(() -> {
				restartWhatIsStopped();
				return this.system.processCount() == processes && allRun();
			});
			root.stop(GUARD);
			assertThat(this.system.processCount()).isZero();
		}
	}

	private SupervisorSpec tree() {
		List<ChildSpec> supervisors = new ArrayList<>();
		int number = 0;
		for (Strategy strategy : Strategy.values()) {
			SupervisorSpec spec = SupervisorSpec.of(strategy.name()).withStrategy(strategy).withIntensity(UNLIMITED);
			for (int i = 0; i < 5; i++) {
				spec = spec.withChildren(worker(number++));
			}
			supervisors.add(ChildSpec.supervisor(strategy.name(), spec));
		}
		return SupervisorSpec.of("root").withIntensity(UNLIMITED).withChildren(supervisors.toArray(ChildSpec[]::new));
	}

	/** Some trap exits, some have names. */
	private ChildSpec worker(int number) {
		StartOptions options = (number % 2 == 0) ? StartOptions.DEFAULTS.withTrapExits() : StartOptions.DEFAULTS;
		return ChildSpec.server("w" + number, () -> new Worker(number),
				(number % 3 == 0) ? options.withName("w" + number) : options);
	}

	private boolean allRun() {
		return Supervision.of(this.system)
			.supervisors()
			.stream()
			.flatMap((supervisor) -> supervisor.children().stream())
			.allMatch((child) -> child.pid().map(Pid::isAlive).orElse(false));
	}

	// Who terminates a child by hand while its group waits to be started again ends that,
	// as in OTP: the rest of the group then stays stopped until somebody starts it.
	private void restartWhatIsStopped() {
		for (Strategy strategy : Strategy.values()) {
			try {
				Supervisor supervisor = Supervisor.named(this.system, strategy.name());
				supervisor.whichChildren()
					.stream()
					.filter((child) -> child.status() == ChildStatus.STOPPED)
					.forEach((child) -> supervisor.restartChild(String.valueOf(child.id())));
			}
			catch (CallException ex) {
				// the supervisor is just being restarted: it is asked again
			}
		}
	}

	private void storm(Random random) {
		List<Strategy> strategies = List.of(Strategy.values());
		for (int i = 0; i < BLOWS; i++) {
			Pid worker = this.workers.get(random.nextInt(this.workers.size()));
			Strategy strategy = strategies.get(random.nextInt(strategies.size()));
			try {
				switch (random.nextInt(8)) {
					case 0, 1, 2 -> this.system.exit(worker, ExitReason.KILL);
					case 3, 4 -> this.system.send(worker, new Crash());
					case 5 -> Supervision.of(this.system)
						.find("root/" + strategy)
						.flatMap(SupervisorFigures::pid)
						.ifPresent((pid) -> this.system.exit(pid, ExitReason.KILL));
					case 6 -> {
						Supervisor supervisor = Supervisor.named(this.system, strategy.name());
						String id = supervisor.whichChildren().get(random.nextInt(5)).id();
						supervisor.terminateChild(id);
						supervisor.restartChild(id);
					}
					default -> Supervisor.named(this.system, "root").countChildren();
				}
			}
			catch (CallException ex) {
				// the supervisor ended meanwhile, or is just being restarted
			}
		}
	}

	private record Crash() implements Message<Worker> {
	}

	private final class Worker implements GenServer<String, Request<?, ?>, Crash> {

		private final int number;

		Worker(int number) {
			this.number = number;
		}

		@Override
		public InitResult<String> init(ProcessContext self) {
			SupervisorStormTests.this.workers.put(this.number, self.self());
			return InitResult.ok("state");
		}

		@Override
		public CastResult<String> handleCast(Crash crash, String state) {
			return CastResult.stop(ExitReason.of("boom"), state);
		}

	}

}
