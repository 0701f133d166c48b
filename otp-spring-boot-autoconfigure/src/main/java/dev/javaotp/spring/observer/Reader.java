package dev.javaotp.spring.observer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.javaotp.process.MailboxLimit;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessInfo;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.Registry;
import dev.javaotp.scheduler.SchedulerFigures;
import dev.javaotp.spring.observer.View.Node;
import dev.javaotp.spring.observer.View.Row;
import dev.javaotp.supervisor.ChildFigures;
import dev.javaotp.supervisor.ChildInfo;
import dev.javaotp.supervisor.ChildStatus;
import dev.javaotp.supervisor.ChildType;
import dev.javaotp.supervisor.Restart;
import dev.javaotp.supervisor.Supervision;
import dev.javaotp.supervisor.SupervisorFigures;
import org.jspecify.annotations.Nullable;

/**
 * Reads what processes and supervisors leave behind as they run, and asks none of them.
 */
final class Reader {

	/**
	 * How many children of a dynamic supervisor are looked at when one is searched for.
	 */
	static final int SEARCHED = 100_000;

	private static final int TOP = 10;

	private static final int HELD = 20;

	private static final int SHOWN = 200;

	private final ProcessSystem system;

	private final History history;

	private final Stuck stuck;

	private final Busy busy;

	Reader(ProcessSystem system, History history, Stuck stuck, Busy busy) {
		this.system = system;
		this.history = history;
		this.stuck = stuck;
		this.busy = busy;
	}

	/** The trees: each node under its path, the top ones first, children as paths. */
	Map<String, Node> nodes() {
		Map<String, Node> nodes = new LinkedHashMap<>();
		for (SupervisorFigures root : roots()) {
			String status = root.pid().map(this::status).orElse("stopped");
			supervisor(root.path(), root.pid(), null, status, null, root, nodes);
		}
		return nodes;
	}

	List<SupervisorFigures> roots() {
		return Supervision.of(this.system).roots();
	}

	private void child(ChildFigures child, Map<String, Node> nodes) {
		Optional<Pid> pid = child.pid().filter(Pid::isAlive);
		String restart = words(child.spec().restart());
		if (child.spec().type() == ChildType.SUPERVISOR) {
			supervisor(child.path(), pid, restart, status(child), child.restarts(), child.supervisor().orElse(null),
					nodes);
			return;
		}
		MailboxLimit limit = pid.map(this.system::mailboxLimit).orElse(null);
		nodes.put(child.path(),
				new Node(child.path(), child.id(), text(pid), "worker", null, restart, status(child), mailbox(pid),
						(limit != null) ? limit.max() : null,
						(limit != null) ? pid.map(this.system::messagesDropped).orElse(null) : null, child.restarts(),
						null, null, null, null, null, null, null));
	}

	private void supervisor(String path, Optional<Pid> pid, @Nullable String restart, String status,
			@Nullable Long restarts, @Nullable SupervisorFigures figures, Map<String, Node> nodes) {
		String id = path.substring(path.lastIndexOf('/') + 1);
		if (figures == null) {
			nodes.put(path, new Node(path, id, text(pid), "supervisor", null, restart, status, mailbox(pid), null, null,
					restarts, null, null, null, null, null, null, List.of()));
			return;
		}
		boolean dynamic = figures.isDynamic();
		int max = figures.intensity().maxRestarts();
		nodes.put(path,
				new Node(path, id, text(pid), "supervisor",
						(dynamic) ? "dynamic" : figures.strategy().map(Reader::words).orElse(null), restart, status,
						mailbox(pid), null, null, restarts, max, figures.intensity().within().toMillis(),
						(int) Math.round(figures.intensityUsed() * max), (dynamic) ? figures.childCount() : null,
						(dynamic) ? figures.restartsOfChildren() : null, this.history.gaveUpOn(path),
						(dynamic) ? null : figures.children().stream().map(ChildFigures::path).toList()));
		figures.children().forEach((child) -> child(child, nodes));
	}

	private String status(ChildFigures child) {
		return switch (child.status()) {
			case STOPPED -> "stopped";
			case RESTARTING -> "restarting";
			case RUNNING -> child.pid()
				.filter(Pid::isAlive)
				.map(this::status)
				.orElse((child.spec().restart() != Restart.TEMPORARY) ? "restarting" : "stopped");
		};
	}

	private String status(Pid pid) {
		if (this.stuck.look(pid)) {
			return "stuck";
		}
		return (this.system.status(pid) == ProcessInfo.Status.SUSPENDED) ? "suspended" : "running";
	}

	private int mailbox(Optional<Pid> pid) {
		return pid.map(this.system::mailboxDepth).orElse(0);
	}

	View.Figures figures(Sweep sweep) {
		int longest = sweep.longestMailboxes(1).stream().mapToInt(Sweep.Seen::mailbox).findFirst().orElse(0);
		boolean down = roots().stream().anyMatch((root) -> root.pid().isEmpty());
		return new View.Figures(this.system.processCount(), this.system.spawnedCount(), this.history.restarts(),
				this.history.restartsLastMinute(), this.history.crashes(), this.history.crashesLastMinute(),
				sweep.mailbox(), longest, sweep.rate(), this.stuck.count(), this.system.leftovers().size(),
				(down) ? "down" : "up");
	}

	View.Schedulers schedulers() {
		SchedulerFigures figures = this.system.scheduler().figures();
		List<Stuck.Handler> stuck = this.stuck.longest(HELD);
		Map<Pid, ChildFigures> children = (stuck.isEmpty()) ? Map.of() : children();
		return new View.Schedulers(figures.threads(), figures.busy(), figures.queued(), figures.setAside(),
				figures.virtual(), figures.cpu(),
				stuck.stream().map((handler) -> held(handler.pid(), children, handler.millis())).toList(),
				this.system.leftovers().stream().limit(HELD).map((pid) -> held(pid, children, null)).toList());
	}

	private View.Held held(Pid pid, Map<Pid, ChildFigures> children, @Nullable Long millis) {
		ChildFigures child = children.get(pid);
		List<String> stack = Arrays.stream(this.system.stackTrace(pid)).map(StackTraceElement::toString).toList();
		return new View.Held(pid.toString(), (child != null) ? child.id() : Registry.of(this.system).nameOf(pid),
				(child != null) ? child.path() : null, millis, stack);
	}

	Map<String, List<Row>> top(Sweep sweep) {
		Map<Pid, ChildFigures> children = children();
		Stream<ChildFigures> restarted = children.values()
			.stream()
			.filter((child) -> child.restarts() > 0)
			.sorted(Comparator.comparingLong(ChildFigures::restarts).reversed());
		Map<String, List<Row>> top = new LinkedHashMap<>();
		top.put("mailbox", rows(sweep.longestMailboxes(TOP), children));
		top.put("restarts",
				restarted.limit(TOP)
					.flatMap((child) -> child.pid().flatMap((pid) -> row(pid, child, null)).stream())
					.toList());
		top.put("busy", rows(sweep.busiest(TOP), children));
		return top;
	}

	private List<Row> rows(List<Sweep.Seen> seen, Map<Pid, ChildFigures> children) {
		return seen.stream()
			.flatMap((each) -> row(each.pid(), children.get(each.pid()), each.perSecond()).stream())
			.toList();
	}

	private Map<Pid, ChildFigures> children() {
		Map<Pid, ChildFigures> children = new HashMap<>();
		for (SupervisorFigures supervisor : Supervision.of(this.system).supervisors()) {
			supervisor.children().forEach((child) -> child.pid().ifPresent((pid) -> children.put(pid, child)));
		}
		return children;
	}

	private Optional<Row> row(Pid pid, @Nullable ChildFigures child, @Nullable Double perSecond) {
		return this.system.info(pid).map((info) -> {
			MailboxLimit limit = info.mailboxLimit();
			return new Row(pid.toString(), (child != null) ? child.id() : name(info),
					(child != null) ? child.path() : null, info.kind(), status(pid), info.mailboxDepth(),
					(limit != null) ? limit.max() : null, (child != null) ? child.restarts() : null,
					info.messagesHandled(), perSecond, rounded(this.busy.share(pid)));
		});
	}

	/** The share of the time that a process is in its handler, if it is known. */
	@Nullable Double busy(Pid pid) {
		return rounded(this.busy.ask(pid));
	}

	private static @Nullable Double rounded(@Nullable Double share) {
		return (share != null) ? Math.round(share * 1_000) / 1_000.0 : null;
	}

	/** For how long a process has been in its handler, if that is long. */
	View.@Nullable Handling handling(Pid pid) {
		Duration since = this.stuck.since(pid);
		return (since.compareTo(Stuck.NOTICED) >= 0) ? new View.Handling(since.toMillis()) : null;
	}

	/**
	 * What a process is going to handle.
	 * @param pid the process
	 * @param may whether contents may be shown to whoever looks
	 * @param contents whether they are wanted
	 */
	View.Messages waiting(Pid pid, boolean may, boolean contents) {
		List<Object> waiting = this.system.waitingMessages(pid, TOP);
		List<String> types = waiting.stream().map(MessageName::of).toList();
		List<String> texts = (may && contents)
				? waiting.stream().map((message) -> Objects.requireNonNull(Text.of(message, SHOWN))).toList() : null;
		return new View.Messages((waiting.isEmpty()) ? "none" : (may) ? "shown" : "hidden", types, texts);
	}

	private static String name(ProcessInfo info) {
		String name = (info.registeredName() != null) ? info.registeredName() : info.label();
		return (name != null) ? name : info.pid().toString();
	}

	/**
	 * A page of the children of a dynamic supervisor. In start order only those up to the
	 * page are looked at; to search and to sort, the oldest hundred thousand.
	 */
	View.Rows children(SupervisorFigures supervisor, Query query) {
		Pid exactly = this.system.pid(query.name());
		if (exactly != null) {
			List<Row> found = row(exactly, null, null).stream().toList();
			return new View.Rows(found.size(), found, false, null);
		}
		if (query.name().isEmpty() && query.order() == Query.Order.PID) {
			List<Row> rows = rows(supervisor, query.offset() + query.limit()).skip(query.offset()).toList();
			int total = supervisor.childCount();
			return new View.Rows(total, rows, query.offset() + rows.size() < total, null);
		}
		List<Row> fitting = new ArrayList<>(rows(supervisor, SEARCHED).filter(query::fits).toList());
		fitting.sort(query.order().comparator());
		List<Row> rows = fitting.stream().skip(query.offset()).limit(query.limit()).toList();
		return new View.Rows(fitting.size(), rows, query.offset() + rows.size() < fitting.size(),
				(supervisor.childCount() > SEARCHED) ? SEARCHED : null);
	}

	private Stream<Row> rows(SupervisorFigures supervisor, int limit) {
		return supervisor.dynamicChildren(limit)
			.stream()
			.filter((child) -> child.status() != ChildStatus.STOPPED)
			.map(ChildInfo::pid)
			.flatMap((pid) -> Optional.ofNullable(pid).flatMap((alive) -> row(alive, null, null)).stream());
	}

	private static @Nullable String text(Optional<Pid> pid) {
		return pid.map(Pid::toString).orElse(null);
	}

	private static String words(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
