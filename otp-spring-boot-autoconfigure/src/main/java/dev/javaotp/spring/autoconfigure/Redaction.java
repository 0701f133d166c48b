package dev.javaotp.spring.autoconfigure;

import java.util.List;

import dev.javaotp.gen.CallException;
import dev.javaotp.process.ExitReason;
import org.jspecify.annotations.Nullable;

/**
 * Keeps messages out of the log that hide in exit reasons and exceptions: a failed call
 * says what was asked, for those who debug, and what was asked may be a secret.
 */
public final class Redaction {

	private Redaction() {
	}

	/**
	 * Return a reason as text that has requests in it by their type only.
	 */
	public static String text(ExitReason reason) {
		return switch (reason) {
			case ExitReason.FailedCall call ->
				"{" + text(call.reason()) + ",{call," + call.target() + "," + type(call.request()) + "}}";
			case ExitReason.Tagged tagged -> "{" + tagged.tag() + elements(tagged.elements()) + "}";
			case ExitReason.Crash crash when hasCall(crash.cause()) -> crash.cause().getClass().getName();
			default -> reason.toString();
		};
	}

	private static String elements(List<Object> elements) {
		StringBuilder text = new StringBuilder();
		elements.forEach(
				(element) -> text.append(',').append((element instanceof ExitReason reason) ? text(reason) : element));
		return text.toString();
	}

	static String type(Object value) {
		return value.getClass().getSimpleName();
	}

	/**
	 * Return an exception that says no more than where it was thrown, if it or one of its
	 * causes is a failed call; otherwise the exception itself.
	 */
	public static @Nullable Throwable cause(@Nullable Throwable thrown) {
		return (thrown != null && hasCall(thrown)) ? new Redacted(thrown) : thrown;
	}

	private static boolean hasCall(Throwable thrown) {
		for (Throwable next = thrown; next != null; next = next.getCause()) {
			if (next instanceof CallException) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The stack trace of an exception, without its message.
	 */
	private static final class Redacted extends Exception {

		private static final long serialVersionUID = 1L;

		private final String type;

		Redacted(Throwable thrown) {
			super(null, (thrown.getCause() != null) ? new Redacted(thrown.getCause()) : null,
					/* enableSuppression= */ false, /* writableStackTrace= */ true);
			this.type = thrown.getClass().getName();
			setStackTrace(thrown.getStackTrace());
		}

		@Override
		public String toString() {
			return this.type + " (see otp.reports.show-values)";
		}

	}

}
