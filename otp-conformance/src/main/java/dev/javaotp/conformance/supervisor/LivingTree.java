package dev.javaotp.conformance.supervisor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import dev.javaotp.process.Pid;
import dev.javaotp.supervisor.ChildInfo;
import dev.javaotp.supervisor.ChildType;
import dev.javaotp.supervisor.DynamicSupervisor;
import dev.javaotp.supervisor.Supervisor;
import org.jspecify.annotations.Nullable;

/**
 * Asks supervisors who is there, and writes it as a trace does.
 */
final class LivingTree {

	/** A child as a trace shows it. */
	private record Shown(String id, String type, String state, @Nullable Pid pid) {
	}

	private final History history;

	LivingTree(History history) {
		this.history = history;
	}

	/** The whole tree. */
	@Nullable Object root() {
		Pid root = this.history.root();
		return (root.isAlive()) ? node("root", "supervisor", root) : null;
	}

	private List<Object> node(String id, String type, Pid pid) {
		List<Object> node = new ArrayList<>(List.of(id, type, "alive", this.history.incarnation(pid).number()));
		if (type.equals("supervisor")) {
			node.add(shown(pid).stream()
				.map((child) -> (child.pid() != null) ? node(child.id(), child.type(), child.pid())
						: List.<Object>of(child.id(), child.type(), child.state()))
				.toList());
		}
		return node;
	}

	/** The children of one supervisor. */
	List<List<String>> children(Pid supervisor) {
		return shown(supervisor).stream().map((child) -> List.of(child.id(), child.type(), child.state())).toList();
	}

	private List<Shown> shown(Pid supervisor) {
		if (this.history.isDynamic(this.history.incarnation(supervisor).path())) {
			return DynamicSupervisor.of(supervisor)
				.whichChildren()
				.stream()
				.map((child) -> shown(dynamicId(child), child))
				.sorted(Comparator.comparing((child) -> History.numberOf(child.id())))
				.toList();
		}
		return Supervisor.of(supervisor)
			.whichChildren()
			.reversed()
			.stream()
			.map((child) -> shown(Objects.requireNonNull(child.id()), child))
			.toList();
	}

	private String dynamicId(ChildInfo child) {
		Pid pid = child.pid();
		if (pid == null) {
			return "?";
		}
		String path = this.history.incarnation(pid).path();
		return path.substring(path.lastIndexOf('/') + 1);
	}

	private static Shown shown(String id, ChildInfo child) {
		String type = (child.type() == ChildType.SUPERVISOR) ? "supervisor" : "worker";
		return switch (child.status()) {
			case RUNNING -> new Shown(id, type, "alive", child.pid());
			case RESTARTING -> new Shown(id, type, "restarting", null);
			case STOPPED -> new Shown(id, type, "undefined", null);
		};
	}

}
