package dev.javaotp.demo.switching;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.javaotp.demo.Customer;
import dev.javaotp.demo.Customer.Telephone;
import dev.javaotp.demo.ExchangeTest;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessSystem;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What callers and called see of a call. Each test has numbers of its own.
 */
@ExchangeTest
class CallTests {

	@Autowired
	private Customer customer;

	@Autowired
	private ProcessSystem system;

	@Test
	void aCallRingsIsAnsweredAndEnds() {
		String call = this.customer.call("1001", "1002");
		assertThat(this.customer.telephone("1001").state()).isEqualTo("dialing");
		assertThat(this.customer.telephone("1001").peer()).isEqualTo("1002");
		assertThat(this.customer.telephone("1002").state()).isEqualTo("ringing");
		assertThat(this.customer.telephone("1002").peer()).isEqualTo("1001");

		this.customer.answer(call);
		this.customer.awaitState("1001", "talking");
		assertThat(this.customer.telephone("1002").state()).isEqualTo("talking");

		this.customer.hangUp(call);
		this.customer.awaitState("1001", "idle");
		Telephone called = this.customer.awaitState("1002", "idle");
		assertThat(called.peer()).isNull();

		Customer.Record entry = this.customer.awaitRecord(call);
		assertThat(entry.outcome()).isEqualTo("answered");
		assertThat(entry.from()).isEqualTo("1001");
		assertThat(entry.to()).isEqualTo("1002");
		assertThat(entry.startedAt()).isLessThanOrEqualTo(entry.answeredAt());
		assertThat(entry.answeredAt()).isLessThanOrEqualTo(entry.endedAt());
	}

	@Test
	void aTelephoneThatIsTakenIsBusy() {
		this.customer.call("1003", "1004");
		String[] busy = { "1003", "1004" };
		for (String number : busy) {
			this.customer.tryToCall("1005", number)
				.expectStatus()
				.isEqualTo(HttpStatus.CONFLICT)
				.expectBody()
				.jsonPath("$.detail")
				.isEqualTo("The line of " + number + " is busy.");
			assertThat(this.customer.telephone("1005").state()).isEqualTo("idle");
		}
		this.customer.tryToCall("1004", "1005")
			.expectStatus()
			.isEqualTo(HttpStatus.CONFLICT)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("The line of 1004 is busy.");
	}

	@Test
	void aCallerWhoHangsUpEarlyFreesBoth() {
		String call = this.customer.call("1006", "1007");
		this.customer.hangUp(call);
		this.customer.awaitState("1006", "idle");
		this.customer.awaitState("1007", "idle");
		Customer.Record entry = this.customer.awaitRecord(call);
		assertThat(entry.outcome()).isEqualTo("cancelled");
		assertThat(entry.answeredAt()).isNull();
	}

	@Test
	void aCallIsAnsweredOnce() {
		String call = this.customer.call("1008", "1009");
		this.customer.answer(call);
		this.customer.post("/api/calls/" + call + "/answer", Map.of())
			.expectStatus()
			.isEqualTo(HttpStatus.CONFLICT)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("The call " + call + " has been answered already.");
	}

	@Test
	void someoneNewCanCallAndBeCalled() {
		this.customer.post("/api/subscribers", Map.of("number", "4711", "name", "Ada"))
			.expectStatus()
			.isCreated()
			.expectHeader()
			.valueEquals("Location", "/api/subscribers/4711");
		assertThat(this.customer.telephone("4711").name()).isEqualTo("Ada");
		String call = this.customer.call("4711", "1010");
		this.customer.answer(call);
		this.customer.awaitState("4711", "talking");
	}

	@Test
	void aCallSurvivesACrashOfTheLedger() {
		String call = this.customer.call("1011", "1012");
		this.customer.answer(call);
		this.customer.crash("ledger");
		this.customer.awaitState("1011", "talking");
		this.customer.awaitState("1012", "talking");
		this.customer.hangUp(call);
		assertThat(this.customer.awaitRecord(call).outcome()).isEqualTo("answered");
	}

	@Test
	void aCrashOfTheCallersLineFreesTheOther() {
		String call = this.customer.call("1013", "1014");
		this.customer.answer(call);
		Telephone before = this.customer.telephone("1013");
		this.customer.crash(before.pid());
		this.customer.awaitState("1014", "idle");
		Telephone after = this.customer.awaitTelephone("1013", (telephone) -> !telephone.pid().equals(before.pid()));
		assertThat(after.state()).isEqualTo("idle");
		assertThat(this.customer.awaitRecord(call).outcome()).isEqualTo("dropped");
	}

	@Test
	void aCrashOfTheCalledLineFreesTheOther() {
		String call = this.customer.call("1015", "1016");
		Telephone before = this.customer.telephone("1016");
		this.customer.crash("1016");
		this.customer.awaitState("1015", "idle");
		this.customer.awaitTelephone("1016", (telephone) -> !telephone.pid().equals(before.pid()));
		assertThat(this.customer.awaitRecord(call).outcome()).isEqualTo("dropped");
		String next = this.customer.call("1015", "1016");
		this.customer.answer(next);
	}

	@Test
	void aKilledLineFreesTheOther() {
		String call = this.customer.call("1019", "1020");
		this.customer.answer(call);
		Telephone before = this.customer.telephone("1019");
		this.system.exit(this.system.pid(before.pid()), ExitReason.KILL);
		this.customer.awaitState("1020", "idle");
		this.customer.awaitTelephone("1019", (telephone) -> !telephone.pid().equals(before.pid()));
		assertThat(this.customer.awaitRecord(call).outcome()).isEqualTo("dropped");
	}

	@Test
	void twoWhoCallEachOtherAtOnceAreNotStuck() {
		for (int round = 0; round < 20; round++) {
			CompletableFuture<Optional<String>> other = CompletableFuture
				.supplyAsync(() -> this.customer.callUnlessBusy("1018", "1017"));
			Optional<String> call = this.customer.callUnlessBusy("1017", "1018");
			assertThat(call.isPresent() && other.join().isPresent()).isFalse();
			call.ifPresent(this.customer::hangUp);
			other.join().ifPresent(this.customer::hangUp);
			this.customer.awaitState("1017", "idle");
			this.customer.awaitState("1018", "idle");
		}
	}

}
