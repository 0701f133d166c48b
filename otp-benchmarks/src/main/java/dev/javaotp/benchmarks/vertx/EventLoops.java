package dev.javaotp.benchmarks.vertx;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBus;

/**
 * Vert.x with one event loop per processor, and a verticle on each of them whose context
 * the consumers are registered in. It is up to the author where a consumer lives: those
 * that mostly talk to each other share a loop here, which is the faster way.
 */
final class EventLoops implements AutoCloseable {

	private final Vertx vertx;

	private final List<Context> contexts = new CopyOnWriteArrayList<>();

	EventLoops() {
		int processors = Runtime.getRuntime().availableProcessors();
		this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(processors));
		this.vertx.deployVerticle(Host::new, new DeploymentOptions().setInstances(processors)).await();
		ByReference.register(bus());
	}

	Vertx vertx() {
		return this.vertx;
	}

	EventBus bus() {
		return this.vertx.eventBus();
	}

	int count() {
		return this.contexts.size();
	}

	/** Runs something on a loop. */
	void run(int loop, Handler<Void> action) {
		this.contexts.get(loop % count()).runOnContext(action);
	}

	@Override
	public void close() {
		this.vertx.close().await();
	}

	private final class Host extends VerticleBase {

		@Override
		public Future<?> start() throws Exception {
			EventLoops.this.contexts.add(this.context);
			return super.start();
		}

	}

}
