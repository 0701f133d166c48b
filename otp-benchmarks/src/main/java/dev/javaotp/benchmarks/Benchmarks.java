package dev.javaotp.benchmarks;

import java.util.Arrays;

import dev.javaotp.benchmarks.compare.CompareCommand;
import dev.javaotp.benchmarks.peer.PeerMain;
import org.openjdk.jmh.Main;

/**
 * The command: {@code java -jar benchmarks.jar compare} for the table of all peers,
 * {@code java -jar benchmarks.jar jmh NAME} for a single operation.
 */
public final class Benchmarks {

	private static final String USAGE = """
			usage: java -jar benchmarks.jar compare [options]   the same work by this runtime and its peers
			       java -jar benchmarks.jar jmh [options]       single operations, by JMH (jmh -l lists them)
			  "compare --help" and "jmh -h" tell the options
			""";

	private Benchmarks() {
	}

	/**
	 * Runs a command and ends the JVM with its exit code.
	 * @param arguments the command and its options
	 * @throws Exception if JMH fails
	 */
	public static void main(String... arguments) throws Exception {
		String command = (arguments.length > 0) ? arguments[0] : "";
		String[] rest = Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length);
		switch (command) {
			case "compare" -> System.exit(CompareCommand.run(System.out, System.err, rest));
			case "jmh" -> Main.main(rest);
			// what "compare" starts for each peer
			case "peer" -> System.exit(PeerMain.run(rest));
			default -> {
				System.err.print(USAGE);
				System.exit(2);
			}
		}
	}

}
