package dev.javaotp.spring.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.Registry;
import dev.javaotp.supervisor.ChildFigures;
import dev.javaotp.supervisor.Supervision;
import dev.javaotp.supervisor.SupervisorFigures;

/**
 * Finds the process that somebody names: by its pid, its registered name, its path in a
 * tree, or its id there if only one has it. The last two also find what does not run.
 */
final class ProcessFinder {

	private final ProcessSystem system;

	ProcessFinder(ProcessSystem system) {
		this.system = system;
	}

	ProcessTarget find(String name) {
		Pid pid = this.system.pid(name);
		if (pid == null) {
			pid = Registry.of(this.system).whereIs(name);
		}
		return (pid != null) ? place(name, pid) : findInTrees(name);
	}

	private ProcessTarget place(String name, Pid pid) {
		Pid parent = this.system.parent(pid);
		for (SupervisorFigures supervisor : supervisors()) {
			Pid supervisorPid = supervisor.pid().orElse(null);
			if (isTop(supervisor) && supervisorPid == pid) {
				return ProcessTarget.top(name, supervisor);
			}
			if (supervisor.isDynamic() && supervisorPid != null && supervisorPid == parent) {
				return ProcessTarget.dynamicChild(name, pid, supervisor);
			}
			for (ChildFigures child : supervisor.children()) {
				if (child.pid().orElse(null) == pid) {
					return ProcessTarget.child(name, supervisor, child);
				}
			}
		}
		return ProcessTarget.unsupervised(name, pid);
	}

	private ProcessTarget findInTrees(String name) {
		List<ProcessTarget> found = new ArrayList<>();
		for (SupervisorFigures supervisor : supervisors()) {
			if (isTop(supervisor) && supervisor.path().equals(name)) {
				return ProcessTarget.top(name, supervisor);
			}
			for (ChildFigures child : supervisor.children()) {
				if (child.path().equals(name)) {
					return ProcessTarget.child(name, supervisor, child);
				}
				if (child.id().equals(name)) {
					found.add(ProcessTarget.child(name, supervisor, child));
				}
			}
		}
		return switch (found.size()) {
			case 0 -> throw EndpointProblem
				.notFound("There is no process '" + name + "': expected the registered name of a process, "
						+ "a pid such as <0.12.0>, or the id or path of a child in a supervision tree.");
			case 1 -> found.get(0);
			default -> throw EndpointProblem.notFound(
					"There are several children '" + name + "': use the path of one of them, " + paths(found) + ".");
		};
	}

	private static String paths(List<ProcessTarget> targets) {
		List<String> paths = targets.stream()
			.map(ProcessTarget::child)
			.filter(Objects::nonNull)
			.map(ChildFigures::path)
			.toList();
		return String.join(" or ", paths);
	}

	private List<SupervisorFigures> supervisors() {
		return Supervision.of(this.system).supervisors();
	}

	private static boolean isTop(SupervisorFigures supervisor) {
		return supervisor.path().equals(supervisor.id());
	}

}
