package dev.javaotp.examples;

import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.javaotp.gen.CallException;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.Sys;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ManualScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ExamplesTests {

	private final ManualScheduler scheduler = new ManualScheduler(1);

	private final ProcessSystem system = ProcessSystem.builder().scheduler(this.scheduler).build();

	@AfterEach
	void close() {
		this.system.close();
	}

	@Test
	void theCounterCounts() {
		GenServer.start(this.system, new Counter(7), StartOptions.named("counter"));
		ServerRef<Counter> counter = ServerRef.named(this.system, "counter");
		long first = counter.call(new Counter.Next());
		assertThat(first).isEqualTo(7);
		assertThat(counter.call(new Counter.Next())).isEqualTo(8);
		counter.cast(new Counter.Reset(0));
		assertThat(counter.call(new Counter.Peek())).isZero();
	}

	@Test
	void theLedgerKeepsAccounts() {
		Pid pid = GenServer.start(this.system, new Ledger()).pid();
		ServerRef<Ledger> ledger = ServerRef.of(pid);
		ledger.call(new Ledger.Deposit("a", 100));
		long balance = ledger.call(new Ledger.Deposit("a", 50));
		assertThat(balance).isEqualTo(150);
		Set<String> accounts = ledger.call(new Ledger.Accounts());
		assertThat(accounts).containsExactly("a");
		ledger.cast(new Ledger.Close("a"));
		assertThat(ledger.call(new Ledger.Balance("a"))).isZero();
		assertThat(Sys.status(pid, ServerRef.DEFAULT_TIMEOUT).state()).isEqualTo("accounts not shown");
	}

	@Test
	void theLedgerCrashesOnADepositThatIsNone() {
		Pid pid = GenServer.start(this.system, new Ledger()).pid();
		ServerRef<Ledger> ledger = ServerRef.of(pid);
		assertThatExceptionOfType(CallException.class).isThrownBy(() -> ledger.call(new Ledger.Deposit("a", -1)))
			.withMessageContaining("a deposit must be positive, not -1");
		assertThat(pid.isAlive()).isFalse();
	}

	@Test
	void aLineIsBusyWhileItRings() {
		ServerRef<Line> line = line();
		CompletableFuture<Line.Outcome> first = dial(line);
		CompletableFuture<Line.Outcome> second = dial(line);
		this.scheduler.runUntilIdle();
		assertThat(line.call(new Line.Look())).isEqualTo("Ringing");
		// the two dial in any order
		assertThat(first.isDone()).isNotEqualTo(second.isDone());
		assertThat((first.isDone() ? first : second).join()).isEqualTo(Line.Outcome.BUSY);
	}

	@Test
	void whoDialsIsAnsweredWhenSomebodyPicksUp() {
		ServerRef<Line> line = line();
		CompletableFuture<Line.Outcome> outcome = dial(line);
		this.scheduler.runUntilIdle();
		assertThat(outcome).isNotDone();
		assertThat(line.call(new Line.PickUp())).isTrue();
		this.scheduler.runUntilIdle();
		assertThat(outcome).isCompletedWithValue(Line.Outcome.ANSWERED);
	}

	@Test
	void aLineRingsForThirtySeconds() {
		ServerRef<Line> line = line();
		CompletableFuture<Line.Outcome> outcome = dial(line);
		this.scheduler.advance(Line.PATIENCE.minusMillis(1));
		assertThat(outcome).isNotDone();
		this.scheduler.advance(Line.PATIENCE);
		assertThat(outcome).isCompletedWithValue(Line.Outcome.NOBODY_ANSWERED);
		assertThat(line.call(new Line.Look())).isEqualTo("Idle");
	}

	@Test
	void aCallerThatDiesSetsTheLineFree() {
		ServerRef<Line> line = line();
		Pid caller = this.system.spawn((self) -> line.call(new Line.Dial(self.self()), ServerRef.FOREVER));
		this.scheduler.runUntilIdle();
		assertThat(line.call(new Line.Look())).isEqualTo("Ringing");
		this.system.exit(caller, ExitReason.KILL);
		this.scheduler.runUntilIdle();
		assertThat(line.call(new Line.Look())).isEqualTo("Idle");
	}

	private ServerRef<Line> line() {
		return ServerRef.of(GenServer.start(this.system, new Line()).pid());
	}

	private CompletableFuture<Line.Outcome> dial(ServerRef<Line> line) {
		CompletableFuture<Line.Outcome> outcome = new CompletableFuture<>();
		this.system.spawn((self) -> {
			outcome.complete(line.call(new Line.Dial(self.self()), ServerRef.FOREVER));
			self.receive();
		});
		return outcome;
	}

}
