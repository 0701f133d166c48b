package dev.javaotp.spring.metrics;

import java.time.Duration;

import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ManualScheduler;
import dev.javaotp.spring.Exchange;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.tracer.common.SpanContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** From a slow call in a dashboard to its trace: what docs/metrics.md promises. */
class ExemplarTests {

	private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

	private final ProcessSystem system = ProcessSystem.builder().scheduler(new ManualScheduler(1)).build();

	private final Spans spans = new Spans();

	private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT,
			new PrometheusRegistry(), Clock.SYSTEM, this.spans);

	@AfterEach
	void close() {
		this.system.close();
	}

	@Test
	void aCallIsCountedWithTheTraceOfItsCaller() {
		this.registry.config().meterFilter(buckets(Duration.ofSeconds(1)));
		try (OtpMetrics metrics = new OtpMetrics(this.system, 1000)) {
			metrics.bindTo(this.registry);
			Exchange.start(this.system);
			this.spans.current = "4bf92f3577b34da6a3ce929d0e0e4736";
			ServerRef.<Exchange.Server>named(this.system, "ledger").call(new Exchange.Ask());
			assertThat(this.registry.scrape(OPEN_METRICS).lines())
				.filteredOn((line) -> line.startsWith("otp_call_duration_seconds_bucket{")
						&& line.contains("process=\"ledger\"") && line.contains("success"))
				.anyMatch((line) -> line.contains("trace_id=\"" + this.spans.current + "\""));
		}
	}

	/** As a user sets management.metrics.distribution.slo.otp.call.duration. */
	private static MeterFilter buckets(Duration bucket) {
		return new MeterFilter() {

			@Override
			public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
				return id.getName().equals("otp.call.duration") ? DistributionStatisticConfig.builder()
					.serviceLevelObjectives(bucket.toNanos())
					.build()
					.merge(config) : config;
			}

		};
	}

	/** What Boot makes of the tracer. */
	private static final class Spans implements SpanContext {

		private @Nullable String current;

		@Override
		public @Nullable String getCurrentTraceId() {
			return this.current;
		}

		@Override
		public @Nullable String getCurrentSpanId() {
			return (this.current != null) ? "00f067aa0ba902b7" : null;
		}

		@Override
		public boolean isCurrentSpanSampled() {
			return this.current != null;
		}

		@Override
		public void markCurrentSpanAsExemplar() {
			// tracers may keep such a span for longer
		}

	}

}
