package dev.javaotp.gen;

import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;

/**
 * Who listens to the calls of a system: one listener, or nobody.
 * <p>
 * May be used by any thread.
 */
public final class CallListeners {

	// volatile: set rarely, read for every call
	private volatile @Nullable CallListener listener;

	// here, since a reference to a server has found this object already
	private final MessageInterceptors interceptors = new MessageInterceptors();

	private CallListeners() {
	}

	/**
	 * The listeners of a system.
	 * @param system the system
	 * @return its one object of this class
	 */
	public static CallListeners of(ProcessSystem system) {
		return system.attachment(CallListeners.class, CallListeners::new);
	}

	/**
	 * Sets the listener, which hears of all calls that are made from now on through a
	 * {@link ServerRef}. The one before hears of no more.
	 * @param listener the listener, or {@code null} for none
	 */
	public void set(@Nullable CallListener listener) {
		this.listener = listener;
	}

	MessageInterceptors interceptors() {
		return this.interceptors;
	}

	@Nullable CallListener get() {
		return this.listener;
	}

}
