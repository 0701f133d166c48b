package dev.javaotp.gen;

import dev.javaotp.process.ExitException;
import dev.javaotp.process.ExitReason;
import org.jspecify.annotations.Nullable;

/**
 * The end of a server that still owes an answer, which leaves after {@code terminate}.
 */
final class StopWithReply extends ExitException {

	private static final long serialVersionUID = 1L;

	private final transient From<@Nullable Object> from;

	private final transient @Nullable Object value;

	@SuppressWarnings("unchecked")
	StopWithReply(ExitReason reason, From<?> from, @Nullable Object value) {
		super(reason);
		this.from = (From<@Nullable Object>) from;
		this.value = value;
	}

	void reply() {
		this.from.reply(this.value);
	}

}
