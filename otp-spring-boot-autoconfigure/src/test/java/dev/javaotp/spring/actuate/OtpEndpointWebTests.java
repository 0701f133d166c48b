package dev.javaotp.spring.actuate;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.MailboxLimit;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessInfo;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.Exchange;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.Supervision;
import dev.javaotp.supervisor.Supervisor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/** The endpoint as it is asked over HTTP, on a real server. */
class OtpEndpointWebTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String WRITABLE = "management.endpoint.otp.access=unrestricted";

	private final HttpClient client = HttpClient.newHttpClient();

	// by their properties: a server takes its time to start
	private static final Map<List<String>, ConfigurableApplicationContext> contexts = new HashMap<>();

	private ConfigurableApplicationContext context;

	private ProcessSystem system;

	private final CountDownLatch released = new CountDownLatch(1);

	@AfterEach
	void endProcesses() {
		this.released.countDown();
		this.system.processes().forEach((pid) -> this.system.exit(pid, ExitReason.KILL));
		await(() -> this.system.processCount() == 0 && this.system.leftovers().isEmpty());
	}

	@AfterAll
	static void close() {
		contexts.values().forEach(ConfigurableApplicationContext::close);
		contexts.clear();
	}

	// --- reading

	@Test
	void showsTheNode() {
		start();
		JsonNode node = get("");
		assertThat(node.get("node").asString()).isEqualTo("test");
		assertThat(node.get("uptime").asString()).startsWith("PT");
		assertThat(node.get("processes").asInt()).isEqualTo(6);
		assertThat(node.get("processesStarted").asInt()).isGreaterThanOrEqualTo(6);
		assertThat(node.get("supervisors").asInt()).isEqualTo(3);
		assertThat(node.get("scheduler").propertyNames()).containsExactly("threads", "busy", "queued", "setAside",
				"virtual", "cpu");
		assertThat(node.get("scheduler").get("threads").asInt()).isPositive();
		assertThat(node.get("leftovers").get("count").asInt()).isZero();
	}

	@Test
	void showsHandlersThatAreLeftOver() throws Exception {
		start();
		CountDownLatch reached = new CountDownLatch(1);
		Pid stubborn = this.system.spawn((self) -> {
			reached.countDown();
			while (this.released.getCount() > 0) {
				Thread.onSpinWait();
			}
		});
		assertThat(reached.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		this.system.exit(stubborn, ExitReason.KILL);
		await(() -> get("").get("leftovers").toString().equals("{\"count\":1,\"pids\":[\"" + stubborn + "\"]}"));
	}

	@Test
	void showsTheTree() {
		start();
		JsonNode exchange = get("/tree").get("supervisors").get(0);
		assertThat(exchange.toString()).isEqualTo(("""
				{"id":"exchange","pid":"%s","kind":"supervisor","strategy":"one-for-one","status":"running",\
				"mailboxDepth":0,"restarts":0,"maxRestarts":3,"within":"PT5S","children":[\
				{"id":"ledger","pid":"%s","kind":"worker","restart":"permanent","status":"running",\
				"mailboxDepth":0,"restarts":0},\
				{"id":"switching","pid":"%s","kind":"supervisor","strategy":"rest-for-one","restart":"permanent",\
				"status":"running","mailboxDepth":0,"restarts":0,"maxRestarts":3,"within":"PT5S","children":[\
				{"id":"switchboard","pid":"%s","kind":"worker","restart":"permanent","status":"running",\
				"mailboxDepth":0,"restarts":0},\
				{"id":"lines","pid":"%s","kind":"supervisor","strategy":"dynamic","restart":"permanent",\
				"status":"running","mailboxDepth":0,"restarts":0,"maxRestarts":3,"within":"PT5S","childCount":0,\
				"childRestarts":0,"children":[]},\
				{"id":"traffic","pid":"%s","kind":"worker","restart":"temporary","status":"running",\
				"mailboxDepth":0,"restarts":0}]}]}""").formatted(pid("exchange"), pid("ledger"), pid("switching"),
				pid("switchboard"), pid("lines"), pid("traffic")));
	}

	@Test
	void showsTheLimitOfAMailboxAndWhatItDropped() {
		start();
		Supervisor.named(this.system, "exchange")
			.startChild(ChildSpec.server("narrow", () -> new Exchange.Server("narrow"),
					StartOptions.named("narrow").withMailboxLimit(MailboxLimit.of(5))));
		JsonNode narrow = get("/tree").get("supervisors").get(0).get("children").get(2);
		assertThat(narrow.toString()).isEqualTo("""
				{"id":"narrow","pid":"%s","kind":"worker","restart":"permanent","status":"running",\
				"mailboxDepth":0,"maxMailbox":5,"messagesDropped":0,"restarts":0}""".formatted(pid("narrow")));
		JsonNode process = get("/processes/narrow");
		assertThat(process.get("maxMailbox").asInt()).isEqualTo(5);
		assertThat(process.get("overflow").asString()).isEqualTo("reject");
		assertThat(process.get("messagesDropped").asInt()).isZero();
	}

	@Test
	void showsTheFirstTwentyChildrenOfADynamicSupervisorOrAsManyAsAreAskedFor() {
		start();
		for (int number = 1000; number < 1025; number++) {
			Exchange.startLine(this.system, String.valueOf(number));
		}
		JsonNode lines = lines("/tree");
		assertThat(lines.get("childCount").asInt()).isEqualTo(25);
		assertThat(lines.get("children").size()).isEqualTo(20);
		assertThat(lines.get("children").get(0).get("id").asString()).isEqualTo("1000");
		assertThat(lines.get("children").get(0).get("kind").asString()).isEqualTo("worker");
		assertThat(lines("/tree?limit=22").get("children").size()).isEqualTo(22);
		assertThat(lines("/tree?limit=0").get("children").size()).isZero();
		assertThat(lines("/tree?limit=0").get("childCount").asInt()).isEqualTo(25);
	}

	@Test
	void aRestartedProcessHasAnotherPidAndOneMoreRestart() {
		start();
		String before = pid("ledger");
		ServerRef.<Exchange.Server>named(this.system, "ledger").cast(new Exchange.Crash());
		await(() -> ledger().get("restarts").asInt() == 1 && ledger().get("status").asString().equals("running"));
		assertThat(ledger().get("pid").asString()).isNotEqualTo(before).isEqualTo(pid("ledger"));
	}

	@Test
	void looksAtProcessesThatAreStuck() throws Exception {
		start("otp.endpoint.show-values=always");
		block("ledger");
		ServerRef<Exchange.Server> ref = ServerRef.named(this.system, "ledger");
		ref.cast(new Exchange.Ping());
		ref.cast(new Exchange.Ping());
		assertThat(ledger().get("mailboxDepth").asInt()).isEqualTo(2);
		JsonNode process = get("/processes/ledger");
		assertThat(process.get("status").asString()).isEqualTo("running");
		assertThat(process.get("stack").toString()).contains("CountDownLatch.await");
		assertThat(process.get("state").toString()).isEqualTo("{\"availability\":\"busy\"}");
	}

	@Test
	void listsProcessesInStartOrder() {
		start();
		JsonNode list = get("/processes");
		assertThat(list.get("total").asInt()).isEqualTo(6);
		assertThat(names(list)).containsExactly("exchange", "ledger", "switching", "switchboard", "lines", "traffic");
		JsonNode ledger = list.get("processes").get(1);
		assertThat(ledger.toString()).isEqualTo("{\"pid\":\"" + pid("ledger")
				+ "\",\"name\":\"ledger\",\"type\":\"dev.javaotp.spring.Exchange$Server\","
				+ "\"status\":\"waiting\",\"mailboxDepth\":0,\"messagesHandled\":0,\"restarts\":0,\"parent\":\""
				+ pid("exchange") + "\"}");
	}

	@Test
	void listsProcessesInOtherOrdersAndOnlySome() throws Exception {
		start();
		block("switchboard");
		ServerRef.<Exchange.Server>named(this.system, "switchboard").cast(new Exchange.Ping());
		ServerRef<Exchange.Server> ledger = ServerRef.named(this.system, "ledger");
		ledger.call(new Exchange.Ask());
		ledger.call(new Exchange.Ask());
		assertThat(names(get("/processes?sort=mailboxDepth&limit=1"))).containsExactly("switchboard");
		assertThat(names(get("/processes?sort=mailbox&limit=1"))).containsExactly("switchboard");
		assertThat(names(get("/processes?sort=name"))).containsExactly("exchange", "ledger", "lines", "switchboard",
				"switching", "traffic");
		assertThat(names(get("/processes?name=SWITCH&sort=name"))).containsExactly("switchboard", "switching");
		assertThat(get("/processes?name=switch&limit=1").get("total").asInt()).isEqualTo(2);
		assertThat(names(get("/processes?limit=0"))).isEmpty();
		ledger.cast(new Exchange.Crash());
		await(() -> names(get("/processes?sort=restarts&limit=1")).equals(List.of("ledger")));
	}

	@Test
	void findsLinesByTheirLabels() {
		start();
		Exchange.startLine(this.system, "1001");
		Pid line = Exchange.startLine(this.system, "1002");
		JsonNode list = get("/processes?name=1002");
		assertThat(list.get("processes").get(0).get("pid").asString()).isEqualTo(line.toString());
		assertThat(list.get("processes").get(0).get("label").asString()).isEqualTo("1002");
	}

	@Test
	void showsOneProcessInFullByNameByPidAndByPath() {
		start();
		JsonNode ledger = get("/processes/ledger");
		assertThat(ledger.get("pid").asString()).isEqualTo(pid("ledger"));
		assertThat(ledger.get("name").asString()).isEqualTo("ledger");
		assertThat(ledger.get("type").asString()).isEqualTo("dev.javaotp.spring.Exchange$Server");
		assertThat(ledger.get("status").asString()).isEqualTo("waiting");
		assertThat(ledger.get("execution").asString()).isEqualTo("auto");
		assertThat(ledger.get("trapsExits").asBoolean()).isTrue();
		assertThat(ledger.get("ancestors").toString()).isEqualTo("[\"" + pid("exchange") + "\"]");
		assertThat(ledger.get("links").toString()).isEqualTo("[\"" + pid("exchange") + "\"]");
		assertThat(ledger.get("linkCount").asInt()).isOne();
		assertThat(ledger.get("supervision").toString()).isEqualTo(
				"{\"supervisor\":\"exchange\",\"id\":\"ledger\",\"restart\":\"permanent\",\"restarts\":0,\"failedStarts\":0}");
		assertThat(ledger.get("state").toString()).isEqualTo("{\"availability\":\"hidden\"}");
		assertThat(get("/processes/" + encode(pid("ledger"))).get("name").asString()).isEqualTo("ledger");
		assertThat(get("/processes/exchange/ledger").get("name").asString()).isEqualTo("ledger");
		assertThat(get("/processes/exchange").get("name").asString()).isEqualTo("exchange");
	}

	@Test
	void showsTheStateThatAProcessRendersWhereThatIsGranted() {
		start("otp.endpoint.show-values=always");
		assertThat(get("/processes/ledger").get("state").toString())
			.isEqualTo("{\"availability\":\"shown\",\"value\":\"state of ledger\"}");
	}

	@Test
	void showsNoStateToStrangers() {
		start("otp.endpoint.show-values=when-authorized");
		assertThat(get("/processes/ledger").get("state").toString()).isEqualTo("{\"availability\":\"hidden\"}");
	}

	@Test
	void aPlainProcessHasNoStateToShow() {
		start("otp.endpoint.show-values=always");
		Pid plain = plainProcess();
		JsonNode process = get("/processes/" + encode(plain.toString()));
		assertThat(process.get("state").toString()).isEqualTo("{\"availability\":\"none\"}");
		assertThat(process.has("supervision")).isFalse();
		assertThat(this.system.mailboxDepth(plain)).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					/processes/ledgr|404|There is no process 'ledgr': expected the registered name of a process, a pid such as <0.12.0>, or the id or path of a child in a supervision tree.
					/processes/%3C0.99999.0%3E|404|There is no process '<0.99999.0>': expected the registered name of a process, a pid such as <0.12.0>, or the id or path of a child in a supervision tree.
					/trees|404|There is nothing at 'trees': expected tree, processes, or processes/ and the name or pid of a process.
					/tree?limit=-1|400|The parameter 'limit' is '-1': expected a whole number from 0 to 10000.
					/tree?limit=many|400|The parameter 'limit' is 'many': expected a whole number from 0 to 10000.
					/tree?limit=|400|The parameter 'limit' is '': expected a whole number from 0 to 10000.
					/tree?limit=1&limit=2|400|The parameter 'limit' is '1,2': expected a whole number from 0 to 10000.
					/processes?limit=10001|400|The parameter 'limit' is '10001': expected a whole number from 0 to 10000.
					/processes?sort=size|400|The parameter 'sort' is 'size': expected one of pid, name, mailboxDepth, messagesHandled, restarts.
					""")
	void saysWhatIsWrongAsAProblem(String path, int status, String detail) throws Exception {
		start();
		HttpResponse<String> response = send("GET", path, null);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		JsonNode problem = JsonMapper.shared().readTree(response.body());
		assertThat(problem.propertyNames()).containsExactly("title", "status", "detail");
		assertThat(problem.get("status").asInt()).isEqualTo(status);
		assertThat(problem.get("detail").asString()).isEqualTo(detail);
	}

	@Test
	void saysThatANameIsAmbiguous() throws Exception {
		start();
		Supervisor.named(this.system, "exchange")
			.startChild(ChildSpec.server("twin", () -> new Exchange.Server("one")));
		Supervisor.named(this.system, "switching")
			.startChild(ChildSpec.server("twin", () -> new Exchange.Server("other")));
		HttpResponse<String> response = send("GET", "/processes/twin", null);
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).contains(
				"There are several children 'twin': use the path of one of them, exchange/twin or exchange/switching/twin.");
		assertThat(get("/processes/exchange/switching/twin").get("name").asString()).isEqualTo("twin");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "//", "/tree/", "/tree/x", "/processes/", "/processes//", "/processes/%00",
			"/processes/%2F", "/processes/..%2f..", "/processes/%F0%9F%98%80", "/processes/%ff%fe", "/processes/<>",
			"/processes/%3C0.1.0", "/processes/%3C0.9999999999999999999999.0%3E", "/processes/%3C-1.0.0%3E",
			"/processes/a/b/c/d/e", "/processes/${x}", "/processes/%25", "/processes;x=y", "/processes/ledger;x=y",
			"/tree?limit=2147483648", "/tree?limit=1e3", "/tree?limit=%00", "/processes?sort=&limit=&name=",
			"/processes?name=%00", "/processes?sort=%E2%98%BA" })
	void noPathIsAServerError(String path) throws Exception {
		start(WRITABLE);
		for (String method : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS")) {
			int status = sendRaw(method, path, (method.startsWith("P")) ? "{\"action\":\"x\"}" : null);
			assertThat(status).as(method + " " + path).isLessThan(500);
		}
		assertThat(Exchange.pid(this.system, "ledger").isAlive()).isTrue();
	}

	// --- writing

	@Test
	void withoutWriteAccessNothingCanBeDone() throws Exception {
		start();
		assertThat(act("ledger", "restart").statusCode()).isEqualTo(405);
		assertThat(Exchange.restarts(this.system, "exchange", "ledger")).isZero();
	}

	@Test
	void restartsAProcessAndNeitherItsSiblingsNorTheIntensityAreTouched() throws Exception {
		start(WRITABLE);
		Pid switchboard = Exchange.pid(this.system, "switchboard");
		Pid lines = Exchange.pid(this.system, "lines");
		for (int i = 1; i <= 5; i++) {
			int restarts = i;
			HttpResponse<String> response = act("switchboard", "restart");
			assertThat(response.statusCode()).isEqualTo(202);
			assertThat(response.body()).isEqualTo("{\"process\":\"switchboard\",\"action\":\"restart\"}");
			await(() -> Exchange.restarts(this.system, "exchange/switching", "switchboard") == restarts);
		}
		assertThat(Exchange.pid(this.system, "switchboard")).isNotSameAs(switchboard);
		assertThat(Exchange.pid(this.system, "lines")).isSameAs(lines);
		assertThat(Supervision.of(this.system).find("exchange/switching").orElseThrow().intensityUsed()).isZero();
	}

	@Test
	void aTerminatedProcessStaysDownUntilItIsRestarted() throws Exception {
		start(WRITABLE);
		assertThat(act("ledger", "terminate").statusCode()).isEqualTo(202);
		await(() -> ledger().get("status").asString().equals("stopped"));
		assertThat(ledger().has("pid")).isFalse();
		assertThat(get("/processes/ledger").toString()).isEqualTo("{\"name\":\"ledger\",\"status\":\"stopped\","
				+ "\"supervision\":{\"supervisor\":\"exchange\",\"id\":\"ledger\",\"restart\":\"permanent\",\"restarts\":0,\"failedStarts\":0}}");
		assertProblem(act("ledger", "terminate"), 409, "'ledger' is not running.");
		assertProblem(act("ledger", "suspend"), 409, "'ledger' is not running.");
		assertThat(act("ledger", "restart").statusCode()).isEqualTo(202);
		await(() -> ledger().get("status").asString().equals("running"));
	}

	@Test
	void terminatesChildrenOfDynamicSupervisorsAndUnsupervisedProcesses() throws Exception {
		start(WRITABLE);
		Pid line = Exchange.startLine(this.system, "1001");
		Pid plain = plainProcess();
		assertProblem(act(line.toString(), "restart"), 409, "'" + line
				+ "' cannot be restarted: it is a child of the dynamic supervisor 'exchange/switching/lines', whose children are started on demand; it can be terminated.");
		assertThat(act(line.toString(), "terminate").statusCode()).isEqualTo(202);
		await(() -> !line.isAlive() && lines("/tree").get("childCount").asInt() == 0);
		assertProblem(act(plain.toString(), "restart"), 409,
				"'" + plain + "' cannot be restarted: it is in no supervision tree.");
		assertThat(act(plain.toString(), "terminate").statusCode()).isEqualTo(202);
		await(() -> !plain.isAlive());
		assertThat(act(plain.toString(), "terminate").statusCode()).isEqualTo(404);
	}

	@Test
	void refusesWhatMakesNoSense() throws Exception {
		start(WRITABLE);
		assertProblem(act("exchange", "restart"), 409,
				"'exchange' cannot be restarted: it is at the top of its tree, with nobody above it who could start it again.");
		assertProblem(act("exchange", "terminate"), 409,
				"'exchange' cannot be terminated: it is at the top of its tree, which ends with the application.");
		assertProblem(act("traffic", "restart"), 409,
				"'traffic' cannot be restarted: it is temporary, so that its supervisor forgets it when it ends.");
		assertProblem(act("ledger", "resume"), 409, "'ledger' is not suspended.");
		Pid plain = plainProcess();
		assertProblem(act(plain.toString(), "suspend"), 409,
				"'" + plain + "' cannot be suspended: it is a plain process, not a server or another behaviour.");
		assertProblem(act("ledger", "explode"), 400,
				"The action 'explode' is unknown: expected {\"action\": \"…\"} with one of restart, terminate, suspend, resume.");
		assertProblem(send("POST", "/processes/ledger", "{}"), 400,
				"There is no 'action' in the body: expected {\"action\": \"…\"} with one of restart, terminate, suspend, resume.");
		assertProblem(act("nobody", "restart"), 404,
				"There is no process 'nobody': expected the registered name of a process, a pid such as <0.12.0>, or the id or path of a child in a supervision tree.");
		assertThat(send("POST", "/tree", "{\"action\":\"restart\"}").statusCode()).isEqualTo(404);
	}

	@Test
	void suspendsAndResumes() throws Exception {
		start(WRITABLE);
		Pid ledger = Exchange.pid(this.system, "ledger");
		assertThat(act("ledger", "suspend").statusCode()).isEqualTo(202);
		await(() -> ledger().get("status").asString().equals("suspended"));
		assertProblem(act("ledger", "suspend"), 409, "'ledger' is suspended already.");
		ServerRef.<Exchange.Server>named(this.system, "ledger").cast(new Exchange.Ping());
		assertThat(ledger().get("mailboxDepth").asInt()).isOne();
		assertThat(act("ledger", "resume").statusCode()).isEqualTo(202);
		await(() -> ledger().get("status").asString().equals("running") && ledger().get("mailboxDepth").asInt() == 0);
		assertThat(Exchange.pid(this.system, "ledger")).isSameAs(ledger);
	}

	@Test
	void answersAtOnceForAProcessThatIsBusyAndKeepsTheOrder() throws Exception {
		start(WRITABLE);
		Pid ledger = block("ledger");
		assertThat(act("ledger", "suspend").statusCode()).isEqualTo(202);
		assertThat(act("ledger", "resume").statusCode()).isEqualTo(202);
		assertThat(act("ledger", "terminate").statusCode()).isEqualTo(202);
		assertThat(ledger.isAlive()).isTrue();
		this.released.countDown();
		await(() -> !ledger.isAlive());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "42", "\"restart\"", "{", "{\"action\":{\"a\":1}}", "{\"action\":null}",
			"{\"action\":[\"restart\"]}", "{\"action\":42}", "{\"Action\":\"restart\"}", "{\"action\":\"RESTART\"}",
			"\u0000", "{\"action\":\"\\u0000\"}" })
	void noBodyIsAServerErrorAndNoneOfTheseDoesAnything(String body) throws Exception {
		start(WRITABLE);
		Pid ledger = Exchange.pid(this.system, "ledger");
		assertThat(send("POST", "/processes/ledger", body).statusCode()).isBetween(400, 499);
		assertThat(Exchange.pid(this.system, "ledger")).isSameAs(ledger);
		assertThat(this.system.status(ledger)).isEqualTo(ProcessInfo.Status.WAITING);
	}

	// --- how

	private void start(String... properties) {
		this.context = contexts.computeIfAbsent(List.of(properties),
				(key) -> new SpringApplicationBuilder(Application.class).web(WebApplicationType.SERVLET)
					.properties("server.port=0", "spring.main.banner-mode=off", "spring.jmx.enabled=false",
							"management.endpoints.web.exposure.include=otp")
					.properties(properties)
					.run());
		this.system = this.context.getBean(ProcessSystem.class);
		Exchange.start(this.system);
		await(() -> this.system.processes().allMatch((pid) -> this.system.status(pid) == ProcessInfo.Status.WAITING));
	}

	private String pid(String name) {
		return Exchange.pid(this.system, name).toString();
	}

	/** Holds a server up in a handler. */
	private Pid block(String name) throws InterruptedException {
		Pid pid = Exchange.pid(this.system, name);
		CountDownLatch reached = new CountDownLatch(1);
		this.system.send(pid, new Exchange.Block(reached, this.released));
		assertThat(reached.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		return pid;
	}

	private Pid plainProcess() {
		Pid pid = this.system.spawn((self) -> self.receive((message) -> false));
		await(() -> this.system.status(pid) == ProcessInfo.Status.WAITING);
		return pid;
	}

	private JsonNode ledger() {
		return get("/tree").get("supervisors").get(0).get("children").get(0);
	}

	private JsonNode lines(String path) {
		return get(path).get("supervisors").get(0).get("children").get(1).get("children").get(1);
	}

	private static List<String> names(JsonNode list) {
		return list.get("processes").valueStream().map((process) -> process.get("name").asString()).toList();
	}

	private static void assertProblem(HttpResponse<String> response, int status, String detail) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(JsonMapper.shared().readTree(response.body()).get("detail").asString()).isEqualTo(detail);
	}

	private HttpResponse<String> act(String process, String action) throws Exception {
		return send("POST", "/processes/" + encode(process), "{\"action\":\"" + action + "\"}");
	}

	private JsonNode get(String path) {
		try {
			HttpResponse<String> response = send("GET", path, null);
			assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
			return JsonMapper.shared().readTree(response.body());
		}
		catch (IOException | InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private HttpResponse<String> send(String method, String path, String body)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + path)).timeout(LIMIT);
		if (body != null) {
			request.header("Content-Type", "application/json");
		}
		request.method(method,
				(body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody());
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	/** Sends a path that need not be a valid one. */
	private int sendRaw(String method, String path, String body) throws IOException {
		int port = ((WebServerApplicationContext) this.context).getWebServer().getPort();
		try (var socket = new Socket("localhost", port)) {
			socket.setSoTimeout((int) LIMIT.toMillis());
			String content = (body != null) ? body : "";
			String head = method + " /actuator/otp" + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
					+ "Content-Type: application/json\r\nContent-Length: " + content.length() + "\r\n\r\n";
			socket.getOutputStream().write((head + content).getBytes(StandardCharsets.ISO_8859_1));
			String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
			return Integer.parseInt(answer.substring(9, 12));
		}
	}

	private String base() {
		return "http://localhost:" + ((WebServerApplicationContext) this.context).getWebServer().getPort()
				+ "/actuator/otp";
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(condition);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		ProcessSystem system() {
			return ProcessSystem.builder().nodeName("test").build();
		}

	}

}
