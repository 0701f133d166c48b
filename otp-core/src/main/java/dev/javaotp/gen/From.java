package dev.javaotp.gen;

import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * Where the answer to a call goes: Erlang's {@code From}.
 * <p>
 * As a rule {@code handleCall} answers by what it returns and this is not needed. It is
 * for answers that come later, or from somewhere else: {@code handleCall} returns
 * {@link CastResult#noReply(Object)}, and whoever has the answer calls
 * {@link #reply(Object)}.
 * <p>
 * May be used by any thread. When the server ends before there was an answer the caller
 * is told so, even if somebody else holds this.
 *
 * @param <R> the type of the answer
 * @see Request#from(From)
 */
public sealed interface From<R extends @Nullable Object> permits Call {

	/**
	 * Answers the call. An answer that comes too late, since the caller gave up or was
	 * answered before, is dropped.
	 * @param value the answer
	 * @return whether this was the answer
	 * @throws dev.javaotp.process.ProcessKilledError if it is the code of a killed
	 * process that answers
	 */
	boolean reply(R value);

	/**
	 * The process that called.
	 * @return the caller, or {@code null} if it is a plain thread
	 */
	@Nullable Pid caller();

}
