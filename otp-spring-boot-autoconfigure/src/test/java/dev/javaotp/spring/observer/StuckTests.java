package dev.javaotp.spring.observer;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Who counts as stuck. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StuckTests {

	private final ProcessSystem system = ProcessSystem.create();

	private final CountDownLatch reached = new CountDownLatch(1);

	private final CountDownLatch until = new CountDownLatch(1);

	private long now;

	private final Stuck stuck = new Stuck(this.system, () -> this.now);

	@AfterEach
	void close() {
		this.until.countDown();
		this.system.close();
	}

	@Test
	void aHandlerThatDoesNotReturnIsStuck() throws Exception {
		Pid ledger = blockedLedger();
		assertThat(this.stuck.look(ledger)).isFalse();
		this.now += Stuck.LONG.toNanos();
		assertThat(this.stuck.look(ledger)).isTrue();
		assertThat(this.stuck.count()).isOne();
		assertThat(this.stuck.longest(5)).containsExactly(new Stuck.Handler(ledger, Stuck.LONG.toMillis()));
	}

	@Test
	void itIsKnownHowLongAHandlerHasBeenAtIt() throws Exception {
		Pid ledger = blockedLedger();
		assertThat(this.stuck.since(ledger)).isZero();
		this.now += Stuck.NOTICED.toNanos();
		assertThat(this.stuck.since(ledger)).isEqualTo(Stuck.NOTICED);
		assertThat(this.stuck.longest(5)).isEmpty();
		assertThat(this.stuck.since(Exchange.pid(this.system, "switching"))).isZero();
	}

	@Test
	void whoWaitsForAMessageIsNot() {
		Exchange.start(this.system);
		Pid ledger = Exchange.pid(this.system, "ledger");
		this.stuck.look(ledger);
		this.now += Stuck.LONG.toNanos();
		assertThat(this.stuck.look(ledger)).isFalse();
		assertThat(this.stuck.longest(5)).isEmpty();
	}

	@Test
	void whoHasEndedIsForgotten() throws Exception {
		Pid ledger = blockedLedger();
		this.stuck.look(ledger);
		this.now += Stuck.LONG.toNanos();
		CountDownLatch ended = new CountDownLatch(1);
		this.system.onDown(ledger, (reason) -> ended.countDown());
		this.until.countDown();
		this.system.send(ledger, new Exchange.Stop());
		ended.await();
		this.stuck.lookAgain();
		assertThat(this.stuck.count()).isZero();
	}

	private Pid blockedLedger() throws InterruptedException {
		Exchange.start(this.system);
		Pid ledger = Exchange.pid(this.system, "ledger");
		this.system.send(ledger, new Exchange.Block(this.reached, this.until));
		this.reached.await();
		return ledger;
	}

}
