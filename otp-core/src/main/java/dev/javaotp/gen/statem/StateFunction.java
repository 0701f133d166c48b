package dev.javaotp.gen.statem;

import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;

/**
 * What a machine does in one state, see {@link StateFunctions}.
 *
 * @param <S> the type of the state
 * @param <D> the type of the data
 * @param <C> the requests of the machine
 * @param <M> the messages of the machine
 */
@FunctionalInterface
public interface StateFunction<S, D, C extends Request<?, ?>, M extends Message<?>> {

	/**
	 * Handles an event in this state.
	 * @param event the event
	 * @param data the data
	 * @return where the machine goes
	 * @throws Exception to crash
	 */
	Transition<S, D> handle(Event<C, M> event, D data) throws Exception;

}
