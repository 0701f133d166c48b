package dev.javaotp.benchmarks.vertx;

import dev.javaotp.benchmarks.peer.Figures;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;

/**
 * Servers as verticles: deployed one after the other by a verticle, whose children they
 * thereby are, and undeployed with it. Nobody would deploy them again after a crash.
 */
final class Verticles {

	private Verticles() {
	}

	static double start(Vertx vertx, int children) {
		Parent parent = new Parent();
		String id = vertx.deployVerticle(parent).await();
		long begun = System.nanoTime();
		parent.deployChildren(children).await();
		double nanos = System.nanoTime() - begun;
		vertx.undeploy(id).await();
		return nanos / children;
	}

	static double stop(Vertx vertx, int children) {
		Parent parent = new Parent();
		String id = vertx.deployVerticle(parent).await();
		parent.deployChildren(children).await();
		long begun = System.nanoTime();
		vertx.undeploy(id).await();
		return (double) (System.nanoTime() - begun) / children;
	}

	static double memory(Vertx vertx, int children) {
		long before = Figures.usedHeap();
		Parent parent = new Parent();
		String id = vertx.deployVerticle(parent).await();
		parent.deployChildren(children).await();
		double bytes = Figures.usedHeap() - before;
		vertx.undeploy(id).await();
		return bytes / children;
	}

	private static final class Parent extends VerticleBase {

		Future<Void> deployChildren(int children) {
			Promise<Void> deployed = Promise.promise();
			this.context.runOnContext((nothing) -> deploy(0, children, deployed));
			return deployed.future();
		}

		private void deploy(int number, int children, Promise<Void> deployed) {
			if (number == children) {
				deployed.complete();
				return;
			}
			this.vertx.deployVerticle(new Child(number))
				.onSuccess((id) -> deploy(number + 1, children, deployed))
				.onFailure(deployed::fail);
		}

	}

	private static final class Child extends VerticleBase {

		private final int number;

		Child(int number) {
			this.number = number;
		}

		@Override
		public Future<?> start() {
			return this.vertx.eventBus()
				.localConsumer(Consumers.address("child", this.number), this::answer)
				.completion();
		}

		private void answer(Message<Object> question) {
			question.reply(this.number);
		}

	}

}
