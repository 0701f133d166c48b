package dev.javaotp.gen.task;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ArrivalsTests extends TaskTestSupport {

	private final Arrivals arrivals = new Arrivals();

	private Actor<Task<?>> waitingFor(long seconds) {
		return actor((self) -> this.arrivals.next(Deadline.in(seconds(seconds), this.system)));
	}

	@Test
	void whoWaitsGetsTheTask() {
		Task<Object> task = new Task<>(null);
		var owner = waitingFor(5);
		this.arrivals.add(task);
		this.scheduler.runUntilIdle();
		assertThat(owner.result()).isSameAs(task);
	}

	@Test
	void onlyTheEndOfTheTimeIsTheEndOfTheWait() {
		var owner = waitingFor(5);
		this.scheduler.advance(seconds(4));
		assertThat(owner.result).isNotDone();
		this.scheduler.advance(seconds(1));
		assertThat(owner.result()).isNull();
	}

	/** Whoever adds a task may be slower to ring than its owner to take it. */
	@Test
	void aRingForATaskThatWasTakenEndsNoWait() {
		var owner = waitingFor(5);
		this.scheduler.advance(seconds(1));
		this.arrivals.ring();
		this.scheduler.advance(seconds(1));
		assertThat(owner.result).isNotDone();
		Task<Object> task = new Task<>(null);
		this.arrivals.add(task);
		this.scheduler.runUntilIdle();
		assertThat(owner.result()).isSameAs(task);
	}

	@Test
	void aRingForATaskThatWasTakenLeavesTheTimeAsItIs() {
		var owner = waitingFor(5);
		this.scheduler.advance(seconds(4));
		this.arrivals.ring();
		this.scheduler.advance(seconds(1));
		assertThat(owner.result()).isNull();
	}

}
