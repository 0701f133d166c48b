package dev.javaotp.process;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Why a process ended: an open term with value equality, as in Erlang.
 * <p>
 * Four shapes cover all of Erlang's reasons that matter here:
 * <ul>
 * <li>{@link Name}: an atom such as {@code normal}, {@code shutdown}, {@code kill},
 * {@code killed}, {@code noproc}, or any other, {@code boom} say.</li>
 * <li>{@link Tagged}: a tuple that begins with an atom, such as {@code {shutdown,
 * x}}.</li>
 * <li>{@link Crash}: {@code {Reason, Stacktrace}}, what an uncaught exception ends a
 * process with. Two crashes are equal when their reasons are; the stack does not
 * count.</li>
 * <li>{@link Term}: any other value that somebody exited with.</li>
 * </ul>
 * A {@link FailedCall} adds what a caller was doing when the call ended it.
 * <p>
 * {@code kill} and {@code killed} differ: {@link #KILL} is special only as a signal sent
 * with {@link ProcessContext#exit(Pid, ExitReason)}, which cannot be trapped; the process
 * then ends with {@link #KILLED}, which can.
 * <p>
 * Immutable as far as the terms inside are. Mirrors Erlang's exit reasons.
 */
public sealed interface ExitReason {

	/** The end of a process that has done its work. */
	ExitReason NORMAL = new Name("normal");

	/** An orderly end that was asked for, as a supervisor does. */
	ExitReason SHUTDOWN = new Name("shutdown");

	/** As a signal: ends any process, trapping or not. */
	ExitReason KILL = new Name("kill");

	/** What a process that got {@link #KILL} as a signal ends with. */
	ExitReason KILLED = new Name("killed");

	/** There was no such process. */
	ExitReason NOPROC = new Name("noproc");

	/** The connection to the node was lost. */
	ExitReason NOCONNECTION = new Name("noconnection");

	/** An answer did not come in time. */
	ExitReason TIMEOUT = new Name("timeout");

	/**
	 * Returns the reason with the given name.
	 * @param name the atom, {@code boom} say
	 * @return the reason
	 */
	static ExitReason of(String name) {
		return switch (name) {
			case "normal" -> NORMAL;
			case "shutdown" -> SHUTDOWN;
			case "kill" -> KILL;
			case "killed" -> KILLED;
			case "noproc" -> NOPROC;
			case "timeout" -> TIMEOUT;
			default -> new Name(name);
		};
	}

	/**
	 * Returns a tuple as a reason, {@code {shutdown, x}} say.
	 * @param tag the first element
	 * @param elements the others
	 * @return the reason
	 */
	static ExitReason tagged(String tag, Object... elements) {
		return new Tagged(tag, List.of(elements));
	}

	/**
	 * Returns the reason {@code {shutdown, detail}}, an orderly end that says why.
	 * @param detail why
	 * @return the reason
	 */
	static ExitReason shutdown(Object detail) {
		return tagged("shutdown", detail);
	}

	/**
	 * Returns what a process ends with after an uncaught exception. An
	 * {@link ErlangError} stands for Erlang's {@code error(R)} and gives {@code R}, a
	 * {@link ThrownValue} gives {@code {nocatch, Value}}, an {@link ExitException} its
	 * own reason; any other exception is its own reason.
	 * @param thrown the exception
	 * @return the reason
	 */
	static ExitReason crash(Throwable thrown) {
		return switch (thrown) {
			case ExitException exit -> exit.reason();
			case ErlangError error -> new Crash(error.reason(), error);
			case ThrownValue value -> new Crash(tagged("nocatch", value.value()), value);
			default -> new Crash(new JavaError(thrown.getClass().getName(), thrown.getMessage()), thrown);
		};
	}

	/**
	 * Returns any value as a reason: a reason stays itself, a string becomes a name.
	 * @param term the value
	 * @return the reason
	 */
	static ExitReason ofTerm(Object term) {
		return switch (term) {
			case ExitReason reason -> reason;
			case String name -> of(name);
			default -> new Term(term);
		};
	}

	/**
	 * Whether this is {@code normal}.
	 * @return whether the process ended because it was done
	 */
	default boolean isNormal() {
		return equals(NORMAL);
	}

	/**
	 * Whether this is {@code shutdown} or {@code {shutdown, _}}.
	 * @return whether the process ended because it was told to
	 */
	default boolean isShutdown() {
		return equals(SHUTDOWN)
				|| (this instanceof Tagged tagged && tagged.tag().equals("shutdown") && tagged.elements().size() == 1);
	}

	/**
	 * Whether this is anything but {@code normal}, {@code shutdown} and {@code {shutdown,
	 * _}}: the ends that are reported, and after which a transient child is restarted.
	 * @return whether the end is a failure
	 */
	default boolean isAbnormal() {
		return !isNormal() && !isShutdown();
	}

	/**
	 * The exception behind this reason, if there is one.
	 * @return the exception or {@code null}
	 */
	default @Nullable Throwable cause() {
		return null;
	}

	/**
	 * An atom.
	 *
	 * @param name its name
	 */
	record Name(String name) implements ExitReason {

		public Name {
			Objects.requireNonNull(name, "name");
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	/**
	 * A tuple that begins with an atom.
	 *
	 * @param tag the atom
	 * @param elements what follows it; reasons, strings, pids or any other values
	 */
	record Tagged(String tag, List<Object> elements) implements ExitReason {

		public Tagged {
			elements = List.copyOf(elements);
		}

		@Override
		public String toString() {
			StringBuilder text = new StringBuilder("{").append(this.tag);
			this.elements.forEach((element) -> text.append(',').append(element));
			return text.append('}').toString();
		}

	}

	/**
	 * What an uncaught exception ends a process with: Erlang's {@code {Reason,
	 * Stacktrace}}.
	 *
	 * @param reason the term that was raised, or a {@link JavaError}
	 * @param cause the exception, whose stack trace is shown in reports; not part of
	 * equality
	 */
	record Crash(Object reason, Throwable cause) implements ExitReason {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Crash crash && crash.reason.equals(this.reason);
		}

		@Override
		public int hashCode() {
			return this.reason.hashCode();
		}

		@Override
		public String toString() {
			return "{" + this.reason + ",[" + firstFrame() + "]}";
		}

		private String firstFrame() {
			return Arrays.stream(this.cause.getStackTrace())
				.findFirst()
				.map((frame) -> frame.getFileName() + ":" + frame.getLineNumber())
				.orElse("");
		}

	}

	/**
	 * What a caller ends with when its call failed: Erlang's {@code {Reason, {gen_server,
	 * call, [Target, Request, Timeout]}}}.
	 *
	 * @param reason why the call failed
	 * @param target who was called, as the caller named it
	 * @param request what was asked
	 */
	record FailedCall(ExitReason reason, Object target, Object request) implements ExitReason {

		@Override
		public @Nullable Throwable cause() {
			return this.reason.cause();
		}

		@Override
		public String toString() {
			return "{" + this.reason + ",{call," + this.target + "," + this.request + "}}";
		}

	}

	/**
	 * Any other value.
	 *
	 * @param value the value
	 */
	record Term(Object value) implements ExitReason {

		public Term {
			Objects.requireNonNull(value, "value");
		}

		@Override
		public String toString() {
			return this.value.toString();
		}

	}

	/**
	 * A Java exception as the reason of a {@link Crash}: its class and message, so that
	 * two crashes of the same kind are equal.
	 *
	 * @param type the class name
	 * @param message the message, if any
	 */
	record JavaError(String type, @Nullable String message) {

		@Override
		public String toString() {
			return (this.message != null) ? this.type + ": " + this.message : this.type;
		}

	}

}
