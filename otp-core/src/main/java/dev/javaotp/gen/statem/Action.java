package dev.javaotp.gen.statem;

import java.time.Duration;
import java.util.Objects;

import dev.javaotp.gen.From;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a machine wants done beside going to a state: the actions of Erlang's
 * {@code gen_statem}. They are carried out in the order given, as the table in
 * {@link GenStatem} says.
 * <p>
 * Those that a state enter call may return as well are {@link OnEnter}.
 */
public sealed interface Action {

	/** What may be done in a state enter call, too. */
	sealed interface OnEnter extends Action {

	}

	// --- replies

	/**
	 * Answers a caller, of this call or of an earlier one. Its type comes from the
	 * request: {@code Action.reply(dial.from(from), BUSY)}. An answer that comes too late
	 * is dropped.
	 * @param <R> the type of the answer
	 * @param to the caller
	 * @param value the answer
	 * @return the action
	 * @see Request#from(From)
	 */
	static <R extends @Nullable Object> Reply reply(From<R> to, R value) {
		return new Reply(to, value);
	}

	// --- time-outs

	/**
	 * Has {@link Event.StateTimeout} come if the machine is in this state for so long; a
	 * change of state cancels it. With zero it comes before anything from outside. A time
	 * of {@link dev.javaotp.gen.ServerRef#FOREVER} cancels one that runs.
	 * @param after how long
	 * @param content what the event carries
	 * @return the action
	 */
	static SetTimeout stateTimeout(Duration after, Object content) {
		return new SetTimeout(TimeoutType.STATE, after, content);
	}

	/**
	 * Has {@link Event.EventTimeout} come if nothing happens for so long: any event
	 * cancels it, whether it is of interest or not. With zero it comes if no event is
	 * queued inside the machine, before anything from outside.
	 * @param after how long
	 * @param content what the event carries
	 * @return the action
	 */
	static SetTimeout eventTimeout(Duration after, Object content) {
		return new SetTimeout(TimeoutType.EVENT, after, content);
	}

	/**
	 * Has {@link Event.NamedTimeout} come after so long, whatever happens until then.
	 * @param name which one
	 * @param after how long
	 * @param content what the event carries
	 * @return the action
	 */
	static SetTimeout namedTimeout(Object name, Duration after, Object content) {
		return new SetTimeout(TimeoutType.named(name), after, content);
	}

	/**
	 * Sets a time-out to a moment: Erlang's {@code {abs, true}}.
	 * @param type which one
	 * @param nanoTime when, on the clock of
	 * {@link dev.javaotp.process.ProcessSystem#time()}; if that has passed, at once
	 * @param content what the event carries
	 * @return the action
	 */
	static SetTimeoutAt timeoutAt(TimeoutType type, long nanoTime, Object content) {
		return new SetTimeoutAt(type, nanoTime, content);
	}

	/**
	 * Cancels a time-out; without effect if it does not run.
	 * @param type which one
	 * @return the action
	 */
	static CancelTimeout cancelTimeout(TimeoutType type) {
		return new CancelTimeout(type);
	}

	/**
	 * Changes what a running time-out carries, not when it comes. If it does not run it
	 * is set to zero.
	 * @param type which one
	 * @param content what the event carries
	 * @return the action
	 */
	static UpdateTimeout updateTimeout(TimeoutType type, Object content) {
		return new UpdateTimeout(type, content);
	}

	// --- events

	/**
	 * Puts this event off until the state has changed; then it is handled again, as if it
	 * had just come.
	 * @return the action
	 */
	static Postpone postpone() {
		return new Postpone(true);
	}

	/**
	 * Puts this event off or not: Erlang's {@code {postpone, Boolean}}, for code that
	 * adds to a list of actions. The last one counts.
	 * @param on whether it is put off
	 * @return the action
	 */
	static Postpone postpone(boolean on) {
		return new Postpone(on);
	}

	/**
	 * Has the machine handle an {@link Event.Internal} next, before anything that waits.
	 * @param content what the event carries
	 * @return the action
	 */
	static NextEvent internal(Object content) {
		return new NextEvent(new Event.Internal<>(content));
	}

	/**
	 * Has the machine handle an event next, before anything that waits: Erlang's
	 * {@code next_event}. Several are handled in the order given.
	 * @param event any event of this machine's types, which nobody checks
	 * @return the action
	 */
	static NextEvent nextEvent(Event<? extends Request<?, ?>, ? extends Message<?>> event) {
		return new NextEvent(event);
	}

	// --- modules

	/**
	 * Has another object handle what comes from now on, instead of this one: Erlang's
	 * {@code change_callback_module}. Its {@code init} is not called; state, data and
	 * protocol are those of this one, which nobody checks.
	 * @param module the other object
	 * @return the action
	 */
	static ChangeModule changeModule(GenStatem<?, ?, ?, ?> module) {
		return new ChangeModule(module);
	}

	/**
	 * The same, until {@link #popModule()} gives the turn back to this object: Erlang's
	 * {@code push_callback_module}.
	 * @param module the other object
	 * @return the action
	 */
	static PushModule pushModule(GenStatem<?, ?, ?, ?> module) {
		return new PushModule(module);
	}

	/**
	 * Gives the turn back to the object that {@link #pushModule(GenStatem)} took it from.
	 * Without one the machine crashes.
	 * @return the action
	 */
	static PopModule popModule() {
		return new PopModule();
	}

	/**
	 * Erlang's {@code hibernate}, for code that is carried over. An idle machine is an
	 * object without a stack here, so there is nothing to put away.
	 * @return the action
	 */
	static Hibernate hibernate() {
		return new Hibernate();
	}

	// --- the actions themselves

	/**
	 * An answer, see {@link Action#reply(From, Object)}.
	 *
	 * @param to who is answered
	 * @param value the answer
	 */
	record Reply(From<?> to, @Nullable Object value) implements OnEnter {

		public Reply {
			Objects.requireNonNull(to, "to");
		}

	}

	/** A time-out is set, changed or cancelled. */
	sealed interface OfTimeout extends OnEnter {

		/**
		 * Which time-out is meant.
		 * @return its type
		 */
		TimeoutType type();

	}

	/**
	 * A time-out after some time.
	 *
	 * @param type which one
	 * @param after how long, zero or more
	 * @param content what the event carries
	 */
	record SetTimeout(TimeoutType type, Duration after, Object content) implements OfTimeout {

		public SetTimeout {
			Objects.requireNonNull(type, "type");
			Objects.requireNonNull(content, "content");
			if (after.isNegative()) {
				throw new IllegalArgumentException("the time-out " + type + " is set to " + after
						+ ", which is negative: use zero for at once, or Action.cancelTimeout");
			}
		}

	}

	/**
	 * A time-out at some moment.
	 *
	 * @param type which one
	 * @param nanoTime when
	 * @param content what the event carries
	 */
	record SetTimeoutAt(TimeoutType type, long nanoTime, Object content) implements OfTimeout {

		public SetTimeoutAt {
			Objects.requireNonNull(type, "type");
			Objects.requireNonNull(content, "content");
		}

	}

	/**
	 * A time-out is cancelled.
	 *
	 * @param type which one
	 */
	record CancelTimeout(TimeoutType type) implements OfTimeout {

		public CancelTimeout {
			Objects.requireNonNull(type, "type");
		}

	}

	/**
	 * A time-out carries something else.
	 *
	 * @param type which one
	 * @param content what the event carries
	 */
	record UpdateTimeout(TimeoutType type, Object content) implements OfTimeout {

		public UpdateTimeout {
			Objects.requireNonNull(type, "type");
			Objects.requireNonNull(content, "content");
		}

	}

	/** Nothing, see {@link Action#hibernate()}. */
	record Hibernate() implements OnEnter {

	}

	/**
	 * The event is put off.
	 *
	 * @param on whether it is
	 */
	record Postpone(boolean on) implements Action {

	}

	/**
	 * An event is inserted.
	 *
	 * @param event the event
	 */
	record NextEvent(Event<? extends Request<?, ?>, ? extends Message<?>> event) implements Action {

		public NextEvent {
			Objects.requireNonNull(event, "event");
		}

	}

	/**
	 * Another object takes the turn for good.
	 *
	 * @param module the object
	 */
	record ChangeModule(GenStatem<?, ?, ?, ?> module) implements Action {

		public ChangeModule {
			Objects.requireNonNull(module, "module");
		}

	}

	/**
	 * Another object takes the turn for a while.
	 *
	 * @param module the object
	 */
	record PushModule(GenStatem<?, ?, ?, ?> module) implements Action {

		public PushModule {
			Objects.requireNonNull(module, "module");
		}

	}

	/** The turn goes back. */
	record PopModule() implements Action {

	}

}
