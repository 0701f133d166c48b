package dev.javaotp.spring.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.SchedulerFigures;
import dev.javaotp.supervisor.Supervision;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * All processes of an application together: what {@code /actuator/otp} shows.
 *
 * @param node the name of the process system
 * @param startedAt when it was started
 * @param uptime how long ago that is, in the form of ISO 8601
 * @param processes how many processes there are
 * @param processesStarted how many have been started so far
 * @param supervisors how many supervisors of the trees run, without those that dynamic
 * supervisors started
 * @param scheduler what the scheduler's threads do
 * @param leftovers processes that were killed and whose handlers still run
 */
public record NodeDescriptor(String node, Instant startedAt, String uptime, int processes, long processesStarted,
		int supervisors, Scheduler scheduler, Leftovers leftovers) implements OperationResponseBody {

	static NodeDescriptor of(ProcessSystem system) {
		long supervisors = Supervision.of(system)
			.supervisors()
			.stream()
			.filter((figures) -> figures.pid().isPresent())
			.count();
		Duration uptime = Duration.ofSeconds(Duration.between(system.startedAt(), Instant.now()).toSeconds());
		return new NodeDescriptor(system.nodeName(), system.startedAt(), uptime.toString(), system.processCount(),
				system.spawnedCount(), (int) supervisors, Scheduler.of(system.scheduler().figures()),
				Leftovers.of(system));
	}

	/**
	 * What the scheduler's threads do.
	 *
	 * @param threads how many threads take processes from the run queues
	 * @param busy how many of them run one just now
	 * @param queued how many processes wait for a thread
	 * @param setAside how many threads were set aside because a handler did not return
	 * @param virtual how many processes run on virtual threads just now, because they
	 * block
	 * @param cpu how many processes run on threads of their own just now, because they
	 * compute
	 */
	public record Scheduler(int threads, int busy, int queued, int setAside, int virtual, int cpu) {

		static Scheduler of(SchedulerFigures figures) {
			return new Scheduler(figures.threads(), figures.busy(), figures.queued(), figures.setAside(),
					figures.virtual(), figures.cpu());
		}

	}

	/**
	 * Processes that were killed and whose handlers still run: each holds a thread.
	 *
	 * @param count how many there are
	 * @param pids the first of them
	 */
	public record Leftovers(int count, List<String> pids) {

		private static final int SHOWN = 100;

		static Leftovers of(ProcessSystem system) {
			var leftovers = system.leftovers();
			return new Leftovers(leftovers.size(),
					leftovers.stream()
						.sorted((one, other) -> Long.compare(one.id(), other.id()))
						.limit(SHOWN)
						.map(Pid::toString)
						.toList());
		}

	}

}
