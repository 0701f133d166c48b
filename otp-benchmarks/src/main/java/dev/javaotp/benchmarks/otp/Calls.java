package dev.javaotp.benchmarks.otp;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import dev.javaotp.benchmarks.peer.Figures;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.ProcessSystem;

/** Calls and casts to a server. */
final class Calls {

	private static final Counter.Sum SUM = new Counter.Sum();

	private static final Counter.Increment INCREMENT = new Counter.Increment();

	private Calls() {
	}

	static double fromProcess(ProcessSystem system, int calls, int percent) {
		ServerRef<Counter> server = server(system);
		long[] nanos = new long[calls];
		Stopwatch.nanos(system, (self) -> call(server, nanos));
		server.stop();
		return Figures.percentile(nanos, percent);
	}

	static double fromThread(ProcessSystem system, Thread.Builder thread, int calls, int percent)
			throws InterruptedException, ExecutionException {
		ServerRef<Counter> server = server(system);
		long[] nanos = new long[calls];
		FutureTask<long[]> caller = new FutureTask<>(() -> call(server, nanos), nanos);
		thread.start(caller);
		caller.get();
		server.stop();
		return Figures.percentile(nanos, percent);
	}

	static double cast(ProcessSystem system, int casts) {
		ServerRef<Counter> server = server(system);
		double nanos = Stopwatch.nanos(system, (self) -> {
			for (int i = 0; i < casts; i++) {
				server.cast(INCREMENT);
			}
			long sum = server.call(SUM, ServerRef.FOREVER);
			if (sum != casts) {
				throw new IllegalStateException("wrong sum: " + sum);
			}
		});
		server.stop();
		return nanos / casts;
	}

	private static ServerRef<Counter> server(ProcessSystem system) {
		return ServerRef.of(GenServer.start(system, new Counter(0)).pid());
	}

	private static void call(ServerRef<Counter> server, long[] nanos) {
		for (int i = 0; i < nanos.length; i++) {
			long begun = System.nanoTime();
			long sum = server.call(SUM);
			nanos[i] = System.nanoTime() - begun;
			if (sum != 0) {
				throw new IllegalStateException("wrong sum: " + sum);
			}
		}
	}

}
