package dev.javaotp.supervisor;

import java.time.Duration;
import java.util.List;

import dev.javaotp.gen.StartOptions;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.supervisor.SupervisorReport.Context;
import dev.javaotp.supervisor.SupervisorReport.Offender;
import dev.javaotp.supervisor.SupervisorReport.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SupervisorReportTests {

	private final Tree tree = new Tree();

	@AfterEach
	void close() {
		this.tree.close();
	}

	@Test
	void aProblemSaysWhoDidWhatToWhom() {
		Supervisor supervisor = this.tree.start(SupervisorSpec.of("exchange").withChildren(this.tree.worker("a")));
		Pid before = this.tree.pid("a");
		this.tree.reports.clear();
		this.tree.crash("a");
		assertThat(this.tree.reports.getFirst())
			.isEqualTo(new Problem("exchange", supervisor.pid().orElseThrow(), Context.CHILD_TERMINATED,
					ExitReason.of("boom"), new Offender("a", before, 1, supervisor.childSpec("a").orElseThrow())));
	}

	@Test
	void problemsReadAsSentences() {
		this.tree.start(SupervisorSpec.of("exchange")
			.withIntensity(new RestartIntensity(1, Duration.ofSeconds(5)))
			.withChildren(this.tree.worker("a")));
		Pid a = this.tree.pid("a");
		this.tree.reports.clear();
		this.tree.failNextStart("a", "bad");
		this.tree.crash("a");
		assertThat(texts()).containsExactly("Supervisor exchange: child a " + a + " ended: boom",
				"Supervisor exchange: child a could not be started: bad",
				"Supervisor exchange: gives up, since child a would have to be restarted once too often: "
						+ "reached_max_restart_intensity");
	}

	@Test
	void aChildThatHadToBeKilledIsSaid() {
		Supervisor supervisor = this.tree.start(SupervisorSpec.of("exchange")
			.withChildren(ChildSpec.server("a", Tree.Stubborn::new, StartOptions.DEFAULTS.withTrapExits())
				.withShutdown(Shutdown.after(Duration.ofMillis(10)))));
		Pid a = supervisor.whichChildren().getFirst().pid();
		this.tree.reports.clear();
		supervisor.terminateChild("a");
		assertThat(texts()).containsExactly(
				"Supervisor exchange: child a " + a + " did not end as it should when it was stopped: killed");
	}

	private List<String> texts() {
		return this.tree.reports.stream().map(Object::toString).toList();
	}

}
