package dev.javaotp.demo.ledger;

import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.javaotp.demo.ledger.CallRecord.Outcome;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.Down;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.Registry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The outbox of a process, against ledgers that the test plays itself.
 */
class OutboxTests {

	private final ProcessSystem system = ProcessSystem.create();

	private final Pid owner = this.system.spawn(this::own);

	/** What arrived at any ledger. */
	private final BlockingQueue<Ledger.Write> arrived = new LinkedBlockingQueue<>();

	@AfterEach
	void close() {
		this.system.close();
	}

	@Test
	void aRecordGoesToTheLedgerAtOnce() throws InterruptedException {
		ledger();
		this.system.send(this.owner, record("a"));
		assertThat(next()).isEqualTo("a");
	}

	@Test
	void recordsWaitForALedgerThatIsNotThereYet() throws InterruptedException {
		this.system.send(this.owner, record("a"));
		this.system.send(this.owner, record("b"));
		ledger();
		assertThat(next()).isEqualTo("a");
		assertThat(next()).isEqualTo("b");
	}

	@Test
	void whatALedgerDidNotWriteGoesToTheNextOne() throws InterruptedException {
		Pid first = ledger();
		this.system.send(this.owner, record("a"));
		this.system.send(this.owner, record("b"));
		next();
		next();
		this.system.send(this.owner, new Ledger.Written("a"));
		kill(first);
		ledger();
		assertThat(next()).isEqualTo("b");
	}

	@Test
	void whatWasWrittenIsNotSentAgain() throws InterruptedException {
		Pid first = ledger();
		this.system.send(this.owner, record("a"));
		next();
		this.system.send(this.owner, new Ledger.Written("a"));
		kill(first);
		ledger();
		this.system.send(this.owner, record("b"));
		assertThat(next()).isEqualTo("b");
	}

	private void own(ProcessContext self) {
		Outbox outbox = new Outbox(ServerRef.named(this.system, "ledger"));
		while (true) {
			switch (self.receive()) {
				case CallRecord record -> outbox.send(self, record);
				case Ledger.Written written -> outbox.written(self, written);
				case Down down -> outbox.down(self, down);
				case Outbox.Resend resend -> outbox.resend(self);
				default -> throw new AssertionError();
			}
		}
	}

	/** Starts a ledger that takes records and says nothing. */
	private Pid ledger() {
		Pid pid = this.system.spawn((self) -> {
			while (true) {
				this.arrived.add(self.receive(Ledger.Write.class));
			}
		});
		Registry.of(this.system).register("ledger", pid);
		return pid;
	}

	private void kill(Pid pid) throws InterruptedException {
		CountDownLatch ended = new CountDownLatch(1);
		this.system.onDown(pid, (reason) -> ended.countDown());
		this.system.exit(pid, ExitReason.KILL);
		assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
	}

	private String next() throws InterruptedException {
		Ledger.Write write = this.arrived.poll(30, TimeUnit.SECONDS);
		assertThat(write).isNotNull();
		assertThat(write.sender()).isSameAs(this.owner);
		return write.record().id();
	}

	private static CallRecord record(String id) {
		return new CallRecord(id, "1001", "1002", Outcome.ANSWERED, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
	}

}
