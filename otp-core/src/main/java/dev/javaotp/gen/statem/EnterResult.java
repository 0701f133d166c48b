package dev.javaotp.gen.statem;

import java.util.List;
import java.util.Objects;

import dev.javaotp.process.ExitReason;

/**
 * What a machine answers to a state enter call. It cannot go to another state, postpone
 * or insert an event, or give the turn to another module there: Erlang would crash, here
 * it does not compile.
 *
 * @param <D> the type of the data
 */
public sealed interface EnterResult<D> {

	/**
	 * Has entered the state.
	 * @param <D> the type of the data
	 * @param data the new data
	 * @param actions what else is to be done
	 * @return the result
	 */
	static <D> EnterResult<D> keep(D data, Action.OnEnter... actions) {
		return new Keep<>(data, List.of(actions));
	}

	/**
	 * Has the same call made once more, with the data and after the actions given here.
	 * @param <D> the type of the data
	 * @param data the new data
	 * @param actions what else is to be done
	 * @return the result
	 */
	static <D> EnterResult<D> repeat(D data, Action.OnEnter... actions) {
		return new Repeat<>(data, List.of(actions));
	}

	/**
	 * Ends.
	 * @param <D> the type of the data
	 * @param reason why
	 * @param data the last data
	 * @return the result
	 */
	static <D> EnterResult<D> stop(ExitReason reason, D data) {
		return new Stop<>(reason, data, List.of());
	}

	/**
	 * Answers and ends; the answers leave before {@code terminate} runs.
	 * @param <D> the type of the data
	 * @param reason why
	 * @param data the last data
	 * @param replies the answers
	 * @return the result
	 */
	static <D> EnterResult<D> stopAndReply(ExitReason reason, D data, Action.Reply... replies) {
		return new Stop<>(reason, data, List.of(replies));
	}

	/**
	 * Entered.
	 *
	 * @param <D> the type of the data
	 * @param data the new data
	 * @param actions what else is to be done
	 */
	record Keep<D>(D data, List<? extends Action.OnEnter> actions) implements EnterResult<D> {

		public Keep {
			Objects.requireNonNull(data, "data");
			actions = List.copyOf(actions);
		}

	}

	/**
	 * Once more.
	 *
	 * @param <D> the type of the data
	 * @param data the new data
	 * @param actions what else is to be done
	 */
	record Repeat<D>(D data, List<? extends Action.OnEnter> actions) implements EnterResult<D> {

		public Repeat {
			Objects.requireNonNull(data, "data");
			actions = List.copyOf(actions);
		}

	}

	/**
	 * The end.
	 *
	 * @param <D> the type of the data
	 * @param reason why
	 * @param data the last data
	 * @param replies the answers that leave first
	 */
	record Stop<D>(ExitReason reason, D data, List<Action.Reply> replies) implements EnterResult<D> {

		public Stop {
			Objects.requireNonNull(reason, "reason");
			Objects.requireNonNull(data, "data");
			replies = List.copyOf(replies);
		}

	}

}
