package dev.javaotp.demo.switching;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.javaotp.demo.Customer;
import dev.javaotp.demo.Customer.Telephone;
import dev.javaotp.demo.ExchangeTest;
import dev.javaotp.demo.subscriber.NumberRange;
import dev.javaotp.gen.CallException;
import dev.javaotp.process.Pid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is there again after a crash, and what is not.
 */
@ExchangeTest
class RestartTests {

	private static final List<String> INITIAL = Stream
		.concat(NumberRange.PEOPLE.numbers(), NumberRange.TRAFFIC.numbers())
		.toList();

	@Autowired
	private Customer customer;

	@Autowired
	private Exchange exchange;

	private final Map<String, Pid> pids = new HashMap<>();

	@BeforeEach
	void rememberProcesses() {
		INITIAL.forEach((number) -> this.pids.put(number, awaitLine(number, (line) -> true)));
	}

	@Test
	void theSwitchboardBringsEverybodyBackAfterACrashOfItsOwn() {
		this.customer.post("/api/subscribers", Map.of("number", "5001", "name", "Grace")).expectStatus().isCreated();
		String call = this.customer.call("1091", "1092");
		this.customer.answer(call);

		this.customer.crash("switchboard");

		everybodyIsBack();
		Telephone later = this.customer.awaitState("5001", "idle");
		assertThat(later.name()).isEqualTo("Grace");
		// the call is cut off, but not forgotten
		assertThat(this.customer.awaitRecord(call).outcome()).isEqualTo("dropped");
	}

	@Test
	void theSwitchboardBringsEverybodyBackAfterACrashOfTheirSupervisor() {
		this.customer.post("/api/subscribers", Map.of("number", "5002", "name", "Alan")).expectStatus().isCreated();

		this.customer.crash("lines");

		everybodyIsBack();
		assertThat(this.customer.awaitState("5002", "idle").name()).isEqualTo("Alan");
		String call = this.customer.call("1093", "1094");
		this.customer.answer(call);
		this.customer.hangUp(call);
		assertThat(this.customer.awaitRecord(call).outcome()).isEqualTo("answered");
	}

	@Test
	void aCrashOfOneLineLeavesTheOthersAlone() {
		this.customer.crash("1095");
		isBack("1095");
		assertThat(INITIAL).filteredOn((number) -> !number.equals("1095"))
			.allSatisfy((number) -> assertThat(awaitLine(number, (line) -> true)).isEqualTo(this.pids.get(number)));
	}

	private void everybodyIsBack() {
		INITIAL.forEach(this::isBack);
	}

	private void isBack(String number) {
		awaitLine(number, (line) -> line.state().equals("idle") && !line.line().equals(this.pids.get(number)));
	}

	private Pid awaitLine(String number, Predicate<LineStatus> expected) {
		return Customer.eventually()
			.ignoreExceptionsInstanceOf(CallException.class)
			.until(() -> this.exchange.find(number).orElseThrow().status(), expected)
			.line();
	}

}
