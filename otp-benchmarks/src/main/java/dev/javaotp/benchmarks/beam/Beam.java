package dev.javaotp.benchmarks.beam;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** The Erlang/OTP that is installed here, if there is one. */
public final class Beam {

	// more processes than a million, which is about Erlang's limit unless told
	// otherwise, atoms for all the names of memory-named, and no dump when it fails
	private static final List<String> LIMITS = List.of("+P", "5000000", "+t", "20000000", "-env",
			"ERL_CRASH_DUMP_BYTES", "0");

	private final Path erl;

	private final Path erlc;

	private Beam(Path erl, Path erlc) {
		this.erl = erl;
		this.erlc = erlc;
	}

	/**
	 * Looks for {@code erl} and {@code erlc}.
	 * @param path the folders to look in, written as the environment variable
	 * {@code PATH} is; null for none
	 * @return Erlang/OTP, none unless both are there
	 */
	public static Optional<Beam> find(@Nullable String path) {
		return executable("erl", path).flatMap((erl) -> executable("erlc", path).map((erlc) -> new Beam(erl, erlc)));
	}

	private static Optional<Path> executable(String name, @Nullable String path) {
		return (path == null) ? Optional.empty()
				: Pattern.compile(File.pathSeparator, Pattern.LITERAL)
					.splitAsStream(path)
					.map((folder) -> Path.of(folder, name))
					.filter(Files::isExecutable)
					.findFirst();
	}

	/**
	 * Compiles the works into a temporary folder, which is deleted when this JVM ends.
	 * @return what the operating system is to run: a process that obeys the lines
	 * described at {@link dev.javaotp.benchmarks.peer.PeerMain}
	 * @throws IllegalStateException if they do not compile
	 */
	public List<String> command() {
		try {
			Path folder = Files.createTempDirectory("beam");
			folder.toFile().deleteOnExit();
			compile(copySources(folder), folder);
			List<String> command = new ArrayList<>(List.of(this.erl.toString()));
			command.addAll(LIMITS);
			command.addAll(List.of("-noshell", "-pa", folder.toString(), "-s", "beam_peer", "main"));
			return command;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void compile(List<String> sources, Path folder) throws IOException {
		List<String> command = new ArrayList<>(List.of(this.erlc.toString(), "-o", folder.toString()));
		command.addAll(sources);
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		int code = process.onExit().join().exitValue();
		deleteOnExit(folder);
		if (code != 0) {
			throw new IllegalStateException("%s ended with %d: %s".formatted(this.erlc, code, said.strip()));
		}
	}

	private static void deleteOnExit(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			files.forEach((file) -> file.toFile().deleteOnExit());
		}
	}

	private static List<String> copySources(Path folder) throws IOException {
		URL main = Objects.requireNonNull(Beam.class.getResource("beam_peer.erl"));
		try {
			URI uri = main.toURI();
			if (uri.getScheme().equals("jar")) {
				try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
					return copy(jar.provider().getPath(uri).resolveSibling(""), folder);
				}
			}
			return copy(Path.of(uri).resolveSibling(""), folder);
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> copy(Path from, Path to) throws IOException {
		List<String> copies = new ArrayList<>();
		try (Stream<Path> files = Files.list(from)) {
			for (Path source : files.filter((file) -> file.toString().endsWith(".erl")).toList()) {
				Path copy = to.resolve(source.getFileName().toString());
				Files.copy(source, copy);
				copies.add(copy.toString());
			}
		}
		return copies;
	}

}
