package dev.javaotp.spring.metrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ManualScheduler;
import dev.javaotp.spring.Exchange;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The rules that we offer, as Prometheus understands them. */
class AlertRulesTests {

	private static final Path DIRECTORY = Path.of("../docs/prometheus");

	private static final Path RULES = DIRECTORY.resolve("otp-alerts.yml");

	private static final Path TESTS = DIRECTORY.resolve("otp-alerts-test.yml");

	// only so that a test that goes wrong ends
	private static final int GUARD_SECONDS = 60;

	@Test
	void prometheusTakesThem() throws Exception {
		assertThat(promtool("check", "rules", RULES.toString())).contains("SUCCESS");
	}

	@Test
	void theExampleConfigurationLoadsThem() throws Exception {
		assertThat(promtool("check", "config", DIRECTORY.resolve("prometheus.yml").toString()))
			.contains("SUCCESS: 1 rule files found");
	}

	@Test
	void eachFiresWhenItShould() throws Exception {
		assertThat(promtool("test", "rules", TESTS.toString())).contains("SUCCESS");
	}

	@Test
	void eachHasATestInWhichItFires() throws IOException {
		String tests = Files.readString(TESTS);
		assertThat(found("alert: (\\w+)", Files.readString(RULES))).isNotEmpty()
			.allSatisfy((alert) -> assertThat(tests)
				.containsPattern("alertname: " + alert + "\\R\\s+exp_alerts:\\R\\s+- exp_labels"));
	}

	@Test
	void eachIsExplainedInTheDocumentation() throws IOException {
		String page = Files.readString(Path.of("../docs/metrics.md"));
		assertThat(found("alert: (\\w+)", Files.readString(RULES)))
			.allSatisfy((alert) -> assertThat(page).contains("| `" + alert + "` |"));
	}

	@Test
	void allSeriesTheyAskForAreThere() throws IOException {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		try (ProcessSystem system = ProcessSystem.builder().scheduler(new ManualScheduler(1)).build();
				OtpMetrics metrics = new OtpMetrics(system, 1000)) {
			metrics.bindTo(registry);
			Exchange.start(system);
			assertThat(found("(?m)^(otp_\\w+)", registry.scrape()))
				.containsAll(found("\\b(otp_\\w+)", Files.readString(RULES)));
		}
	}

	private static Set<String> found(String pattern, String text) {
		Set<String> found = new TreeSet<>();
		Matcher matcher = Pattern.compile(pattern).matcher(text);
		while (matcher.find()) {
			found.add(matcher.group(1));
		}
		return found;
	}

	/** Runs promtool, unless there is none, which only a build server must have. */
	private static String promtool(String... arguments) throws Exception {
		ProcessBuilder builder = new ProcessBuilder("promtool").redirectErrorStream(true);
		builder.command().addAll(List.of(arguments));
		Process process;
		try {
			process = builder.start();
		}
		catch (IOException ex) {
			assumeTrue(System.getenv("CI") != null,
					"promtool is not installed (in Debian the package prometheus): the alert rules are not checked");
			throw ex;
		}
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(GUARD_SECONDS, TimeUnit.SECONDS)).as("promtool ended").isTrue();
		assertThat(process.exitValue()).as(output).isZero();
		return output;
	}

}
