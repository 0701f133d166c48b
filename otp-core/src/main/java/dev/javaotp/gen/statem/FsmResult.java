package dev.javaotp.gen.statem;

import java.time.Duration;
import java.util.Objects;

import dev.javaotp.gen.From;
import dev.javaotp.process.ExitReason;
import org.jspecify.annotations.Nullable;

/**
 * What the callbacks of a {@link GenFsm} return: the tuples of Erlang's {@code gen_fsm}.
 * {@code hibernate} has no meaning here and is left out.
 *
 * @param <S> the type of the state
 * @param <D> the type of the data
 */
public sealed interface FsmResult<S, D> {

	/**
	 * Goes to a state: Erlang's {@code {next_state, State, Data}}.
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param state the next state, which may be the same
	 * @param data the new data
	 * @return the result
	 */
	static <S, D> FsmResult<S, D> next(S state, D data) {
		return new Next<>(null, state, data, null);
	}

	/**
	 * Goes to a state and has {@link FsmEvent.Timeout} come if there is no message for so
	 * long: Erlang's {@code {next_state, State, Data, Timeout}}.
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param state the next state
	 * @param data the new data
	 * @param timeout how long; with zero it comes when the mailbox is empty
	 * @return the result
	 */
	static <S, D> FsmResult<S, D> next(S state, D data, Duration timeout) {
		return new Next<>(null, state, data, timeout);
	}

	/**
	 * Answers and goes to a state: Erlang's {@code {reply, Value, State, Data}}.
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param <R> the type of the answer
	 * @param to the caller, typed by {@link dev.javaotp.gen.Request#from(From)}
	 * @param value the answer
	 * @param state the next state
	 * @param data the new data
	 * @return the result
	 */
	static <S, D, R extends @Nullable Object> FsmResult<S, D> reply(From<R> to, R value, S state, D data) {
		return new Next<>(new Action.Reply(to, value), state, data, null);
	}

	/**
	 * Answers, goes to a state and sets a time-out: Erlang's {@code {reply, Value, State,
	 * Data, Timeout}}.
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param <R> the type of the answer
	 * @param to the caller
	 * @param value the answer
	 * @param state the next state
	 * @param data the new data
	 * @param timeout how long
	 * @return the result
	 */
	static <S, D, R extends @Nullable Object> FsmResult<S, D> reply(From<R> to, R value, S state, D data,
			Duration timeout) {
		return new Next<>(new Action.Reply(to, value), state, data, timeout);
	}

	/**
	 * Ends: Erlang's {@code {stop, Reason, Data}}.
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param reason why
	 * @param data the last data
	 * @return the result
	 */
	static <S, D> FsmResult<S, D> stop(ExitReason reason, D data) {
		return new Stop<>(null, reason, data);
	}

	/**
	 * Ends and answers, after {@code terminate} has run: Erlang's {@code {stop, Reason,
	 * Value, Data}}.
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param <R> the type of the answer
	 * @param to the caller
	 * @param value the answer
	 * @param reason why it ends
	 * @param data the last data
	 * @return the result
	 */
	static <S, D, R extends @Nullable Object> FsmResult<S, D> replyAndStop(From<R> to, R value, ExitReason reason,
			D data) {
		return new Stop<>(new Action.Reply(to, value), reason, data);
	}

	/**
	 * Goes on.
	 *
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param reply the answer, if there is one
	 * @param state the next state
	 * @param data the new data
	 * @param timeout how long to wait for a message, if that is limited
	 */
	record Next<S, D>(Action.@Nullable Reply reply, S state, D data,
			@Nullable Duration timeout) implements FsmResult<S, D> {

		public Next {
			Objects.requireNonNull(state, "state");
			Objects.requireNonNull(data, "data");
		}

	}

	/**
	 * Ends.
	 *
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param reply the answer, if there is one
	 * @param reason why
	 * @param data the last data
	 */
	record Stop<S, D>(Action.@Nullable Reply reply, ExitReason reason, D data) implements FsmResult<S, D> {

		public Stop {
			Objects.requireNonNull(reason, "reason");
			Objects.requireNonNull(data, "data");
		}

	}

}
