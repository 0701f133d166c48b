package dev.javaotp.benchmarks.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

import dev.javaotp.benchmarks.work.Work;

/**
 * Runs one peer in this JVM and obeys the lines it reads, until there are no more: <pre>
 * works                  -> ok ping-pong,ring-1000,...
 * describe               -> ok TEXT
 * run WORK SIZE          -> ok FIGURE
 * compiling              -> ok true, ok false
 * </pre> Whatever goes wrong is answered with {@code error TEXT}. Nothing else is written
 * to the standard output.
 */
public final class PeerMain {

	private final Peer peer;

	private PeerMain(Peer peer) {
		this.peer = peer;
	}

	/**
	 * Obeys until the standard input ends.
	 * @param arguments the name of the peer
	 * @return the exit code
	 * @throws IOException if the standard input fails
	 */
	public static int run(String... arguments) throws IOException {
		PrintStream answers = System.out;
		System.setOut(System.err);
		BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		try (Peer peer = PeerKind.of(arguments[0]).flatMap(PeerKind::create).orElseThrow()) {
			PeerMain main = new PeerMain(peer);
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				answers.println(main.answer(line));
				answers.flush();
			}
		}
		return 0;
	}

	private String answer(String line) {
		try {
			String[] words = line.split(" ");
			return "ok " + switch (words[0]) {
				case "works" -> this.peer.works().keySet().stream().map(Work::id).collect(Collectors.joining(","));
				case "describe" -> this.peer.description();
				case "run" -> {
					System.gc();
					yield measurement(words[1]).run(Integer.parseInt(words[2]));
				}
				case "compiling" -> JitCompiler.isBusy();
				default -> throw new IllegalArgumentException("no such command: " + line);
			};
		}
		catch (Exception | OutOfMemoryError | StackOverflowError ex) {
			ex.printStackTrace();
			return "error " + ex.toString().lines().findFirst().orElse("");
		}
	}

	private Measurement measurement(String id) {
		Measurement measurement = Work.of(id).map(this.peer.works()::get).orElse(null);
		if (measurement == null) {
			throw new IllegalArgumentException(id + " is not done by " + this.peer.description());
		}
		return measurement;
	}

}
