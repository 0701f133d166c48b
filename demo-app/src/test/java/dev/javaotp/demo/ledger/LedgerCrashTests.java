package dev.javaotp.demo.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.javaotp.demo.Customer;
import dev.javaotp.demo.ExchangeTest;
import dev.javaotp.demo.switching.CallReply;
import dev.javaotp.demo.switching.Exchange;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A record is lost under no circumstances in which either the line or the ledger lives.
 */
@ExchangeTest
class LedgerCrashTests {

	private static final int CALLS = 1000;

	@Autowired
	private Exchange exchange;

	@Autowired
	private ServerRef<Ledger> ledger;

	@Autowired
	private ProcessSystem system;

	@Autowired
	private CallRecords records;

	@Test
	void noRecordIsLostWhenTheLedgerIsKilledInTheMiddleOfAThousandCalls() {
		List<String> ended = new ArrayList<>();
		List<Pid> killed = new ArrayList<>();
		for (int call = 0; call < CALLS; call++) {
			String from = String.valueOf(2001 + (call * 2) % 100);
			String to = String.valueOf(2002 + (call * 2) % 100);
			ended.add(callAndHangUp(from, to));
			if (call % 100 == 50) {
				Pid pid = Customer.eventually().until(this.ledger::pid, (found) -> found.isPresent()).orElseThrow();
				this.system.exit(pid, ExitReason.KILL);
				killed.add(pid);
			}
		}
		assertThat(killed).hasSize(CALLS / 100).doesNotHaveDuplicates();
		Customer.eventually().untilAsserted(() -> assertThat(writtenIds()).doesNotHaveDuplicates().containsAll(ended));
	}

	private String callAndHangUp(String from, String to) {
		// the line of the one who was called may hear a little later that the last call
		// is over
		CallReply.Accepted placed = (CallReply.Accepted) Customer.eventually()
			.until(() -> this.exchange.place(from, to), CallReply.Accepted.class::isInstance);
		String id = placed.call().id();
		assertThat(this.exchange.answer(id)).isInstanceOf(CallReply.Accepted.class);
		assertThat(this.exchange.hangUp(id)).isInstanceOf(CallReply.Accepted.class);
		return id;
	}

	private List<String> writtenIds() {
		return this.records.newest(CALLS * 10).stream().map(CallRecord::id).collect(Collectors.toList());
	}

}
