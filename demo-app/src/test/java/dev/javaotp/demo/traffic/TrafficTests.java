package dev.javaotp.demo.traffic;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.javaotp.demo.Customer;
import dev.javaotp.demo.ExchangeTest;
import dev.javaotp.demo.ledger.CallRecord;
import dev.javaotp.demo.ledger.CallRecord.Outcome;
import dev.javaotp.demo.ledger.CallRecords;
import dev.javaotp.demo.subscriber.NumberRange;
import dev.javaotp.demo.switching.Call;
import dev.javaotp.demo.switching.Exchange;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@ExchangeTest
@TestPropertySource(properties = "exchange.traffic.calls-per-second=50")
class TrafficTests {

	@Autowired
	private Customer customer;

	@Autowired
	private Exchange exchange;

	@Autowired
	private CallRecords records;

	@Test
	void callsAreAnsweredAmongItsOwnNumbers() {
		Customer.eventually()
			.untilAsserted(() -> assertThat(this.records.newest(1000)).filteredOn(TrafficTests::answered)
				.hasSizeGreaterThan(20)
				.allMatch((entry) -> NumberRange.TRAFFIC.contains(entry.from())
						&& NumberRange.TRAFFIC.contains(entry.to())));
	}

	@Test
	void callsThatACrashLeftBehindAreEnded() {
		List<Call> before = Customer.eventually()
			.until(() -> this.exchange.callsWithin(NumberRange.TRAFFIC), (calls) -> calls.size() > 3);
		this.customer.crash("traffic");
		List<String> ids = before.stream().map(Call::id).toList();
		Customer.eventually().untilAsserted(() -> assertThat(writtenIds()).containsAll(ids));
		List<CallRecord> known = this.records.newest(10_000);
		Customer.eventually()
			.untilAsserted(() -> assertThat(this.records.newest(10_000)).hasSizeGreaterThan(known.size() + 20));
	}

	private Set<String> writtenIds() {
		return this.records.newest(10_000).stream().map(CallRecord::id).collect(Collectors.toSet());
	}

	private static boolean answered(CallRecord entry) {
		return entry.outcome() == Outcome.ANSWERED;
	}

}
