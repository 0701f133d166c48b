package dev.javaotp.gen.statem;

import java.util.List;
import java.util.Objects;

import dev.javaotp.process.ExitReason;

/**
 * What a machine answers to an event: where it goes, what it knows then, and what it
 * wants done.
 *
 * @param <S> the type of the state
 * @param <D> the type of the data
 */
public sealed interface Transition<S, D> {

	/**
	 * Goes to a state: Erlang's {@code {next_state, State, Data, Actions}}. To a state
	 * that equals the current one it is no change, as {@link #keep}.
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param state the state
	 * @param data the new data
	 * @param actions what else is to be done
	 * @return the transition
	 */
	static <S, D> Transition<S, D> next(S state, D data, Action... actions) {
		return new Next<>(state, data, List.of(actions));
	}

	/**
	 * Stays: Erlang's {@code {keep_state, Data, Actions}} and
	 * {@code {keep_state_and_data, Actions}}.
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param data the new data
	 * @param actions what else is to be done
	 * @return the transition
	 */
	static <S, D> Transition<S, D> keep(D data, Action... actions) {
		return new Keep<>(data, List.of(actions));
	}

	/**
	 * Stays, and has the state enter call made once more: Erlang's {@code {repeat_state,
	 * Data, Actions}} and {@code {repeat_state_and_data, Actions}}. It is no change of
	 * state: postponed events stay so, the state time-out goes on.
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param data the new data
	 * @param actions what else is to be done
	 * @return the transition
	 */
	static <S, D> Transition<S, D> repeat(D data, Action... actions) {
		return new Repeat<>(data, List.of(actions));
	}

	/**
	 * Ends: Erlang's {@code {stop, Reason, Data}}.
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param reason why
	 * @param data the last data
	 * @return the transition
	 */
	static <S, D> Transition<S, D> stop(ExitReason reason, D data) {
		return new Stop<>(reason, data, List.of());
	}

	/**
	 * Answers and ends: Erlang's {@code {stop_and_reply, Reason, Replies, Data}}. The
	 * answers leave before {@code terminate} runs, unlike those of
	 * {@link dev.javaotp.gen.Request#replyAndStop}.
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param reason why
	 * @param data the last data
	 * @param replies the answers
	 * @return the transition
	 */
	static <S, D> Transition<S, D> stopAndReply(ExitReason reason, D data, Action.Reply... replies) {
		return new Stop<>(reason, data, List.of(replies));
	}

	/**
	 * To a state.
	 *
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param state the state
	 * @param data the new data
	 * @param actions what else is to be done
	 */
	record Next<S, D>(S state, D data, List<? extends Action> actions) implements Transition<S, D> {

		public Next {
			Objects.requireNonNull(state, "state");
			Objects.requireNonNull(data, "data");
			actions = List.copyOf(actions);
		}

	}

	/**
	 * In the same state.
	 *
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param data the new data
	 * @param actions what else is to be done
	 */
	record Keep<S, D>(D data, List<? extends Action> actions) implements Transition<S, D> {

		public Keep {
			Objects.requireNonNull(data, "data");
			actions = List.copyOf(actions);
		}

	}

	/**
	 * Into the same state again.
	 *
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param data the new data
	 * @param actions what else is to be done
	 */
	record Repeat<S, D>(D data, List<? extends Action> actions) implements Transition<S, D> {

		public Repeat {
			Objects.requireNonNull(data, "data");
			actions = List.copyOf(actions);
		}

	}

	/**
	 * The end.
	 *
	 * @param <S> the type of the state
	 * @param <D> the type of the data
	 * @param reason why
	 * @param data the last data
	 * @param replies the answers that leave first
	 */
	record Stop<S, D>(ExitReason reason, D data, List<Action.Reply> replies) implements Transition<S, D> {

		public Stop {
			Objects.requireNonNull(reason, "reason");
			Objects.requireNonNull(data, "data");
			replies = List.copyOf(replies);
		}

	}

}
