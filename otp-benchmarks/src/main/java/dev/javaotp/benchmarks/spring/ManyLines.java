package dev.javaotp.benchmarks.spring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

import dev.javaotp.benchmarks.peer.Figures;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.spring.process.DynamicSupervisorRef;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.ResolvableType;

/**
 * A web application with very many children on demand, and an operator who looks at it
 * over HTTP. It is started by the first look and stays, since that takes long.
 */
public final class ManyLines implements AutoCloseable {

	/** In turn, so that the median is not that of code that has just been loaded. */
	private static final int REQUESTS = 20;

	private static final Map<String, Object> PROPERTIES = Map.of("server.port", "0", "server.address", "127.0.0.1",
			"logging.level.root", "off", "spring.main.banner-mode", "off", "management.endpoints.web.exposure.include",
			"otp,prometheus", "otp.supervision[0].supervisor", "exchange", "otp.supervision[0].children[0].dynamic",
			"lines", "otp.supervision[0].children[0].process", "line");

	private @Nullable ConfigurableApplicationContext application;

	private final HttpClient client = HttpClient.newHttpClient();

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Line.class)
	static class Application {

	}

	/**
	 * Reads the tree.
	 * @param lines how many children are alive
	 * @return milliseconds until it was there, the median of some times
	 * @throws Exception if it was not
	 */
	public double readTree(int lines) throws Exception {
		return millis(lines, "otp/tree");
	}

	/**
	 * Scrapes the application as Prometheus does.
	 * @param lines how many children are alive
	 * @return milliseconds until the answer was there, the median of some times
	 * @throws Exception if it was not
	 */
	public double scrape(int lines) throws Exception {
		return millis(lines, "prometheus");
	}

	/**
	 * The size of what is scraped.
	 * @param lines how many children are alive
	 * @return bytes
	 * @throws Exception if there was no answer
	 */
	public double scrapeSize(int lines) throws Exception {
		return get(application(lines), "prometheus");
	}

	private double millis(int lines, String endpoint) throws Exception {
		ConfigurableApplicationContext application = application(lines);
		long[] nanos = new long[REQUESTS];
		for (int i = 0; i < REQUESTS; i++) {
			long begun = System.nanoTime();
			get(application, endpoint);
			nanos[i] = System.nanoTime() - begun;
		}
		return Figures.percentile(nanos, 50) / 1e6;
	}

	private int get(ConfigurableApplicationContext application, String endpoint)
			throws IOException, InterruptedException {
		String port = application.getEnvironment().getRequiredProperty("local.server.port");
		HttpResponse<byte[]> response = this.client.send(
				HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + endpoint)).build(),
				HttpResponse.BodyHandlers.ofByteArray());
		if (response.statusCode() != 200) {
			throw new IOException(endpoint + " answered " + response.statusCode());
		}
		return response.body().length;
	}

	private ConfigurableApplicationContext application(int lines) {
		ConfigurableApplicationContext running = this.application;
		if (running == null) {
			running = new SpringApplicationBuilder(Application.class).properties(PROPERTIES).run();
			this.application = running;
			DynamicSupervisorRef<Integer> supervisor = lines(running);
			for (int i = 0; i < lines; i++) {
				supervisor.start(i);
			}
			ServerRef<Line> last = supervisor.child(lines - 1);
			if (last.call(new Line.Number()) != lines - 1 || supervisor.count() != lines) {
				throw new IllegalStateException("not all lines are alive: " + supervisor.count());
			}
		}
		return running;
	}

	private static DynamicSupervisorRef<Integer> lines(ConfigurableApplicationContext application) {
		ResolvableType type = ResolvableType.forClassWithGenerics(DynamicSupervisorRef.class, Integer.class);
		return application.<DynamicSupervisorRef<Integer>>getBeanProvider(type).getObject();
	}

	@Override
	public void close() {
		if (this.application != null) {
			this.application.close();
		}
		this.client.close();
	}

}
