package dev.javaotp.spring.observer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.Exchange;
import dev.javaotp.supervisor.Supervision;
import dev.javaotp.supervisor.SupervisorListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/** The endpoint of the page as a browser asks it, on a real server. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ObserverEndpointWebTests {

	private static final String WRITABLE = "management.endpoint.observer.access=unrestricted";

	private final HttpClient client = HttpClient.newHttpClient();

	private ConfigurableApplicationContext context;

	private ProcessSystem system;

	private String base;

	@AfterEach
	void close() {
		this.context.close();
	}

	// --- the page

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void servesThePageAndItsFiles(WebApplicationType type) throws Exception {
		start(type);
		HttpResponse<String> page = get("");
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(contentType(page)).startsWith("text/html");
		assertThat(page.body()).contains("Content-Security-Policy")
			.contains("src=\"observer/app.js\"")
			.doesNotContain("{base}");
		assertThat(get("/").body()).contains("src=\"./app.js\"");
		assertThat(contentType(get("/app.js"))).startsWith("text/javascript");
		assertThat(contentType(get("/vendor/uplot.css"))).startsWith("text/css");
		assertThat(contentType(get("/icon.svg"))).startsWith("image/svg+xml");
		assertThat(get("/panels/tree.js").body()).contains("treegrid");
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void followsThePortAndThePathOfTheManagement(WebApplicationType type) throws Exception {
		start(type, "management.server.port=0", "management.endpoints.web.base-path=/manage",
				"management.endpoints.web.path-mapping.observer=look/obs");
		this.base = "http://localhost:" + this.context.getEnvironment().getProperty("local.management.port")
				+ "/manage/look/obs";
		assertThat(get("").body()).contains("src=\"obs/app.js\"");
		assertThat(get("/app.js").statusCode()).isEqualTo(200);
		try (Stream stream = stream()) {
			assertThat(stream.next("snapshot").get("tree")).hasSize(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/index.html", "/vendor/THIRD-PARTY.md", "/vendor", "/vendor/", "/nothing.js", "/process",
			"/process/nobody", "/process/%3C0.99999.0%3E", "/process/exchange/nobody", "/processes",
			"/processes?under=exchange", "/processes?under=exchange/switching/lines&limit=x",
			"/processes?under=exchange/switching/lines&offset=-1",
			"/processes?under=exchange/switching/lines&sort=colour", "/..%2fapplication.yml", "/%2e%2e/%2e%2e/x",
			"/%00", "/process/%F0%9F%98%80" })
	void hasNothingElse(String path) throws Exception {
		start(WebApplicationType.SERVLET);
		assertThat(get(path).statusCode()).isBetween(400, 499);
	}

	@Test
	void isATableWithoutJavaScript() throws Exception {
		start(WebApplicationType.SERVLET);
		HttpResponse<String> table = get("/table");
		assertThat(contentType(table)).startsWith("text/html");
		assertThat(table.body()).contains("<td>exchange/ledger</td><td>running</td>");
	}

	// --- the stream

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void streamsEverythingAndThenWhatHasChanged(WebApplicationType type) throws Exception {
		start(type);
		try (Stream stream = stream()) {
			JsonNode snapshot = stream.next("snapshot");
			assertThat(snapshot.get("application").asString()).isEqualTo("test");
			JsonNode ledger = snapshot.at("/tree/0/children/0");
			assertThat(ledger.get("path").asString()).isEqualTo("exchange/ledger");
			assertThat(ledger.get("restarts").asInt()).isZero();

			this.system.exit(Exchange.pid(this.system, "ledger"), ExitReason.KILL);

			JsonNode delta = stream.next("delta", "/nodes/exchange~1ledger/restarts");
			assertThat(delta.at("/nodes/exchange~1ledger/restarts").asInt()).isOne();
			assertThat(delta.at("/nodes").propertyNames()).doesNotContain("exchange/switching");
			assertThat(delta.at("/figures/restarts").asInt()).isOne();
			assertThat(delta.at("/events/0/kind").asString()).isEqualTo("crash");
			assertThat(delta.at("/events/0/reason").asString()).isEqualTo("killed");
			assertThat(delta.at("/events/1/kind").asString()).isEqualTo("restart");
		}
		try (Stream later = stream()) {
			JsonNode snapshot = later.next("snapshot");
			assertThat(snapshot.get("events")).hasSize(2);
			assertThat(snapshot.at("/restarts/counts").valueStream().mapToInt(JsonNode::asInt).sum()).isOne();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void endsWhenTheApplicationBeginsToStop(WebApplicationType type) throws Exception {
		start(type, "server.shutdown=graceful", "spring.lifecycle.timeout-per-shutdown-phase=1h");
		try (Stream stream = stream()) {
			stream.next("snapshot");
			this.context.close();
			stream.awaitEnd();
		}
	}

	@Test
	void refusesMorePagesThanConfigured() throws Exception {
		start(WebApplicationType.SERVLET, "otp.observer.pages=3");
		List<Stream> open = new ArrayList<>();
		try {
			for (int page = 0; page < 3; page++) {
				open.add(stream());
			}
			HttpResponse<String> refused = get("/stream");
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.body()).contains("There are 3 open pages already: close one of them.");
		}
		finally {
			for (Stream stream : open) {
				stream.close();
			}
		}
	}

	// --- processes

	@Test
	void showsAProcessInFull() throws Exception {
		start(WebApplicationType.SERVLET);
		JsonNode ledger = json(get("/process/exchange/ledger"));
		assertThat(ledger.get("path").asString()).isEqualTo("exchange/ledger");
		assertThat(ledger.get("actions")).isEmpty();
		assertThat(ledger.at("/state/availability").asString()).isEqualTo("hidden");
		assertThat(json(get("/process/ledger?values=true")).at("/state/availability").asString()).isEqualTo("hidden");
		assertThat(ledger.propertyNames()).doesNotContain("label", "maxMailbox");
	}

	@Test
	void showsStatesOnlyWhereThatIsConfiguredAndAskedFor() throws Exception {
		start(WebApplicationType.SERVLET, "otp.endpoint.show-values=always");
		assertThat(json(get("/process/ledger")).at("/state/availability").asString()).isEqualTo("hidden");
		assertThat(json(get("/process/ledger?values=true")).at("/state/availability").asString()).isEqualTo("shown");
	}

	@Test
	void remembersWhatAProcessCrashedWith() throws Exception {
		start(ApplicationWithoutSystem.class, WebApplicationType.SERVLET, "otp.endpoint.show-values=always");
		crash("ledger");
		JsonNode crash = json(get("/process/ledger")).at("/crashes/0");
		assertThat(crash.get("message").asString()).isEqualTo("Exchange.Crash");
		assertThat(crash.get("reason").asString()).contains("crashed by a test");
		assertThat(crash.at("/stack/1").asString()).contains("Exchange$Server.handleCast");
		assertThat(crash.has("state")).isFalse();
		assertThat(json(get("/process/ledger?values=true")).at("/crashes/0/state").asString())
			.isEqualTo("state of ledger");
		try (Stream stream = stream()) {
			JsonNode event = stream.next("snapshot").at("/events/0");
			assertThat(event.get("message").asString()).isEqualTo("Exchange.Crash");
			assertThat(event.has("state")).isFalse();
		}
	}

	@Test
	void remembersNoStatesUnlessTheyMayBeShown() throws Exception {
		start(ApplicationWithoutSystem.class, WebApplicationType.SERVLET);
		crash("ledger");
		JsonNode crash = json(get("/process/ledger?values=true")).at("/crashes/0");
		assertThat(crash.get("message").asString()).isEqualTo("Exchange.Crash");
		assertThat(crash.has("state")).isFalse();
	}

	/** Comes back when there is a new process. */
	private void crash(String name) throws InterruptedException {
		CountDownLatch restarted = new CountDownLatch(1);
		Supervision.of(this.system).addListener(new SupervisorListener() {

			@Override
			public void restarted(String path, Pid pid) {
				restarted.countDown();
			}

		});
		this.system.send(Exchange.pid(this.system, name), new Exchange.Crash());
		restarted.await();
	}

	@Test
	void pagesAndSearchesTheChildrenOfADynamicSupervisor() throws Exception {
		start(WebApplicationType.SERVLET);
		for (int number = 1001; number <= 1030; number++) {
			Exchange.startLine(this.system, String.valueOf(number));
		}
		String children = "/processes?under=exchange/switching/lines";
		JsonNode first = json(get(children + "&limit=20"));
		assertThat(first.get("total").asInt()).isEqualTo(30);
		assertThat(first.get("more").asBoolean()).isTrue();
		JsonNode second = json(get(children + "&limit=20&offset=20"));
		assertThat(second.get("rows")).hasSize(10);
		assertThat(second.get("more").asBoolean()).isFalse();
		JsonNode found = json(get(children + "&name=1017"));
		assertThat(found.at("/rows/0/name").asString()).isEqualTo("1017");
		assertThat(found.get("rows")).hasSize(1);
		assertThat(json(get(children + "&sort=name&limit=1&offset=29")).at("/rows/0/name").asString())
			.isEqualTo("1030");
	}

	// --- actions

	@Test
	void refusesActionsUnlessTheyAreGranted() throws Exception {
		start(WebApplicationType.SERVLET);
		String pid = Exchange.pid(this.system, "ledger").toString();
		assertThat(post("/process/ledger", "{\"action\": \"restart\"}").statusCode()).isEqualTo(405);
		assertThat(Exchange.pid(this.system, "ledger")).hasToString(pid);
	}

	@Test
	void offersActionsWhereTheyAreGranted() throws Exception {
		start(WebApplicationType.SERVLET, WRITABLE);
		assertThat(actions("exchange/ledger")).containsExactly("restart", "suspend", "terminate");
		assertThat(actions("exchange")).containsExactly("suspend");
		assertThat(actions("exchange/switching/traffic")).containsExactly("suspend", "terminate");
	}

	@Test
	void actsAndLeavesAnAuditEvent() throws Exception {
		start(WebApplicationType.SERVLET, WRITABLE);
		try (Stream stream = stream()) {
			stream.next("snapshot");
			assertThat(post("/process/exchange/ledger", "{\"action\": \"restart\"}").statusCode()).isEqualTo(202);
			assertThat(stream.next("delta", "/nodes/exchange~1ledger/restarts").at("/figures/crashes").asInt())
				.isZero();
		}
		assertThat(this.context.getBean(Application.class).audited).singleElement()
			.satisfies((event) -> assertThat(event.getAuditEvent().getType()).isEqualTo("OTP_ACTION"))
			.satisfies((event) -> assertThat(event.getAuditEvent().getData())
				.isEqualTo(Map.of("process", "exchange/ledger", "action", "restart", "status", 202)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "null", "{}", "{\"action\": null}", "{\"action\": \"explode\"}",
			"{\"action\": {}}", "{\"action\": \"restart\", \"action\": []}" })
	void refusesWhatIsNoAction(String body) throws Exception {
		start(WebApplicationType.SERVLET, WRITABLE);
		assertThat(post("/process/ledger", body).statusCode()).isBetween(400, 499);
		assertThat(post("/stream", body).statusCode()).isBetween(400, 499);
	}

	private List<String> actions(String process) throws Exception {
		return json(get("/process/" + process)).get("actions").valueStream().map(JsonNode::asString).toList();
	}

	// --- asking

	private void start(WebApplicationType type, String... properties) {
		start(Application.class, type, properties);
	}

	private void start(Class<?> application, WebApplicationType type, String... properties) {
		this.context = new SpringApplicationBuilder(application).web(type)
			.properties("server.port=0", "spring.main.banner-mode=off", "spring.jmx.enabled=false",
					"management.endpoints.web.exposure.include=observer")
			.properties(properties)
			.run();
		this.system = this.context.getBean(ProcessSystem.class);
		Exchange.start(this.system);
		this.base = "http://localhost:" + this.context.getEnvironment().getProperty("local.server.port")
				+ "/actuator/observer";
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(URI.create(this.base + path)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(URI.create(this.base + path))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static String contentType(HttpResponse<String> response) {
		return response.headers().firstValue("Content-Type").orElse("");
	}

	private static JsonNode json(HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return JsonMapper.shared().readTree(response.body());
	}

	private Stream stream() throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.base + "/stream"))
			.header("Accept", "text/event-stream")
			.build();
		HttpResponse<InputStream> response = this.client.send(request, HttpResponse.BodyHandlers.ofInputStream());
		assertThat(response.statusCode()).isEqualTo(200);
		return new Stream(new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
	}

	/** Server-sent events, as a browser reads them. */
	private record Stream(BufferedReader lines) implements AutoCloseable {

		JsonNode next(String event) throws IOException {
			return next(event, "");
		}

		/** The next event of a kind that has something at that place. */
		JsonNode next(String event, String place) throws IOException {
			for (String line = this.lines.readLine(); line != null; line = this.lines.readLine()) {
				if (line.equals("event:" + event)) {
					JsonNode data = JsonMapper.shared().readTree(this.lines.readLine().substring("data:".length()));
					if (!data.at(place).isMissingNode()) {
						return data;
					}
				}
			}
			throw new AssertionError("The stream ended before there was a " + event);
		}

		void awaitEnd() throws IOException {
			while (this.lines.readLine() != null) {
				// what was on its way
			}
		}

		@Override
		public void close() throws IOException {
			this.lines.close();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		private final List<AuditApplicationEvent> audited = new ArrayList<>();

		@Bean
		ProcessSystem system() {
			return ProcessSystem.builder().nodeName("test").build();
		}

		@EventListener
		void audited(AuditApplicationEvent event) {
			this.audited.add(event);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ApplicationWithoutSystem {

	}

}
