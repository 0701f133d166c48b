package dev.javaotp.spring.supervision;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginProvider;

/**
 * One thing that is wrong with a declared supervision tree.
 */
public final class SupervisionProblem implements OriginProvider {

	private final String message;

	private final Place place;

	private final @Nullable String found;

	private final @Nullable String expected;

	private final @Nullable Place other;

	private SupervisionProblem(String message, Place place, @Nullable String found, @Nullable String expected,
			@Nullable Place other) {
		this.message = message;
		this.place = place;
		this.found = found;
		this.expected = expected;
		this.other = other;
	}

	static SupervisionProblem at(Place place, String message) {
		return new SupervisionProblem(message, place, null, null, null);
	}

	SupervisionProblem found(String found) {
		return new SupervisionProblem(this.message, this.place, found, this.expected, this.other);
	}

	SupervisionProblem expected(String expected) {
		return new SupervisionProblem(this.message, this.place, this.found, expected, this.other);
	}

	SupervisionProblem other(@Nullable Place other) {
		return new SupervisionProblem(this.message, this.place, this.found, this.expected, other);
	}

	/**
	 * One sentence that says what is wrong, with the nearest name where there is one.
	 * @return the sentence
	 */
	public String message() {
		return this.message;
	}

	/**
	 * What is wrong in full: the message, where it is, what was found and what was
	 * expected, one line each.
	 * @return the lines, joined
	 */
	public String description() {
		StringBuilder text = new StringBuilder(this.message).append('\n');
		line(text, this.place.label(), this.place.name());
		line(text, "Value", (this.found != null) ? '"' + this.found + '"' : null);
		line(text, "Origin", this.place.origin());
		line(text, "Other place", this.other);
		line(text, "Expected", this.expected);
		return text.toString();
	}

	private static void line(StringBuilder text, String label, @Nullable Object content) {
		if (content != null) {
			text.append("\n    ").append(label).append(": ").append(content);
		}
	}

	@Override
	public @Nullable Origin getOrigin() {
		return this.place.origin();
	}

	Place place() {
		return this.place;
	}

	@Override
	public String toString() {
		return this.message + " [" + this.place + "]";
	}

}
