package dev.javaotp.spring.process;

import java.util.List;
import java.util.Objects;

import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerStatus;
import dev.javaotp.gen.statem.Action;
import dev.javaotp.gen.statem.EnterResult;
import dev.javaotp.gen.statem.Event;
import dev.javaotp.gen.statem.GenStatem;
import dev.javaotp.gen.statem.StateAndData;
import dev.javaotp.gen.statem.StatemInit;
import dev.javaotp.gen.statem.Transition;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessContext;
import org.jspecify.annotations.Nullable;

/**
 * Serves a bean that is a {@link GenStatem} itself, or has {@link OnEvent} methods: what
 * it adds is the life of the bean.
 * <p>
 * A machine may give its turn to another object. That one is wrapped as well, so that the
 * bean is destroyed whoever has the turn when the process ends.
 */
final class StatemBean implements GenStatem<Object, Object, Request<?, ?>, Message<?>> {

	private final BeanLife life;

	private final @Nullable LoggingContext logging;

	// set by init, before anything else is called
	private @Nullable GenStatem<Object, Object, Request<?, ?>, Message<?>> machine;

	/**
	 * Create a machine.
	 * @param life the life of its bean
	 * @param logging what it has in the logging context while it does something
	 */
	StatemBean(BeanLife life, @Nullable LoggingContext logging) {
		this.life = life;
		this.logging = logging;
	}

	private StatemBean(StatemBean first, GenStatem<?, ?, ?, ?> machine) {
		this(first.life, first.logging);
		this.machine = untyped(machine);
	}

	@SuppressWarnings("unchecked")
	private static GenStatem<Object, Object, Request<?, ?>, Message<?>> untyped(Object machine) {
		return (GenStatem<Object, Object, Request<?, ?>, Message<?>>) machine;
	}

	private GenStatem<Object, Object, Request<?, ?>, Message<?>> machine() {
		return Objects.requireNonNull(this.machine);
	}

	private <R> R bracket(LoggingContext.Step<R> step) throws Exception {
		return (this.logging != null) ? this.logging.bracket(step) : step.take();
	}

	@Override
	public StatemInit<Object, Object> init(ProcessContext self) throws Exception {
		if (this.logging != null) {
			this.logging.begin(self.self());
		}
		return bracket(() -> start(self));
	}

	private StatemInit<Object, Object> start(ProcessContext self) throws Exception {
		Object first = this.life.start(self);
		Object bean = this.life.bean();
		EventTable events = this.life.process().handlers(bean).events();
		this.machine = untyped((events != null) ? new EventMachine(kind(), bean, events, first, self) : bean);
		StatemInit<Object, Object> result = machine().init(self);
		if (result instanceof StatemInit.Ok<Object, Object> ok && givesTurn(ok.actions())) {
			return new StatemInit.Ok<>(ok.state(), ok.data(), wrap(ok.actions()));
		}
		return result;
	}

	@Override
	public Transition<Object, Object> handleEvent(Event<Request<?, ?>, Message<?>> event, Object state, Object data)
			throws Exception {
		Transition<Object, Object> result = bracket(() -> machine().handleEvent(event, state, data));
		return switch (result) {
			case Transition.Next<Object, Object> next when givesTurn(next.actions()) ->
				new Transition.Next<>(next.state(), next.data(), wrap(next.actions()));
			case Transition.Keep<Object, Object> keep when givesTurn(keep.actions()) ->
				new Transition.Keep<>(keep.data(), wrap(keep.actions()));
			case Transition.Repeat<Object, Object> repeat when givesTurn(repeat.actions()) ->
				new Transition.Repeat<>(repeat.data(), wrap(repeat.actions()));
			// null is judged by those who run the machine
			case null, default -> result;
		};
	}

	private static boolean givesTurn(List<? extends Action> actions) {
		return actions.stream()
			.anyMatch((action) -> action instanceof Action.ChangeModule || action instanceof Action.PushModule);
	}

	private List<Action> wrap(List<? extends Action> actions) {
		return actions.stream().<Action>map((action) -> switch (action) {
			case Action.ChangeModule change -> Action.changeModule(new StatemBean(this, change.module()));
			case Action.PushModule push -> Action.pushModule(new StatemBean(this, push.module()));
			default -> action;
		}).toList();
	}

	@Override
	public boolean stateEnter() {
		return machine().stateEnter();
	}

	@Override
	public EnterResult<Object> handleEnter(Object old, Object state, Object data) throws Exception {
		return bracket(() -> machine().handleEnter(old, state, data));
	}

	@Override
	public void terminate(ExitReason reason, Object state, Object data) throws Exception {
		bracket(() -> {
			try {
				machine().terminate(reason, state, data);
			}
			finally {
				this.life.destroy();
			}
			return reason;
		});
	}

	@Override
	public void ended(ExitReason reason) {
		if (this.machine != null) {
			this.machine.ended(reason);
		}
		this.life.ended();
	}

	@Override
	public StateAndData<Object, Object> codeChange(ProcessContext self, Object oldVersion, Object state, Object data,
			@Nullable Object extra) throws Exception {
		return machine().codeChange(self, oldVersion, state, data, extra);
	}

	@Override
	public ServerStatus formatStatus(ServerStatus status) {
		return (this.machine != null) ? this.machine.formatStatus(status) : status;
	}

	@Override
	public Class<?> kind() {
		return this.life.process().type();
	}

}
