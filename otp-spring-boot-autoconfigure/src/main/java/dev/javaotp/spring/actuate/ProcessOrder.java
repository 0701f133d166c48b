package dev.javaotp.spring.actuate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The orders in which processes can be listed: numbers that one looks for the largest of
 * come largest first; equals come in start order.
 */
enum ProcessOrder {

	/** In start order. */
	PID("pid", Comparator.comparingLong((row) -> 0)),

	/** By name; those without one last. */
	NAME("name", Comparator.comparing(Row::name, Comparator.nullsLast(Comparator.naturalOrder()))),

	/** The longest mailboxes first. */
	MAILBOX_DEPTH("mailboxDepth", Comparator.comparingLong(Row::mailboxDepth).reversed()),

	/** Those that have handled most first. */
	MESSAGES_HANDLED("messagesHandled", Comparator.comparingLong(Row::messagesHandled).reversed()),

	/** Those that were started again most often first. */
	RESTARTS("restarts", Comparator.comparingLong(Row::restarts).reversed());

	/**
	 * What processes are ordered by.
	 *
	 * @param id the number of the process
	 * @param name its name
	 * @param mailboxDepth how many messages wait for it
	 * @param messagesHandled how many it has handled
	 * @param restarts how often it was started again, as far as that is known
	 */
	record Row(long id, @Nullable String name, int mailboxDepth, long messagesHandled, long restarts) {
	}

	private final String parameter;

	private final Comparator<Row> comparator;

	ProcessOrder(String parameter, Comparator<Row> comparator) {
		this.parameter = parameter;
		this.comparator = comparator.thenComparingLong(Row::id);
	}

	Comparator<Row> comparator() {
		return this.comparator;
	}

	static ProcessOrder parse(@Nullable String text) {
		if (text == null) {
			return PID;
		}
		String wanted = text.toLowerCase(Locale.ROOT).replace("-", "");
		for (ProcessOrder order : values()) {
			String parameter = order.parameter.toLowerCase(Locale.ROOT);
			// "mailbox" and "messages" say as much
			if (parameter.equals(wanted) || (wanted.length() > 6 && parameter.startsWith(wanted))) {
				return order;
			}
		}
		throw EndpointProblem.badRequest("The parameter 'sort' is '" + text + "': expected one of "
				+ Arrays.stream(values()).map((order) -> order.parameter).collect(Collectors.joining(", ")) + ".");
	}

}
