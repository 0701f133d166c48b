package dev.javaotp.gen.event;

import dev.javaotp.gen.ServerStatus;
import dev.javaotp.gen.UndefinedCallbackException;
import dev.javaotp.process.ProcessContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What an event manager does about its events: one of any number of handlers that live in
 * the manager's process, each with a state of its own.
 *
 * <pre class="code">
 * final class AlarmLog implements EventHandler&lt;List&lt;String&gt;, Alarm, AlarmLog.Query&gt; {
 *
 *     record Query() implements HandlerRequest&lt;AlarmLog, List&lt;String&gt;&gt; {}
 *
 *     public HandlerInit&lt;List&lt;String&gt;&gt; init(ProcessContext manager) {
 *         return HandlerInit.ok(List.of());
 *     }
 *
 *     public EventResult&lt;List&lt;String&gt;&gt; handleEvent(Alarm alarm, List&lt;String&gt; texts) {
 *         return EventResult.ok(append(texts, alarm.text()));
 *     }
 *
 *     public HandlerCallResult&lt;List&lt;String&gt;&gt; handleCall(Query query, List&lt;String&gt; texts) {
 *         return query.reply(texts, texts);
 *     }
 * }
 *
 * GenEvent.start(system, Alarm.class, StartOptions.named("alarms"));
 * EventManagerRef&lt;Alarm&gt; alarms = EventManagerRef.named(system, "alarms");
 * alarms.addHandler(new AlarmLog());
 * alarms.notify(new Alarm("disk almost full"));
 * List&lt;String&gt; texts = alarms.call(HandlerId.of(AlarmLog.class), new AlarmLog.Query());
 * </pre>
 *
 * What {@code init} gets as arguments in Erlang goes through the constructor: each object
 * is added once. All callbacks are called by the manager's process, one at a time, the
 * handler that was added last first, so one that blocks holds up all others. A handler
 * that throws is removed and reported, and its owner is told, if it has one; the manager
 * and the other handlers live on. A {@link dev.javaotp.process.ThrownValue} is taken as
 * what the callback returned, a result that is {@code null} as a crash.
 * <p>
 * Not for work that must not be lost when a handler breaks, or that may take long: that
 * is a process of its own, which a handler may send to.
 * <p>
 * Mirrors the callbacks of Erlang's {@code gen_event}.
 *
 * @param <S> the type of the state: immutable, or only ever used by this handler
 * @param <E> the events that it takes
 * @param <C> the requests that it answers, as a rule a sealed interface;
 * {@code HandlerRequest<?, ?>} if there are none
 */
public interface EventHandler<S, E, C extends HandlerRequest<?, ?>> {

	/**
	 * Makes the first state. Whoever adds the handler waits for this.
	 * @param manager the process of the manager, to be kept in a field if it is needed
	 * later
	 * @return the state, or why there is none
	 * @throws Exception not to be added
	 */
	HandlerInit<S> init(ProcessContext manager) throws Exception;

	/**
	 * Makes the first state when this takes the place of another handler. Unless
	 * overridden it begins afresh, with {@link #init(ProcessContext)}.
	 * @param manager the process of the manager
	 * @param predecessor what the other one has left behind
	 * @return the state, or why there is none
	 * @throws Exception not to be added
	 */
	default HandlerInit<S> takeOver(ProcessContext manager, Predecessor predecessor) throws Exception {
		return init(manager);
	}

	/**
	 * Does something about an event.
	 * @param event the event
	 * @param state the state
	 * @return the new state, or the end of this handler
	 * @throws Exception to be removed as broken
	 */
	EventResult<S> handleEvent(E event, S state) throws Exception;

	/**
	 * Answers a request to this very handler. Unless overridden every request breaks the
	 * handler.
	 * @param request the request
	 * @param state the state
	 * @return the answer, with the new state or the end of this handler
	 * @throws Exception to be removed as broken; the caller is told
	 */
	default HandlerCallResult<S> handleCall(C request, S state) throws Exception {
		throw new UndefinedCallbackException(kind(), "handleCall");
	}

	/**
	 * Takes a message that is no event: {@link dev.javaotp.process.Down}, the
	 * {@link dev.javaotp.process.Exit} of a linked process, and what others send to the
	 * manager. Every handler gets it. Unless overridden it is dropped with a warning.
	 * @param message the message
	 * @param state the state
	 * @return the new state, or the end of this handler
	 * @throws Exception to be removed as broken
	 */
	default EventResult<S> handleInfo(Object message, S state) throws Exception {
		LoggerFactory.getLogger(EventHandler.class)
			.warn("{} dropped a message of {}: override handleInfo to handle it", kind().getName(),
					message.getClass().getName());
		return EventResult.ok(state);
	}

	/**
	 * Cleans up when this handler is removed, whichever way, or the manager ends. Not
	 * called when the manager is killed.
	 * @param end why
	 * @param state the last state
	 * @return what is left behind: for whoever deleted this, or for the handler that
	 * takes its place
	 * @throws Exception as if the exception's reason had been returned
	 */
	default @Nullable Object terminate(HandlerEnd end, S state) throws Exception {
		return null;
	}

	/**
	 * Turns a state over that an older version of this class made, or a newer one on the
	 * way back, see {@link dev.javaotp.gen.GenServer#codeChange}. Unless overridden the
	 * change is refused.
	 * @param manager the process of the manager, to be kept as {@code init} does
	 * @param oldVersion the version that the state was made by
	 * @param state the state, of the type that it had in that version
	 * @param extra what else was given to know
	 * @return the state as this version wants it
	 * @throws Exception to refuse: all handlers stay what they are
	 */
	default S codeChange(ProcessContext manager, Object oldVersion, Object state, @Nullable Object extra)
			throws Exception {
		throw new UndefinedCallbackException(kind(), "codeChange");
	}

	/**
	 * Says what people may see of this handler, in the report of its crash: the place to
	 * leave secrets out. When it throws the state is not shown at all.
	 * @param status what would be shown
	 * @return what is shown
	 */
	default ServerStatus formatStatus(ServerStatus status) {
		return status;
	}

	/**
	 * What the handler is called by, see {@link HandlerId}: an adapter that serves many
	 * classes returns the class it serves here.
	 * @return the class
	 */
	default Class<?> kind() {
		return getClass();
	}

}
