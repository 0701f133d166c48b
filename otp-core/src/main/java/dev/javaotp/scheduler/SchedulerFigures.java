package dev.javaotp.scheduler;

/**
 * What the scheduler's threads do at one moment.
 *
 * @param threads scheduler threads that take tasks from the run queues
 * @param busy of these, how many run a task just now
 * @param queued tasks that wait for a thread
 * @param setAside threads that were set aside because their handler blocks or computes
 * @param virtual tasks that run on a virtual thread just now, because they block
 * @param cpu tasks that run on a thread of their own just now, because they compute
 */
public record SchedulerFigures(int threads, int busy, int queued, int setAside, int virtual, int cpu) {
}
