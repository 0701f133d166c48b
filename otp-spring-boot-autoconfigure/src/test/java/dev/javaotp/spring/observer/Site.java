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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.Exchange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/** An application with the page on a real server, asked as a browser does. */
final class Site implements AutoCloseable {

	static final String WRITABLE = "management.endpoint.observer.access=unrestricted";

	private final HttpClient client = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private final ProcessSystem system;

	private final String base;

	/**
	 * Starts it, with the {@link Exchange}.
	 * @param type which of the two web stacks
	 * @param properties configuration besides
	 */
	Site(WebApplicationType type, String... properties) {
		this.context = new SpringApplicationBuilder(Application.class).web(type)
			.properties("server.port=0", "spring.main.banner-mode=off", "spring.jmx.enabled=false",
					"otp.node-name=test", "management.endpoints.web.exposure.include=observer")
			.properties(properties)
			.run();
		this.system = this.context.getBean(ProcessSystem.class);
		Exchange.start(this.system);
		this.base = "http://localhost:" + property("local.management.port", property("local.server.port", ""))
				+ property("management.endpoints.web.base-path", "/actuator") + "/"
				+ property("management.endpoints.web.path-mapping.observer", "observer");
	}

	private String property(String name, String fallback) {
		return this.context.getEnvironment().getProperty(name, fallback);
	}

	ProcessSystem system() {
		return this.system;
	}

	/** The address of the page. */
	URI address() {
		return URI.create(this.base);
	}

	/** What has been audited so far. */
	List<AuditEvent> audited() {
		return this.context.getBean(Application.class).audited;
	}

	HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(URI.create(this.base + path)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	HttpResponse<Void> head(String path) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(URI.create(this.base + path)).HEAD().build(),
				HttpResponse.BodyHandlers.discarding());
	}

	HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(URI.create(this.base + path))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	/** Asks for an action. */
	HttpResponse<String> act(String process, String action) throws IOException, InterruptedException {
		return post("/process/" + process, "{\"action\": \"" + action + "\"}");
	}

	/** What is answered, which has to be JSON. */
	JsonNode json(String path) throws IOException, InterruptedException {
		HttpResponse<String> response = get(path);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return JsonMapper.shared().readTree(response.body());
	}

	Stream stream() throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.base + "/stream"))
			.header("Accept", "text/event-stream")
			.build();
		HttpResponse<InputStream> response = this.client.send(request, HttpResponse.BodyHandlers.ofInputStream());
		assertThat(response.statusCode()).isEqualTo(200);
		return new Stream(new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
	}

	@Override
	public void close() {
		this.context.close();
	}

	/** Server-sent events, as a browser reads them. */
	record Stream(BufferedReader lines) implements AutoCloseable {

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

		private final List<AuditEvent> audited = new CopyOnWriteArrayList<>();

		@EventListener
		void audited(AuditApplicationEvent event) {
			this.audited.add(event.getAuditEvent());
		}

	}

}
