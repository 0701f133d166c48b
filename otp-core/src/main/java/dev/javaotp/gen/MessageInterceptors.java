package dev.javaotp.gen;

import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;

/**
 * What accompanies the messages of a system: nothing, unless something was added here.
 * <p>
 * May be used by any thread. Interceptors are added before the processes are started, as
 * a rule, and stay for as long as the system is there.
 */
public final class MessageInterceptors {

	// volatile: set rarely, read for every message; several are one that asks each
	private volatile @Nullable MessageInterceptor all;

	MessageInterceptors() {
	}

	/**
	 * The interceptors of a system.
	 * @param system the system
	 * @return its one object of this class
	 */
	public static MessageInterceptors of(ProcessSystem system) {
		return CallListeners.of(system).interceptors();
	}

	/**
	 * Adds an interceptor, which is asked after those that are there, and whose passages
	 * handle messages within theirs.
	 * @param interceptor the interceptor
	 */
	public synchronized void add(MessageInterceptor interceptor) {
		MessageInterceptor before = this.all;
		this.all = (before != null) ? (message) -> both(before.sending(message), interceptor, message) : interceptor;
	}

	@Nullable MessageInterceptor get() {
		return this.all;
	}

	private static MessageInterceptor.@Nullable Passage both(MessageInterceptor.@Nullable Passage outer,
			MessageInterceptor then, MessageInterceptor.Outgoing message) {
		MessageInterceptor.Passage inner = then.sending(message);
		if (outer == null || inner == null) {
			return (outer != null) ? outer : inner;
		}
		return new Both(outer, inner);
	}

	/** Two that accompany one message. */
	private record Both(MessageInterceptor.Passage outer,
			MessageInterceptor.Passage inner) implements MessageInterceptor.Passage {

		@Override
		public void handle(ProcessContext process, Runnable handling) {
			this.outer.handle(process, () -> this.inner.handle(process, handling));
		}

		@Override
		public void sent(@Nullable Throwable failure) {
			this.inner.sent(failure);
			this.outer.sent(failure);
		}

	}

}
