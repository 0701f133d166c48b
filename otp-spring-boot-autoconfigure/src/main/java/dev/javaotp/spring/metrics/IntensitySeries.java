package dev.javaotp.spring.metrics;

import java.util.List;

import dev.javaotp.supervisor.SupervisorFigures;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;

/** How near the supervisors of one name are to giving up: the one that is nearest. */
final class IntensitySeries implements Series {

	private final String supervisor;

	// volatile: replaced as a whole when the trees change
	private volatile List<SupervisorFigures> figures = List.of();

	IntensitySeries(String supervisor) {
		this.supervisor = supervisor;
	}

	void figures(List<SupervisorFigures> figures) {
		this.figures = List.copyOf(figures);
	}

	@Override
	public List<Meter> register(MeterRegistry registry) {
		return List.of(Gauge
			.builder("otp.supervisor.intensity.used", this,
					(series) -> series.figures.stream().mapToDouble(SupervisorFigures::intensityUsed).max().orElse(0))
			.description(
					"Share of the allowed restarts that is used, from 0 to 1; at 1 the next restart is one too many")
			.tag("supervisor", this.supervisor)
			.register(registry));
	}

}
