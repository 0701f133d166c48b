package dev.javaotp.spring.supervision;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import dev.javaotp.supervisor.Restart;
import dev.javaotp.supervisor.Shutdown;
import org.jspecify.annotations.Nullable;

/**
 * A node of a {@link SupervisionTree}: a supervisor of some kind, or a process.
 * <p>
 * Nodes are immutable. Methods that take a value return a copy in which that value is
 * set; methods without arguments return what applies, be it set or the default. A value
 * is judged when the tree is put together, not here, so that all that is wrong with a
 * tree is reported at once.
 */
public abstract sealed class SupervisionNode permits ProcessNode, SupervisingNode {

	private final String name;

	private final @Nullable Place place;

	private final Map<Setting, Given> settings;

	SupervisionNode(String name, @Nullable Place place, Map<Setting, Given> settings) {
		this.name = name;
		this.place = place;
		this.settings = settings;
	}

	/**
	 * The name of the node, unique among the nodes of all trees of an application.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * When the supervisor above restarts this child: {@link Restart#PERMANENT} unless
	 * set.
	 * @return the restart type
	 */
	public Restart restart() {
		return get(Setting.RESTART, Restart.class, Restart.PERMANENT);
	}

	/**
	 * Return a copy with another restart type. Not for a supervisor at the top, which
	 * nobody restarts.
	 * @param restart the restart type
	 * @return the copy
	 */
	public abstract SupervisionNode restart(Restart restart);

	/**
	 * How the supervisor above ends this child: five seconds unless set, but without a
	 * limit for supervisors, whose own children need their time.
	 * @return the way to end it
	 */
	public abstract Shutdown shutdown();

	/**
	 * Return a copy that is ended in another way.
	 * @param shutdown the way to end it
	 * @return the copy
	 */
	public abstract SupervisionNode shutdown(Shutdown shutdown);

	/**
	 * Return a copy that has the given time to end by itself before it is killed.
	 * @param limit the time, more than zero and at most a day
	 * @return the copy
	 */
	public SupervisionNode shutdown(Duration limit) {
		return shutdown(Shutdown.after(limit));
	}

	/**
	 * Whether the end of this child may end its supervisor (see
	 * {@link SupervisorNode#autoShutdown()}): {@code false} unless set.
	 * @return whether it is significant
	 */
	public boolean significant() {
		return get(Setting.SIGNIFICANT, Boolean.class, false);
	}

	/**
	 * Return a copy that is significant to its supervisor, or is not. A significant child
	 * is transient or temporary, and its supervisor says which ends it wants to notice.
	 * @param significant whether it is significant
	 * @return the copy
	 */
	public abstract SupervisionNode significant(boolean significant);

	/**
	 * How long the child may take to initialise before its start counts as failed: 30
	 * seconds unless set, but without a limit for supervisors, whose own children have
	 * theirs.
	 * @return the time; {@link java.time.temporal.ChronoUnit#FOREVER} if without a limit
	 */
	public abstract Duration startTimeout();

	/**
	 * Return a copy that may take another time to initialise.
	 * @param limit the time, more than zero and at most a day, or the duration of
	 * {@link java.time.temporal.ChronoUnit#FOREVER}
	 * @return the copy
	 */
	public abstract SupervisionNode startTimeout(Duration limit);

	abstract Kind kind();

	/**
	 * Return a copy with other settings.
	 */
	abstract SupervisionNode with(Map<Setting, Given> settings);

	/**
	 * Where the node is declared; {@code null} if in Java, where its path says it.
	 */
	@Nullable Place place() {
		return this.place;
	}

	Map<Setting, Given> settings() {
		return this.settings;
	}

	boolean isSet(Setting setting) {
		return this.settings.containsKey(setting);
	}

	<T> T get(Setting setting, Class<T> type, T fallback) {
		Given given = this.settings.get(setting);
		return (given != null) ? type.cast(given.value()) : fallback;
	}

	Map<Setting, Given> settings(Setting setting, Object value) {
		return settings(Map.of(setting, new Given(value, null)));
	}

	Map<Setting, Given> settings(Map<Setting, Given> overrides) {
		Map<Setting, Given> settings = new EnumMap<>(Setting.class);
		settings.putAll(this.settings);
		settings.putAll(overrides);
		return settings;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof SupervisionNode node && kind() == node.kind() && this.name.equals(node.name)
				&& this.settings.equals(node.settings);
	}

	@Override
	public int hashCode() {
		return this.name.hashCode();
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(kind().key()).append(' ').append(this.name);
		this.settings.forEach((setting,
				given) -> text.append(' ').append(setting.key()).append('=').append(Setting.print(given.value())));
		return text.toString();
	}

	/**
	 * A value and where it was given. Two of them are equal if their values are: a tree
	 * in YAML equals the same tree in Java.
	 */
	record Given(Object value, @Nullable Place place) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Given given && this.value.equals(given.value);
		}

		@Override
		public int hashCode() {
			return this.value.hashCode();
		}

	}

}
