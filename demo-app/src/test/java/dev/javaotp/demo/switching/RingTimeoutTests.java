package dev.javaotp.demo.switching;

import dev.javaotp.demo.Customer;
import dev.javaotp.demo.ExchangeTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@ExchangeTest
@TestPropertySource(properties = "exchange.ring-timeout=100ms")
class RingTimeoutTests {

	@Autowired
	private Customer customer;

	@Test
	void aCallerGivesUpWhenNobodyAnswers() {
		String call = this.customer.call("1001", "1002");
		this.customer.awaitState("1001", "idle");
		this.customer.awaitState("1002", "idle");
		Customer.Record entry = this.customer.awaitRecord(call);
		assertThat(entry.outcome()).isEqualTo("no-answer");
		assertThat(entry.answeredAt()).isNull();
	}

}
