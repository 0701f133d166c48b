package dev.javaotp.spring.observer;

import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.Sys;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.Exchange;
import dev.javaotp.spring.observer.View.TraceEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Which processes are traced. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TracesTests {

	private final ProcessSystem system = ProcessSystem.create();

	private final CountDownLatch until = new CountDownLatch(1);

	private long nanos;

	private final Traces traces = new Traces(Clock.systemUTC(), () -> this.nanos, false);

	private Pid ledger;

	@BeforeEach
	void start() {
		Exchange.start(this.system);
		this.ledger = Exchange.pid(this.system, "ledger");
	}

	@AfterEach
	void close() {
		this.until.countDown();
		this.system.close();
	}

	@Test
	void aProcessIsTracedUntilItIsStopped() {
		assertThat(this.traces.start("ledger", this.ledger)).isNull();
		ask();
		assertThat(this.traces.look(this.ledger, true).events()).extracting(TraceEvent::kind)
			.containsExactly("in", "out");
		assertThat(this.traces.look(this.ledger, true).events().getFirst().micros()).isNotNull();
		assertThat(watches()).isOne();
		assertThat(this.traces.stop("ledger", this.ledger)).isNull();
		assertThat(this.traces.look(this.ledger, true)).isNull();
		assertThat(watches()).isZero();
	}

	@Test
	void aProcessThatIsBusyIsTracedWhenItIsDone() throws Exception {
		CountDownLatch reached = new CountDownLatch(1);
		this.system.send(this.ledger, new Exchange.Block(reached, this.until));
		reached.await();
		assertThat(this.traces.start("ledger", this.ledger)).isNull();
		this.until.countDown();
		ask();
		assertThat(this.traces.look(this.ledger, true).events()).extracting(TraceEvent::message)
			.containsExactly("Exchange.Ask", "String");
	}

	@Test
	void refusalsSayWhy() throws Exception {
		this.traces.start("ledger", this.ledger);
		assertThat(this.traces.start("ledger", this.ledger)).isEqualTo("'ledger' is traced already.");
		assertThat(this.traces.stop("traffic", Exchange.pid(this.system, "traffic")))
			.isEqualTo("'traffic' is not traced.");
		assertThat(this.traces.start("nobody", null)).isEqualTo("'nobody' is not running.");
		assertThat(this.traces.stop("nobody", null)).isEqualTo("'nobody' is not traced.");
		Pid plain = this.system.spawn((self) -> self.receive((message) -> false));
		assertThat(this.traces.start("plain", plain))
			.isEqualTo("'plain' cannot be traced: it is a plain process, not a server or another behaviour.");
	}

	@Test
	void thereIsRoomForSoManyOnly() {
		for (int line = 0; line < Traces.MOST; line++) {
			Pid pid = Exchange.startLine(this.system, String.valueOf(line));
			assertThat(this.traces.start("line", pid)).isNull();
		}
		assertThat(this.traces.start("ledger", this.ledger))
			.isEqualTo("20 processes are traced already: stop tracing one of them.");
		this.nanos += Trace.UNSEEN.toNanos();
		assertThat(this.traces.start("ledger", this.ledger)).isNull();
	}

	@Test
	void aTraceThatNobodyLooksAtIsTakenAwayAgain() {
		this.traces.start("ledger", this.ledger);
		ask();
		assertThat(watches()).isOne();
		this.nanos += Trace.UNSEEN.toNanos();
		ask();
		assertThat(watches()).isZero();
		assertThat(this.traces.isTraced(this.ledger)).isFalse();
	}

	@Test
	void whoHasEndedIsForgotten() throws Exception {
		this.traces.start("ledger", this.ledger);
		CountDownLatch ended = new CountDownLatch(1);
		this.system.onDown(this.ledger, (reason) -> ended.countDown());
		this.system.send(this.ledger, new Exchange.Stop());
		ended.await();
		assertThat(this.traces.isTraced(this.ledger)).isFalse();
		assertThat(this.traces.look(this.ledger, true)).isNull();
	}

	private void ask() {
		assertThat(ServerRef.<Exchange.Server>of(this.ledger).call(new Exchange.Ask())).isEqualTo("state of ledger");
		// whatever was to be noted has been noted when it answers this
		Sys.getState(this.ledger);
	}

	private int watches() {
		return Sys.getStatus(this.ledger).debug().size();
	}

}
