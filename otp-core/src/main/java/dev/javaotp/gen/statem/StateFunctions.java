package dev.javaotp.gen.statem;

import java.util.Objects;

import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;

/**
 * A state machine with one method for each state: Erlang's callback mode
 * {@code state_functions}. The states are an enum or a sealed type, so that none can be
 * forgotten:
 *
 * <pre class="code">
 * public StateFunction&lt;State, Data, Query&lt;?&gt;, HangUp&gt; function(State state) {
 *     return switch (state) {
 *         case IDLE -&gt; this::idle;
 *         case RINGING -&gt; this::ringing;
 *     };
 * }
 *
 * private Transition&lt;State, Data&gt; idle(Event&lt;Query&lt;?&gt;, HangUp&gt; event, Data data) {
 *     ...
 * }
 * </pre>
 *
 * Not for a machine in which most events mean the same in all states: there
 * {@link GenStatem#handleEvent} is shorter.
 *
 * @param <S> the type of the state
 * @param <D> the type of the data
 * @param <C> the requests of the machine
 * @param <M> the messages of the machine
 */
public interface StateFunctions<S, D, C extends Request<?, ?>, M extends Message<?>> extends GenStatem<S, D, C, M> {

	/**
	 * Says what the machine does in a state. Asked for each event.
	 * @param state the state
	 * @return what it does there
	 */
	StateFunction<S, D, C, M> function(S state);

	@Override
	default Transition<S, D> handleEvent(Event<C, M> event, S state, D data) throws Exception {
		StateFunction<S, D, C, M> function = function(state);
		return Objects
			.requireNonNull(function,
					() -> kind().getName() + " has no function for state " + state
							+ ": function(state) returned null, let it return one for each state")
			.handle(event, data);
	}

}
