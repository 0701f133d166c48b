package dev.javaotp.benchmarks.work;

/** The colour of a creature in {@link Work#CHAMENEOS}. */
public enum Colour {

	/** The first. */
	BLUE,

	/** The second. */
	RED,

	/** The third. */
	YELLOW;

	private static final Colour[] ALL = values();

	/**
	 * The colours in turn.
	 * @param number which creature
	 * @return the colour it begins with
	 */
	public static Colour of(int number) {
		return ALL[number % ALL.length];
	}

	/**
	 * What a creature becomes.
	 * @param other the colour of the one it meets
	 * @return the same colour if they are alike, otherwise the one that neither has
	 */
	public Colour after(Colour other) {
		return (this == other) ? this : ALL[3 - ordinal() - other.ordinal()];
	}

}
