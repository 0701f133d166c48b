package dev.javaotp.benchmarks.beam;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "writes shell scripts")
class BeamTests {

	@TempDir
	private Path folder;

	@TempDir
	private Path other;

	@Test
	void isThereWhenBothErlAndErlcAre() throws IOException {
		String path = this.folder + File.pathSeparator + this.other;
		assertThat(Beam.find(null)).isEmpty();
		script(this.other.resolve("erl"), "exit 0");
		assertThat(Beam.find(path)).isEmpty();
		script(this.folder.resolve("erlc"), "exit 0");
		assertThat(Beam.find(path)).isPresent();
	}

	@Test
	void runsWhatItHasCompiled() throws IOException {
		script(this.folder.resolve("erl"), "exit 0");
		script(this.folder.resolve("erlc"), "shift 2; cp \"$@\" " + this.other);
		assertThat(Beam.find(this.folder.toString()).orElseThrow().command())
			.startsWith(this.folder.resolve("erl").toString())
			.endsWith("-s", "beam_peer", "main");
		assertThat(this.other.resolve("beam_peer.erl")).exists();
		assertThat(this.other.resolve("supervision.erl")).exists();
	}

	@Test
	void saysWhatTheCompilerSaid() throws IOException {
		script(this.folder.resolve("erl"), "exit 0");
		Path erlc = script(this.folder.resolve("erlc"), "echo not today; exit 3");
		Beam beam = Beam.find(this.folder.toString()).orElseThrow();
		assertThatIllegalStateException().isThrownBy(beam::command).withMessage(erlc + " ended with 3: not today");
	}

	private static Path script(Path file, String line) throws IOException {
		Files.writeString(file, "#!/bin/sh\n" + line + "\n");
		assertThat(file.toFile().setExecutable(true)).isTrue();
		return file;
	}

}
