package dev.javaotp.benchmarks.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.javaotp.benchmarks.work.Work;

/**
 * A peer in an operating system process of its own, told by lines what to do. See
 * {@link PeerMain} for what is said. Used by one thread.
 */
public final class PeerProcess implements AutoCloseable {

	private final Process process;

	private final PrintWriter commands;

	private final BufferedReader answers;

	private final Duration limit;

	private PeerProcess(Process process, Duration limit) {
		this.process = process;
		this.commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8),
				/* autoFlush= */ true);
		this.answers = process.inputReader(StandardCharsets.UTF_8);
		this.limit = limit;
	}

	/**
	 * Starts a peer.
	 * @param command what the operating system is to run
	 * @param limit how long one command may take
	 * @return the process
	 * @throws IOException if it cannot be started
	 */
	public static PeerProcess start(List<String> command, Duration limit) throws IOException {
		return new PeerProcess(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start(),
				limit);
	}

	/**
	 * The works that it can do.
	 * @return the works
	 * @throws PeerFailedException if it does not answer
	 */
	public Set<Work> works() {
		return Stream.of(ask("works").split(","))
			.flatMap((id) -> Work.of(id).stream())
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * What it is, with its version.
	 * @return the text
	 * @throws PeerFailedException if it does not answer
	 */
	public String describe() {
		return ask("describe");
	}

	/**
	 * Does a work once.
	 * @param work the work
	 * @param size how much of it
	 * @return its figure
	 * @throws PeerFailedException if it failed or took too long
	 */
	public double run(Work work, int size) {
		return Double.parseDouble(ask("run " + work.id() + " " + size));
	}

	/**
	 * Whether it is still compiling code that it has run often.
	 * @return whether it may be faster in a moment
	 * @throws PeerFailedException if it does not answer
	 */
	public boolean compiles() {
		return Boolean.parseBoolean(ask("compiling"));
	}

	private String ask(String command) {
		this.commands.println(command);
		FutureTask<String> answer = new FutureTask<>(this.answers::readLine);
		Thread.ofPlatform().daemon().start(answer);
		try {
			String line = answer.get(this.limit.toMillis(), TimeUnit.MILLISECONDS);
			if (line == null) {
				throw new PeerFailedException(command + ": the process ended");
			}
			if (!line.startsWith("ok ")) {
				throw new PeerFailedException(command + ": " + line);
			}
			return line.substring("ok ".length());
		}
		catch (TimeoutException ex) {
			this.process.destroyForcibly();
			throw new PeerFailedException(command + ": no answer within " + this.limit.toSeconds() + " s");
		}
		catch (ExecutionException ex) {
			throw new PeerFailedException(command + ": " + ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new PeerFailedException(command + ": interrupted");
		}
	}

	/** Whether it can still be asked. */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	@Override
	public void close() {
		this.commands.close();
		try {
			if (!this.process.waitFor(5, TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor();
			}
			this.answers.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
