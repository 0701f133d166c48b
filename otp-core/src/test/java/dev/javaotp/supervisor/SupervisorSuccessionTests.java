package dev.javaotp.supervisor;

import dev.javaotp.gen.Agent;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ManualScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A supervisor that was killed may be at work for a moment yet, while its successor has
 * begun: what it writes then must not be seen.
 */
class SupervisorSuccessionTests {

	private static final ChildSpec SPEC = worker("child");

	private final ProcessSystem system = ProcessSystem.builder().scheduler(new ManualScheduler(1)).build();

	private final Pid killed = this.system.spawn(ProcessContext::receive);

	private final Pid successor = this.system.spawn(ProcessContext::receive);

	private final Pid child = this.system.spawn(ProcessContext::receive);

	private final SupervisorFigures figures = new SupervisorFigures("top");

	@AfterEach
	void close() {
		this.system.close();
	}

	@Test
	void theKilledOneNoLongerSaysWhatAChildDoes() {
		start(this.killed);
		ChildFigures figures = start(this.successor);
		figures.running(this.successor, this.child);
		figures.notRunning(this.killed, ChildStatus.STOPPED);
		assertThat(figures.pid()).contains(this.child);
		figures.notRunning(this.successor, ChildStatus.RESTARTING);
		figures.running(this.killed, this.child);
		assertThat(figures.status()).isEqualTo(ChildStatus.RESTARTING);
	}

	@Test
	void theKilledOneNoLongerAddsAndRemovesChildren() {
		start(this.killed);
		ChildFigures figures = start(this.successor);
		this.figures.remove(this.killed, figures);
		this.figures.add(this.killed, worker("other"));
		assertThat(this.figures.children()).containsExactly(figures);
		this.figures.remove(this.successor, figures);
		assertThat(this.figures.children()).isEmpty();
	}

	@Test
	void oneThatWasKilledBeforeItBeganDoesNotBegin() {
		this.system.exit(this.killed, ExitReason.KILL);
		ChildFigures figures = start(this.successor);
		figures.running(this.successor, this.child);
		start(this.killed);
		assertThat(figures.pid()).contains(this.child);
		assertThat(this.figures.pid()).contains(this.successor);
		this.figures.dynamicStarted(this.killed, RestartIntensity.DEFAULT, new RestartWindow(RestartIntensity.DEFAULT),
				this.system.time(), new DynamicChildren());
		assertThat(this.figures.isDynamic()).isFalse();
	}

	@Test
	void theEndOfTheKilledOneIsNotThatOfItsSuccessor() {
		start(this.killed);
		ChildFigures figures = start(this.successor);
		figures.running(this.successor, this.child);
		this.figures.ended(this.killed);
		assertThat(figures.pid()).contains(this.child);
		this.figures.ended(this.successor);
		assertThat(figures.status()).isEqualTo(ChildStatus.STOPPED);
	}

	private static ChildSpec worker(String id) {
		return ChildSpec.worker(id, ChildStart.linked(Agent.linkedStart(() -> 0, StartOptions.DEFAULTS)));
	}

	private ChildFigures start(Pid supervisor) {
		SupervisorSpec spec = SupervisorSpec.of("top").withChildren(SPEC);
		this.figures.staticStarted(supervisor, spec, new RestartWindow(spec.intensity()), this.system.time());
		return this.figures.child("child").orElseThrow();
	}

}
