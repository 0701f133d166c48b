package dev.javaotp.scheduler;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Rule 6: learning is slow to convict and quick to forgive. */
class KindTests {

	private final Kind kind = new Kind("example", Execution.AUTO);

	@Test
	void oneStuckHandlerConvictsNobody() {
		this.kind.sawBlocking();
		this.kind.sawComputing();
		assertThat(this.kind.execution()).isEqualTo(Execution.AUTO);
	}

	@Test
	void repeatedEvidenceOfOneSortConvicts() {
		times(Kind.EVIDENCE_TO_CONVICT, this.kind::sawBlocking);
		assertThat(this.kind.execution()).isEqualTo(Execution.BLOCKING);
		Kind other = new Kind("other", Execution.AUTO);
		times(Kind.EVIDENCE_TO_CONVICT, other::sawComputing);
		assertThat(other.execution()).isEqualTo(Execution.CPU);
	}

	@Test
	void aVisibleWaitConvictsAtOnce() {
		this.kind.sawWait();
		assertThat(this.kind.execution()).isEqualTo(Execution.BLOCKING);
	}

	@Test
	void evidenceFades() {
		for (int i = 0; i < 10; i++) {
			times(Kind.EVIDENCE_TO_CONVICT - 1, this.kind::sawBlocking);
			times(Kind.EVIDENCE_TO_CONVICT - 1, this.kind::fade);
		}
		assertThat(this.kind.execution()).isEqualTo(Execution.AUTO);
	}

	@Test
	void whoWaitedAndThenComputesIsLearnedAnew() {
		this.kind.sawWait();
		times(Kind.EVIDENCE_TO_CONVICT, this.kind::sawComputing);
		assertThat(this.kind.execution()).isEqualTo(Execution.CPU);
		times(Kind.EVIDENCE_TO_CONVICT, this.kind::sawBlocking);
		assertThat(this.kind.execution()).isEqualTo(Execution.BLOCKING);
	}

	@Test
	void quickRunsForgive() {
		this.kind.sawWait();
		times(Kind.QUICK_RUNS_TO_FORGIVE - 1, this.kind::sawQuickRun);
		assertThat(this.kind.execution()).isEqualTo(Execution.BLOCKING);
		this.kind.sawQuickRun();
		assertThat(this.kind.execution()).isEqualTo(Execution.AUTO);
	}

	@Test
	void whoIsForgivenStartsWithACleanSlate() {
		times(Kind.EVIDENCE_TO_CONVICT, this.kind::sawBlocking);
		times(Kind.QUICK_RUNS_TO_FORGIVE, this.kind::sawQuickRun);
		this.kind.sawBlocking();
		assertThat(this.kind.execution()).isEqualTo(Execution.AUTO);
	}

	@Test
	void aWaitInBetweenStartsTheCountOfQuickRunsAnew() {
		this.kind.sawWait();
		times(Kind.QUICK_RUNS_TO_FORGIVE - 1, this.kind::sawQuickRun);
		this.kind.sawWait();
		this.kind.sawQuickRun();
		assertThat(this.kind.execution()).isEqualTo(Execution.BLOCKING);
	}

	@Test
	void whatAUserDeclaredIsNeverUnlearned() {
		Kind declared = new Kind("declared", Execution.CPU);
		declared.sawWait();
		times(10, declared::sawBlocking);
		times(1_000, declared::sawQuickRun);
		assertThat(declared.execution()).isEqualTo(Execution.CPU);
	}

	@Test
	void itsTextNamesTheClassAndWhatWasLearned() {
		assertThat(this.kind).hasToString("example (AUTO)");
	}

	private static void times(int count, Runnable action) {
		IntStream.range(0, count).forEach((i) -> action.run());
	}

}
