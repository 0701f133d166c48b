package dev.javaotp.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.javaotp.conformance.scenario.Json;
import dev.javaotp.conformance.scenario.TraceDifferences;

import static org.assertj.core.api.Assertions.assertThat;

class RunScenariosTests {

	private static final Path SAMPLE = Path.of("scenarios", "server", "srv_basic.json");

	@TempDir
	private Path folder;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private int run(Object... arguments) {
		String[] texts = new String[arguments.length];
		for (int i = 0; i < texts.length; i++) {
			texts[i] = arguments[i].toString();
		}
		return RunScenarios.run(stream(this.out), stream(this.err), texts);
	}

	private static PrintStream stream(ByteArrayOutputStream bytes) {
		return new PrintStream(bytes, true, StandardCharsets.UTF_8);
	}

	private String said() {
		return this.err.toString(StandardCharsets.UTF_8);
	}

	private Path file(String name, String content) throws IOException {
		return Files.writeString(this.folder.resolve(name), content.replace('\'', '"'));
	}

	@Test
	void aTraceIsWrittenUnderTheNameOfItsScenario() {
		Path out = this.folder.resolve("made").resolve("here");
		assertThat(run("--out", out, SAMPLE)).isZero();
		Path golden = Path.of("scenarios", "server", "srv_basic.trace.json");
		assertThat(TraceDifferences.between(Json.read(golden), Json.read(out.resolve("srv_basic.trace.json"))))
			.isEmpty();
		assertThat(this.out.size()).isZero();
	}

	@Test
	void withoutAFolderTracesArePrinted() {
		assertThat(run(SAMPLE)).isZero();
		assertThat(this.out.toString(StandardCharsets.UTF_8)).contains("\"name\": \"srv_basic\"", "handle_call");
	}

	@Test
	void foldersAreSearchedAtAnyDepthForScenariosButNotForTraces() throws IOException {
		Path deep = Files.createDirectories(this.folder.resolve("a").resolve("b"));
		Files.copy(SAMPLE, deep.resolve("srv_basic.json"));
		file("other.trace.json", "no scenario");
		Path out = this.folder.resolve("out");
		assertThat(run("--out", out, this.folder)).isZero();
		assertThat(out).isDirectoryContaining("glob:**/srv_basic.trace.json");
	}

	@Test
	void aBrokenScenarioDoesNotKeepTheOthersFromRunning() throws IOException {
		Path broken = file("broken.json", "{'family': 'server',");
		Path out = this.folder.resolve("out");
		assertThat(run("--out", out, broken, SAMPLE)).isEqualTo(1);
		assertThat(said()).startsWith(broken + ": line 1: expected JSON, found: ");
		assertThat(out.resolve("srv_basic.trace.json")).exists();
	}

	@Test
	void aScenarioThatGoesOnForeverIsEnded() throws IOException {
		Path endless = file("endless.json", """
				{'family': 'statem', 'name': 'endless', 'init': {'state': 's'}, 'until': 100,
				 'table': {'s': {'*': {'actions': [['next_event', 'internal', 'again']]}}},
				 'steps': [{'at': 0, 'op': 'cast', 'msg': 'go'}]}""");
		assertThat(run(endless)).isEqualTo(1);
		assertThat(said()).contains("steps: expected a server that comes to rest");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{'family': 'server'}                                             | name: expected a string, found nothing
					{'name': 'x', 'family': 'agent'}                                 | family: expected one of supervisor, signals, server, statem, found "agent"
					{'name': 'x', 'family': 'server', 'steps': 3, 'until': 1}        | steps: expected a list, found 3
					{'name': 'x', 'family': 'server', 'steps': ['a'], 'until': 1}    | steps[0]: expected an object, found "a"
					{'name': 'x', 'family': 'server', 'steps': []}                   | until: expected a whole number, 0 or more, found nothing
					{'name': 'x', 'family': 'server', 'steps': [{'at': -1}]}         | steps[0].at: expected a whole number, 0 or more, found -1
					{'name': 'x', 'family': 'server', 'steps': [{'at': 1, 'op': 'sing'}], 'until': 1} | steps[0].op: expected an operation of this family, found "sing"
					{'name': 'x', 'family': 'server', 'init': {'ret': 'sing'}, 'until': 1} | init.ret: expected ok, ignore, stop or crash, found "sing"
					{'name': 'x', 'family': 'server', 'init': {'effects': [['sleep', 'long']]}, 'until': 1} | init.effects[0][1]: expected a whole number, 0 or more, found "long"
					{'name': 'x', 'family': 'supervisor', 'tree': {'strategy': 'none'}} | tree.strategy: expected one of one_for_one, one_for_all, rest_for_one, found "none"
					{'name': 'x', 'family': 'supervisor', 'tree': {'children': [{'id': 'a', 'kind': 'worker', 'starts': ['maybe']}]}} | tree.children[0].starts: expected ok, ignore, error:REASON, crash:REASON or slow:MS:ELEMENT, found ["maybe"]
					{'name': 'x', 'family': 'signals', 'procs': [{'name': 'a'}], 'steps': [{'by': 'a', 'op': 'die', 'how': 'now'}]} | steps[0].how: expected exit, error, throw or return, found "now"
					[]                                                               | expected a JSON object, found []
					""")
	void whatIsWrongIsSaidWithTheFieldWhereItStands(String scenario, String message) throws IOException {
		Path file = file("wrong.json", scenario);
		assertThat(run(file)).isEqualTo(1);
		assertThat(said()).isEqualToNormalizingNewlines(file + ": " + message + "\n");
	}

	@Test
	void aNameThatIsUsedTwiceIsNotWrittenTwice() throws IOException {
		Path copy = Files.copy(SAMPLE, this.folder.resolve("copy.json"));
		assertThat(run("--out", this.folder.resolve("out"), SAMPLE, copy)).isEqualTo(1);
		assertThat(said()).contains("copy.json: name: expected one that is used once, found srv_basic");
	}

	@Test
	void wrongArgumentsAreExplained() throws IOException {
		assertThat(run()).isEqualTo(2);
		assertThat(said()).startsWith("expected at least one file or folder, found none").contains("usage: java -jar");
		assertThat(run("--out")).isEqualTo(2);
		assertThat(said()).contains("--out: expected a value after it, found none");
		assertThat(run("--order", "x", SAMPLE)).isEqualTo(2);
		assertThat(said()).contains("--order: expected a whole number, found x");
		assertThat(run("--owt", SAMPLE)).isEqualTo(2);
		assertThat(said()).contains("expected an option that exists, found --owt");
		Path file = file("file", "");
		assertThat(run("--out", file, SAMPLE)).isEqualTo(2);
		assertThat(said()).contains("--out: expected a folder, found the file " + file);
	}

	@Test
	void aFileThatIsNotThereIsNamed() {
		Path nowhere = this.folder.resolve("nowhere.json");
		assertThat(run(nowhere, SAMPLE)).isEqualTo(1);
		assertThat(said()).isEqualToNormalizingNewlines(nowhere + ": expected a file, found nothing there\n");
		assertThat(this.out.size()).isPositive();
	}

}
