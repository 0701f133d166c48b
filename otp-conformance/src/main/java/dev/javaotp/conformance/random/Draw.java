package dev.javaotp.conformance.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What a generator draws from, and what it makes.
 */
final class Draw {

	private final Random random;

	Draw(long seed) {
		this.random = new Random(seed);
		// the first numbers of neighbouring seeds are alike
		this.random.nextLong();
	}

	boolean percent(int chance) {
		return this.random.nextInt(100) < chance;
	}

	int between(int least, int most) {
		return least + this.random.nextInt(most - least + 1);
	}

	@SafeVarargs
	final <T> T of(T... values) {
		return of(List.of(values));
	}

	<T> T of(List<T> values) {
		return values.get(this.random.nextInt(values.size()));
	}

	/** Begins a choice among ways to go on, some more likely than others. */
	<T> Choice<T> choice() {
		return new Choice<>();
	}

	/** An object of JSON. */
	static Map<String, Object> object(Object... namesAndValues) {
		Map<String, Object> object = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			object.put((String) namesAndValues[i], namesAndValues[i + 1]);
		}
		return object;
	}

	/** Ways to go on, each with a weight. */
	final class Choice<T> {

		private final List<Integer> weights = new ArrayList<>();

		private final List<Supplier<T>> ways = new ArrayList<>();

		Choice<T> add(int weight, Supplier<T> way) {
			this.weights.add(weight);
			this.ways.add(way);
			return this;
		}

		T draw() {
			int left = Draw.this.random.nextInt(this.weights.stream().mapToInt(Integer::intValue).sum());
			int index = 0;
			while (left >= this.weights.get(index)) {
				left -= this.weights.get(index);
				index++;
			}
			return this.ways.get(index).get();
		}

	}

}
