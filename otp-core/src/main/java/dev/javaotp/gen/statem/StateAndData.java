package dev.javaotp.gen.statem;

import java.util.Objects;

/**
 * Where a machine stands and what it knows: Erlang's {@code {State, Data}}, which
 * {@link dev.javaotp.gen.Sys#getState} returns for a machine, and which
 * {@link GenStatem#formatStatus(dev.javaotp.gen.ServerStatus)} is given.
 *
 * @param <S> the type of the state
 * @param <D> the type of the data
 * @param state the state
 * @param data the data
 */
public record StateAndData<S, D>(S state, D data) {

	public StateAndData {
		Objects.requireNonNull(state, "state");
		Objects.requireNonNull(data, "data");
	}

}
