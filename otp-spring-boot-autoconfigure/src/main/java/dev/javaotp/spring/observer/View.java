package dev.javaotp.spring.observer;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the page is sent, as it is written in JSON. What does not apply is left out; times
 * are in ISO 8601, durations in milliseconds.
 */
final class View {

	private View() {
	}

	/** Everything, for a page that has just been opened. */
	record Snapshot(String application, String node, String startedAt, String now, String java, String springBoot,
			May may, Figures figures, List<Node> tree, Map<String, List<Row>> top, Schedulers schedulers,
			Restarts restarts, List<Event> events) {
	}

	/**
	 * What is granted to whoever looks: to act, and to see states and messages.
	 */
	record May(boolean act, boolean see) {
	}

	/** What has changed since the last time. */
	record Delta(String now, Figures figures, @Nullable Map<String, Node> nodes, @Nullable List<String> removed,
			Map<String, List<Row>> top, Schedulers schedulers, Restarts restarts, @Nullable List<Event> events) {
	}

	/** The headline figures. */
	record Figures(int processes, long processesStarted, long restarts, long restartsLastMinute, long crashes,
			long crashesLastMinute, long mailbox, int mailboxMax, double messagesPerSecond, int stuck, int leftovers,
			String health) {
	}

	/**
	 * A supervisor or a worker of a tree. In a snapshot the children are nodes, in a
	 * delta their paths.
	 */
	record Node(String path, String id, @Nullable String pid, String kind, @Nullable String strategy,
			@Nullable String restart, String status, int mailbox, @Nullable Integer maxMailbox, @Nullable Long dropped,
			@Nullable Long restarts, @Nullable Integer maxRestarts, @Nullable Long within,
			@Nullable Integer intensityUsed, @Nullable Integer childCount, @Nullable Long childRestarts,
			@Nullable String gaveUpOn, @Nullable List<?> children) {

		Node withChildren(List<?> children) {
			return new Node(this.path, this.id, this.pid, this.kind, this.strategy, this.restart, this.status,
					this.mailbox, this.maxMailbox, this.dropped, this.restarts, this.maxRestarts, this.within,
					this.intensityUsed, this.childCount, this.childRestarts, this.gaveUpOn, children);
		}

	}

	/** A process in a list. */
	record Row(String pid, String name, @Nullable String path, String type, String status, int mailbox,
			@Nullable Integer maxMailbox, @Nullable Long restarts, long messagesHandled,
			@Nullable Double messagesPerSecond, @Nullable Double busy) {
	}

	/** For how long a handler has been running. */
	record Handling(long millis) {
	}

	/**
	 * The first messages that wait, the oldest first: their types, and their texts if
	 * they were asked for and may be shown.
	 */
	record Messages(String availability, List<String> types, @Nullable List<String> first) {
	}

	/** What a process did of late, while it is traced, the oldest first. */
	record Trace(boolean on, List<TraceEvent> events) {
	}

	/**
	 * A message that came, with the time that its handler took once it is done, or
	 * another thing that a process did. The message is its type, or a text where contents
	 * may be shown.
	 */
	record TraceEvent(String at, String kind, String message, @Nullable Double micros) {
	}

	/** A page of a list, and how many were looked at if not all. */
	record Rows(int total, List<Row> rows, boolean more, @Nullable Integer searched) implements OperationResponseBody {
	}

	/**
	 * What the scheduler's threads do, handlers that do not return, and killed processes
	 * that still hold a thread.
	 */
	record Schedulers(int threads, int busy, int queued, int setAside, int virtual, int cpu, List<Held> stuck,
			List<Held> leftovers) {
	}

	/** A process that holds a thread, since when, and where. */
	record Held(String pid, @Nullable String name, @Nullable String path, @Nullable Long millis, List<String> stack) {
	}

	/** Restarts and crashes in spans of so many seconds, the oldest first. */
	record Restarts(int seconds, String until, List<Integer> counts, List<Integer> crashes) {
	}

	/**
	 * Something that happened: {@code crash}, {@code restart}, {@code gave-up} or
	 * {@code ended}.
	 */
	record Event(long id, String at, String kind, String level, String pid, String name, String path, String text,
			@Nullable String reason, @Nullable String message, @Nullable String state, @Nullable List<String> stack,
			@Nullable List<String> escalation) {

		/** What anybody may see of it who may see the page. */
		Event withoutState() {
			return (this.state == null) ? this : new Event(this.id, this.at, this.kind, this.level, this.pid, this.name,
					this.path, this.text, this.reason, this.message, null, this.stack, this.escalation);
		}

	}

}
