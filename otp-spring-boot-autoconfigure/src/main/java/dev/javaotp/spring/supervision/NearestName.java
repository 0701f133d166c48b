package dev.javaotp.spring.supervision;

import java.util.Collection;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Finds the name that somebody may have meant.
 */
final class NearestName {

	private NearestName() {
	}

	/**
	 * Names are compared without case, dashes and underscores, as Spring Boot compares
	 * property names, and without the dots that names of methods have.
	 */
	static String canonical(String name) {
		return name.replace("-", "").replace("_", "").replace(".", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Return {@code ": did you mean `…`?"}, or a full stop where nothing is near enough.
	 */
	static String hint(String written, Collection<String> candidates) {
		String nearest = find(written, candidates);
		return (nearest != null) ? ": did you mean `" + nearest + "`?" : ".";
	}

	/**
	 * Return what there is to choose from, as a phrase that follows "expected".
	 */
	static String oneOf(Collection<String> names) {
		return ((names.size() > 1) ? "one of " : "") + String.join(", ", names);
	}

	static @Nullable String find(String written, Collection<String> candidates) {
		String name = canonical(written);
		String nearest = null;
		// One slip in a short name, and one more for each four letters: what is further
		// away is another word.
		int limit = 1 + name.length() / 4;
		for (String candidate : candidates) {
			int distance = distance(name, canonical(candidate));
			if (distance <= limit && distance < name.length()) {
				nearest = candidate;
				limit = distance - 1;
			}
		}
		return nearest;
	}

	/**
	 * The number of letters to insert, leave out, replace or swap with their neighbour
	 * (the optimal string alignment distance).
	 */
	private static int distance(String from, String to) {
		int[][] cost = new int[from.length() + 1][to.length() + 1];
		for (int i = 0; i <= from.length(); i++) {
			for (int j = 0; j <= to.length(); j++) {
				if (i == 0 || j == 0) {
					cost[i][j] = i + j;
					continue;
				}
				boolean same = from.charAt(i - 1) == to.charAt(j - 1);
				int best = cost[i - 1][j - 1] + (same ? 0 : 1);
				best = Math.min(best, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
				if (i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2)
						&& from.charAt(i - 2) == to.charAt(j - 1)) {
					best = Math.min(best, 1 + cost[i - 2][j - 2]);
				}
				cost[i][j] = best;
			}
		}
		return cost[from.length()][to.length()];
	}

}
