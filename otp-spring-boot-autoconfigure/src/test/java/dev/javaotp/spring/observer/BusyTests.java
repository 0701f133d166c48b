package dev.javaotp.spring.observer;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** For how much of the time processes are busy. */
class BusyTests {

	private final ProcessSystem system = ProcessSystem.create();

	private final Pid pid = this.system.spawn(ProcessContext::receive);

	private final Set<Pid> running = new HashSet<>();

	private final Busy busy = new Busy(this.running::contains);

	@AfterEach
	void close() {
		this.system.close();
	}

	@Test
	void theShareIsThatOfTheLooksWhichFoundItRunning() {
		this.busy.watch(List.of(this.pid));
		look(30, true);
		look(70, false);
		assertThat(this.busy.share(this.pid)).isCloseTo(0.3, within(1e-9));
	}

	@Test
	void whatWasLongAgoFades() {
		this.busy.watch(List.of(this.pid));
		look(1_000, true);
		look(10 * Busy.LOOKS, false);
		assertThat(this.busy.share(this.pid)).isCloseTo(0, within(1e-3));
	}

	@Test
	void nothingIsKnownBeforeTheFirstLook() {
		assertThat(this.busy.share(this.pid)).isNull();
		assertThat(this.busy.ask(this.pid)).isNull();
		look(1, true);
		assertThat(this.busy.share(this.pid)).isEqualTo(1);
	}

	@Test
	void whoIsNotWatchedAnyMoreIsForgotten() {
		this.busy.watch(List.of(this.pid));
		look(1, true);
		this.busy.watch(List.of());
		assertThat(this.busy.share(this.pid)).isNull();
	}

	@Test
	void whoWasAskedForIsWatchedForSomeTime() {
		this.busy.ask(this.pid);
		look(5 * Busy.LOOKS, true);
		this.busy.watch(List.of());
		assertThat(this.busy.share(this.pid)).isEqualTo(1);
		look(1, true);
		this.busy.watch(List.of());
		assertThat(this.busy.share(this.pid)).isNull();
	}

	@Test
	void whoHasEndedIsForgotten() throws InterruptedException {
		this.busy.ask(this.pid);
		CountDownLatch ended = new CountDownLatch(1);
		this.system.onDown(this.pid, (reason) -> ended.countDown());
		this.system.exit(this.pid, ExitReason.KILL);
		ended.await();
		look(1, false);
		this.busy.watch(List.of(this.pid));
		assertThat(this.busy.share(this.pid)).isNull();
	}

	private void look(int times, boolean running) {
		if (running) {
			this.running.add(this.pid);
		}
		else {
			this.running.clear();
		}
		for (int i = 0; i < times; i++) {
			this.busy.look();
		}
	}

}
