package dev.javaotp.spring.observation;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.javaotp.gen.CallResult;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.From;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.MessageInterceptors;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.filter.ServerHttpObservationFilter;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** One trace from a request over HTTP to the last process, with OpenTelemetry. */
class TraceTests {

	private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

	private final SdkTracerProvider provider = SdkTracerProvider.builder()
		.addSpanProcessor(SimpleSpanProcessor.create(this.exporter))
		.build();

	private final ObservationRegistry registry = registry(this.provider.get("test"));

	private final ProcessSystem system = ProcessSystem.create();

	@AfterEach
	void close() {
		this.system.close();
		this.provider.close();
	}

	@Test
	void aRequestItsCallAndTheCallsMadeBecauseOfItAreOneTrace() throws Exception {
		MessageInterceptors.of(this.system).add(new MessageObservations(this.registry, null, null));
		GenServer.start(this.system, new Teller(), StartOptions.named("ledger"));
		GenServer.start(this.system, new Teller(), StartOptions.named("teller"));
		ServerRef<Teller> teller = ServerRef.named(this.system, "teller");
		HttpServlet servlet = new HttpServlet() {

			@Override
			protected void doGet(HttpServletRequest request, HttpServletResponse response) {
				response.setStatus(teller.call(new Relay("ledger")));
			}

		};

		new ServerHttpObservationFilter(this.registry).doFilter(new MockHttpServletRequest("GET", "/balance"),
				new MockHttpServletResponse(), new MockFilterChain(servlet));

		Awaitility.await().untilAsserted(() -> assertThat(this.exporter.getFinishedSpanItems()).hasSize(7));
		List<SpanData> spans = this.exporter.getFinishedSpanItems();
		assertThat(spans).extracting(SpanData::getTraceId).containsOnly(spans.getFirst().getTraceId());
		assertThat(spans).extracting((span) -> ancestry(span, spans))
			.containsExactlyInAnyOrder("http get", "http get > call TraceTests.Teller",
					"http get > call TraceTests.Teller > handle TraceTests.Relay",
					"http get > call TraceTests.Teller > handle TraceTests.Relay > call TraceTests.Teller",
					"http get > call TraceTests.Teller > handle TraceTests.Relay > call TraceTests.Teller > handle TraceTests.Relay",
					"http get > call TraceTests.Teller > handle TraceTests.Relay > call TraceTests.Teller > handle TraceTests.Relay > cast TraceTests.Teller",
					"http get > call TraceTests.Teller > handle TraceTests.Relay > call TraceTests.Teller > handle TraceTests.Relay > cast TraceTests.Teller > handle TraceTests.Done");
	}

	private static String ancestry(SpanData span, List<SpanData> spans) {
		Map<String, SpanData> byId = spans.stream().collect(Collectors.toMap(SpanData::getSpanId, Function.identity()));
		String parent = span.getParentSpanId();
		return (parent.equals(SpanId.getInvalid())) ? span.getName()
				: ancestry(byId.get(parent), spans) + " > " + span.getName();
	}

	/** What Spring Boot sets up when there is a tracer. */
	private static ObservationRegistry registry(Tracer otel) {
		OtelTracer tracer = new OtelTracer(otel, new OtelCurrentTraceContext(), (event) -> {
		});
		OtelPropagator propagator = new OtelPropagator(
				ContextPropagators.create(W3CTraceContextPropagator.getInstance()), otel);
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig()
			.observationHandler(new ObservationHandler.FirstMatchingCompositeObservationHandler(
					new PropagatingReceiverTracingObservationHandler<>(tracer, propagator),
					new PropagatingSenderTracingObservationHandler<>(tracer, propagator),
					new DefaultTracingObservationHandler(tracer)));
		return registry;
	}

	/** Asks another, which tells itself something. */
	record Relay(String to) implements Request<Teller, Integer> {
	}

	record Done() implements Message<Teller> {
	}

	static class Teller implements GenServer<String, Relay, Done> {

		private ServerRef<Teller> self;

		private ProcessSystem system;

		@Override
		public InitResult<String> init(ProcessContext self) {
			this.self = ServerRef.of(self.self());
			this.system = self.system();
			return InitResult.ok("");
		}

		@Override
		public CallResult<String> handleCall(Relay relay, From<?> from, String state) {
			if (relay.to().isEmpty()) {
				this.self.cast(new Done());
				return relay.reply(200, state);
			}
			ServerRef<Teller> next = ServerRef.named(this.system, relay.to());
			return relay.reply(next.call(new Relay("")), state);
		}

		@Override
		public CastResult<String> handleCast(Done done, String state) {
			return CastResult.noReply(state);
		}

	}

}
