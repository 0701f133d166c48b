package dev.javaotp.examples;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import static org.assertj.core.api.Assertions.assertThat;

/** The observer page in an application with Spring Security. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OperatorsOnlyTests {

	private static final String RESTART = "{\"action\": \"restart\"}";

	private final HttpClient client = HttpClient.newHttpClient();

	private ConfigurableApplicationContext context;

	@AfterEach
	void close() {
		this.context.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/app.js", "/table" })
	void whoIsAllowedToLookLooks(String path) throws Exception {
		assertThat(send(get(path)).statusCode()).isEqualTo(401);
		assertThat(send(as("visitor", get(path))).statusCode()).isEqualTo(403);
		assertThat(send(as("support", get(path))).statusCode()).isEqualTo(200);
		assertThat(send(as("operator", get(path))).statusCode()).isEqualTo(200);
	}

	@Test
	void onlyOperatorsActAndOnlyFromThePage() throws Exception {
		assertThat(send(withToken(as("support", post("/process/nobody")))).statusCode()).isEqualTo(403);
		// another site can have a browser send a request, but not read the cookie
		assertThat(send(as("operator", post("/process/nobody"))).statusCode()).isEqualTo(403);
		// let through, to be told that there is nobody
		assertThat(send(withToken(as("operator", post("/process/nobody")))).statusCode()).isEqualTo(404);
	}

	@Test
	void thePageIsGivenTheTokenThatItSends() throws Exception {
		assertThat(send(as("operator", get(""))).headers().allValues("Set-Cookie"))
			.anyMatch((cookie) -> cookie.startsWith("XSRF-TOKEN=") && !cookie.contains("HttpOnly"));
	}

	@Test
	void theDocumentationShowsThisExample() throws Exception {
		String source = Files
			.readString(Path.of("src/test/java", OperatorsOnly.class.getName().replace('.', '/') + ".java"));
		String chain = source.substring(source.indexOf("\t@Bean"), source.lastIndexOf("}")).strip();
		assertThat(squeezed(Files.readString(Path.of("../docs/observability.md")))).contains(squeezed(chain));
	}

	private static String squeezed(String text) {
		return text.replaceAll("\\s+", "");
	}

	@BeforeEach
	void start() {
		this.context = new SpringApplicationBuilder(Secured.class)
			.properties("server.port=0", "spring.main.banner-mode=off", "spring.jmx.enabled=false",
					"management.endpoints.web.exposure.include=observer,otp",
					"management.endpoint.observer.access=unrestricted")
			.run();
	}

	private HttpRequest.Builder get(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:"
				+ this.context.getEnvironment().getProperty("local.server.port") + "/actuator/observer" + path));
	}

	private HttpRequest.Builder post(String path) {
		return get(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(RESTART));
	}

	private static HttpRequest.Builder withToken(HttpRequest.Builder request) {
		return request.header("Cookie", "XSRF-TOKEN=made-up").header("X-XSRF-TOKEN", "made-up");
	}

	private static HttpRequest.Builder as(String user, HttpRequest.Builder request) {
		String pass = Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
		return request.header("Authorization", "Basic " + pass);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(OperatorsOnly.class)
	static class Secured {

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(
					User.withUsername("visitor").password("{noop}secret").roles("USER").build(),
					User.withUsername("support").password("{noop}secret").roles("SUPPORT").build(),
					User.withUsername("operator").password("{noop}secret").roles("OPERATOR").build());
		}

	}

}
