package dev.javaotp.spring.process;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the JVM alive while there are supervision trees: all threads that run processes
 * are daemons, and an application without a web server would end as soon as it has
 * started.
 */
final class KeepAlive {

	private @Nullable Thread thread;

	synchronized void begin() {
		if (this.thread == null) {
			this.thread = Thread.ofPlatform().daemon(false).name("otp-keep-alive").start(KeepAlive::sleep);
		}
	}

	private static void sleep() {
		try {
			Thread.sleep(Long.MAX_VALUE);
		}
		catch (InterruptedException ex) {
			// the end
		}
	}

	/** The thread, while there is one. */
	synchronized Optional<Thread> thread() {
		return Optional.ofNullable(this.thread);
	}

	synchronized void end() {
		if (this.thread != null) {
			this.thread.interrupt();
			this.thread = null;
		}
	}

}
