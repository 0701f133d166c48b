package dev.javaotp.spring.metrics;

import java.util.List;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Meters that come and go together. Registries hold what a meter reads weakly, so these
 * objects are kept by {@link OtpMetrics} for as long as their meters are there.
 */
interface Series {

	/**
	 * Registers the meters.
	 * @param registry where
	 * @return the meters
	 */
	List<Meter> register(MeterRegistry registry);

}
