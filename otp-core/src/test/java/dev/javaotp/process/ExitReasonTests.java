package dev.javaotp.process;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Rule 16: reasons are open terms with value equality. */
class ExitReasonTests {

	@Test
	void reasonsAreEqualWhenTheirTermsAre() {
		assertThat(ExitReason.of("boom")).isEqualTo(ExitReason.of("boom")).isNotEqualTo(ExitReason.of("bang"));
		assertThat(ExitReason.of("normal")).isSameAs(ExitReason.NORMAL);
		assertThat(ExitReason.shutdown(1)).isEqualTo(ExitReason.tagged("shutdown", 1))
			.isNotEqualTo(ExitReason.SHUTDOWN);
		assertThat(ExitReason.ofTerm(List.of(1, 2))).isEqualTo(new ExitReason.Term(List.of(1, 2)));
		assertThat(ExitReason.ofTerm("boom")).isEqualTo(ExitReason.of("boom"));
		assertThat(ExitReason.ofTerm(ExitReason.KILL)).isSameAs(ExitReason.KILL);
	}

	@Test
	void crashesAreEqualWhenTheirReasonsAreWhateverTheStack() {
		assertThat(ExitReason.crash(new IllegalStateException("tilt")))
			.isEqualTo(ExitReason.crash(new IllegalStateException("tilt")))
			.hasSameHashCodeAs(ExitReason.crash(new IllegalStateException("tilt")))
			.isNotEqualTo(ExitReason.crash(new IllegalStateException("other")))
			.isNotEqualTo(ExitReason.crash(new IllegalArgumentException("tilt")));
	}

	@Test
	void killIsNotKilled() {
		assertThat(ExitReason.KILL).isNotEqualTo(ExitReason.KILLED);
	}

	@Test
	void exitErrorAndThrowStayDistinct() {
		ExitReason exit = ExitReason.crash(new ExitException(ExitReason.of("x")));
		ExitReason error = ExitReason.crash(new ErlangError("x"));
		ExitReason thrown = ExitReason.crash(new ThrownValue("x"));
		assertThat(exit).isEqualTo(ExitReason.of("x"));
		assertThat(List.of(exit, error, thrown)).doesNotHaveDuplicates();
	}

	@Test
	void onlyNormalAndShutdownsAreOrderly() {
		assertThat(List.of(ExitReason.NORMAL, ExitReason.SHUTDOWN, ExitReason.shutdown("x")))
			.noneMatch(ExitReason::isAbnormal);
		assertThat(List.of(ExitReason.KILL, ExitReason.KILLED, ExitReason.NOPROC, ExitReason.of("x"),
				ExitReason.tagged("shutdown", 1, 2), ExitReason.crash(new RuntimeException())))
			.allMatch(ExitReason::isAbnormal);
	}

	@Test
	void reasonsAreWrittenAsErlangWritesThem() {
		assertThat(ExitReason.of("boom")).hasToString("boom");
		assertThat(ExitReason.shutdown("restart")).hasToString("{shutdown,restart}");
		assertThat(ExitReason.tagged("nocatch", ExitReason.KILL, 1)).hasToString("{nocatch,kill,1}");
		assertThat(new ExitReason.FailedCall(ExitReason.NOPROC, "ledger", "balance"))
			.hasToString("{noproc,{call,ledger,balance}}");
		assertThat(ExitReason.crash(new IllegalStateException("tilt")).toString())
			.matches("\\{java.lang.IllegalStateException: tilt,\\[ExitReasonTests.java:\\d+]}");
		assertThat(ExitReason.ofTerm(12)).hasToString("12");
	}

	@Test
	void aCrashKeepsItsCause() {
		Throwable thrown = new IllegalStateException("tilt");
		assertThat(((ExitReason.Crash) ExitReason.crash(thrown)).cause()).isSameAs(thrown);
		assertThat(ExitReason.NORMAL.cause()).isNull();
	}

}
