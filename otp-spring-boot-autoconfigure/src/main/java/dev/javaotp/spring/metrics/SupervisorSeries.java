package dev.javaotp.spring.metrics;

import java.util.List;

import dev.javaotp.supervisor.SupervisorFigures;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What is said of the supervisors of one name: how many children they have, and how near
 * the one is to giving up that is nearest.
 */
final class SupervisorSeries implements Series {

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

	SupervisorSeries(Key key) {
		this.key = key;
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
			.tag("supervisor", this.key.supervisor())
			.register(registry),
				Gauge
					.builder("otp.supervisor.children", this,
							(series) -> series.figures.stream().mapToInt(SupervisorFigures::childCount).sum())
					.description("Children of supervisors, running or not")
					.tag("supervisor", this.key.supervisor())
					.register(registry));
	}

}
