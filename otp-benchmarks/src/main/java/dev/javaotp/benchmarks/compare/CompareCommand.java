package dev.javaotp.benchmarks.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.javaotp.benchmarks.peer.PeerKind;
import dev.javaotp.benchmarks.work.Scale;
import dev.javaotp.benchmarks.work.Work;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code compare}: reads its options, lets the peers work, prints the table
 * and writes it to where it belongs.
 */
public final class CompareCommand {

	private static final String USAGE = """
			usage: java -jar benchmarks.jar compare [--quick] [--work NAME,...] [--peer NAME,...] [--rounds N]
			                                        [--json FILE] [--markdown FILE]

			Lets this runtime and its peers do the same work in turns and prints the ratios.
			  --quick          smaller works, fewer rounds, one process per peer: rough
			  --work NAME,...  only these works; --work list tells all
			  --peer NAME,...  only these peers; --peer list tells all
			  --rounds N       how often each peer does each work (default 5, quick 2)
			  --json FILE      write the figures to this file, too
			  --markdown FILE  write the table to this file; a full comparison of everything
			                   writes it to docs/benchmarks.md unless told otherwise
			""";

	private static final Path DOCUMENT = Path.of("docs", "benchmarks.md");

	private Scale scale = Scale.FULL;

	private List<Work> works = List.of(Work.values());

	private List<PeerKind> peers = List.of(PeerKind.values());

	private int rounds;

	private @Nullable Path json;

	private @Nullable Path markdown;

	private CompareCommand() {
	}

	/**
	 * Runs the command.
	 * @param out where the table goes
	 * @param err where progress and errors go
	 * @param arguments the options
	 * @return 0, 1 if a work failed, 2 if an option is wrong
	 * @throws IOException if a file cannot be written
	 */
	public static int run(PrintStream out, PrintStream err, String... arguments) throws IOException {
		List<String> options = List.of(arguments);
		if (options.contains("--help")) {
			out.print(USAGE);
			return 0;
		}
		if (options.contains("list")) {
			Arrays.stream(Work.values()).forEach((work) -> out.printf("%-28s %s%n", work.id(), work.description()));
			Arrays.stream(PeerKind.values()).forEach((peer) -> out.println(peer.id()));
			return 0;
		}
		CompareCommand command = new CompareCommand();
		try {
			command.read(options);
		}
		catch (IllegalArgumentException ex) {
			err.println(ex.getMessage());
			err.print(USAGE);
			return 2;
		}
		return command.compare(out, err, options);
	}

	private void read(List<String> options) {
		Deque<String> left = new ArrayDeque<>(options);
		while (!left.isEmpty()) {
			String option = left.pop();
			switch (option) {
				case "--quick" -> this.scale = Scale.QUICK;
				case "--work" -> this.works = named(option, left, Work::of, Stream.of(Work.values()).map(Work::id));
				case "--peer" ->
					this.peers = named(option, left, PeerKind::of, Stream.of(PeerKind.values()).map(PeerKind::id));
				case "--rounds" -> this.rounds = number(option, value(option, left));
				case "--json" -> this.json = Path.of(value(option, left));
				case "--markdown" -> this.markdown = Path.of(value(option, left));
				default -> throw new IllegalArgumentException("no such option: " + option);
			}
		}
	}

	private static <T> List<T> named(String option, Deque<String> left, Function<String, Optional<T>> finder,
			Stream<String> known) {
		String names = value(option, left);
		return Stream.of(names.split(","))
			.map((name) -> finder.apply(name)
				.orElseThrow(() -> new IllegalArgumentException(
						option + " " + name + ": no such name; known are " + String.join(", ", known.toList()))))
			.toList();
	}

	private static int number(String option, String text) {
		try {
			int number = Integer.parseInt(text);
			if (number > 0) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// said below
		}
		throw new IllegalArgumentException(option + " needs a number of 1 or more, got: " + text);
	}

	private static String value(String option, Deque<String> left) {
		if (left.isEmpty() || left.peek().startsWith("--")) {
			throw new IllegalArgumentException(option + " needs a value");
		}
		return left.pop();
	}

	private int compare(PrintStream out, PrintStream err, List<String> options) throws IOException {
		int turns = (this.rounds > 0) ? this.rounds : (this.scale == Scale.QUICK) ? 2 : 5;
		boolean everything = this.scale == Scale.FULL && this.works.size() == Work.values().length
				&& this.peers.size() == PeerKind.values().length;
		if (this.markdown == null && everything) {
			this.markdown = DOCUMENT;
		}
		Results results;
		try (Comparison comparison = new Comparison(new Comparison.Plan(this.works, this.peers, turns, this.scale),
				err)) {
			results = comparison.run();
		}
		String command = String.join(" ", Stream.concat(Stream.of("compare"), options.stream()).toList());
		String document = new MarkdownReport(results, this.scale, turns, command).write();
		out.print(document);
		if (this.markdown != null) {
			write(this.markdown, document);
		}
		if (this.json != null) {
			write(this.json, JsonReport.write(results));
		}
		return (results.failures().isEmpty()) ? 0 : 1;
	}

	private static void write(Path file, String text) throws IOException {
		Path folder = file.toAbsolutePath().getParent();
		if (folder != null) {
			Files.createDirectories(folder);
		}
		Files.writeString(file, text);
	}

}
