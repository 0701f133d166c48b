package dev.javaotp.spring.actuate;

import java.util.List;
import java.util.Optional;

import dev.javaotp.process.MailboxLimit;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessInfo;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.Registry;
import dev.javaotp.supervisor.ChildFigures;
import dev.javaotp.supervisor.ChildInfo;
import dev.javaotp.supervisor.ChildStatus;
import dev.javaotp.supervisor.ChildType;
import dev.javaotp.supervisor.Restart;
import dev.javaotp.supervisor.Supervision;
import dev.javaotp.supervisor.SupervisorFigures;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The supervision trees of an application: what {@code /actuator/otp/tree} shows.
 *
 * @param supervisors the supervisors at the top, by name
 */
public record TreeDescriptor(List<Node> supervisors) implements OperationResponseBody {

	static TreeDescriptor of(ProcessSystem system, int limit) {
		Reader reader = new Reader(system, limit);
		return new TreeDescriptor(Supervision.of(system).roots().stream().map(reader::top).toList());
	}

	/**
	 * What a supervisor says of a child, and what can be seen of it: {@code running},
	 * {@code suspended}, {@code restarting} or {@code stopped}.
	 */
	static String status(ProcessSystem system, ChildFigures child) {
		return switch (child.status()) {
			case STOPPED -> "stopped";
			case RESTARTING -> "restarting";
			case RUNNING -> {
				Pid pid = child.pid().orElse(null);
				boolean comesBack = child.spec().restart() != Restart.TEMPORARY;
				// it has just ended and its supervisor does not know yet
				String ended = (comesBack) ? "restarting" : "stopped";
				yield (pid != null && pid.isAlive()) ? status(system, pid) : ended;
			}
		};
	}

	private static String status(ProcessSystem system, Pid pid) {
		return (system.status(pid) == ProcessInfo.Status.SUSPENDED) ? "suspended" : "running";
	}

	/**
	 * A supervisor or a worker. What does not apply is left out.
	 *
	 * @param id what it is known by in its supervisor; at the top, its name. Of the
	 * children of a dynamic supervisor their registered names, labels, or pids
	 * @param pid the process, while there is one
	 * @param kind {@code supervisor} or {@code worker}
	 * @param strategy of a supervisor: who is restarted together; {@code dynamic} for a
	 * dynamic one
	 * @param restart when it is restarted; left out at the top, and for the children of a
	 * dynamic supervisor
	 * @param status {@code running}, {@code restarting}, {@code stopped} or
	 * {@code suspended}
	 * @param mailboxDepth how many messages wait for it
	 * @param maxMailbox how many may wait, if there is a limit
	 * @param messagesDropped how many it has refused or dropped, if there is a limit
	 * @param restarts how often it was started again; not known of single children of a
	 * dynamic supervisor
	 * @param maxRestarts of a supervisor: how many restarts it makes within the period
	 * @param within of a supervisor: that period, in the form of ISO 8601
	 * @param childCount of a dynamic supervisor: how many children it has
	 * @param childRestarts of a dynamic supervisor: how often any of its children was
	 * started again
	 * @param children of a supervisor: its children in start order; of a dynamic one the
	 * oldest
	 */
	public record Node(@Nullable String id, @Nullable String pid, String kind, @Nullable String strategy,
			@Nullable String restart, String status, int mailboxDepth, @Nullable Integer maxMailbox,
			@Nullable Long messagesDropped, @Nullable Long restarts, @Nullable Integer maxRestarts,
			@Nullable String within, @Nullable Integer childCount, @Nullable Long childRestarts,
			@Nullable List<Node> children) {
	}

	/** Reads the figures of the supervisors; asks nobody. */
	private record Reader(ProcessSystem system, int limit) {

		Node top(SupervisorFigures figures) {
			Optional<Pid> pid = figures.pid();
			String status = pid.map((alive) -> status(this.system, alive)).orElse("stopped");
			return supervisor(figures.id(), pid, null, status, 0, figures);
		}

		private Node child(ChildFigures child) {
			Optional<Pid> pid = child.pid().filter(Pid::isAlive);
			String restart = Words.of(child.spec().restart());
			String status = status(this.system, child);
			if (child.spec().type() == ChildType.SUPERVISOR) {
				return supervisor(child.id(), pid, restart, status, child.restarts(), child.supervisor().orElse(null));
			}
			return new Node(child.id(), text(pid), "worker", null, restart, status, mailboxDepth(pid), maxMailbox(pid),
					messagesDropped(pid), child.restarts(), null, null, null, null, null);
		}

		private Node supervisor(String id, Optional<Pid> pid, @Nullable String restart, String status, long restarts,
				@Nullable SupervisorFigures figures) {
			if (figures == null) {
				return new Node(id, text(pid), "supervisor", null, restart, status, mailboxDepth(pid), null, null,
						restarts, null, null, null, null, List.of());
			}
			boolean dynamic = figures.isDynamic();
			String strategy = (dynamic) ? "dynamic" : figures.strategy().map(Words::of).orElse(null);
			List<Node> children = (dynamic) ? figures.dynamicChildren(this.limit).stream().map(this::child).toList()
					: figures.children().stream().map(this::child).toList();
			return new Node(id, text(pid), "supervisor", strategy, restart, status, mailboxDepth(pid), null, null,
					restarts, figures.intensity().maxRestarts(), figures.intensity().within().toString(),
					(dynamic) ? figures.childCount() : null, (dynamic) ? figures.restartsOfChildren() : null, children);
		}

		private Node child(ChildInfo child) {
			Optional<Pid> pid = Optional.ofNullable(child.pid()).filter(Pid::isAlive);
			String status = pid.map((alive) -> status(this.system, alive))
				.orElse((child.status() == ChildStatus.STOPPED) ? "stopped" : "restarting");
			return new Node(pid.map(this::name).orElse(null), text(pid), Words.of(child.type()), null, null, status,
					mailboxDepth(pid), maxMailbox(pid), messagesDropped(pid), null, null, null, null, null, null);
		}

		private String name(Pid pid) {
			String registered = Registry.of(this.system).nameOf(pid);
			return (registered != null) ? registered
					: this.system.info(pid).map(ProcessInfo::label).orElse(pid.toString());
		}

		private int mailboxDepth(Optional<Pid> pid) {
			return pid.map(this.system::mailboxDepth).orElse(0);
		}

		private @Nullable Integer maxMailbox(Optional<Pid> pid) {
			return pid.map(this.system::mailboxLimit).map(MailboxLimit::max).orElse(null);
		}

		private @Nullable Long messagesDropped(Optional<Pid> pid) {
			return (maxMailbox(pid) != null) ? pid.map(this.system::messagesDropped).orElse(null) : null;
		}

		private static @Nullable String text(Optional<Pid> pid) {
			return pid.map(Pid::toString).orElse(null);
		}

	}

}
