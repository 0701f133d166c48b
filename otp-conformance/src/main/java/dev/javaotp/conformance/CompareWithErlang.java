package dev.javaotp.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.javaotp.conformance.random.ScenarioGenerator;
import dev.javaotp.conformance.scenario.Json;
import dev.javaotp.conformance.scenario.Scenario;

/**
 * Draws scenarios at random, runs them here and on Erlang/OTP, and makes each one on
 * which the two disagree small enough to read.
 * <p>
 * Exit codes: 0 if they agree on all, 1 if not (the scenarios and Erlang's traces are
 * written to files), 2 if the arguments are wrong.
 */
public final class CompareWithErlang {

	private static final String USAGE = """
			usage: java -cp otp-conformance.jar dev.javaotp.conformance.CompareWithErlang [OPTION...]

			Draws scenarios at random and compares what they do here with what they do on Erlang/OTP.
			  --family FAMILY  supervisor, signals, server or statem (default: all of them)
			  --from SEED      the first seed (default 1)
			  --count N        how many seeds of each family (default 100)
			  --orders N       in how many orders of its processes each one is run here (default 3)
			  --oracle FILE    what runs scenarios on Erlang (default otp-conformance/erlang/oracle)
			  --out FOLDER     where scenarios with a disagreement are written to (default disagreements)
			  --as-drawn       do not make them smaller
			""";

	// scenarios that one Erlang is started for
	private static final int BATCH = 250;

	private final PrintStream out;

	private List<Family> families = List.of(Family.values());

	private long from = 1;

	private int count = 100;

	private int orders = 3;

	private Path oracle = Path.of("otp-conformance", "erlang", "oracle");

	private Path folder = Path.of("disagreements");

	private boolean asDrawn;

	private CompareWithErlang(PrintStream out) {
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
			CompareWithErlang command = new CompareWithErlang(out);
			command.read(new Arguments(List.of(arguments)));
			return command.compare();
		}
		catch (WrongArgumentsException ex) {
			err.println(ex.getMessage());
			err.print(USAGE);
			return 2;
		}
	}

	private void read(Arguments arguments) {
		while (arguments.hasNext()) {
			String argument = arguments.next();
			switch (argument) {
				case "--family" -> this.families = List.of(arguments.familyOf(argument));
				case "--from" -> this.from = arguments.numberOf(argument);
				case "--count" -> this.count = Math.toIntExact(arguments.numberOf(argument));
				case "--orders" -> this.orders = Math.toIntExact(arguments.numberOf(argument));
				case "--oracle" -> this.oracle = Path.of(arguments.valueOf(argument));
				case "--out" -> this.folder = Path.of(arguments.valueOf(argument));
				case "--as-drawn" -> this.asDrawn = true;
				default -> throw new WrongArgumentsException("expected an option, found " + argument);
			}
		}
		if (!Files.isExecutable(this.oracle)) {
			throw new WrongArgumentsException("--oracle: expected a program, found none at " + this.oracle);
		}
	}

	private int compare() {
		Comparison comparison = new Comparison(new Erlang(this.oracle), this.orders);
		int disagreements = 0;
		for (Family family : this.families) {
			disagreements += compare(family, comparison);
		}
		return (disagreements == 0) ? 0 : 1;
	}

	private int compare(Family family, Comparison comparison) {
		ScenarioGenerator generator = new ScenarioGenerator(Family::trace);
		int compared = 0;
		int disagreements = 0;
		int defects = 0;
		int unstable = 0;
		int untraced = 0;
		for (int done = 0; done < this.count; done += BATCH) {
			List<Scenario> scenarios = new ArrayList<>();
			for (int i = done; i < Math.min(done + BATCH, this.count); i++) {
				scenarios.add(generator.draw(family.folder(), this.from + i));
			}
			Comparison.Outcome outcome = comparison.of(scenarios);
			compared += outcome.compared();
			defects += outcome.defects().size();
			unstable += outcome.unstable().size();
			untraced += outcome.untraced().size();
			disagreements += outcome.disagreements().size();
			outcome.unstable().forEach((scenario) -> this.out.println(scenario.name() + ": Erlang is of two minds"));
			outcome.untraced().forEach((scenario) -> this.out.println(scenario.name() + ": no trace from Erlang"));
			for (Comparison.Disagreement disagreement : outcome.disagreements()) {
				report(comparison, disagreement);
			}
			this.out.printf(
					"%s, seeds %d to %d: %d compared, %d disagree; set aside: %d with a known defect of Erlang's, "
							+ "%d of which it gives different traces, %d of which it gives none%n",
					family.folder(), this.from, this.from + Math.min(done + BATCH, this.count) - 1, compared,
					disagreements, defects, unstable, untraced);
		}
		return disagreements;
	}

	private void report(Comparison comparison, Comparison.Disagreement found) {
		Comparison.Disagreement disagreement = (this.asDrawn) ? found : comparison.shrink(found, (scenario) -> {
		});
		Scenario scenario = disagreement.scenario();
		this.out.println(scenario.name() + ": " + scenario.text());
		disagreement.differences().forEach((line) -> this.out.println("  " + line));
		try {
			Files.createDirectories(this.folder);
			Json.write(this.folder.resolve(scenario.name() + ".json"), scenario.fields().values());
			Json.write(this.folder.resolve(scenario.traceFile()), disagreement.erlang());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
