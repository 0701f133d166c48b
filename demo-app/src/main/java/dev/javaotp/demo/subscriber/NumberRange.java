package dev.javaotp.demo.subscriber;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A block of telephone numbers.
 *
 * @param first the first number
 * @param last the last one, which belongs to it
 */
public record NumberRange(int first, int last) {

	/** There from the start, for people to try things with. */
	public static final NumberRange PEOPLE = new NumberRange(1001, 1100);

	/** There from the start, for the traffic generator. */
	public static final NumberRange TRAFFIC = new NumberRange(2001, 2100);

	/**
	 * All numbers of this block.
	 * @return the numbers in ascending order
	 */
	public Stream<String> numbers() {
		return IntStream.rangeClosed(this.first, this.last).mapToObj(Integer::toString);
	}

	/**
	 * Whether a number belongs to this block.
	 * @param number the number, digits only
	 * @return whether it does
	 */
	public boolean contains(String number) {
		long value = Long.parseLong(number);
		return this.first <= value && value <= this.last;
	}

}
