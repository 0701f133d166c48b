package dev.javaotp.benchmarks.threads;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.javaotp.benchmarks.peer.Figures;

/** Questions to a server, whose answers are waited for. */
final class Calls {

	private static final Object QUESTION = "question";

	private Calls() {
	}

	static double fromActor(int calls, int percent) throws InterruptedException {
		return run(calls, percent, (caller) -> Actor.start((self) -> caller.run()));
	}

	static double fromPlatformThread(int calls, int percent) throws InterruptedException {
		return run(calls, percent, (caller) -> Thread.ofPlatform().start(caller));
	}

	static double fromVirtualThread(int calls, int percent) throws InterruptedException {
		return run(calls, percent, Thread::startVirtualThread);
	}

	private static double run(int calls, int percent, Consumer<Runnable> start) throws InterruptedException {
		Actor server = Actor.start(Calls::serve);
		CompletableFuture<long[]> nanos = new CompletableFuture<>();
		start.accept(() -> nanos.complete(call(server, calls)));
		double result = Figures.percentile(nanos.join(), percent);
		Actor.end(server);
		return result;
	}

	private static long[] call(Actor server, int calls) {
		long[] nanos = new long[calls];
		for (int i = 0; i < calls; i++) {
			long begun = System.nanoTime();
			server.ask(QUESTION).join();
			nanos[i] = System.nanoTime() - begun;
		}
		return nanos;
	}

	static void serve(Actor self) throws InterruptedException {
		while (self.receive() instanceof Actor.Call call) {
			call.answer().complete(call.question());
		}
	}

}
