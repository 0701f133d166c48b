package dev.javaotp.benchmarks.compare;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the command says to its user. */
class CompareCommandTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			--fast            | no such option: --fast
			--rounds          | --rounds needs a value
			--json --quick    | --json needs a value
			--rounds none     | --rounds needs a number of 1 or more, got: none
			--rounds 0        | --rounds needs a number of 1 or more, got: 0
			--work ping-ping  | --work ping-ping: no such name; known are ping-pong, pairs-1000,
			--peer akka       | --peer akka: no such name; known are otp,
			""")
	void wrongOptionIsNamedAndUsageShown(String options, String message) throws IOException {
		assertThat(run(options.split(" "))).isEqualTo(2);
		assertThat(this.err.toString()).startsWith(message).contains("usage: ");
		assertThat(this.out.toString()).isEmpty();
	}

	@Test
	void helpTellsTheOptions() throws IOException {
		assertThat(run("--help")).isZero();
		assertThat(this.out.toString()).contains("--quick", "--work", "--peer", "--rounds", "--json", "--markdown");
	}

	@Test
	void worksAndPeersAreListed() throws IOException {
		assertThat(run("--work", "list")).isZero();
		assertThat(this.out.toString()).contains("skynet-1m", "otp");
	}

	private int run(String... options) throws IOException {
		return CompareCommand.run(new PrintStream(this.out), new PrintStream(this.err), options);
	}

}
