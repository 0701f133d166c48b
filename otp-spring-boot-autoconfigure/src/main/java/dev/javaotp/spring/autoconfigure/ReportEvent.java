package dev.javaotp.spring.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A log event with what it is about as key-values, those that are known.
 * <p>
 * Their names begin with {@value #PREFIX}: structured formats write the whole event as
 * one object, in which {@code message} and {@code process} have a meaning already, and
 * refuse an event that has a name twice.
 */
final class ReportEvent {

	static final String PREFIX = "otp.report.";

	private LoggingEventBuilder event;

	ReportEvent(LoggingEventBuilder event) {
		this.event = event;
	}

	ReportEvent with(String name, @Nullable Object value) {
		if (value != null) {
			this.event = this.event.addKeyValue(PREFIX + name, value);
		}
		return this;
	}

	void log(String text, @Nullable Object... values) {
		this.event.log(text, values);
	}

}
