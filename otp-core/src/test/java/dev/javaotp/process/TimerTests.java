package dev.javaotp.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Timers, in time that the test moves. */
class TimerTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final Machine machine = new Machine(Machine.Runner.MANUAL);

	private final Puppet receiver = this.machine.puppet();

	@AfterEach
	void close() {
		this.machine.close();
	}

	@Test
	void aTimerSendsItsMessageWhenTheTimeHasComeAndNotEarlier() {
		this.receiver.runs((self) -> self.sendAfter(SECOND, self.self(), "tick"));
		this.machine.manual().advance(SECOND.minusNanos(1));
		assertThat(this.receiver.received()).isEmpty();
		this.machine.manual().advance(Duration.ofNanos(1));
		assertThat(this.receiver.received()).containsExactly("tick");
		this.machine.manual().advance(SECOND.multipliedBy(10));
		assertThat(this.receiver.received()).containsExactly("tick");
	}

	@Test
	void timersGoOffInTheOrderOfTheirTimes() {
		this.receiver.runs((self) -> {
			self.sendAfter(SECOND.multipliedBy(2), self.self(), "later");
			self.sendAfter(SECOND, self.self(), "sooner");
			self.sendAfter(SECOND, self.self(), "sooner, but started later");
		});
		this.machine.manual().advance(SECOND.multipliedBy(3));
		assertThat(this.receiver.received()).containsExactly("sooner", "sooner, but started later", "later");
	}

	@Test
	void aTimerWithoutDelaySendsAtOnce() {
		this.receiver.runs((self) -> {
			self.sendAfter(Duration.ZERO, self.self(), "zero");
			self.sendAfter(SECOND.negated(), self.self(), "negative");
		});
		this.machine.manual().advance(Duration.ZERO);
		assertThat(this.receiver.received()).containsExactly("zero", "negative");
	}

	@Test
	void cancellingSaysHowMuchTimeWasLeft() {
		TimerRef timer = this.receiver.does((self) -> self.sendAfter(SECOND, self.self(), "tick"));
		this.machine.manual().advance(Duration.ofMillis(300));
		assertThat(timer.cancel()).isEqualTo(Optional.of(Duration.ofMillis(700)));
		assertThat(timer.cancel()).isEmpty();
		this.machine.manual().advance(SECOND);
		assertThat(this.receiver.received()).isEmpty();
	}

	@Test
	void cancellingATimerThatHasGoneOffSaysNothing() {
		TimerRef timer = this.machine.system.sendAfter(SECOND, this.receiver.pid(), "tick");
		this.machine.manual().advance(SECOND);
		assertThat(timer.cancel()).isEmpty();
		assertThat(this.receiver.received()).containsExactly("tick");
	}

	@Test
	void aTimerEndsWithItsReceiver() {
		TimerRef timer = this.machine.system.sendAfter(SECOND, this.receiver.pid(), "tick");
		this.machine.system.exit(this.receiver.pid(), ExitReason.KILL);
		this.receiver.end();
		assertThat(timer.cancel()).isEmpty();
	}

	@Test
	void aTimerOutlivesTheProcessThatStartedIt() {
		Puppet starter = this.machine.puppet();
		starter.runs((self) -> self.sendAfter(SECOND, this.receiver.pid(), "tick"));
		this.machine.system.exit(starter.pid(), ExitReason.KILL);
		starter.end();
		this.machine.manual().advance(SECOND);
		assertThat(this.receiver.received()).containsExactly("tick");
	}

	@Test
	void aTimerForANameAsksForItWhenTheTimeHasCome() {
		AtomicReference<Pid> named = new AtomicReference<>();
		this.machine.puppet().runs((self) -> {
			self.sendAfter(SECOND, named::get, "nobody");
			self.sendAfter(SECOND.multipliedBy(2), named::get, "somebody");
		});
		this.machine.manual().advance(SECOND);
		named.set(this.receiver.pid());
		this.machine.manual().advance(SECOND);
		assertThat(this.receiver.received()).containsExactly("somebody");
	}

	@Test
	void receiveGivesUpWhenTheTimeIsUpAndNotEarlier() {
		Answer<String> answer = new Answer<>(this.machine.system);
		this.machine.system
			.spawn((self) -> answer.put((self.receive((message) -> true, SECOND) == null) ? "time was up" : "got it"));
		this.machine.manual().advance(SECOND.minusNanos(1));
		assertThat(answer.isDone()).isFalse();
		this.machine.manual().advance(Duration.ofNanos(1));
		assertThat(answer.get()).isEqualTo("time was up");
	}

	@Test
	void theTimeOfAReceiveGoesOnWhileOtherMessagesCome() {
		Answer<String> answer = new Answer<>(this.machine.system);
		Pid pid = this.machine.system
			.spawn((self) -> answer.put((self.receive((message) -> false, SECOND) == null) ? "time was up" : "got it"));
		for (int i = 0; i < 9; i++) {
			this.machine.manual().advance(Duration.ofMillis(100));
			this.machine.system.send(pid, i);
		}
		assertThat(answer.isDone()).isFalse();
		this.machine.manual().advance(Duration.ofMillis(100));
		assertThat(answer.isDone()).isTrue();
	}

	@Test
	void sleepLastsAsLongAsItSays() {
		Answer<Boolean> awake = new Answer<>(this.machine.system);
		this.machine.system.spawn((self) -> {
			self.sleep(SECOND);
			awake.put(true);
		});
		this.machine.manual().advance(SECOND.minusNanos(1));
		assertThat(awake.isDone()).isFalse();
		this.machine.manual().advance(Duration.ofNanos(1));
		assertThat(awake.isDone()).isTrue();
	}

	@Test
	void realTimersGoOff() {
		try (Machine real = new Machine(Machine.Runner.THREADS)) {
			Puppet puppet = real.puppet();
			puppet.runs((self) -> self.sendAfter(Duration.ofMillis(1), self.self(), "tick"));
			assertThat(puppet.gets(String.class)).isEqualTo("tick");
			TimerRef timer = real.system.sendAfter(Duration.ofDays(1), puppet.pid(), "never");
			assertThat(timer.cancel().orElseThrow()).isGreaterThan(Duration.ofHours(23));
		}
	}

}
