package dev.javaotp.spring.observer;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

import dev.javaotp.spring.observer.View.Row;
import org.jspecify.annotations.Nullable;

/**
 * Which children of a dynamic supervisor the page asks for.
 *
 * @param name a part of the name, or a pid; empty for all
 * @param order in which order
 * @param offset how many to leave out
 * @param limit how many at most
 */
record Query(String name, Order order, int offset, int limit) {

	private static final int MOST = 10_000;

	enum Order {

		PID((one, other) -> 0), NAME(Comparator.comparing(Row::name)),
		MAILBOX(Comparator.comparingInt(Row::mailbox).reversed()),
		MESSAGES(Comparator.comparingLong(Row::messagesHandled).reversed());

		private final Comparator<Row> comparator;

		Order(Comparator<Row> comparator) {
			this.comparator = comparator;
		}

		Comparator<Row> comparator() {
			return this.comparator;
		}

	}

	/**
	 * Reads the parameters of a request.
	 * @return the query, empty if one of them cannot be read
	 */
	static Optional<Query> parse(@Nullable String name, @Nullable String sort, @Nullable String offset,
			@Nullable String limit) {
		String wanted = (sort != null) ? sort : "pid";
		int from = number(offset, 0);
		int most = number(limit, 50);
		return Arrays.stream(Order.values())
			.filter((order) -> order.name().toLowerCase(Locale.ROOT).equals(wanted) && from >= 0 && most >= 0)
			.map((order) -> new Query((name != null) ? name : "", order, from, most))
			.findFirst();
	}

	private static int number(@Nullable String text, int fallback) {
		if (text == null) {
			return fallback;
		}
		try {
			int number = Integer.parseInt(text);
			return (number <= MOST) ? number : -1;
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

	boolean fits(Row row) {
		return row.name().toLowerCase(Locale.ROOT).contains(this.name.toLowerCase(Locale.ROOT));
	}

}
