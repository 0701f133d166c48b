package dev.javaotp.spring.supervision;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.javaotp.process.Overflow;
import dev.javaotp.supervisor.AutoShutdown;
import dev.javaotp.supervisor.Restart;
import dev.javaotp.supervisor.Shutdown;
import dev.javaotp.supervisor.Strategy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * The keys with which a node of the tree is tuned, each with the values it takes. Their
 * order here is the order in which they are listed to the user.
 */
enum Setting {

	STRATEGY(new OneOf(Strategy.values())),

	MAX_RESTARTS(new WholeNumber(0, 1_000_000)),

	WITHIN(new WholeSeconds()),

	AUTO_SHUTDOWN(new OneOf(AutoShutdown.values())),

	WHEN_IT_GIVES_UP(new OneOf(WhenItGivesUp.values())),

	RESTART(new OneOf(Restart.values())),

	SHUTDOWN(new ShutdownOrTime()),

	SIGNIFICANT(new TrueOrFalse()),

	START_TIMEOUT(new TimeOrForever()),

	MAX_CHILDREN(new WholeNumber(1, Integer.MAX_VALUE)),

	PARTITIONS(new WholeNumber(1, 10_000)),

	MAX_MAILBOX(new WholeNumber(1, Integer.MAX_VALUE)),

	OVERFLOW(new OneOf(Overflow.values()));

	/** How long "forever" is, as a duration. */
	static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

	private final Values values;

	Setting(Values values) {
		this.values = values;
	}

	/**
	 * The key as it is written in YAML, such as {@code max-restarts}.
	 */
	String key() {
		return kebab(this);
	}

	/**
	 * What the key takes, as a phrase that follows "expected".
	 */
	String expected() {
		return this.values.expected();
	}

	/**
	 * The words that the key takes, to find the one that may have been meant.
	 */
	List<String> words() {
		return this.values.words();
	}

	/**
	 * Whether a bare number could be meant as a duration here.
	 */
	boolean needsUnit() {
		return this == WITHIN || this == SHUTDOWN || this == START_TIMEOUT;
	}

	/**
	 * Return the value that the text stands for, or {@code null} if it stands for none.
	 */
	@Nullable Object parse(String text) {
		Object value = this.values.parse(text);
		return (value != null && accepts(value)) ? value : null;
	}

	/**
	 * Whether the value, which may come from Java, is within reason.
	 */
	boolean accepts(Object value) {
		return this.values.accepts(value);
	}

	/**
	 * Return those settings that are about a mailbox, or those that are not.
	 */
	static <V> Map<Setting, V> ofMailbox(Map<Setting, V> settings, boolean mailbox) {
		Map<Setting, V> result = new EnumMap<>(Setting.class);
		settings.forEach((setting, value) -> {
			if ((setting == MAX_MAILBOX || setting == OVERFLOW) == mailbox) {
				result.put(setting, value);
			}
		});
		return result;
	}

	/**
	 * Write the value as YAML would.
	 */
	static String print(Object value) {
		return switch (value) {
			case Enum<?> constant -> kebab(constant);
			case Duration time when time.equals(FOREVER) -> "infinity";
			case Duration time -> printTime(time);
			case Shutdown.After after -> printTime(after.limit());
			case Shutdown.BrutalKill kill -> "brutal-kill";
			case Shutdown.Infinity forever -> "infinity";
			default -> value.toString();
		};
	}

	private static String printTime(Duration time) {
		ChronoUnit unit = (time.toMillisPart() != 0) ? ChronoUnit.MILLIS : ChronoUnit.SECONDS;
		if (time.toNanosPart() % 1_000_000 != 0) {
			return time.toString();
		}
		if (unit == ChronoUnit.SECONDS && !time.isZero() && time.toSeconds() % 86_400 == 0) {
			unit = ChronoUnit.DAYS;
		}
		return DurationStyle.SIMPLE.print(time, unit);
	}

	private static String kebab(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * A kind of values.
	 */
	private sealed interface Values {

		String expected();

		@Nullable Object parse(String text);

		boolean accepts(Object value);

		default List<String> words() {
			return List.of();
		}

	}

	private record OneOf(Enum<?>... constants) implements Values {

		@Override
		public String expected() {
			return NearestName.oneOf(words());
		}

		@Override
		public @Nullable Object parse(String text) {
			String name = NearestName.canonical(text);
			return Arrays.stream(this.constants)
				.filter((constant) -> NearestName.canonical(constant.name()).equals(name))
				.findFirst()
				.orElse(null);
		}

		@Override
		public boolean accepts(Object value) {
			return true;
		}

		@Override
		public List<String> words() {
			return Arrays.stream(this.constants).map(Setting::kebab).toList();
		}

	}

	private record TrueOrFalse() implements Values {

		@Override
		public String expected() {
			return "true or false";
		}

		@Override
		public @Nullable Object parse(String text) {
			return switch (text.toLowerCase(Locale.ROOT)) {
				case "true" -> Boolean.TRUE;
				case "false" -> Boolean.FALSE;
				default -> null;
			};
		}

		@Override
		public boolean accepts(Object value) {
			return true;
		}

		@Override
		public List<String> words() {
			return List.of("true", "false");
		}

	}

	private record WholeNumber(int least, int most) implements Values {

		@Override
		public String expected() {
			return (this.most == Integer.MAX_VALUE) ? "a whole number, " + this.least + " or more"
					: "a whole number from " + this.least + " to " + this.most;
		}

		@Override
		public @Nullable Object parse(String text) {
			try {
				return Integer.valueOf(text);
			}
			catch (NumberFormatException ex) {
				return null;
			}
		}

		@Override
		public boolean accepts(Object value) {
			return value instanceof Integer number && this.least <= number && number <= this.most;
		}

	}

	/**
	 * A duration with its unit. Spring Boot takes a bare number for milliseconds; OTP has
	 * seconds in one of these places and milliseconds in another, so here a number alone
	 * is nearly always a mistake.
	 */
	private record Time(Duration least, Duration most) implements Values {

		@Override
		public String expected() {
			return "a duration with its unit, such as 5s or 500ms, from " + print(this.least) + " to "
					+ print(this.most);
		}

		@Override
		public @Nullable Object parse(String text) {
			if (text.chars().allMatch((letter) -> letter == '-' || letter == '+' || Character.isDigit(letter))) {
				return null;
			}
			try {
				return DurationStyle.detectAndParse(text);
			}
			catch (IllegalArgumentException | ArithmeticException ex) {
				return null;
			}
		}

		@Override
		public boolean accepts(Object value) {
			return value instanceof Duration time && time.compareTo(this.least) >= 0 && time.compareTo(this.most) <= 0;
		}

	}

	/**
	 * As in OTP, restarts are counted over whole seconds.
	 */
	private record WholeSeconds() implements Values {

		private static final Time TIME = new Time(Duration.ofSeconds(1), Duration.ofDays(365));

		@Override
		public String expected() {
			return "a duration of whole seconds with its unit, such as 5s or 1m, from 1s to 365d";
		}

		@Override
		public @Nullable Object parse(String text) {
			return TIME.parse(text);
		}

		@Override
		public boolean accepts(Object value) {
			return TIME.accepts(value) && value instanceof Duration time && time.getNano() == 0;
		}

	}

	private record TimeOrForever() implements Values {

		private static final Time TIME = new Time(Duration.ofMillis(1), Duration.ofDays(1));

		@Override
		public String expected() {
			return TIME.expected() + ", or infinity";
		}

		@Override
		public @Nullable Object parse(String text) {
			return text.equalsIgnoreCase("infinity") ? FOREVER : TIME.parse(text);
		}

		@Override
		public boolean accepts(Object value) {
			return value.equals(FOREVER) || TIME.accepts(value);
		}

		@Override
		public List<String> words() {
			return List.of("infinity");
		}

	}

	/**
	 * As in OTP, nothing between "at once" and a first moment: a limit of zero is spelled
	 * {@code brutal-kill}.
	 */
	private record ShutdownOrTime() implements Values {

		private static final Time TIME = new Time(Duration.ofMillis(1), Duration.ofDays(1));

		@Override
		public String expected() {
			return TIME.expected() + ", or brutal-kill, or infinity";
		}

		@Override
		public @Nullable Object parse(String text) {
			return switch (NearestName.canonical(text)) {
				case "infinity" -> Shutdown.infinity();
				case "brutalkill" -> Shutdown.brutalKill();
				default ->
					(TIME.parse(text) instanceof Duration time && TIME.accepts(time)) ? Shutdown.after(time) : null;
			};
		}

		@Override
		public boolean accepts(Object value) {
			return !(value instanceof Shutdown.After after) || TIME.accepts(after.limit());
		}

		@Override
		public List<String> words() {
			return List.of("brutal-kill", "infinity");
		}

	}

}
