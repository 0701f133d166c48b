package dev.javaotp.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.javaotp.conformance.scenario.InvalidScenarioException;
import dev.javaotp.conformance.scenario.Json;
import dev.javaotp.conformance.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * Runs scenarios and writes their traces.
 * <p>
 * Exit codes: 0 if every scenario has a trace, 1 if one or more have none (each is named
 * on the standard error stream, and the others are run all the same), 2 if the arguments
 * are wrong.
 */
public final class RunScenarios {

	private static final String USAGE = """
			usage: java -jar otp-conformance.jar [--out FOLDER] [--order SEED] FILE_OR_FOLDER...

			Runs scenarios and prints their traces, in JSON.
			  FILE_OR_FOLDER  scenarios; of a folder, at any depth, each .json that is no .trace.json
			  --out FOLDER    write each trace to NAME.trace.json in this folder, which is made if needed
			  --order SEED    run processes in another order; traces do not depend on it (default 0)
			""";

	private final PrintStream out;

	private final PrintStream err;

	private @Nullable Path folder;

	private long seed;

	private final List<Path> places = new ArrayList<>();

	private final Map<String, Path> written = new HashMap<>();

	private RunScenarios(PrintStream out, PrintStream err) {
		this.out = out;
		this.err = err;
	}

	/**
	 * Runs the command and ends the JVM with its exit code.
	 * @param arguments see the class
	 */
	public static void main(String... arguments) {
		System.exit(run(System.out, System.err, arguments));
	}

	static int run(PrintStream out, PrintStream err, String... arguments) {
		try {
			return new RunScenarios(out, err).run(List.of(arguments));
		}
		catch (WrongArgumentsException ex) {
			err.println(ex.getMessage());
			err.print(USAGE);
			return 2;
		}
	}

	private int run(List<String> arguments) {
		read(new Arguments(arguments));
		int failed = 0;
		for (Path file : find()) {
			try {
				trace(file);
			}
			catch (InvalidScenarioException ex) {
				failed++;
				this.err.println(file + ": " + ex.getMessage());
			}
			// also a stack that overflowed: the next scenario has its own
			catch (IOException | RuntimeException | Error ex) {
				failed++;
				this.err.println(file + ": failed: " + ex);
				ex.printStackTrace(this.err);
			}
		}
		return (failed == 0) ? 0 : 1;
	}

	private void read(Arguments arguments) {
		while (arguments.hasNext()) {
			String argument = arguments.next();
			switch (argument) {
				case "--out" -> this.folder = Path.of(arguments.valueOf(argument));
				case "--order" -> this.seed = arguments.numberOf(argument);
				default -> this.places.add(arguments.place(argument));
			}
		}
		if (this.places.isEmpty()) {
			throw new WrongArgumentsException("expected at least one file or folder, found none");
		}
		if (this.folder != null && Files.exists(this.folder) && !Files.isDirectory(this.folder)) {
			throw new WrongArgumentsException("--out: expected a folder, found the file " + this.folder);
		}
	}

	private List<Path> find() {
		try {
			return Scenario.find(this.places);
		}
		catch (IOException ex) {
			throw new WrongArgumentsException("cannot read a folder: " + ex);
		}
	}

	private void trace(Path file) throws IOException {
		if (!Files.exists(file)) {
			throw new InvalidScenarioException("expected a file, found nothing there");
		}
		Scenario scenario = Scenario.read(file);
		Map<String, Object> document = scenario.document(Family.trace(scenario, this.seed));
		if (this.folder == null) {
			this.out.println(Json.pretty(document));
			return;
		}
		Path other = this.written.putIfAbsent(scenario.name(), file);
		if (other != null) {
			throw new InvalidScenarioException("name: expected one that is used once, found " + scenario.name()
					+ ", which is also that of " + other);
		}
		Files.createDirectories(this.folder);
		Json.write(this.folder.resolve(scenario.traceFile()), document);
	}

}
