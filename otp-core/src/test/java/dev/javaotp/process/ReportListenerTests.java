package dev.javaotp.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.javaotp.scheduler.ManualScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the listener that logs.
 */
class ReportListenerTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger(ProcessSystem.class);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.log.start();
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.log);
	}

	@Test
	void aReportIsLoggedAtTheLevelItAsksFor() {
		ReportListener.logging().report(new Warning());
		assertThat(this.log.list).singleElement().satisfies((event) -> {
			assertThat(event.getLevel()).isEqualTo(ch.qos.logback.classic.Level.WARN);
			assertThat(event.getFormattedMessage()).isEqualTo("something is odd");
		});
	}

	@Test
	void anythingElseIsLoggedAtInfo() {
		ReportListener.logging().report("something happened");
		assertThat(this.log.list).singleElement()
			.satisfies((event) -> assertThat(event.getLevel()).isEqualTo(ch.qos.logback.classic.Level.INFO));
	}

	@Test
	void aStormOfCrashesIsCutShortAndCounted() {
		AtomicLong nanos = new AtomicLong();
		ProcessSystem.Builder builder = ProcessSystem.builder()
			.scheduler(new ManualScheduler(1))
			.reportListener(new ReportLog(nanos::get));
		try (ProcessSystem system = builder.build()) {
			crash(system, 10_000);
			assertThat(this.log.list).hasSize(ReportLog.LIMIT + 1);
			assertThat(this.log.list.getLast().getFormattedMessage()).isEqualTo("There are too many reports about "
					+ Crashing.class.getName() + ": more are left out for 10 s at most");
			nanos.addAndGet(ReportLog.WITHIN.toNanos());
			crash(system, 1);
			assertThat(this.log.list).hasSize(ReportLog.LIMIT + 3)
				.element(ReportLog.LIMIT + 1)
				.satisfies((event) -> assertThat(event.getFormattedMessage())
					.isEqualTo("9980 CrashReport of " + Crashing.class.getName() + " were left out"));
		}
	}

	@Test
	void aStormOfOneKindDoesNotHideTheOthers() {
		ReportListener listener = ReportListener.logging();
		for (int i = 0; i < 1_000; i++) {
			listener.report(new Warning());
		}
		listener.report("something else");
		assertThat(this.log.list).hasSize(ReportLog.LIMIT + 2);
		assertThat(this.log.list.getLast().getFormattedMessage()).isEqualTo("something else");
	}

	@Test
	void theMemoryOfReportsIsBounded() {
		ReportListener listener = ReportListener.logging();
		for (int i = 0; i < 2 * ReportLog.MOST_THINGS; i++) {
			String thing = "thing " + i;
			listener.report(new Thing(thing));
		}
		assertThat(this.log.list).hasSize(ReportLog.MOST_THINGS + ReportLog.LIMIT + 1);
	}

	@Test
	void aSecondListenerIsToldEvenIfTheFirstFails() {
		List<Object> told = new ArrayList<>();
		ProcessSystem.Builder builder = ProcessSystem.builder()
			.scheduler(new ManualScheduler(1))
			.reportListener((report) -> {
				told.add("first");
				throw new IllegalStateException("first");
			})
			.alsoReportTo((report) -> told.add("second"));
		try (ProcessSystem system = builder.build()) {
			system.report(new Warning());
		}
		assertThat(told).containsExactly("first", "second");
	}

	private static void crash(ProcessSystem system, int times) {
		for (int i = 0; i < times; i++) {
			system.spawn(new Crashing(), SpawnOptions.DEFAULTS);
		}
		((ManualScheduler) system.scheduler()).runUntilIdle();
	}

	/** Crashes as it starts. */
	private static final class Crashing implements MessageHandler {

		@Override
		public void start(ProcessContext self) {
			throw new IllegalStateException("tilt");
		}

		@Override
		public void handle(Object message) {
		}

	}

	private record Thing(String about) implements Report {

		@Override
		public Level level() {
			return Level.WARN;
		}

	}

	private static final class Warning implements Report {

		@Override
		public Level level() {
			return Level.WARN;
		}

		@Override
		public String toString() {
			return "something is odd";
		}

	}

}
