package dev.javaotp.starter;

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
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.javaotp.gen.CallResult;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.From;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.Registry;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.Supervisor;
import dev.javaotp.supervisor.SupervisorSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who sees the observer page, and who may act, with Spring Security on both web stacks.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ObserverSecurityTests {

	private static final String[] WRITABLE = { "management.endpoint.observer.access=unrestricted",
			"management.endpoint.otp.access=unrestricted" };

	/** Some of it is on every page, in every list and file, and in the metrics. */
	private static final String[] WHAT_THERE_IS = { "vault", "safe", "Observer", "preact", "uPlot", "otp_", "otp.",
			"function", "export" };

	private static final List<String> ACTIONS = List.of("restart", "terminate", "suspend", "resume", "trace",
			"untrace");

	private final HttpClient client = HttpClient.newHttpClient();

	private ConfigurableApplicationContext context;

	private ProcessSystem system;

	@AfterEach
	void close() {
		this.context.close();
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void withNothingConfiguredNothingLeaks(WebApplicationType type) throws Exception {
		start(Unconfigured.class, type, WRITABLE);
		for (String path : addresses()) {
			for (String accept : List.of("*/*", "text/html", "application/json", "text/event-stream")) {
				HttpResponse<String> answer = send(get(path).header("Accept", accept));
				assertThat(answer.statusCode()).as("%s as %s", path, accept).isIn(302, 400, 401, 403);
				assertThat(answer.body()).as("%s as %s", path, accept).doesNotContain(WHAT_THERE_IS);
			}
		}
		// health is open, and says no more than whether all is well
		for (String path : List.of("/health", "/health/otp", "/health/otp/safe", "/health/liveness")) {
			assertThat(send(get(path)).body()).as(path).doesNotContain(WHAT_THERE_IS);
		}
		assertThatNoActionWorks((request) -> request, List.of(401, 403));
	}

	/** All that we serve, and some other ways to spell it. */
	private static List<String> addresses() throws IOException {
		List<String> addresses = new ArrayList<>(List.of("", "/", "/otp", "/otp/", "/otp/tree", "/otp/processes",
				"/otp/processes?name=vault", "/otp/processes/vault", "/otp/processes/safe/vault", "/otp/none",
				"/prometheus", "/metrics", "/metrics/otp.processes", "/observer", "/observer/", "/observer/stream",
				"/observer/table", "/observer/processes", "/observer/processes?under=safe", "/observer/process/vault",
				"/observer/process/vault?values=true", "/observer/process/safe/vault", "/observer/none", "/observer//",
				"//observer", "/observer/%2e/table", "/observer/..;/observer", "/observer/table;a=b", "/Observer",
				"/health/../observer", "/health/%2e%2e/observer", "/health/..;/observer"));
		PathMatchingResourcePatternResolver files = new PathMatchingResourcePatternResolver();
		String folder = "META-INF/otp-observer/";
		for (Resource file : files.getResources("classpath*:" + folder + "**/*.*")) {
			String url = file.getURL().toString();
			addresses.add("/observer/" + url.substring(url.indexOf(folder) + folder.length()));
		}
		assertThat(addresses).contains("/observer/app.js", "/observer/panels/tree.js");
		return addresses;
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void withReadOnlyAccessNoActionWorksWhoeverAsks(WebApplicationType type) throws Exception {
		start(WithUsers.class, type);
		assertThatNoActionWorks((request) -> as("operator", request), List.of(405));
		assertThat(send(as("operator", get("/observer/process/vault"))).body()).contains("\"actions\":[]");
		assertThat(snapshot("operator")).contains("\"act\":false");
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void anotherSiteCannotAct(WebApplicationType type) throws Exception {
		start(Unconfigured.class, type,
				and("spring.security.user.name=operator", "spring.security.user.password=secret"));
		assertThat(send(as("operator", get("/observer/process/vault"))).statusCode()).isEqualTo(200);
		// a browser would send the login along, but another site has no token to send;
		// Spring MVC answers 401, since its page for the error asks for a login of its
		// own
		assertThatNoActionWorks((request) -> as("operator", request),
				List.of((type == WebApplicationType.SERVLET) ? 401 : 403));
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void theAuditSaysWhoActed(WebApplicationType type) throws Exception {
		start(WithUsers.class, type, WRITABLE);
		assertThat(send(as("operator", post("/observer/process/vault", "suspend"))).statusCode()).isEqualTo(202);
		assertThat(send(as("support", post("/observer/process/nobody", "restart"))).statusCode()).isEqualTo(404);
		assertThat(this.context.getBean(WithUsers.class).audited)
			.extracting((event) -> event.getPrincipal() + " " + event.getData())
			.satisfiesExactly(
					(event) -> assertThat(event).startsWith("operator").contains("action=suspend", "status=202"),
					(event) -> assertThat(event).startsWith("support").contains("action=restart", "status=404"));
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void statesAreShownToWhomTheyMayBeShown(WebApplicationType type) throws Exception {
		start(WithUsers.class, type, "otp.endpoint.show-values=when-authorized", "otp.endpoint.roles=OPERATOR");
		assertThat(send(as("operator", get("/observer/process/vault"))).body()).doesNotContain("s3cr3t");
		assertThat(send(as("operator", get("/observer/process/vault?values=true"))).body()).contains("s3cr3t");
		assertThat(snapshot("operator")).contains("\"see\":true");
		assertThat(send(as("support", get("/observer/process/vault?values=true"))).body()).contains("hidden")
			.doesNotContain("s3cr3t");
		assertThat(snapshot("support")).contains("\"see\":false");
	}

	private void assertThatNoActionWorks(Requests requests, List<Integer> refusals) throws Exception {
		Pid vault = vault();
		for (String action : ACTIONS) {
			for (String path : List.of("/observer/process/vault", "/observer/process/safe/vault",
					"/observer/process/" + vault.toString().replace("<", "%3C").replace(">", "%3E"),
					"/observer/stream?path=process,vault", "/observer", "/otp/processes/vault",
					"/otp/processes?path=processes,vault", "/otp")) {
				assertThat(send(requests.change(post(path, action))).statusCode()).as(action + " at " + path)
					.isIn(refusals);
			}
			for (String method : List.of("PUT", "PATCH", "DELETE")) {
				HttpRequest.Builder request = post("/observer/process/vault", action).method(method, body(action));
				assertThat(send(requests.change(request)).statusCode()).as(action + " by " + method)
					.isBetween(400, 499);
			}
			// whatever is answered to a question, it changes nothing
			for (String query : List.of("?action=" + action, "?_method=POST&action=" + action)) {
				send(requests.change(get("/observer/process/vault" + query).header("X-HTTP-Method-Override", "POST")));
				send(requests.change(get("/otp/processes/vault" + query).header("X-HTTP-Method-Override", "POST")));
			}
		}
		assertThat(vault()).isSameAs(vault);
		assertThat(this.system.status(vault)).hasToString("WAITING");
	}

	/** Makes a request that of somebody. */
	private interface Requests {

		HttpRequest.Builder change(HttpRequest.Builder request);

	}

	private void start(Class<?> application, WebApplicationType type, String... properties) {
		this.context = new SpringApplicationBuilder(application).web(type)
			.properties("server.port=0", "spring.main.banner-mode=off", "spring.jmx.enabled=false",
					"management.endpoints.web.exposure.include=health,metrics,observer,otp,prometheus")
			.properties(properties)
			.run();
		this.system = this.context.getBean(ProcessSystem.class);
		Supervisor.start(this.system, SupervisorSpec.of("safe")
			.withChildren(ChildSpec.server("vault", Vault::new, StartOptions.named("vault"))));
	}

	private static String[] and(String... properties) {
		return Stream.of(WRITABLE, properties).flatMap(Arrays::stream).toArray(String[]::new);
	}

	private Pid vault() {
		Pid pid = Registry.of(this.system).whereIs("vault");
		if (pid == null) {
			throw new AssertionError("the vault is gone");
		}
		return pid;
	}

	private HttpRequest.Builder get(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:"
				+ this.context.getEnvironment().getProperty("local.server.port") + "/actuator" + path));
	}

	private HttpRequest.Builder post(String path, String action) {
		return get(path).header("Content-Type", "application/json").POST(body(action));
	}

	private static HttpRequest.BodyPublisher body(String action) {
		return HttpRequest.BodyPublishers.ofString("{\"action\": \"" + action + "\"}");
	}

	private static HttpRequest.Builder as(String user, HttpRequest.Builder request) {
		String pass = Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
		return request.header("Authorization", "Basic " + pass);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private String snapshot(String user) throws IOException, InterruptedException {
		HttpResponse<InputStream> response = this.client.send(as(user, get("/observer/stream")).build(),
				HttpResponse.BodyHandlers.ofInputStream());
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
			return lines.lines().filter((line) -> line.startsWith("data:")).findFirst().orElseThrow();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Unconfigured {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WithUsers {

		/** As weak as can be: each of very many requests logs in. */
		private static final PasswordEncoder PASSWORDS = new BCryptPasswordEncoder(4);

		private final List<AuditEvent> audited = new CopyOnWriteArrayList<>();

		@EventListener
		void audited(AuditApplicationEvent event) {
			this.audited.add(event.getAuditEvent());
		}

		private static UserDetails user(String name, String role) {
			return User.withUsername(name).password(PASSWORDS.encode("secret")).roles(role).build();
		}

		@Bean
		PasswordEncoder passwords() {
			return PASSWORDS;
		}

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnWebApplication(type = Type.SERVLET)
		static class Servlet {

			@Bean
			UserDetailsService users() {
				return new InMemoryUserDetailsManager(user("operator", "OPERATOR"), user("support", "SUPPORT"));
			}

			@Bean
			SecurityFilterChain open(HttpSecurity http) throws Exception {
				return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
					.httpBasic(Customizer.withDefaults())
					.csrf(AbstractHttpConfigurer::disable)
					.build();
			}

		}

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnWebApplication(type = Type.REACTIVE)
		static class Reactive {

			@Bean
			MapReactiveUserDetailsService users() {
				return new MapReactiveUserDetailsService(user("operator", "OPERATOR"), user("support", "SUPPORT"));
			}

			@Bean
			SecurityWebFilterChain open(ServerHttpSecurity http) {
				return http.authorizeExchange((requests) -> requests.anyExchange().authenticated())
					.httpBasic(Customizer.withDefaults())
					.csrf(ServerHttpSecurity.CsrfSpec::disable)
					.build();
			}

		}

	}

	/** Has something to hide. */
	static final class Vault implements GenServer<String, Request<Vault, ?>, Message<Vault>> {

		@Override
		public InitResult<String> init(ProcessContext self) {
			return InitResult.ok("s3cr3t");
		}

		@Override
		public CallResult<String> handleCall(Request<Vault, ?> request, From<?> from, String state) {
			return CastResult.noReply(state);
		}

	}

}
