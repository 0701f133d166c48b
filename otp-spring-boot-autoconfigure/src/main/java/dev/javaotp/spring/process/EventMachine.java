package dev.javaotp.spring.process;

import dev.javaotp.gen.From;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.statem.Action;
import dev.javaotp.gen.statem.EnterResult;
import dev.javaotp.gen.statem.Event;
import dev.javaotp.gen.statem.GenStatem;
import dev.javaotp.gen.statem.StatemInit;
import dev.javaotp.gen.statem.Transition;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.spring.process.EventTable.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bean with {@link OnEvent} methods as a state machine: its data is the bean, whatever
 * data the methods return.
 */
final class EventMachine implements GenStatem<Object, Object, Request<?, ?>, Message<?>> {

	private static final Logger logger = LoggerFactory.getLogger(OtpProcess.class);

	private final Class<?> type;

	private final Object bean;

	private final EventTable table;

	private final @Nullable Object first;

	private final ProcessContext self;

	/**
	 * Create a machine.
	 * @param type the user's class
	 * @param bean the bean
	 * @param table its methods
	 * @param first what its {@link OnStart} method returned
	 * @param self the process
	 */
	EventMachine(Class<?> type, Object bean, EventTable table, @Nullable Object first, ProcessContext self) {
		this.type = type;
		this.bean = bean;
		this.table = table;
		this.first = first;
		this.self = self;
	}

	@Override
	public StatemInit<Object, Object> init(ProcessContext self) {
		if (this.first == null) {
			throw new IllegalStateException(
					"The @OnStart method of " + this.type.getName() + " returned null: return the first state");
		}
		return StatemInit.ok(this.first, this.bean);
	}

	@Override
	public Transition<Object, Object> handleEvent(Event<Request<?, ?>, Message<?>> event, Object state, Object data)
			throws Exception {
		return switch (event) {
			case Event.Call<Request<?, ?>, Message<?>> call -> call(call.request(), call.from(), state);
			case Event.Cast<Request<?, ?>, Message<?>> cast -> cast(cast.message(), state);
			case Event.Info<Request<?, ?>, Message<?>> info -> info(info.message(), state);
			case Event.Internal<?, ?> internal -> handle(Kind.OWN, internal, state);
			case Event.StateTimeout<?, ?> timeout -> handle(Kind.OWN, timeout, state);
			case Event.EventTimeout<?, ?> timeout -> handle(Kind.OWN, timeout, state);
			case Event.NamedTimeout<?, ?> timeout -> handle(Kind.OWN, timeout, state);
		};
	}

	private Transition<Object, Object> call(Request<?, ?> request, From<?> from, Object state) throws Exception {
		if (request instanceof Invocation.MethodCall call) {
			return Transition.keep(this.bean, new Action.Reply(from, call.answer(this.bean)));
		}
		Handler handler = handler(Kind.CALL, request, state);
		Object returned = handler.invoke(this.bean, request, this.self, from, state);
		return handler.repliesLater() ? transition(returned)
				: Transition.keep(this.bean, new Action.Reply(from, returned));
	}

	private Transition<Object, Object> cast(Message<?> message, Object state) throws Exception {
		if (message instanceof Invocation.MethodCast tell) {
			tell.invoke(this.bean);
			return Transition.keep(this.bean);
		}
		return handle(Kind.CAST, message, state);
	}

	private Transition<Object, Object> info(Object message, Object state) throws Exception {
		if (this.table.find(state, Kind.INFO, message) == null) {
			logger.warn("{} dropped a message of {} in state {}: add an @OnEvent method to handle it",
					this.type.getName(), message.getClass().getName(), States.name(States.kind(state)));
			return Transition.keep(this.bean);
		}
		return handle(Kind.INFO, message, state);
	}

	private Transition<Object, Object> handle(Kind kind, Object event, Object state) throws Exception {
		return transition(handler(kind, event, state).invoke(this.bean, event, this.self, null, state));
	}

	private Handler handler(Kind kind, Object event, Object state) {
		Handler handler = this.table.find(state, kind, event);
		if (handler == null) {
			throw new NoHandlerException(this.type, kind.toString(), event, States.name(States.kind(state)));
		}
		return handler;
	}

	private Transition<Object, Object> transition(@Nullable Object returned) {
		return switch (returned) {
			case null -> Transition.keep(this.bean);
			case Transition.Next<?, ?> next -> new Transition.Next<>(next.state(), this.bean, next.actions());
			case Transition.Keep<?, ?> keep -> new Transition.Keep<>(this.bean, keep.actions());
			case Transition.Repeat<?, ?> repeat -> new Transition.Repeat<>(this.bean, repeat.actions());
			case Transition.Stop<?, ?> stop -> new Transition.Stop<>(stop.reason(), this.bean, stop.replies());
			default -> Transition.next(returned, this.bean);
		};
	}

	@Override
	public boolean stateEnter() {
		return this.table.isEntered();
	}

	@Override
	public EnterResult<Object> handleEnter(Object old, Object state, Object data) throws Exception {
		Handler handler = this.table.enter(state);
		Object returned = (handler != null) ? handler.invoke(this.bean, null, this.self, null, state) : null;
		return switch (returned) {
			case EnterResult.Keep<?> keep -> new EnterResult.Keep<>(this.bean, keep.actions());
			case EnterResult.Repeat<?> repeat -> new EnterResult.Repeat<>(this.bean, repeat.actions());
			case EnterResult.Stop<?> stop -> new EnterResult.Stop<>(stop.reason(), this.bean, stop.replies());
			case null, default -> EnterResult.keep(this.bean);
		};
	}

	@Override
	public Class<?> kind() {
		return this.type;
	}

}
