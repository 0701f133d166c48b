package dev.javaotp.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.javaotp.conformance.scenario.Scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The command that draws and compares, with somebody in Erlang's place who always says
 * the same.
 */
class CompareWithErlangTests {

	@TempDir
	private Path folder;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private int run(Object... arguments) {
		String[] texts = new String[arguments.length];
		for (int i = 0; i < texts.length; i++) {
			texts[i] = arguments[i].toString();
		}
		return CompareWithErlang.run(new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8), texts);
	}

	private String said() {
		return this.out.toString(StandardCharsets.UTF_8) + this.err.toString(StandardCharsets.UTF_8);
	}

	// called with --out FOLDER FOLDER
	private Path oracle(String forEachScenario) throws IOException {
		String script = """
				#!/usr/bin/env bash
				for file in "$3"/*.json; do
					name=$(basename "$file" .json)
					%s
				done
				""".formatted(forEachScenario);
		Path oracle = Files.writeString(this.folder.resolve("oracle"), script);
		return Files.setPosixFilePermissions(oracle, PosixFilePermissions.fromString("rwx------"));
	}

	private static String says(String trace) {
		return "echo '{\"trace\": " + trace + "}' > \"$2/$name.trace.json\"";
	}

	@Test
	void aDisagreementIsMadeSmallAndWritten() throws IOException {
		Path oracle = oracle(says("[]"));
		Path found = this.folder.resolve("found");
		assertThat(run("--family", "signals", "--from", 7, "--count", 1, "--oracle", oracle, "--out", found))
			.isEqualTo(1);
		Scenario scenario = Scenario.read(found.resolve("random_signals_7.json"));
		assertThat(scenario.fields().objects("steps")).hasSize(1);
		assertThat(scenario.fields().objects("procs")).isEmpty();
		assertThat(found.resolve("random_signals_7.trace.json")).content().contains("\"trace\":");
		assertThat(said()).contains("  trace[0]: expected nothing, found {",
				"signals, seeds 7 to 7: 1 compared, 1 disagree; set aside: 0 with a known defect of Erlang's");
	}

	@Test
	void aDisagreementCanBeLeftAsDrawn() throws IOException {
		Path found = this.folder.resolve("found");
		assertThat(run("--family", "signals", "--from", 7, "--count", 1, "--oracle", oracle(says("[]")), "--out", found,
				"--as-drawn"))
			.isEqualTo(1);
		assertThat(Scenario.read(found.resolve("random_signals_7.json")).fields().objects("procs")).isNotEmpty();
	}

	@Test
	void whatErlangDoesDifferentlyEachTimeIsSetAside() throws IOException {
		Path oracle = oracle(says("[\"'$RANDOM$RANDOM'\"]"));
		assertThat(run("--family", "signals", "--count", 2, "--oracle", oracle)).isZero();
		assertThat(said()).contains("random_signals_1: Erlang is of two minds", "2 of which it gives different traces");
	}

	@Test
	void whatErlangHasNoTraceOfIsSetAside() throws IOException {
		assertThat(run("--family", "signals", "--count", 1, "--oracle", oracle("true"))).isZero();
		assertThat(said()).contains("random_signals_1: no trace from Erlang", "0 compared, 0 disagree",
				"1 of which it gives none");
	}

	@Test
	void aTimeoutThatErlangLostIsADefectOfIts() throws IOException {
		Path oracle = oracle(says("[[0,\"s1\",\"info\",\"timeout:ref:timeout:t1\"]]"));
		assertThat(run("--family", "signals", "--count", 1, "--oracle", oracle)).isZero();
		assertThat(said()).contains("1 with a known defect of Erlang's");
	}

	@Test
	void anOracleThatDoesNotWorkSaysWhy() throws IOException {
		Path oracle = oracle("echo no erl here; exit 2");
		assertThatIllegalStateException().isThrownBy(() -> run("--family", "signals", "--count", 1, "--oracle", oracle))
			.withMessage(oracle + " ended with 2: no erl here\n");
	}

	@Test
	void wrongArgumentsAreExplained() {
		Path none = this.folder.resolve("none");
		assertThat(run("--oracle", none)).isEqualTo(2);
		assertThat(said()).startsWith("--oracle: expected a program, found none at " + none)
			.contains("usage: java -cp");
		assertThat(run("--family", "agent")).isEqualTo(2);
		assertThat(said()).contains("--family: expected one of supervisor, signals, server, statem, found agent");
		assertThat(run("here")).isEqualTo(2);
		assertThat(said()).contains("expected an option, found here");
	}

	@Test
	void generatedScenariosAreWritten() {
		PrintStream err = new PrintStream(this.err, true, StandardCharsets.UTF_8);
		assertThat(GenerateScenarios.run(err, "--out", this.folder.resolve("made").toString(), "--count", "2"))
			.isZero();
		for (Family family : Family.values()) {
			Path file = this.folder.resolve("made").resolve("random_" + family.folder() + "_2.json");
			assertThat(Scenario.read(file).family()).isEqualTo(family.folder());
		}
		assertThat(GenerateScenarios.run(err)).isEqualTo(2);
		assertThat(said()).contains("--out: expected a folder, found nothing");
		assertThat(GenerateScenarios.run(err, "now")).isEqualTo(2);
		assertThat(said()).contains("expected an option, found now");
	}

	@Test
	void scenariosAreVerifiedAgainstTheTracesBesideThem() throws IOException {
		PrintStream out = new PrintStream(this.out, true, StandardCharsets.UTF_8);
		PrintStream err = new PrintStream(this.err, true, StandardCharsets.UTF_8);
		Path file = Files.copy(Path.of("scenarios", "server", "srv_stop.json"), this.folder.resolve("srv_stop.json"));
		assertThat(VerifyScenarios.run(out, err, file.toString())).isEqualTo(1);
		assertThat(said()).contains("expected its golden trace in " + this.folder.resolve("srv_stop.trace.json"));
		Files.writeString(this.folder.resolve("srv_stop.trace.json"), "{\"trace\": {}}");
		assertThat(VerifyScenarios.run(out, err, "--orders", "2", file.toString())).isEqualTo(1);
		assertThat(said()).contains("trace.start: expected no such key, found \"ok\"",
				"1 scenarios in 2 orders each: 1 differ");
		assertThat(VerifyScenarios.run(out, err, "scenarios/server/srv_stop.json")).isZero();
		assertThat(said()).contains("1 scenarios in 20 orders each: all agree");
		assertThat(VerifyScenarios.run(out, err)).isEqualTo(2);
		assertThat(said()).contains("expected at least one file or folder, found none");
	}

}
