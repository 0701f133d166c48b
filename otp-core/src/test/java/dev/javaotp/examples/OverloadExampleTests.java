package dev.javaotp.examples;

import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.MailboxFullException;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.process.MailboxLimit;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ManualScheduler;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OverloadExampleTests {

	static String deposit(ServerRef<Ledger> ledger, String account, long cents) {
		try {
			return "balance " + ledger.call(new Ledger.Deposit(account, cents));
		}
		catch (MailboxFullException ex) {
			return "503, try again later";
		}
	}

	@Test
	void aFullLedgerRefusesDepositsUntilItHasCaughtUp() {
		ManualScheduler scheduler = new ManualScheduler(1);
		try (ProcessSystem system = ProcessSystem.builder().scheduler(scheduler).build()) {
			StartOptions limited = StartOptions.named("ledger").withMailboxLimit(MailboxLimit.of(2));
			GenServer.start(system, new Ledger(), limited);

			ServerRef<Ledger> ledger = ServerRef.named(system, "ledger");
			ledger.sendRequest(new Ledger.Deposit("a", 1));
			ledger.sendRequest(new Ledger.Deposit("a", 2));

			assertThat(deposit(ledger, "a", 4)).isEqualTo("503, try again later");
			scheduler.runUntilIdle();
			assertThat(deposit(ledger, "a", 4)).isEqualTo("balance 7");
		}
	}

}
