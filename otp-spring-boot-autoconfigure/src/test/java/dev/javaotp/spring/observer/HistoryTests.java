package dev.javaotp.spring.observer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;
import dev.javaotp.spring.observer.View.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** What is remembered of crashes and restarts. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HistoryTests {

	private static final ExitReason CRASH = ExitReason.of("chaos");

	private final ProcessSystem system = ProcessSystem.create();

	private final Pid pid = this.system.outside();

	private Instant now = Instant.parse("2026-11-23T04:00:00Z");

	private final History history = new History(new Clock() {

		@Override
		public ZoneOffset getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return HistoryTests.this.now;
		}

	}, (path, pid) -> path.equals("lines"), Objects::toString, (thrown) -> thrown, new LastWords(false),
			new ObserverProperties(5, 3, 20));

	@AfterEach
	void close() {
		this.system.close();
	}

	@Test
	void aStormIsCountedAndOnlyItsBeginningTold() {
		for (int crash = 0; crash < 10_000; crash++) {
			this.history.ended("lines", this.pid, CRASH);
		}
		assertThat(this.history.crashes()).isEqualTo(10_000);
		assertThat(this.history.over(1).crashes()).containsExactly(10_000);
		assertThat(this.history.since(0)).hasSize(5).last().extracting(Event::id).isEqualTo(5L);
		assertThat(this.history.crashesOf("lines")).hasSize(3);
	}

	@Test
	void aChildOfADynamicSupervisorIsKnownByWhatItCallsItself() {
		Pid labelled = this.system.spawn(ProcessContext::receive, SpawnOptions.DEFAULTS.withLabel("line 2007"));
		this.history.restarted("lines", this.pid);
		this.history.restarted("lines", labelled);
		assertThat(this.history.since(0)).extracting(Event::name).containsExactly("a child of lines", "line 2007");
	}

	@Test
	void giveUpsAreToldEvenInAStorm() {
		for (int crash = 0; crash < 10; crash++) {
			this.history.ended("shop/till", this.pid, CRASH);
		}
		this.history.gaveUp("shop", this.pid, "till");
		assertThat(this.history.since(0)).last()
			.extracting(Event::kind, Event::escalation)
			.containsExactly("gave-up", List.of("shop/till", "shop"));
	}

	@Test
	void restartsDoNotPushCrashesOut() {
		this.history.ended("shop/till", this.pid, CRASH);
		for (int minute = 0; minute < 10; minute++) {
			this.now = this.now.plus(Duration.ofMinutes(1));
			this.history.restarted("shop/stock", this.pid);
		}
		assertThat(this.history.since(0)).hasSize(5).extracting(Event::kind).containsOnly("restart");
		assertThat(this.history.crashesOf("shop/till")).hasSize(1);
	}

	@Test
	void anOrderlyEndIsNoEvent() {
		this.history.ended("shop/till", this.pid, ExitReason.NORMAL);
		this.history.ended("shop/till", this.pid, ExitReason.SHUTDOWN);
		assertThat(this.history.since(0)).isEmpty();
	}

	@Test
	void aCrashIsShownWithWhatCausedIt() {
		Exception thrown = new IllegalStateException("tilt", new IllegalArgumentException("why"));
		this.history.ended("shop/till", this.pid, ExitReason.crash(thrown));
		assertThat(this.history.crashesOf("shop/till").getFirst().stack())
			.startsWith("java.lang.IllegalStateException: tilt")
			.contains("Caused by: java.lang.IllegalArgumentException: why");
	}

	@Test
	void stacksAreBoundedEvenIfTheCausesAreNot() {
		Exception thrown = new IllegalStateException("one");
		thrown.initCause(new IllegalStateException("other", thrown));
		this.history.ended("shop/till", this.pid, ExitReason.crash(thrown));
		assertThat(this.history.crashesOf("shop/till").getFirst().stack()).hasSizeLessThan(200);
	}

	@Test
	void countsBySpansForAQuarterOfAnHour() {
		this.history.restarted("shop/till", this.pid);
		this.now = this.now.plusSeconds(History.SPAN);
		this.history.restarted("shop/till", this.pid);
		this.history.restarted("shop/till", this.pid);
		assertThat(this.history.over(3).counts()).containsExactly(0, 1, 2);
		this.now = this.now.plusSeconds(History.SPAN * History.SPANS);
		assertThat(this.history.over(3).counts()).containsExactly(0, 0, 0);
		assertThat(this.history.restarts()).isEqualTo(3);
	}

	@Test
	void aChildOfADynamicSupervisorIsKnownByIt() {
		this.history.ended("lines", this.pid, CRASH);
		assertThat(this.history.since(0)).singleElement()
			.extracting(Event::text)
			.isEqualTo("a child of lines crashed: chaos");
	}

}
