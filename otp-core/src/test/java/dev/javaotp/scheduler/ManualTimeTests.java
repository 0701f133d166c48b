package dev.javaotp.scheduler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ManualTimeTests {

	private final ManualTime time = new ManualTime();

	private final List<String> log = new ArrayList<>();

	@Test
	void itStandsStillUntilItIsMoved() {
		assertThat(this.time.nanoTime()).isZero();
		this.time.advance(Duration.ofSeconds(1));
		assertThat(this.time.nanoTime()).isEqualTo(1_000_000_000L);
	}

	@Test
	void timersGoOffInOrderEachAtItsOwnTime() {
		log(30, "c");
		log(10, "a");
		log(10, "b");
		this.time.advance(Duration.ofNanos(30));
		assertThat(this.log).containsExactly("a at 10", "b at 10", "c at 30");
		assertThat(this.time.timerCount()).isZero();
	}

	@Test
	void aTimerThatATimerStartsGoesOffInTheSameMoveIfItIsDue() {
		this.time.schedule(10, () -> log(5, "inner"));
		this.time.advance(Duration.ofNanos(20));
		assertThat(this.log).containsExactly("inner at 15");
		assertThat(this.time.nanoTime()).isEqualTo(20);
	}

	@Test
	void aCancelledTimerDoesNotGoOff() {
		TimeSource.Timer timer = log(10, "never");
		assertThat(timer.cancel()).isTrue();
		assertThat(timer.cancel()).isFalse();
		this.time.advance(Duration.ofNanos(10));
		assertThat(this.log).isEmpty();
	}

	@Test
	void aTimerThatHasGoneOffCannotBeCancelled() {
		TimeSource.Timer timer = log(10, "x");
		this.time.advance(Duration.ofNanos(10));
		assertThat(timer.cancel()).isFalse();
	}

	@Test
	void itSaysWhenTheNextTimerIsDue() {
		assertThat(this.time.untilNextTimer()).isNull();
		log(30, "x");
		this.time.advance(Duration.ofNanos(10));
		assertThat(this.time.untilNextTimer()).isEqualTo(Duration.ofNanos(20));
	}

	@Test
	void aDelayWithoutEndNeverGoesOff() {
		this.time.advance(Duration.ofNanos(10));
		log(Long.MAX_VALUE, "never");
		this.time.advance(Duration.ofDays(365));
		assertThat(this.log).isEmpty();
	}

	private TimeSource.Timer log(long delay, String text) {
		return this.time.schedule(delay, () -> this.log.add(text + " at " + this.time.nanoTime()));
	}

}
