package dev.javaotp.benchmarks.pekko;

import java.util.concurrent.TimeUnit;

import org.apache.pekko.actor.AbstractActor.ActorContext;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Cancellable;
import scala.concurrent.duration.Duration;
import scala.concurrent.duration.FiniteDuration;

/**
 * An actor sets timers that would send it a message, and cancels them. It uses the
 * scheduler, since an actor's own timers take longer: each needs a key.
 */
final class Timers {

	private static final Object TIMEOUT = "timeout";

	private static final FiniteDuration MINUTE = Duration.create(1, TimeUnit.MINUTES);

	private Timers() {
	}

	static double run(ActorSystem system, int timers) {
		try (Stage stage = new Stage(system)) {
			return (double) stage.inside((context) -> setAndCancel(context, timers)) / timers;
		}
	}

	private static long setAndCancel(ActorContext context, int timers) {
		Cancellable[] set = new Cancellable[timers];
		long begun = System.nanoTime();
		for (int i = 0; i < timers; i++) {
			set[i] = context.getSystem()
				.scheduler()
				.scheduleOnce(MINUTE, context.getSelf(), TIMEOUT, context.getDispatcher(), context.getSelf());
		}
		for (Cancellable timer : set) {
			if (!timer.cancel()) {
				throw new IllegalStateException("a timer was not cancelled");
			}
		}
		return System.nanoTime() - begun;
	}

}
