package dev.javaotp.spring.observer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.javaotp.gen.TerminationReport;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.Exchange;
import dev.javaotp.spring.observer.LastWords.Words;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** What is remembered of a process between its crash and the news of it. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LastWordsTests {

	private final ProcessSystem system = ProcessSystem.create();

	private final Pid pid = this.system.outside();

	@AfterEach
	void close() {
		this.system.close();
	}

	@Test
	void areTheTypeOfTheMessageAndTheState() {
		LastWords lastWords = new LastWords(true);
		lastWords.report(report(this.pid, new Exchange.Crash(), "state"));
		assertThat(lastWords.take(this.pid)).isEqualTo(new Words(null, "Exchange.Crash", "state"));
	}

	@Test
	void areForgottenWhenTheyAreTaken() {
		LastWords lastWords = new LastWords(true);
		lastWords.report(report(this.pid, new Exchange.Crash(), "state"));
		lastWords.take(this.pid);
		assertThat(lastWords.take(this.pid)).isEqualTo(Words.NONE);
	}

	@Test
	void haveNoStateThatNobodyMaySee() {
		LastWords lastWords = new LastWords(false);
		lastWords.report(report(this.pid, new Exchange.Crash(), new Object() {

			@Override
			public String toString() {
				throw new AssertionError("nobody asks for it");
			}

		}));
		assertThat(lastWords.take(this.pid)).isEqualTo(new Words(null, "Exchange.Crash", null));
	}

	@Test
	void areShort() {
		LastWords lastWords = new LastWords(true);
		lastWords.report(report(this.pid, new Exchange.Crash(), "x".repeat(1_001)));
		assertThat(lastWords.take(this.pid).state()).isEqualTo("x".repeat(1_000) + "…");
	}

	@Test
	void areThereWithoutAStateThatCannotBePutIntoWords() {
		LastWords lastWords = new LastWords(true);
		List<Object> itself = new ArrayList<>();
		itself.add(List.of(itself));
		lastWords.report(report(this.pid, new Exchange.Crash(), itself));
		assertThat(lastWords.take(this.pid).state())
			.isEqualTo("java.util.ArrayList.toString() threw java.lang.StackOverflowError");
	}

	@Test
	void areNotKeptForever() {
		LastWords lastWords = new LastWords(true);
		List<Pid> pids = new ArrayList<>();
		for (int count = 0; count <= LastWords.MOST; count++) {
			Pid next = this.system.spawn((self) -> {
			});
			lastWords.report(report(next, new Exchange.Crash(), "state"));
			pids.add(next);
		}
		assertThat(lastWords.take(pids.getFirst())).isEqualTo(Words.NONE);
		assertThat(lastWords.take(pids.get(1))).isNotEqualTo(Words.NONE);
	}

	@Test
	void otherReportsAreNone() {
		LastWords lastWords = new LastWords(true);
		lastWords.report("something else");
		assertThat(lastWords.take(this.pid)).isEqualTo(Words.NONE);
	}

	private static TerminationReport report(Pid pid, Object message, Object state) {
		return new TerminationReport(pid, null, Exchange.Server.class, ExitReason.of("chaos"), message, state, null);
	}

}
