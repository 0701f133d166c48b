package dev.javaotp.benchmarks.otp;

import java.time.Duration;
import java.util.function.IntFunction;

import dev.javaotp.process.ProcessSystem;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.DynamicSupervisor;
import dev.javaotp.supervisor.DynamicSupervisorSpec;
import dev.javaotp.supervisor.StartDynamicChildResult;

/** Servers under a supervisor that starts them on demand. */
final class Children {

	private static final Duration LIMIT = Duration.ofMinutes(5);

	private static final Long NONE = 0L;

	private Children() {
	}

	static DynamicSupervisor<Long> supervisor(ProcessSystem system) {
		return DynamicSupervisor.start(system,
				DynamicSupervisorSpec.unnamed((first) -> ChildSpec.server("counter", () -> new Counter(first))));
	}

	static double start(ProcessSystem system, int children) {
		DynamicSupervisor<Long> supervisor = supervisor(system);
		double nanos = fill(system, supervisor, children, (i) -> NONE);
		stop(supervisor);
		return nanos / children;
	}

	static double stop(ProcessSystem system, int children) {
		DynamicSupervisor<Long> supervisor = supervisor(system);
		fill(system, supervisor, children, (i) -> NONE);
		long begun = System.nanoTime();
		stop(supervisor);
		return (double) (System.nanoTime() - begun) / children;
	}

	/** Lets a process start children one after the other, and says how long it took. */
	static <A> double fill(ProcessSystem system, DynamicSupervisor<A> supervisor, int children,
			IntFunction<A> argument) {
		return Stopwatch.nanos(system, (self) -> {
			for (int i = 0; i < children; i++) {
				StartDynamicChildResult result = supervisor.startChild(argument.apply(i));
				if (!(result instanceof StartDynamicChildResult.Started)) {
					throw new IllegalStateException("not started: " + result);
				}
			}
		});
	}

	static void stop(DynamicSupervisor<?> supervisor) {
		supervisor.stop(LIMIT);
	}

}
