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
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

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
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who sees the observer page, and who may act, with Spring Security on both web stacks.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ObserverSecurityTests {

	private static final String WRITABLE = "management.endpoint.observer.access=unrestricted";

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
		for (String path : List.of("", "/", "/app.js", "/icon.svg", "/stream", "/table", "/processes",
				"/processes?under=safe", "/process/vault", "/process/vault?values=true", "/process/safe/vault", "/none",
				"//", "/%2e/table", "/table;a=b")) {
			for (String accept : List.of("*/*", "text/html", "application/json", "text/event-stream")) {
				HttpResponse<String> answer = send(get(path).header("Accept", accept));
				assertThat(answer.statusCode()).as("%s as %s", path, accept).isIn(302, 400, 401, 403);
				assertThat(answer.body()).as("%s as %s", path, accept).doesNotContain("vault", "Observer", "preact");
			}
		}
		assertThatNoActionWorks((request) -> request, List.of(401, 403));
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void withReadOnlyAccessNoActionWorksWhoeverAsks(WebApplicationType type) throws Exception {
		start(WithUsers.class, type);
		assertThatNoActionWorks((request) -> as("operator", request), List.of(405));
		assertThat(send(as("operator", get("/process/vault"))).body()).contains("\"actions\":[]");
		assertThat(snapshot("operator")).contains("\"act\":false");
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void anotherSiteCannotAct(WebApplicationType type) throws Exception {
		start(Unconfigured.class, type, WRITABLE, "spring.security.user.name=operator",
				"spring.security.user.password=secret");
		assertThat(send(as("operator", get("/process/vault"))).statusCode()).isEqualTo(200);
		// a browser would send the login along, but another site has no token to send
		// (Spring MVC answers 401: it forwards the refusal to /error, where nobody is
		// logged in)
		assertThatNoActionWorks((request) -> as("operator", request), List.of(401, 403));
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void theAuditSaysWhoActed(WebApplicationType type) throws Exception {
		start(WithUsers.class, type, WRITABLE);
		assertThat(send(as("operator", post("/process/vault", "suspend"))).statusCode()).isEqualTo(202);
		assertThat(send(as("support", post("/process/nobody", "restart"))).statusCode()).isEqualTo(404);
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
		assertThat(send(as("operator", get("/process/vault"))).body()).doesNotContain("s3cr3t");
		assertThat(send(as("operator", get("/process/vault?values=true"))).body()).contains("s3cr3t");
		assertThat(snapshot("operator")).contains("\"see\":true");
		assertThat(send(as("support", get("/process/vault?values=true"))).body()).contains("hidden")
			.doesNotContain("s3cr3t");
		assertThat(snapshot("support")).contains("\"see\":false");
	}

	private void assertThatNoActionWorks(Requests requests, List<Integer> refusals) throws Exception {
		Pid vault = vault();
		for (String action : ACTIONS) {
			assertThat(send(requests.change(post("/process/vault", action))).statusCode()).as(action).isIn(refusals);
			assertThat(send(requests.change(post("/stream?path=process,vault", action))).statusCode()).as(action)
				.isIn(refusals);
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
					"management.endpoints.web.exposure.include=observer")
			.properties(properties)
			.run();
		this.system = this.context.getBean(ProcessSystem.class);
		Supervisor.start(this.system, SupervisorSpec.of("safe")
			.withChildren(ChildSpec.server("vault", Vault::new, StartOptions.named("vault"))));
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
				+ this.context.getEnvironment().getProperty("local.server.port") + "/actuator/observer" + path));
	}

	private HttpRequest.Builder post(String path, String action) {
		return get(path).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"action\": \"" + action + "\"}"));
	}

	private static HttpRequest.Builder as(String user, HttpRequest.Builder request) {
		String pass = Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
		return request.header("Authorization", "Basic " + pass);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private String snapshot(String user) throws IOException, InterruptedException {
		HttpResponse<InputStream> response = this.client.send(as(user, get("/stream")).build(),
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

		private final List<AuditEvent> audited = new CopyOnWriteArrayList<>();

		@EventListener
		void audited(AuditApplicationEvent event) {
			this.audited.add(event.getAuditEvent());
		}

		private static UserDetails user(String name, String role) {
			return User.withUsername(name).password("{noop}secret").roles(role).build();
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
