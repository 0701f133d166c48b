package dev.javaotp.spring.actuate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;

import dev.javaotp.gen.CallException;
import dev.javaotp.gen.Sys;
import dev.javaotp.process.MailboxLimit;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessInfo;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.Registry;
import dev.javaotp.supervisor.ChildFigures;
import dev.javaotp.supervisor.Supervision;
import dev.javaotp.supervisor.SupervisorFigures;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * The endpoint {@code otp}: the node, the supervision trees and the processes of an
 * application, and what can be done to a process.
 * <p>
 * What it reads are figures that the processes leave behind as they run: it asks nobody,
 * and a process that is stuck is shown like any other. The one exception is the state of
 * a process, which the process itself shows, or is {@code busy}. Actions are allowed only
 * where write access is granted: {@code management.endpoint.otp.access=unrestricted}.
 */
@Endpoint(id = "otp", defaultAccess = Access.READ_ONLY)
public class OtpEndpoint {

	/** How long a process may take to show its state before it counts as busy. */
	static final Duration STATE_LIMIT = Duration.ofMillis(500);

	private static final int DYNAMIC_CHILDREN = 20;

	private static final int LISTED = 100;

	private static final int MOST = 10_000;

	private static final int SHOWN_OF_STATE = 10_000;

	private final ProcessSystem system;

	private final ProcessFinder finder;

	private final ProcessActions actions;

	private final Show showValues;

	/**
	 * Creates the endpoint.
	 * @param system the processes
	 * @param showValues whether states are shown to those of whom nothing is known
	 */
	public OtpEndpoint(ProcessSystem system, Show showValues) {
		this.system = system;
		this.finder = new ProcessFinder(system);
		this.actions = new ProcessActions(system);
		this.showValues = showValues;
	}

	/**
	 * Shows the node.
	 * @return all processes together
	 */
	@ReadOperation
	public NodeDescriptor node() {
		return NodeDescriptor.of(this.system);
	}

	/**
	 * Shows what is below the node: {@code tree}, {@code processes}, or one process by
	 * its name or pid.
	 * @param path {@code tree}, {@code processes} or {@code processes/NAME}
	 * @param limit how many to show: of the children of each dynamic supervisor, of
	 * processes, or of the links of one process
	 * @param sort the order of processes
	 * @param name a part of the names of those processes that are shown
	 * @return a {@link TreeDescriptor}, {@link ProcessesDescriptor} or
	 * {@link ProcessDescriptor}
	 */
	@ReadOperation
	public Object read(@Selector(match = Match.ALL_REMAINING) String[] path, @Nullable String limit,
			@Nullable String sort, @Nullable String name) {
		return read(path, limit, sort, name, this.showValues == Show.ALWAYS);
	}

	Object read(String[] path, @Nullable String limit, @Nullable String sort, @Nullable String name,
			boolean showState) {
		return switch (String.join("/", path)) {
			case "tree" -> TreeDescriptor.of(this.system, parseLimit(limit, DYNAMIC_CHILDREN));
			case "processes" -> processes(ProcessOrder.parse(sort), parseLimit(limit, LISTED), name);
			default -> process(this.finder.find(processName(path)), parseLimit(limit, LISTED), showState);
		};
	}

	/**
	 * Begins to do something to a process.
	 * @param path {@code processes/NAME}
	 * @param action {@code restart} (as OTP's {@code terminate_child} and
	 * {@code restart_child}: neither siblings nor the restart intensity are touched),
	 * {@code terminate}, {@code suspend} or {@code resume}
	 * @return what has begun
	 */
	@WriteOperation
	public ActionDescriptor act(@Selector(match = Match.ALL_REMAINING) String[] path, @Nullable String action) {
		ProcessTarget target = this.finder.find(processName(path));
		return new ActionDescriptor(target.name(), this.actions.begin(action, target));
	}

	private static String processName(String[] path) {
		if (path.length < 2 || !path[0].equals("processes")) {
			throw EndpointProblem.notFound("There is nothing at '" + String.join("/", path)
					+ "': expected tree, processes, or processes/ and the name or pid of a process.");
		}
		return String.join("/", Arrays.asList(path).subList(1, path.length));
	}

	private static int parseLimit(@Nullable String text, int fallback) {
		if (text == null) {
			return fallback;
		}
		try {
			int limit = Integer.parseInt(text);
			if (limit >= 0 && limit <= MOST) {
				return limit;
			}
		}
		catch (NumberFormatException ex) {
			// said below
		}
		throw EndpointProblem
			.badRequest("The parameter 'limit' is '" + text + "': expected a whole number from 0 to " + MOST + ".");
	}

	// --- the list

	private ProcessesDescriptor processes(ProcessOrder order, int limit, @Nullable String filter) {
		Map<Pid, ChildFigures> children = children();
		PriorityQueue<ProcessOrder.Row> last = new PriorityQueue<>(order.comparator().reversed());
		Map<Long, Pid> pids = new HashMap<>();
		int total = 0;
		for (Pid pid : (Iterable<Pid>) this.system.processes()::iterator) {
			ChildFigures child = children.get(pid);
			String name = name(pid, child);
			if (filter == null || fits(pid, name, filter)) {
				total++;
				last.add(new ProcessOrder.Row(pid.id(), name, this.system.mailboxDepth(pid),
						this.system.messagesHandled(pid), (child != null) ? child.restarts() : 0));
				pids.put(pid.id(), pid);
				if (last.size() > limit) {
					pids.remove(last.remove().id());
				}
			}
		}
		List<ProcessOrder.Row> rows = new ArrayList<>(last);
		rows.sort(order.comparator());
		List<ProcessSummary> shown = new ArrayList<>();
		for (ProcessOrder.Row row : rows) {
			Pid pid = pids.get(row.id());
			if (pid != null) {
				// one that has ended meanwhile is left out
				this.system.info(pid)
					.ifPresent((info) -> shown.add(ProcessSummary.of(info, row.name(), children.get(pid))));
			}
		}
		return new ProcessesDescriptor(total, Collections.unmodifiableList(shown));
	}

	private Map<Pid, ChildFigures> children() {
		Map<Pid, ChildFigures> children = new HashMap<>();
		for (SupervisorFigures supervisor : Supervision.of(this.system).supervisors()) {
			supervisor.children().forEach((child) -> child.pid().ifPresent((pid) -> children.put(pid, child)));
		}
		return children;
	}

	private @Nullable String name(Pid pid, @Nullable ChildFigures child) {
		String registered = Registry.of(this.system).nameOf(pid);
		return (registered == null && child != null) ? child.id() : registered;
	}

	private boolean fits(Pid pid, @Nullable String name, String filter) {
		String wanted = filter.toLowerCase(Locale.ROOT);
		return (name != null && name.toLowerCase(Locale.ROOT).contains(wanted)) || this.system.info(pid)
			.map(ProcessInfo::label)
			.map((label) -> label.toLowerCase(Locale.ROOT).contains(wanted))
			.orElse(false);
	}

	// --- one process

	private ProcessDescriptor process(ProcessTarget target, int limit, boolean showState) {
		Pid pid = target.pid();
		ProcessInfo info = (pid != null) ? this.system.info(pid).orElse(null) : null;
		if (pid == null || info == null) {
			ChildFigures child = target.child();
			String name = (child != null) ? child.id() : target.name();
			String status = (child != null) ? TreeDescriptor.status(this.system, child) : "stopped";
			return new ProcessDescriptor(null, name, null, null, status, null, null, null, null, null, null, null, null,
					place(target), null, null, null, null, null, null, null);
		}
		List<String> links = info.links().stream().limit(limit).map(Pid::toString).toList();
		List<String> stack = Arrays.stream(this.system.stackTrace(pid)).map(StackTraceElement::toString).toList();
		MailboxLimit limited = info.mailboxLimit();
		ProcessDescriptor.State state = (showState) ? state(pid) : ProcessDescriptor.State.HIDDEN;
		return new ProcessDescriptor(pid.toString(), name(pid, target.child()), info.label(), info.kind(),
				Words.of(info.status()), Words.of(info.execution()), info.startedAt(), info.mailboxDepth(),
				info.messagesHandled(), (limited != null) ? limited.max() : null,
				(limited != null) ? Words.of(limited.overflow()) : null,
				(limited != null) ? info.messagesDropped() : null, info.trapsExits(), place(target),
				info.ancestors().stream().map(Pid::toString).toList(), links, info.links().size(), info.monitors(),
				info.monitoredBy(), stack, state);
	}

	private static ProcessDescriptor.@Nullable Place place(ProcessTarget target) {
		SupervisorFigures above = target.above();
		if (above == null) {
			return null;
		}
		ChildFigures child = target.child();
		if (child == null) {
			return new ProcessDescriptor.Place(above.path(), null, null, null, null);
		}
		return new ProcessDescriptor.Place(above.path(), child.id(), Words.of(child.spec().restart()), child.restarts(),
				child.failedStarts());
	}

	private static ProcessDescriptor.State state(Pid pid) {
		if (!Sys.isBehaviour(pid)) {
			return ProcessDescriptor.State.NONE;
		}
		try {
			String text = Sys.render(pid, STATE_LIMIT);
			String shown = (text.length() > SHOWN_OF_STATE) ? text.substring(0, SHOWN_OF_STATE) + "…" : text;
			return new ProcessDescriptor.State("shown", Words.whole(shown));
		}
		catch (CallException ex) {
			return ProcessDescriptor.State.BUSY;
		}
	}

}
