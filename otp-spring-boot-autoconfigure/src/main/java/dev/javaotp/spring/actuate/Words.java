package dev.javaotp.spring.actuate;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What is sent as it has to be written. */
final class Words {

	private Words() {
	}

	/**
	 * Returns {@code one-for-one} for {@code ONE_FOR_ONE}, as {@code application.yml} has
	 * it.
	 */
	static String of(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** Replaces half characters, which JSON may not hold. */
	static String whole(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
	}

}
