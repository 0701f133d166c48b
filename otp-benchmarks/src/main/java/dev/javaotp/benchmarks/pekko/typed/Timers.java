package dev.javaotp.benchmarks.pekko.typed;

import java.time.Duration;

import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * An actor sets timers that would send it a message, and cancels them. It uses the
 * scheduler, since an actor's own timers take longer: each needs a key.
 */
final class Timers {

	private static final Stage.Task TIMEOUT = new Stage.Task((context) -> {
	});

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private Timers() {
	}

	static double run(ActorSystem<Stage.Task> system, int timers) {
		try (Stage stage = new Stage(system)) {
			return (double) stage.inside((context) -> setAndCancel(context, timers)) / timers;
		}
	}

	private static long setAndCancel(ActorContext<Stage.Task> context, int timers) {
		Cancellable[] set = new Cancellable[timers];
		ActorRef<Stage.Task> self = context.getSelf();
		long begun = System.nanoTime();
		for (int i = 0; i < timers; i++) {
			set[i] = context.scheduleOnce(MINUTE, self, TIMEOUT);
		}
		for (Cancellable timer : set) {
			if (!timer.cancel()) {
				throw new IllegalStateException("a timer was not cancelled");
			}
		}
		return System.nanoTime() - begun;
	}

}
