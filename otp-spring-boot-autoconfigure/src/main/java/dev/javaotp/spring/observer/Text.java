package dev.javaotp.spring.observer;

import org.jspecify.annotations.Nullable;

/**
 * Puts a state or a message into words. To be used by the process that they belong to:
 * nobody else looks at what may be changing.
 */
final class Text {

	private Text() {
	}

	/**
	 * Returns what a value says of itself.
	 * @param value the value
	 * @param most how many characters are kept
	 * @return the text; what it threw if it did
	 */
	static @Nullable String of(@Nullable Object value, int most) {
		if (value == null) {
			return null;
		}
		String text;
		try {
			text = String.valueOf(value);
		}
		catch (RuntimeException | StackOverflowError ex) {
			text = value.getClass().getName() + ".toString() threw " + ex.getClass().getName();
		}
		return (text.length() > most) ? text.substring(0, most) + "…" : text;
	}

}
