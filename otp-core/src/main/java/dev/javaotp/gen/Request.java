package dev.javaotp.gen;

import dev.javaotp.process.ExitReason;
import org.jspecify.annotations.Nullable;

/**
 * A question to a server: it names the protocol it belongs to and the type of its answer,
 * so that both are checked where it is sent, and, because a request makes its own reply,
 * where it is answered:
 *
 * <pre class="code">
 * sealed interface Query&lt;R&gt; extends Request&lt;Ledger, R&gt; {
 *     record Balance(String account) implements Query&lt;Long&gt; {}
 *     record Owners() implements Query&lt;Set&lt;String&gt;&gt; {}
 * }
 *
 * long cents = ledger.call(new Balance("a"));
 *
 * return switch (request) {
 *     case Balance balance -&gt; balance.reply(state.of(balance.account()), state);
 *     case Owners owners -&gt; owners.reply(state.owners(), state);
 * };
 * </pre>
 *
 * Immutable, as all messages. A request that has nothing to answer but that it was done
 * is a {@code Request<P, Void>} and replies {@code null}.
 *
 * @param <P> the protocol: as a rule the class of the server
 * @param <R> the type of the answer
 * @see ServerRef#call(Request)
 * @see Message
 */
public interface Request<P, R extends @Nullable Object> {

	/**
	 * Answers now: Erlang's {@code {reply, Value, State}}.
	 * @param <S> the type of the server's state
	 * @param value the answer
	 * @param state the new state
	 * @return what {@code handleCall} returns
	 */
	default <S> CallResult<S> reply(R value, S state) {
		return CallResult.reply(value, state);
	}

	/**
	 * Answers now and says what comes next: Erlang's {@code {reply, Value, State, Timeout
	 * | hibernate | {continue, Term}}}.
	 * @param <S> the type of the server's state
	 * @param value the answer
	 * @param state the new state
	 * @param next what comes next
	 * @return what {@code handleCall} returns
	 */
	default <S> CallResult<S> reply(R value, S state, Next next) {
		return CallResult.reply(value, state, next);
	}

	/**
	 * Ends the server and answers, after its {@code terminate} has run: Erlang's
	 * {@code {stop, Reason, Value, State}}.
	 * @param <S> the type of the server's state
	 * @param value the answer
	 * @param reason why it ends
	 * @param state the last state
	 * @return what {@code handleCall} returns
	 */
	default <S> CallResult<S> replyAndStop(R value, ExitReason reason, S state) {
		return CallResult.replyAndStop(value, reason, state);
	}

	/**
	 * Gives the caller of this very request its type back, to be answered later.
	 * @param from the caller, as {@code handleCall} got it with this request
	 * @return the same caller, which takes answers of the right type only
	 */
	@SuppressWarnings("unchecked")
	default From<R> from(From<?> from) {
		return (From<R>) from;
	}

}
