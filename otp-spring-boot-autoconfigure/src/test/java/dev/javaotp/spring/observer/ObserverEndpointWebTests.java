package dev.javaotp.spring.observer;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.Sys;
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

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.audit.AuditEvent;

import static org.assertj.core.api.Assertions.assertThat;

/** The endpoint of the page as a browser asks it, on a real server. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ObserverEndpointWebTests {

	private Site site;

	private ProcessSystem system;

	@AfterEach
	void close() {
		this.site.close();
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
		assertThat(this.site.address()).hasPath("/manage/look/obs");
		assertThat(get("").body()).contains("src=\"obs/app.js\"");
		assertThat(get("/app.js").statusCode()).isEqualTo(200);
		try (Site.Stream stream = this.site.stream()) {
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

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void aParameterInPlaceOfThePathNeedsNoValue(WebApplicationType type) throws Exception {
		start(type, Site.WRITABLE);
		assertThat(get("/nothing.js?path").body()).contains("src=\"./app.js\"");
		HttpResponse<String> nothing = this.site.post("/process/ledger?path", "{\"action\": \"restart\"}");
		assertThat(nothing.statusCode()).isEqualTo(404);
		assertThat(nothing.body()).contains("There is nothing to act on at ''");
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
		try (Site.Stream stream = this.site.stream()) {
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
		try (Site.Stream later = this.site.stream()) {
			JsonNode snapshot = later.next("snapshot");
			assertThat(snapshot.get("events")).hasSize(2);
			assertThat(snapshot.at("/restarts/counts").valueStream().mapToInt(JsonNode::asInt).sum()).isOne();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void endsWhenTheApplicationBeginsToStop(WebApplicationType type) throws Exception {
		start(type, "server.shutdown=graceful", "spring.lifecycle.timeout-per-shutdown-phase=1h");
		try (Site.Stream stream = this.site.stream()) {
			stream.next("snapshot");
			this.site.close();
			stream.awaitEnd();
		}
	}

	@Test
	void refusesMorePagesThanConfigured() throws Exception {
		start(WebApplicationType.SERVLET, "otp.observer.pages=3");
		List<Site.Stream> open = new ArrayList<>();
		try {
			for (int page = 0; page < 3; page++) {
				open.add(this.site.stream());
			}
			HttpResponse<String> refused = get("/stream");
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.body()).contains("There are 3 open pages already: close one of them.");
		}
		finally {
			for (Site.Stream stream : open) {
				stream.close();
			}
		}
	}

	@Test
	void whoAsksForTheHeadOfTheStreamIsNoOpenPage() throws Exception {
		start(WebApplicationType.SERVLET, "otp.observer.pages=1");
		HttpResponse<Void> head = this.site.head("/stream");
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.headers().firstValue("Content-Type")).contains("text/event-stream");
		try (Site.Stream stream = this.site.stream()) {
			assertThat(stream.next("snapshot")).isNotNull();
		}
	}

	// --- processes

	@Test
	void showsAProcessInFull() throws Exception {
		start(WebApplicationType.SERVLET);
		JsonNode ledger = json("/process/exchange/ledger");
		assertThat(ledger.get("path").asString()).isEqualTo("exchange/ledger");
		assertThat(ledger.get("actions")).isEmpty();
		assertThat(ledger.at("/state/availability").asString()).isEqualTo("hidden");
		assertThat(json("/process/ledger?values=true").at("/state/availability").asString()).isEqualTo("hidden");
		assertThat(ledger.propertyNames()).doesNotContain("label", "maxMailbox");
	}

	@Test
	void showsStatesOnlyWhereThatIsConfiguredAndAskedFor() throws Exception {
		start(WebApplicationType.SERVLET, "otp.endpoint.show-values=always");
		assertThat(json("/process/ledger").at("/state/availability").asString()).isEqualTo("hidden");
		assertThat(json("/process/ledger?values=true").at("/state/availability").asString()).isEqualTo("shown");
	}

	@Test
	void showsWhatWaitsInAMailboxByItsType() throws Exception {
		start(WebApplicationType.SERVLET);
		assertThat(json("/process/ledger").at("/messages/availability").asString()).isEqualTo("none");
		fillTheMailboxOf("ledger");
		JsonNode messages = json("/process/ledger?values=true").get("messages");
		assertThat(messages.toString())
			.isEqualTo("{\"availability\":\"hidden\",\"types\":[\"String\",\"Exchange.Stop\"]}");
	}

	@Test
	void showsWhatIsInThoseMessagesWhereThatIsConfiguredAndAskedFor() throws Exception {
		start(WebApplicationType.SERVLET, "otp.endpoint.show-values=always");
		fillTheMailboxOf("ledger");
		assertThat(json("/process/ledger").get("messages").has("first")).isFalse();
		assertThat(json("/process/ledger?values=true").at("/messages/first").toString())
			.isEqualTo("[\"one\",\"Stop[]\"]");
	}

	private void fillTheMailboxOf(String name) {
		Pid pid = Exchange.pid(this.system, name);
		Sys.suspend(pid);
		this.system.send(pid, "one");
		this.system.send(pid, new Exchange.Stop());
	}

	@Test
	void tellsWhoIsBusyInItsHandler() throws Exception {
		start(WebApplicationType.SERVLET);
		CountDownLatch reached = new CountDownLatch(1);
		CountDownLatch until = new CountDownLatch(1);
		Pid ledger = Exchange.pid(this.system, "ledger");
		this.system.send(ledger, new Exchange.Block(reached, until));
		reached.await();
		try (Site.Stream stream = this.site.stream()) {
			JsonNode row = stream.next("delta", "/top/busy/0/busy").at("/top/busy/0");
			assertThat(row.get("pid").asString()).isEqualTo(ledger.toString());
			assertThat(row.get("busy").asDouble()).isEqualTo(1);
			assertThat(json("/process/ledger").get("busy").asDouble()).isEqualTo(1);
		}
		finally {
			until.countDown();
		}
	}

	@Test
	void remembersWhatAProcessCrashedWith() throws Exception {
		start(WebApplicationType.SERVLET, "otp.endpoint.show-values=always");
		crash("ledger");
		JsonNode crash = json("/process/ledger").at("/crashes/0");
		assertThat(crash.get("message").asString()).isEqualTo("Exchange.Crash");
		assertThat(crash.get("reason").asString()).contains("crashed by a test");
		assertThat(crash.at("/stack/1").asString()).contains("Exchange$Server.handleCast");
		assertThat(crash.has("state")).isFalse();
		assertThat(json("/process/ledger?values=true").at("/crashes/0/state").asString()).isEqualTo("state of ledger");
		try (Site.Stream stream = this.site.stream()) {
			JsonNode event = stream.next("snapshot").at("/events/0");
			assertThat(event.get("message").asString()).isEqualTo("Exchange.Crash");
			assertThat(event.has("state")).isFalse();
		}
	}

	@Test
	void remembersNoStatesUnlessTheyMayBeShown() throws Exception {
		start(WebApplicationType.SERVLET);
		crash("ledger");
		JsonNode crash = json("/process/ledger?values=true").at("/crashes/0");
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
		JsonNode first = json(children + "&limit=20");
		assertThat(first.get("total").asInt()).isEqualTo(30);
		assertThat(first.get("more").asBoolean()).isTrue();
		JsonNode second = json(children + "&limit=20&offset=20");
		assertThat(second.get("rows")).hasSize(10);
		assertThat(second.get("more").asBoolean()).isFalse();
		JsonNode found = json(children + "&name=1017");
		assertThat(found.at("/rows/0/name").asString()).isEqualTo("1017");
		assertThat(found.get("rows")).hasSize(1);
		assertThat(json(children + "&sort=name&limit=1&offset=29").at("/rows/0/name").asString()).isEqualTo("1030");
	}

	// --- actions

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void refusesActionsUnlessTheyAreGranted(WebApplicationType type) throws Exception {
		start(type);
		Pid ledger = Exchange.pid(this.system, "ledger");
		for (String action : List.of("restart", "terminate", "suspend", "resume", "trace", "untrace")) {
			assertThat(this.site.act("ledger", action).statusCode()).as(action).isEqualTo(405);
		}
		assertThat(Exchange.pid(this.system, "ledger")).isSameAs(ledger);
		assertThat(Sys.getStatus(ledger).suspended()).isFalse();
		assertThat(Sys.getStatus(ledger).debug()).isEmpty();
		assertThat(actions("ledger")).isEmpty();
		try (Site.Stream stream = this.site.stream()) {
			assertThat(stream.next("snapshot").at("/may/act").asBoolean()).isFalse();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void offersActionsWhereTheyAreGranted(WebApplicationType type) throws Exception {
		start(type, Site.WRITABLE);
		assertThat(actions("exchange/ledger")).containsExactly("restart", "suspend", "trace", "terminate");
		assertThat(actions("exchange")).containsExactly("suspend", "trace");
		assertThat(actions("exchange/switching/traffic")).containsExactly("suspend", "trace", "terminate");
		try (Site.Stream stream = this.site.stream()) {
			assertThat(stream.next("snapshot").at("/may/act").asBoolean()).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void acts(WebApplicationType type) throws Exception {
		start(type, Site.WRITABLE);
		try (Site.Stream stream = this.site.stream()) {
			stream.next("snapshot");
			assertThat(this.site.act("exchange/ledger", "restart").statusCode()).isEqualTo(202);
			assertThat(stream.next("delta", "/nodes/exchange~1ledger/restarts").at("/figures/crashes").asInt())
				.isZero();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void eachAttemptLeavesAnAuditEvent(WebApplicationType type) throws Exception {
		start(type, Site.WRITABLE);
		this.site.act("ledger", "suspend");
		this.site.act("exchange/ledger", "trace");
		this.site.act("ledger", "untrace");
		this.site.act("ledger", "untrace");
		this.site.act("nobody", "restart");
		this.site.act("ledger", "x".repeat(1_000));
		assertThat(this.site.audited()).extracting(AuditEvent::getType).containsOnly("OTP_ACTION");
		assertThat(this.site.audited()).extracting(AuditEvent::getPrincipal).containsOnly("anonymous");
		assertThat(this.site.audited()).extracting(AuditEvent::getData)
			.containsExactly(Map.of("process", "ledger", "action", "suspend", "status", 202),
					Map.of("process", "exchange/ledger", "action", "trace", "status", 202),
					Map.of("process", "ledger", "action", "untrace", "status", 202),
					Map.of("process", "ledger", "action", "untrace", "status", 409),
					Map.of("process", "nobody", "action", "restart", "status", 404),
					Map.of("process", "ledger", "action", "x".repeat(200) + "…", "status", 400));
	}

	@Test
	void tracesAProcess() throws Exception {
		start(WebApplicationType.SERVLET, Site.WRITABLE);
		assertThat(json("/process/ledger").has("trace")).isFalse();
		assertThat(this.site.act("ledger", "trace").statusCode()).isEqualTo(202);
		assertThat(actions("ledger")).contains("untrace").doesNotContain("trace");
		Pid ledger = Exchange.pid(this.system, "ledger");
		ServerRef.<Exchange.Server>of(ledger).call(new Exchange.Ask());
		// whatever was to be noted has been noted when it answers this
		Sys.getState(ledger);
		JsonNode trace = json("/process/exchange/ledger").get("trace");
		assertThat(trace.get("on").asBoolean()).isTrue();
		assertThat(trace.at("/events/0/kind").asString()).isEqualTo("in");
		assertThat(trace.at("/events/0/message").asString()).isEqualTo("Exchange.Ask");
		assertThat(trace.at("/events/0/micros").asDouble()).isPositive();
		assertThat(trace.at("/events/1/message").asString()).isEqualTo("String");
		assertThat(this.site.act("ledger", "untrace").statusCode()).isEqualTo(202);
		assertThat(json("/process/ledger").has("trace")).isFalse();
	}

	@Test
	void saysWhyAnActionIsRefused() throws Exception {
		start(WebApplicationType.SERVLET, Site.WRITABLE);
		assertThat(this.site.act("ledger", "untrace").body()).contains("'ledger' is not traced.");
		assertThat(this.site.act("ledger", "explode").body())
			.contains("with one of restart, terminate, suspend, resume, trace, untrace, not 'explode'.");
		assertThat(this.site.post("/process/ledger", "{}").body()).contains("not a body without 'action'.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "null", "{}", "{\"action\": null}", "{\"action\": \"explode\"}",
			"{\"action\": {}}", "{\"action\": \"restart\", \"action\": []}" })
	void refusesWhatIsNoAction(String body) throws Exception {
		start(WebApplicationType.SERVLET, Site.WRITABLE);
		assertThat(this.site.post("/process/ledger", body).statusCode()).isBetween(400, 499);
		assertThat(this.site.post("/stream", body).statusCode()).isBetween(400, 499);
	}

	private List<String> actions(String process) throws Exception {
		return json("/process/" + process).get("actions").valueStream().map(JsonNode::asString).toList();
	}

	// --- asking

	private void start(WebApplicationType type, String... properties) {
		this.site = new Site(type, properties);
		this.system = this.site.system();
	}

	private HttpResponse<String> get(String path) throws Exception {
		return this.site.get(path);
	}

	private JsonNode json(String path) throws Exception {
		return this.site.json(path);
	}

	private static String contentType(HttpResponse<String> response) {
		return response.headers().firstValue("Content-Type").orElse("");
	}

}
