package dev.javaotp.spring.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * How often the children of one name below supervisors of one name were started again.
 */
final class RestartsSeries implements Series {

	/**
	 * What tells one from another.
	 *
	 * @param process the name of the child
	 * @param supervisor the name of the supervisor
	 */
	record Key(String process, String supervisor) {
	}

	private final Key key;

	// volatile: replaced as a whole when the trees change
	private volatile List<LongSupplier> counts = List.of();

	RestartsSeries(Key key) {
		this.key = key;
	}

	void counts(List<LongSupplier> counts) {
		this.counts = new ArrayList<>(counts);
	}

	@Override
	public List<Meter> register(MeterRegistry registry) {
		return List.of(FunctionCounter
			.builder("otp.process.restarts", this,
					(series) -> series.counts.stream().mapToLong(LongSupplier::getAsLong).sum())
			.description("Starts of processes after the first one, whatever the cause")
			.tag("process", this.key.process())
			.tag("supervisor", this.key.supervisor())
			.register(registry));
	}

}
