package dev.javaotp.demo.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import dev.javaotp.demo.Customer;
import dev.javaotp.demo.ExchangeTest;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard for Grafana: that it can be imported anywhere, and that each of its
 * queries has something to show of the exchange at work.
 */
@ExchangeTest
@TestPropertySource(properties = "exchange.traffic.calls-per-second=20")
class DashboardTests {

	private static final Pattern SERIES = Pattern.compile("\\b(otp_\\w+)");

	private final DocumentContext dashboard = dashboard();

	@Autowired
	private Customer customer;

	@LocalServerPort
	private int port;

	@TempDir
	private Path directory;

	private static DocumentContext dashboard() {
		try {
			return JsonPath.parse(Files.readString(Path.of("../docs/grafana/otp.json")));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void eachPanelHasDataInARealPrometheus() throws Exception {
		try (Prometheus prometheus = Prometheus.scraping(this.directory, this.port)) {
			String restarts = "sum(increase(otp_process_restarts_total{process=\"ledger\"}[1m]))";
			Customer.eventually().untilAsserted(() -> assertThat(prometheus.ask(restarts)).containsExactly(0.0));
			this.customer.crash("ledger");
			Customer.eventually()
				.untilAsserted(() -> assertThat(prometheus.ask(restarts)).singleElement()
					.asInstanceOf(InstanceOfAssertFactories.DOUBLE)
					.isPositive());
			// what has no value yet has one after some more scrapes
			for (String expression : expressions()) {
				String query = withoutVariables(expression);
				Customer.eventually().untilAsserted(() -> assertThat(prometheus.ask(query)).as(query).isNotEmpty());
			}
			Customer.eventually()
				.untilAsserted(() -> assertThat(prometheus.rules()).hasSizeGreaterThan(5).containsOnly("ok"));
		}
	}

	@Test
	void allSeriesItAsksForAreThere() {
		assertThat(scraped()).containsAll(found(SERIES, this.dashboard.jsonString()));
	}

	@Test
	void itAsksForAllSeriesThereAre() {
		assertThat(found(SERIES, this.dashboard.jsonString())).containsAll(scraped());
	}

	@Test
	void everyVariableOfAQueryIsOneOfTheDashboard() {
		List<String> variables = new ArrayList<>(this.dashboard.<List<String>>read("$.templating.list[*].name"));
		// those of Grafana itself
		variables.addAll(List.of("__rate_interval", "__range", "__all"));
		assertThat(found(Pattern.compile("\\$\\{?(\\w+)"), this.dashboard.jsonString())).contains("process")
			.isSubsetOf(variables);
	}

	@Test
	void itHasAnIdentityThatDoesNotDependOnWhereItIsImported() {
		assertThat(this.dashboard.<String>read("$.uid")).isNotBlank();
		assertThat((Object) this.dashboard.read("$.id")).isNull();
		assertThat(this.dashboard.<Integer>read("$.schemaVersion")).isBetween(39, 41);
		assertThat(this.dashboard.<List<String>>read("$.panels[?(@.type != 'row')].datasource.uid"))
			.hasSameSizeAs(panels())
			.containsOnly("${datasource}");
		assertThat(this.dashboard.<List<String>>read("$..targets[*].datasource.uid")).containsOnly("${datasource}");
	}

	@Test
	void panelsHaveIdsOfTheirOwnAndSayWhatTheyShow() {
		assertThat(this.dashboard.<List<Integer>>read("$.panels[*].id")).doesNotHaveDuplicates();
		assertThat(panels()).isNotEmpty().allSatisfy((panel) -> {
			JsonPath unit = JsonPath.compile("$.fieldConfig.defaults.unit");
			assertThat(panel.get("title")).asString().isNotBlank();
			assertThat(panel.get("description")).asString().isNotBlank();
			assertThat(unit.<String>read(panel)).as("the unit of " + panel.get("title")).isNotBlank();
		});
		assertThat(panels()).extracting((panel) -> panel.get("title")).doesNotHaveDuplicates();
	}

	@Test
	void panelsDoNotOverlapAndFitTheWidth() {
		Set<String> taken = new TreeSet<>();
		for (Map<String, Integer> place : this.dashboard.<List<Map<String, Integer>>>read("$.panels[*].gridPos")) {
			assertThat(place.get("x") + place.get("w")).isBetween(1, 24);
			for (int x = place.get("x"); x < place.get("x") + place.get("w"); x++) {
				for (int y = place.get("y"); y < place.get("y") + place.get("h"); y++) {
					assertThat(taken.add(x + "," + y)).as("nothing else is at " + x + "," + y).isTrue();
				}
			}
		}
	}

	private List<Map<String, Object>> panels() {
		return this.dashboard.read("$.panels[?(@.type != 'row')]");
	}

	private List<String> expressions() {
		return this.dashboard.read("$.panels[*].targets[*].expr");
	}

	private static String withoutVariables(String expression) {
		return expression.replace("$__rate_interval", "10s")
			.replace("$__range", "1m")
			.replaceAll("\\$\\w+", Matcher.quoteReplacement(".*"));
	}

	private Set<String> scraped() {
		String body = this.customer.get("/actuator/prometheus")
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		return found(Pattern.compile("(?m)^(otp_\\w+)"), body);
	}

	private static Set<String> found(Pattern pattern, String text) {
		Set<String> found = new TreeSet<>();
		Matcher matcher = pattern.matcher(text);
		while (matcher.find()) {
			found.add(matcher.group(1));
		}
		return found;
	}

}
