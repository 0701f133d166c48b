package dev.javaotp.spring.process;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes application events on a thread of its own, in order: listeners may block, and
 * those who tell of events are supervisors at work. A storm of restarts must not fill the
 * memory either, so what is only of interest as long as it is news is left out when
 * listeners cannot follow.
 */
final class ApplicationEvents {

	/** How many events may wait before news is left out. */
	static final int MOST_WAITING = 1_000;

	private static final Logger logger = LoggerFactory.getLogger(ApplicationEvents.class);

	private final ApplicationEventPublisher publisher;

	private final ThreadPoolExecutor thread;

	private final AtomicInteger leftOut = new AtomicInteger();

	ApplicationEvents(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
		ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
		this.thread = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), (work) -> {
			Thread thread = Thread.ofPlatform().daemon().name("otp-events").unstarted(work);
			thread.setContextClassLoader(classLoader);
			return thread;
		});
		this.thread.allowCoreThreadTimeOut(true);
	}

	/** Publish an event, unless too many wait already. */
	void publishNews(Object event) {
		if (this.thread.getQueue().size() < MOST_WAITING) {
			publish(event);
		}
		else if (this.leftOut.getAndIncrement() == 0) {
			run(this::tellWhatWasLeftOut);
		}
	}

	private void tellWhatWasLeftOut() {
		logger.warn("Listeners of ProcessRestartedEvent were too slow: {} events were left out",
				this.leftOut.getAndSet(0));
	}

	/** Publish an event that must not be missed. */
	void publish(Object event) {
		run(() -> this.publisher.publishEvent(event));
	}

	/** Do something that follows from the events before it. */
	void run(Runnable action) {
		try {
			this.thread.execute(() -> {
				try {
					action.run();
				}
				catch (RuntimeException ex) {
					logger.warn("A listener of an event of the supervision trees failed", ex);
				}
			});
		}
		catch (RejectedExecutionException ex) {
			// the context has been closed: nobody listens any more
		}
	}

	void close() {
		this.thread.shutdown();
	}

}
