package dev.javaotp.demo;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an operator sees of the exchange, while it works.
 */
@ExchangeTest
@TestPropertySource(properties = "exchange.traffic.calls-per-second=20")
class OperatorTests {

	@Autowired
	private Customer customer;

	@Test
	void theTreeIsTheOneOfTheConfiguration() {
		assertThat(children("exchange")).containsExactly("ledger", "alarms", "switching");
		assertThat(children("handlers")).containsExactlyInAnyOrder("alarmLog", "recentAlarms");
		assertThat(children("switching")).containsExactly("switchboard", "lines", "traffic");
		assertThat(this.customer.<String>inTree("exchange", "strategy")).isEqualTo("one-for-one");
		assertThat(this.customer.<String>inTree("switching", "strategy")).isEqualTo("rest-for-one");
		assertThat(this.customer.<String>inTree("lines", "strategy")).isEqualTo("dynamic");
		Customer.eventually()
			.untilAsserted(
					() -> assertThat(this.customer.<Integer>inTree("lines", "childCount")).isGreaterThanOrEqualTo(200));
	}

	@Test
	void aCrashShowsAndTrafficGoesOn() {
		String pid = this.customer.pid("ledger");
		int restarts = this.customer.inTree("ledger", "restarts");

		this.customer.crash("ledger");

		Customer.eventually().untilAsserted(() -> {
			assertThat(this.customer.<Integer>inTree("ledger", "restarts")).isEqualTo(restarts + 1);
			assertThat(this.customer.pid("ledger")).isNotEqualTo(pid);
			assertThat(this.customer.<String>inTree("ledger", "status")).isEqualTo("running");
		});
		assertThat(prometheus()).contains(
				"otp_process_restarts_total{process=\"ledger\",supervisor=\"exchange\"} " + (restarts + 1) + ".0");
		List<Customer.Record> known = this.customer.records(1000);
		Customer.eventually()
			.untilAsserted(() -> assertThat(this.customer.records(1000)).hasSizeGreaterThan(known.size() + 10));
	}

	private List<String> children(String supervisor) {
		return this.customer.tree().read("$..[?(@.id == '" + supervisor + "')].children[*].id");
	}

	private String prometheus() {
		return this.customer.get("/actuator/prometheus").expectBody(String.class).returnResult().getResponseBody();
	}

}
