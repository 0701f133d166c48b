package dev.javaotp.gen;

import dev.javaotp.process.Envelope;
import dev.javaotp.process.Pid;
import dev.javaotp.process.SystemMessage;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way, the place its answer goes to, and the caller that waits there:
 * one object for what takes Erlang a monitor, an alias and a selective receive.
 *
 * @param <R> the type of the answer
 */
sealed class Call<R extends @Nullable Object> extends Inquiry<R> implements From<R>, Envelope
		permits AccompaniedCall, DeliveredCall {

	private final Request<?, R> request;

	Call(Request<?, R> request) {
		this.request = request;
	}

	final Request<?, R> request() {
		return this.request;
	}

	@Override
	public final Object content() {
		return this.request;
	}

	/** What accompanies this; few calls have room for it. */
	MessageInterceptor.@Nullable Passage passage() {
		return null;
	}

	@Override
	protected final boolean isSystemMessage() {
		return this.request instanceof SystemMessage;
	}

	@Override
	public final boolean reply(R value) {
		return answer(value);
	}

	@Override
	public final @Nullable Pid caller() {
		return asker();
	}

	@Override
	public final String toString() {
		return "Call[" + this.request + "]";
	}

}
