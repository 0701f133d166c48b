package dev.javaotp.demo;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.TestPropertySource;

/**
 * What happens when a process crashes faster than its supervisor puts up with.
 */
@ExchangeTest
@TestPropertySource(properties = { "otp.processes.exchange.max-restarts=3", "otp.processes.exchange.within=1h" })
class EscalationTests {

	@Autowired
	private Customer customer;

	@Test
	void theSupervisorGivesUpAndHealthAndLivenessSaySo() {
		this.customer.get("/actuator/health").expectStatus().isOk();
		this.customer.get("/actuator/health/liveness").expectStatus().isOk();
		for (int crash = 1; crash <= 4; crash++) {
			this.customer.crashOnce("ledger");
		}
		Customer.eventually()
			.untilAsserted(() -> this.customer.get("/actuator/health/liveness")
				.expectStatus()
				.isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
				.expectBody()
				.jsonPath("$.status")
				.isEqualTo("DOWN"));
		this.customer.get("/actuator/health")
			.expectStatus()
			.isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
			.expectBody()
			.jsonPath("$.components.otp.components.exchange.status")
			.isEqualTo("DOWN");
		// what is gone says so, and does not hang
		this.customer.tryToCall("1001", "1002").expectStatus().isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
	}

}
