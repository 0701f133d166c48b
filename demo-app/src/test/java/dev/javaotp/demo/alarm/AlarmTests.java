package dev.javaotp.demo.alarm;

import java.util.List;

import dev.javaotp.demo.Customer;
import dev.javaotp.demo.ExchangeTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators are told, and by whom.
 */
@ExchangeTest
class AlarmTests {

	@Autowired
	private Customer customer;

	@Autowired
	private Alarms alarms;

	@Test
	void aRestartOfAProcessIsAnAlarm() {
		String before = this.customer.pid("ledger");
		this.customer.crashOnce("ledger");
		Customer.eventually().untilAsserted(() -> {
			String after = this.customer.pid("ledger");
			assertThat(after).isNotEqualTo(before);
			assertThat(newest()).contains("ledger was restarted as " + after);
		});
		this.customer.get("/api/alarms?limit=1").expectStatus().isOk().expectBody().jsonPath("$.length()").isEqualTo(1);
	}

	@Test
	void theNewestAreRememberedTheNewestFirst() {
		for (int i = 0; i < RecentAlarms.LIMIT + 5; i++) {
			this.alarms.raise("test", "number " + i);
		}
		assertThat(newest()).hasSize(RecentAlarms.LIMIT).startsWith("test number " + (RecentAlarms.LIMIT + 4));
	}

	@Test
	void alarmsGoOnWhenTheirManagerHasCrashed() {
		this.customer.crashOnce("alarms");
		Customer.eventually().ignoreExceptions().untilAsserted(() -> {
			this.alarms.raise("test", "after the crash");
			assertThat(newest()).contains("test after the crash");
		});
	}

	@Test
	void anImpossibleLimitIsRefused() {
		this.customer.get("/api/alarms?limit=101").expectStatus().isEqualTo(HttpStatus.BAD_REQUEST);
	}

	private List<String> newest() {
		return this.alarms.newest(RecentAlarms.LIMIT)
			.stream()
			.map((alarm) -> alarm.source() + " " + alarm.text())
			.toList();
	}

}
