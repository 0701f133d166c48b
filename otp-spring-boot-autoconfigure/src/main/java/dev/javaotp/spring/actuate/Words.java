package dev.javaotp.spring.actuate;

import java.util.Locale;

/** Constants as they are written in {@code application.yml}. */
final class Words {

	private Words() {
	}

	/** Returns {@code one-for-one} for {@code ONE_FOR_ONE}. */
	static String of(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
