package dev.javaotp.conformance.scenario;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How traces are sorted where Erlang promises no order.
 */
public final class Order {

	/**
	 * Lists element by element, strings by code points, numbers by value; a list before
	 * those that begin with it.
	 */
	public static final Comparator<List<Object>> BY_ELEMENTS = Order::compare;

	private Order() {
	}

	private static int compare(List<Object> one, List<Object> other) {
		for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
			int compared = compare(one.get(i), other.get(i));
			if (compared != 0) {
				return compared;
			}
		}
		return Integer.compare(one.size(), other.size());
	}

	// at the same place of two entries there is the same kind of value
	private static int compare(Object one, Object other) {
		if (one instanceof Integer number && other instanceof Integer another) {
			return number.compareTo(another);
		}
		return compareCodePoints(one.toString(), other.toString());
	}

	private static int compareCodePoints(String one, String other) {
		int[] points = one.codePoints().toArray();
		int[] others = other.codePoints().toArray();
		return Arrays.compare(points, others);
	}

}
