package dev.javaotp.gen;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import dev.javaotp.process.ProcessContext;
import org.jspecify.annotations.Nullable;

/**
 * The process of an {@link Agent}: applies what it is sent to its state.
 *
 * @param <S> the type of the state
 */
final class AgentServer<S> implements GenServer<S, AgentServer.Ask<S, ?>, AgentServer.Change<S>> {

	private final Supplier<? extends S> first;

	/** Something to be done with the state that gives an answer. */
	record Ask<S, R extends @Nullable Object>(
			Function<? super S, Agent.Update<R, S>> function) implements Request<AgentServer<S>, R> {

		CallResult<S> answer(S state) {
			Agent.Update<R, S> update = Objects.requireNonNull(this.function.apply(state),
					"the function that was to update the agent has returned null");
			return reply(update.value(), update.state());
		}

	}

	/** Something to be done with the state. */
	record Change<S>(UnaryOperator<S> function) implements Message<AgentServer<S>> {
	}

	AgentServer(Supplier<? extends S> first) {
		this.first = Objects.requireNonNull(first, "first");
	}

	@Override
	public InitResult<S> init(ProcessContext self) {
		return InitResult.ok(this.first.get());
	}

	@Override
	public CallResult<S> handleCall(Ask<S, ?> ask, From<?> from, S state) {
		return ask.answer(state);
	}

	@Override
	public CastResult<S> handleCast(Change<S> change, S state) {
		return CastResult.noReply(change.function().apply(state));
	}

	@Override
	public Class<?> kind() {
		return this.first.getClass();
	}

}
