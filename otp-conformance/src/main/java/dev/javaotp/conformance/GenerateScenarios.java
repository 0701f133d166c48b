package dev.javaotp.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.javaotp.conformance.random.ScenarioGenerator;
import dev.javaotp.conformance.scenario.Json;
import dev.javaotp.conformance.scenario.Scenario;

/**
 * Draws scenarios at random and writes them to files.
 * <p>
 * Exit codes: 0 if they are written, 2 if the arguments are wrong.
 */
public final class GenerateScenarios {

	private static final String USAGE = """
			usage: java -cp otp-conformance.jar dev.javaotp.conformance.GenerateScenarios --out FOLDER [OPTION...]

			Draws scenarios at random: the same ones for the same seeds.
			  --out FOLDER     where NAME.json of each is written to; it is made if needed
			  --family FAMILY  supervisor, signals, server or statem (default: all of them)
			  --from SEED      the first seed (default 1)
			  --count N        how many seeds of each family (default 100)
			""";

	private GenerateScenarios() {
	}

	/**
	 * Runs the command and ends the JVM with its exit code.
	 * @param arguments see the class
	 */
	public static void main(String... arguments) {
		System.exit(run(System.err, arguments));
	}

	static int run(PrintStream err, String... arguments) {
		try {
			generate(new Arguments(List.of(arguments)));
			return 0;
		}
		catch (WrongArgumentsException ex) {
			err.println(ex.getMessage());
			err.print(USAGE);
			return 2;
		}
	}

	private static void generate(Arguments arguments) {
		List<Family> families = List.of(Family.values());
		Path folder = null;
		long from = 1;
		long count = 100;
		while (arguments.hasNext()) {
			String argument = arguments.next();
			switch (argument) {
				case "--out" -> folder = Path.of(arguments.valueOf(argument));
				case "--family" -> families = List.of(arguments.familyOf(argument));
				case "--from" -> from = arguments.numberOf(argument);
				case "--count" -> count = arguments.numberOf(argument);
				default -> throw new WrongArgumentsException("expected an option, found " + argument);
			}
		}
		if (folder == null) {
			throw new WrongArgumentsException("--out: expected a folder, found nothing");
		}
		ScenarioGenerator generator = new ScenarioGenerator(Family::trace);
		try {
			Files.createDirectories(folder);
			for (Family family : families) {
				for (long seed = from; seed < from + count; seed++) {
					Scenario scenario = generator.draw(family.folder(), seed);
					Json.write(folder.resolve(scenario.name() + ".json"), scenario.fields().values());
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
