package dev.javaotp.spring.observer;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Puts values into words that can be shown.
 */
final class Text {

	private Text() {
	}

	/**
	 * Returns the beginning of a text.
	 * @param text the text, which may hold or become half characters: these are replaced,
	 * since JSON may not hold them
	 * @param most how many characters are kept
	 * @return the text, marked if it was longer
	 */
	static String beginning(String text, int most) {
		String kept = (text.length() > most) ? text.substring(0, most) + "…" : text;
		return new String(kept.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
	}

	/**
	 * Returns what a value says of itself. To be used by the process that it belongs to:
	 * nobody else looks at what may be changing.
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
		return beginning(text, most);
	}

}
