package dev.javaotp.spring.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.Sys;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ManualScheduler;
import dev.javaotp.spring.Exchange;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.RestartIntensity;
import dev.javaotp.supervisor.Supervisor;
import dev.javaotp.supervisor.SupervisorSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors.Entry;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class OtpHealthContributorTests {

	private static final Duration LIMIT = Duration.ofSeconds(5);

	private final ManualScheduler scheduler = new ManualScheduler(1);

	private final ProcessSystem system = ProcessSystem.builder().scheduler(this.scheduler).build();

	private final OtpHealthContributor contributor = new OtpHealthContributor(this.system);

	@AfterEach
	void close() {
		this.system.close();
	}

	@Test
	void hasOneComponentForEachSupervisorAtTheTop() {
		assertThat(this.contributor.stream()).isEmpty();
		Exchange.start(this.system);
		Supervisor.start(this.system, SupervisorSpec.of("billing"));
		assertThat(this.contributor.stream().map(Entry::name)).containsExactly("billing", "exchange");
		assertThat(this.contributor.getContributor("exchange")).isNotNull();
		assertThat(this.contributor.getContributor("switching")).isNull();
	}

	@Test
	void isUpWhileTheTreeRunsAndSaysHowOftenItHadToRestart() {
		Exchange.start(this.system);
		assertThat(health("exchange").getStatus()).isEqualTo(Status.UP);
		assertThat(health("exchange").getDetails()).containsExactly(entry("restarts", 0L), entry("intensityUsed", 0.0));
		this.system.exit(Exchange.pid(this.system, "switchboard"), ExitReason.KILL);
		this.scheduler.runUntilIdle();
		assertThat(health("exchange").getStatus()).isEqualTo(Status.UP);
		assertThat(health("exchange").getDetails()).containsEntry("restarts", 2L);
	}

	@Test
	void namesWhatIsBeingRestarted() {
		boolean[] broken = new boolean[1];
		Supervisor.start(this.system,
				SupervisorSpec.of("exchange")
					.withIntensity(new RestartIntensity(1000, Duration.ofSeconds(5)))
					.withChildren(ChildSpec.server("ledger", () -> {
						if (broken[0]) {
							throw new IllegalStateException("the database is gone");
						}
						return new Exchange.Server("");
					}, StartOptions.named("ledger"))));
		broken[0] = true;
		this.system.exit(Exchange.pid(this.system, "ledger"), ExitReason.KILL);
		while (!health("exchange").getDetails().containsKey("restarting")) {
			assertThat(this.scheduler.runOne()).isTrue();
		}
		Map<String, Object> details = health("exchange").getDetails();
		assertThat(health("exchange").getStatus()).isEqualTo(Status.UP);
		assertThat(details).containsEntry("restarting", List.of("exchange/ledger"));
	}

	@Test
	void showsHowNearEachSupervisorIsToGivingUpBeforeItDoes() {
		Exchange.start(this.system);
		for (int crash = 1; crash <= 3; crash++) {
			this.system.exit(Exchange.pid(this.system, "switchboard"), ExitReason.KILL);
			this.scheduler.runUntilIdle();
			assertThat(health("exchange").getDetails()).containsEntry("intensityUsed", 0.0)
				.containsEntry("intensityUsedBelow", Map.of("exchange/switching", crash / 3.0));
		}
		this.scheduler.advance(Duration.ofSeconds(10));
		assertThat(health("exchange").getDetails()).doesNotContainKey("intensityUsedBelow");
	}

	@Test
	void aSupervisorThatMayNotRestartAtAllIsNotAlwaysNearToGivingUp() {
		SupervisorSpec strict = SupervisorSpec.of("strict")
			.withIntensity(new RestartIntensity(0, Duration.ofSeconds(5)));
		Supervisor.start(this.system,
				SupervisorSpec.of("exchange").withChildren(ChildSpec.supervisor("strict", strict)));
		assertThat(health("exchange").getDetails()).doesNotContainKey("intensityUsedBelow");
	}

	@Test
	void namesWhatIsStoppedAndWhatIsSuspendedAndStaysUp() {
		Supervisor exchange = Exchange.start(this.system);
		exchange.terminateChild("ledger");
		Sys.suspend(Exchange.pid(this.system, "traffic"));
		assertThat(health("exchange").getStatus()).isEqualTo(Status.UP);
		assertThat(health("exchange").getDetails()).containsEntry("stopped", List.of("exchange/ledger"))
			.containsEntry("suspended", List.of("exchange/switching/traffic"));
	}

	@Test
	void isDownWhenTheSupervisorGaveUp() {
		Exchange.start(this.system);
		for (int i = 0; i < 4; i++) {
			this.system.exit(Exchange.pid(this.system, "ledger"), ExitReason.KILL);
			this.scheduler.runUntilIdle();
		}
		Health health = health("exchange");
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("gaveUpOn", "ledger")
			.containsEntry("reason", "shutdown")
			.containsEntry("restarts", 3L);
	}

	@Test
	void isDownWhenTheSupervisorWasKilled() {
		Exchange.start(this.system);
		this.system.exit(Exchange.pid(this.system, "exchange"), ExitReason.KILL);
		this.scheduler.runUntilIdle();
		assertThat(health("exchange").getStatus()).isEqualTo(Status.DOWN);
		assertThat(health("exchange").getDetails()).containsEntry("reason", "killed");
	}

	@Test
	void isUnknownWhenTheTreeWasStoppedInOrderAndUpAgainAfterANewStart() {
		Exchange.start(this.system).stop(LIMIT);
		assertThat(health("exchange").getStatus()).isEqualTo(Status.UNKNOWN);
		Exchange.start(this.system);
		assertThat(health("exchange").getStatus()).isEqualTo(Status.UP);
	}

	private Health health(String name) {
		HealthIndicator indicator = (HealthIndicator) this.contributor.getContributor(name);
		return indicator.health();
	}

}
