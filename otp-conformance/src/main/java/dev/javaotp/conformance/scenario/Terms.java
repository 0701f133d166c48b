package dev.javaotp.conformance.scenario;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.javaotp.process.Exit;
import dev.javaotp.process.ExitReason;

/**
 * Reasons and other terms as the strings that stand in scenarios and traces.
 */
public final class Terms {

	private Terms() {
	}

	/**
	 * Returns the reason that a scenario means.
	 * @param text {@code boom}, or {@code shutdown:x}
	 * @return the reason
	 */
	public static ExitReason reason(String text) {
		return (text.startsWith("shutdown:")) ? ExitReason.shutdown(text.substring("shutdown:".length()))
				: ExitReason.of(text);
	}

	/**
	 * Returns what a trace says.
	 * @param term a reason, or what a reason is made of
	 * @return the text
	 */
	public static String text(Object term) {
		return switch (term) {
			case ExitReason.Name name -> name.name();
			case ExitReason.Crash crash -> "crash:" + text(crash.reason());
			case ExitReason.FailedCall call -> text(call.reason());
			case ExitReason.Tagged tagged when tagged.tag().equals("already_started") -> "already_started";
			case ExitReason.Tagged tagged ->
				Stream.concat(Stream.of(tagged.tag()), tagged.elements().stream().map(Terms::text))
					.collect(Collectors.joining(":"));
			case ExitReason.Term other -> text(other.value());
			case Exit exit -> "EXIT:" + text(exit.reason());
			case List<?> list -> list.stream().map(Terms::text).collect(Collectors.joining(",", "[", "]"));
			default -> term.toString();
		};
	}

}
