package dev.javaotp.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.javaotp.conformance.scenario.InvalidScenarioException;
import dev.javaotp.conformance.scenario.Json;
import dev.javaotp.conformance.scenario.Scenario;
import dev.javaotp.conformance.scenario.TraceDifferences;

/**
 * Runs scenarios in several orders and compares their traces with the golden ones that
 * stand beside them.
 * <p>
 * Exit codes: 0 if all agree, 1 if not (the differences are printed), 2 if the arguments
 * are wrong.
 */
public final class VerifyScenarios {

	private static final String USAGE = """
			usage: java -cp otp-conformance.jar dev.javaotp.conformance.VerifyScenarios [--orders N] FILE_OR_FOLDER...

			Compares what scenarios do here with what they did on Erlang/OTP.
			  FILE_OR_FOLDER  scenarios, each with its NAME.trace.json beside it
			  --orders N      run each of them in N orders of its processes (default 20)
			""";

	private final PrintStream out;

	private int orders = 20;

	private VerifyScenarios(PrintStream out) {
		this.out = out;
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
			return new VerifyScenarios(out).run(new Arguments(List.of(arguments)));
		}
		catch (WrongArgumentsException ex) {
			err.println(ex.getMessage());
			err.print(USAGE);
			return 2;
		}
	}

	private int run(Arguments arguments) {
		List<Path> places = new ArrayList<>();
		while (arguments.hasNext()) {
			String argument = arguments.next();
			switch (argument) {
				case "--orders" -> this.orders = Math.toIntExact(arguments.numberOf(argument));
				default -> places.add(arguments.place(argument));
			}
		}
		if (places.isEmpty()) {
			throw new WrongArgumentsException("expected at least one file or folder, found none");
		}
		return verify(places);
	}

	private int verify(List<Path> places) {
		List<Path> files;
		try {
			files = Scenario.find(places);
		}
		catch (IOException ex) {
			throw new WrongArgumentsException("cannot read a folder: " + ex);
		}
		int differing = 0;
		for (Path file : files) {
			List<String> differences = differences(file, this.orders);
			if (!differences.isEmpty()) {
				differing++;
				this.out.println(file);
				differences.forEach((line) -> this.out.println("  " + line));
			}
		}
		this.out.printf("%d scenarios in %d orders each: %s%n", files.size(), this.orders,
				(differing == 0) ? "all agree" : differing + " differ");
		return (differing == 0) ? 0 : 1;
	}

	/**
	 * What is different between a scenario here and its golden trace, in the first order
	 * in which anything is.
	 */
	static List<String> differences(Path file, int orders) {
		try {
			Scenario scenario = Scenario.read(file);
			Map<String, Object> golden = golden(file, scenario);
			for (int seed = 0; seed < orders; seed++) {
				List<String> differences = TraceDifferences.between(golden.get("trace"), Family.trace(scenario, seed));
				if (!differences.isEmpty()) {
					List<String> lines = new ArrayList<>(List.of("in order " + seed));
					lines.addAll(differences);
					return lines;
				}
			}
			return List.of();
		}
		catch (InvalidScenarioException ex) {
			return List.of(ex.getMessage());
		}
		catch (RuntimeException | Error ex) {
			return List.of("failed: " + ex);
		}
	}

	private static Map<String, Object> golden(Path file, Scenario scenario) {
		Path golden = file.resolveSibling(scenario.traceFile());
		if (!Files.exists(golden)) {
			throw new InvalidScenarioException("expected its golden trace in " + golden + ", found no such file");
		}
		return Json.read(golden);
	}

}
