package dev.javaotp.gen.statem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimeoutsTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final List<Timeouts.Running> alarms = new ArrayList<>();

	private final List<Object> cancelled = new ArrayList<>();

	private final Timeouts timeouts = new Timeouts((after, message) -> {
		this.alarms.add((Timeouts.Running) message);
		return () -> this.cancelled.add(message);
	});

	private void perform(Action.OfTimeout... actions) {
		for (Action.OfTimeout action : actions) {
			this.timeouts.perform(action, 0);
		}
	}

	private List<Object> zeros() {
		List<Object> contents = new ArrayList<>();
		Timeouts.Running zero;
		while ((zero = this.timeouts.pollZero()) != null) {
			contents.add(zero.content());
		}
		return contents;
	}

	@Test
	void aMessageThatComesTooLateIsKnown() {
		perform(Action.stateTimeout(SECOND, "1"), Action.stateTimeout(SECOND, "2"));
		assertThat(this.cancelled).containsExactly(this.alarms.get(0));
		assertThat(this.timeouts.take(this.alarms.get(0))).isFalse();
		assertThat(this.timeouts.take(this.alarms.get(1))).isTrue();
		assertThat(this.timeouts.take(this.alarms.get(1))).isFalse();
		assertThat(this.timeouts.isEmpty()).isTrue();
	}

	@Test
	void zeroNeedsNoAlarm() {
		perform(Action.stateTimeout(Duration.ZERO, "s"), Action.namedTimeout("n", Duration.ZERO, "n"));
		assertThat(this.alarms).isEmpty();
		assertThat(zeros()).containsExactly("s", "n");
		assertThat(this.timeouts.isEmpty()).isTrue();
	}

	@Test
	void zeroMayBeCancelled() {
		perform(Action.stateTimeout(Duration.ZERO, "s"), Action.namedTimeout("n", Duration.ZERO, "n"),
				Action.cancelTimeout(TimeoutType.STATE));
		assertThat(zeros()).containsExactly("n");
	}

	@Test
	void anUpdateKeepsTheAlarm() {
		perform(Action.stateTimeout(SECOND, "old"), Action.updateTimeout(TimeoutType.STATE, "new"));
		assertThat(this.alarms).hasSize(1);
		assertThat(this.cancelled).isEmpty();
		assertThat(this.alarms.getFirst().content()).isEqualTo("new");
	}

	@Test
	void aMomentThatHasPassedIsNotZero() {
		this.timeouts.perform(Action.timeoutAt(TimeoutType.STATE, 5, "then"), 10);
		assertThat(this.alarms).hasSize(1);
		assertThat(zeros()).isEmpty();
	}

	@Test
	void cancellingWhatDoesNotRunDoesNothing() {
		perform(Action.cancelTimeout(TimeoutType.EVENT));
		assertThat(this.cancelled).isEmpty();
		assertThat(this.timeouts.isEmpty()).isTrue();
	}

}
