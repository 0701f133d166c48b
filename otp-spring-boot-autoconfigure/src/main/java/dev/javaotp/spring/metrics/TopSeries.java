package dev.javaotp.spring.metrics;

import java.util.List;

import dev.javaotp.supervisor.SupervisorFigures;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;

/** Whether a supervisor with none above it runs: nobody starts it again. */
final class TopSeries implements Series {

	/**
	 * What tells one from another.
	 *
	 * @param supervisor the name
	 */
	record Key(String supervisor) {
	}

	private final Key key;

	// volatile: replaced as a whole when the trees change
	private volatile List<SupervisorFigures> figures = List.of();

	TopSeries(Key key) {
		this.key = key;
	}

	void figures(List<SupervisorFigures> figures) {
		this.figures = List.copyOf(figures);
	}

	@Override
	public List<Meter> register(MeterRegistry registry) {
		return List.of(Gauge.builder("otp.supervisor.up", this, (series) -> series.isUp() ? 1 : 0)
			.description("Whether a supervisor at the top of a tree runs, 1 or 0; nobody starts it again")
			.tag("supervisor", this.key.supervisor())
			.register(registry));
	}

	private boolean isUp() {
		return this.figures.stream().allMatch((figures) -> figures.pid().isPresent());
	}

}
