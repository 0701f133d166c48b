package dev.javaotp.process;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
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
