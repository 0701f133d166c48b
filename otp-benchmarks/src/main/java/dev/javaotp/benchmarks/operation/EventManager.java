package dev.javaotp.benchmarks.operation;

import dev.javaotp.gen.event.EventHandler;
import dev.javaotp.gen.event.EventManagerRef;
import dev.javaotp.gen.event.EventResult;
import dev.javaotp.gen.event.GenEvent;
import dev.javaotp.gen.event.HandlerInit;
import dev.javaotp.gen.event.HandlerRequest;
import dev.javaotp.process.ProcessContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** An event manager is told of an event, and tells its handlers. */
public class EventManager extends OperationBenchmark {

	/** How many handlers there are. */
	@Param({ "1", "10" })
	private int handlers;

	private EventManagerRef<Ring> manager;

	/** Starts the manager with its handlers. */
	@Setup
	public void start() {
		this.manager = EventManagerRef.of(GenEvent.start(system(), Ring.class).pid());
		for (int i = 0; i < this.handlers; i++) {
			this.manager.addHandler(new Rings(), i);
		}
	}

	/** A process notifies it some thousand times, and waits for the last of them. */
	@Benchmark
	@OperationsPerInvocation(TIMES)
	public void notifyHandlers() {
		inProcess((self) -> {
			Ring ring = new Ring();
			for (int i = 0; i < TIMES; i++) {
				this.manager.notify(ring);
			}
			this.manager.syncNotify(ring);
		});
	}

	private record Ring() {
	}

	/** Counts. */
	private static final class Rings implements EventHandler<Long, Ring, HandlerRequest<?, ?>> {

		@Override
		public HandlerInit<Long> init(ProcessContext manager) {
			return HandlerInit.ok(0L);
		}

		@Override
		public EventResult<Long> handleEvent(Ring ring, Long rings) {
			return EventResult.ok(rings + 1);
		}

	}

}
