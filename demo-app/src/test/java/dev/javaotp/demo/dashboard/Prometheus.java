package dev.javaotp.demo.dashboard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.jayway.jsonpath.JsonPath;
import dev.javaotp.demo.Customer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A Prometheus of its own that scrapes one application, until it is closed. */
final class Prometheus implements AutoCloseable {

	private static final int SECONDS_TO_END = 10;

	private final HttpClient client = HttpClient.newHttpClient();

	private final Process process;

	private final URI address;

	private Prometheus(Process process, URI address) {
		this.process = process;
		this.address = address;
	}

	/**
	 * Starts a Prometheus that also evaluates our alert rules, and waits until it
	 * answers. Where there is none the test is skipped, but not on a build server.
	 * @param directory where it may keep what it needs
	 * @param port the port of the application
	 */
	static Prometheus scraping(Path directory, int port) throws IOException {
		Path configuration = directory.resolve("prometheus.yml");
		Files.writeString(configuration, """
				global:
				  scrape_interval: 500ms
				  evaluation_interval: 500ms
				rule_files: ["%s"]
				scrape_configs:
				  - job_name: otp
				    metrics_path: /actuator/prometheus
				    static_configs:
				      - targets: ["127.0.0.1:%d"]
				""".formatted(Path.of("../docs/prometheus/otp-alerts.yml").toAbsolutePath().normalize(), port));
		String listen = "127.0.0.1:" + freePort();
		ProcessBuilder builder = new ProcessBuilder("prometheus", "--config.file=" + configuration,
				"--storage.tsdb.path=" + directory.resolve("data"), "--web.listen-address=" + listen,
				"--log.level=warn")
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("log").toFile());
		Process process;
		try {
			process = builder.start();
		}
		catch (IOException ex) {
			assumeTrue(System.getenv("CI") != null,
					"prometheus is not installed (a package of that name in Debian): the queries of the dashboard are not tried");
			throw ex;
		}
		Prometheus prometheus = new Prometheus(process, URI.create("http://" + listen));
		Customer.eventually().ignoreExceptionsInstanceOf(IOException.class).conditionEvaluationListener((condition) -> {
			if (!process.isAlive()) {
				throw new AssertionError("Prometheus has ended: " + log(directory));
			}
		}).until(() -> prometheus.get("/-/ready").statusCode() == 200);
		return prometheus;
	}

	private static String log(Path directory) {
		try {
			return Files.readString(directory.resolve("log"));
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	/** The values that an expression has now; those that are no numbers left out. */
	List<Double> ask(String expression) throws IOException, InterruptedException {
		HttpResponse<String> answer = get(
				"/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
		if (answer.statusCode() != 200) {
			throw new AssertionError(expression + ": " + answer.body());
		}
		List<Double> values = new ArrayList<>();
		for (String value : JsonPath.parse(answer.body()).<List<String>>read("$.data.result[*].value[1]")) {
			if (Double.isFinite(Double.parseDouble(value.replace("Inf", "Infinity")))) {
				values.add(Double.parseDouble(value));
			}
		}
		return values;
	}

	/** What became of the alert rules when they were evaluated: "ok", as a rule. */
	List<String> rules() throws IOException, InterruptedException {
		return JsonPath.read(get("/api/v1/rules").body(), "$.data.groups[*].rules[*].health");
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(this.address.resolve(path)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
