package dev.javaotp.demo;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * What can be set about the exchange.
 *
 * @param ringTimeout how long a telephone rings until the caller gives up
 * @param traffic the traffic generator
 */
@ConfigurationProperties("exchange")
public record ExchangeProperties(@DefaultValue("30s") Duration ringTimeout, @DefaultValue Traffic traffic) {

	public ExchangeProperties {
		Assert.isTrue(ringTimeout.isPositive(), "exchange.ring-timeout must be more than 0, found " + ringTimeout);
	}

	/**
	 * The traffic generator.
	 *
	 * @param callsPerSecond how many calls it places in a second; 0 for none
	 */
	public record Traffic(@DefaultValue("20") int callsPerSecond) {

		private static final int MOST = 1_000;

		public Traffic {
			Assert.isTrue(callsPerSecond >= 0 && callsPerSecond <= MOST,
					"exchange.traffic.calls-per-second must be between 0 and " + MOST + ", found " + callsPerSecond);
		}

	}

}
