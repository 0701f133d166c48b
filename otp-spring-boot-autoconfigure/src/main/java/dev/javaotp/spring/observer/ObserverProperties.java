package dev.javaotp.spring.observer;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the observer page.
 *
 * @param events Maximum number of events that are remembered.
 * @param crashes Maximum number of crashes that are remembered besides, for the history
 * of each process.
 * @param pages Maximum number of pages that may be open at a time.
 */
@ConfigurationProperties("otp.observer")
public record ObserverProperties(@DefaultValue("200") int events, @DefaultValue("100") int crashes,
		@DefaultValue("20") int pages) {

	/** Checks the numbers. */
	public ObserverProperties {
		check("events", events);
		check("crashes", crashes);
		check("pages", pages);
	}

	private static void check(String name, int value) {
		if (value < 1) {
			throw new IllegalArgumentException("otp.observer." + name + " is " + value + ": expected one or more");
		}
	}

}
