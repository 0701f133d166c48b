package dev.javaotp.gen;

import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * How the code of a process changes while the process lives on: what a suspended
 * behaviour is told by {@link Sys#changeCode(dev.javaotp.process.Pid, CodeChange)}.
 * <p>
 * A running object cannot change its class. So a newer version of the code is a new
 * object, of a class that may come from another class loader, made from the old one by
 * {@link #withSuccessor(Class, Function)}; it gets the state of the old one turned over
 * by its {@code codeChange}. Without a successor the object stays and only its state is
 * turned over.
 * <p>
 * Immutable; refined with the {@code with} methods.
 *
 * @param oldVersion the version that the state was made by, in whatever form the versions
 * of this code are told apart; what Erlang passes as {@code {down, Version}} on the way
 * back is up to whoever changes the code
 * @param extra whatever else {@code codeChange} should know
 * @param module the class whose code changes: objects of other classes stay what they are
 * @param successor makes the object that serves from now on out of an object of that
 * class
 */
public record CodeChange(Object oldVersion, @Nullable Object extra, Class<?> module,
		Function<Object, Object> successor) {

	public CodeChange {
		Objects.requireNonNull(oldVersion, "oldVersion");
		Objects.requireNonNull(module, "module");
		Objects.requireNonNull(successor, "successor");
	}

	/**
	 * Returns a change that keeps all objects and turns their states over.
	 * @param oldVersion the version that the states were made by
	 * @return the change
	 */
	public static CodeChange from(Object oldVersion) {
		return new CodeChange(oldVersion, null, Object.class, Function.identity());
	}

	/**
	 * Returns this with something more for {@code codeChange} to know.
	 * @param extra what to know
	 * @return the refined change
	 */
	public CodeChange withExtra(@Nullable Object extra) {
		return new CodeChange(this.oldVersion, extra, this.module, this.successor);
	}

	/**
	 * Returns this for one class only, which matters where several objects serve in one
	 * process, as the handlers of an event manager do.
	 * @param module the class whose code changes
	 * @return the refined change
	 */
	public CodeChange withModule(Class<?> module) {
		return new CodeChange(this.oldVersion, this.extra, module, this.successor);
	}

	/**
	 * Returns this with new objects in place of those of one class.
	 * @param <T> the class
	 * @param module the class whose code changes
	 * @param successor makes the object that serves from now on; called in the process,
	 * so it must not block
	 * @return the refined change
	 */
	public <T> CodeChange withSuccessor(Class<T> module, Function<? super T, ?> successor) {
		return new CodeChange(this.oldVersion, this.extra, module,
				(callback) -> successor.apply(module.cast(callback)));
	}

	/**
	 * Whether an object is of the class whose code changes.
	 * @param callback the object that serves now
	 * @return whether it is concerned
	 */
	public boolean concerns(Object callback) {
		return this.module.isInstance(callback);
	}

	/**
	 * The object that serves from now on: for behaviours.
	 * @param <T> what objects of the behaviour have in common
	 * @param type what objects of the behaviour have in common
	 * @param callback the object that served so far
	 * @return its successor, or itself if it is not concerned
	 * @throws ClassCastException if the successor is of another behaviour
	 */
	public <T> T successorOf(Class<T> type, T callback) {
		if (!concerns(callback)) {
			return callback;
		}
		Object next = Objects.requireNonNull(this.successor.apply(callback), "the successor");
		if (!type.isInstance(next)) {
			throw new ClassCastException("the successor of a " + callback.getClass().getName() + " must be a "
					+ type.getName() + ", not a " + next.getClass().getName());
		}
		return type.cast(next);
	}

}
