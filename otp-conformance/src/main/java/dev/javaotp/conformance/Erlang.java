package dev.javaotp.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.javaotp.conformance.scenario.Json;
import dev.javaotp.conformance.scenario.Scenario;

/**
 * Runs scenarios on Erlang/OTP, many at once in one virtual machine.
 */
final class Erlang {

	private final Path oracle;

	Erlang(Path oracle) {
		this.oracle = oracle;
	}

	/**
	 * The release of Erlang/OTP that is installed here.
	 * @return {@code 25} say, or nothing if there is none
	 */
	static Optional<String> release() {
		try {
			Process process = new ProcessBuilder("erl", "-noinput", "-boot", "start_clean", "-eval",
					"io:put_chars(erlang:system_info(otp_release)), halt().")
				.start();
			String release = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return (exitCode(process) == 0) ? Optional.of(release) : Optional.empty();
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Runs scenarios.
	 * @param scenarios the scenarios, with names of their own
	 * @return what stands in the trace file of each, by name; nothing for those that
	 * could not be run
	 */
	Map<String, Object> traces(List<Scenario> scenarios) {
		try {
			Path folder = Files.createTempDirectory("conformance");
			try {
				return traces(scenarios, folder);
			}
			finally {
				delete(folder);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Map<String, Object> traces(List<Scenario> scenarios, Path folder) throws IOException {
		Path in = Files.createDirectory(folder.resolve("scenarios"));
		Path out = Files.createDirectory(folder.resolve("traces"));
		for (Scenario scenario : scenarios) {
			Json.write(in.resolve(scenario.name() + ".json"), scenario.fields().values());
		}
		Path said = folder.resolve("said");
		Process process = new ProcessBuilder(this.oracle.toString(), "--out", out.toString(), in.toString())
			.redirectErrorStream(true)
			.redirectOutput(said.toFile())
			.start();
		int code = exitCode(process);
		if (code > 1) {
			throw new IllegalStateException(
					"%s ended with %d: %s".formatted(this.oracle, code, Files.readString(said)));
		}
		Map<String, Object> traces = new HashMap<>();
		for (Scenario scenario : scenarios) {
			Path trace = out.resolve(scenario.traceFile());
			if (Files.exists(trace)) {
				traces.put(scenario.name(), Json.read(trace));
			}
		}
		return traces;
	}

	private static int exitCode(Process process) {
		try {
			return process.waitFor();
		}
		catch (InterruptedException ex) {
			process.destroy();
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while Erlang was running", ex);
		}
	}

	private static void delete(Path folder) throws IOException {
		try (Stream<Path> below = Files.walk(folder)) {
			for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(path);
			}
		}
	}

}
