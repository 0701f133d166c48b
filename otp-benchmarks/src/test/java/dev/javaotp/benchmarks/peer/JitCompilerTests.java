package dev.javaotp.benchmarks.peer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class JitCompilerTests {

	private static final String IDLE = """
			Current compiles:

			C1 compile queue:
			Empty

			C2 compile queue:
			Empty
			""";

	@Test
	void itIsIdleWithoutWork() {
		assertThat(JitCompiler.isBusy(IDLE)).isFalse();
		assertThat(JitCompiler.isBusy("")).isFalse();
	}

	@Test
	void itIsBusyWhileItCompiles() {
		assertThat(JitCompiler.isBusy(IDLE.replaceFirst("\n",
				"\nC2 CompilerThread0  4711       4       java.lang.String::hashCode (60 bytes)\n")))
			.isTrue();
	}

	@Test
	void itIsBusyWhileSomethingWaits() {
		assertThat(JitCompiler.isBusy(IDLE.replaceFirst("Empty\n$", "4711       4       java.lang.String::hashCode\n")))
			.isTrue();
	}

	@Test
	void theOtherCompilerDoesNotCount() {
		assertThat(JitCompiler.isBusy(IDLE
			.replaceFirst("\n", "\nC1 CompilerThread0  12       3       java.lang.String::hashCode (60 bytes)\n")
			.replaceFirst("Empty", "12       3       java.lang.String::hashCode"))).isFalse();
	}

	@Test
	void thisJvmAnswers() {
		assertThatCode(JitCompiler::isBusy).doesNotThrowAnyException();
	}

}
