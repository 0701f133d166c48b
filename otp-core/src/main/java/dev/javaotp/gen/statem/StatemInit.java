package dev.javaotp.gen.statem;

import java.util.List;
import java.util.Objects;

import dev.javaotp.process.ExitReason;

/**
 * What {@link GenStatem#init} returns.
 *
 * @param <S> the type of the state
 * @param <D> the type of the data
 */
public sealed interface StatemInit<S, D> {

	/**
	 * The machine is ready: Erlang's {@code {ok, State, Data, Actions}}. Whoever started
	 * it goes on; then come the state enter call and the actions, before any message.
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param state the first state
	 * @param data the first data
	 * @param actions what is to be done first; there is no event to be postponed
	 * @return the result
	 */
	static <S, D> StatemInit<S, D> ok(S state, D data, Action... actions) {
		return new Ok<>(state, data, List.of(actions));
	}

	/**
	 * There is nothing to do, which is no error: a supervisor keeps the child's
	 * specification and goes on. The process ends with {@code normal}.
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @return the result
	 */
	static <S, D> StatemInit<S, D> ignore() {
		return new Ignore<>();
	}

	/**
	 * The machine cannot start: Erlang's {@code {stop, Reason}}. The process ends with
	 * the reason, which is reported as any crash is.
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param reason why
	 * @return the result
	 */
	static <S, D> StatemInit<S, D> stop(ExitReason reason) {
		return new Stop<>(reason);
	}

	/**
	 * The machine cannot start, and whoever started it will deal with it: Erlang's
	 * {@code {error, Reason}} (OTP 26). The start fails with the reason, the process ends
	 * with {@code normal}, and nothing is reported.
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param reason why
	 * @return the result
	 */
	static <S, D> StatemInit<S, D> error(ExitReason reason) {
		return new Error<>(reason);
	}

	/**
	 * Ready.
	 *
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param state the first state
	 * @param data the first data
	 * @param actions what is to be done first
	 */
	record Ok<S, D>(S state, D data, List<? extends Action> actions) implements StatemInit<S, D> {

		public Ok {
			Objects.requireNonNull(state, "state");
			Objects.requireNonNull(data, "data");
			actions = List.copyOf(actions);
		}

	}

	/**
	 * Nothing to do.
	 *
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 */
	record Ignore<S, D>() implements StatemInit<S, D> {

	}

	/**
	 * A crash.
	 *
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param reason why
	 */
	record Stop<S, D>(ExitReason reason) implements StatemInit<S, D> {

		public Stop {
			Objects.requireNonNull(reason, "reason");
		}

	}

	/**
	 * A start that failed in good order.
	 *
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param reason why
	 */
	record Error<S, D>(ExitReason reason) implements StatemInit<S, D> {

		public Error {
			Objects.requireNonNull(reason, "reason");
		}

	}

}
