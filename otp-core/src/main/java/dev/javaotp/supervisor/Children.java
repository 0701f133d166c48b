package dev.javaotp.supervisor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * The children of a static supervisor in start order, found by id and by process. The one
 * structure that knows them, and the one place where a child's state changes.
 */
final class Children {

	private final LinkedHashMap<String, Child> byId = new LinkedHashMap<>();

	private final Map<Pid, Child> byPid = new HashMap<>();

	/** Adds a child behind all others. */
	void add(Child child) {
		this.byId.put(child.id(), child);
	}

	void remove(Child child) {
		stopped(child);
		this.byId.remove(child.id());
	}

	@Nullable Child find(String id) {
		return this.byId.get(id);
	}

	@Nullable Child find(Pid pid) {
		return this.byPid.get(pid);
	}

	boolean contains(Child child) {
		return this.byId.get(child.id()) == child;
	}

	/** All of them, in start order. */
	Collection<Child> inStartOrder() {
		return Collections.unmodifiableCollection(this.byId.values());
	}

	/** The ones that go down and come up together when a child has ended: start order. */
	List<Child> group(Strategy strategy, Child ended) {
		return switch (strategy) {
			case ONE_FOR_ONE -> List.of(ended);
			case ONE_FOR_ALL -> List.copyOf(this.byId.values());
			case REST_FOR_ONE -> from(ended);
		};
	}

	private List<Child> from(Child first) {
		List<Child> all = new ArrayList<>(this.byId.values());
		return all.subList(all.indexOf(first), all.size());
	}

	void running(Child child, Pid pid) {
		forgetPid(child);
		child.pid = pid;
		child.restarting = false;
		this.byPid.put(pid, child);
		child.figures().running(child.supervisor(), pid);
	}

	/** It could not be started again, and the supervisor will try once more. */
	void restarting(Child child) {
		notRunning(child, /* restarting= */ true);
	}

	void stopped(Child child) {
		notRunning(child, /* restarting= */ false);
	}

	private void notRunning(Child child, boolean restarting) {
		forgetPid(child);
		child.restarting = restarting;
		child.figures().notRunning(child.supervisor(), child.status());
	}

	private void forgetPid(Child child) {
		if (child.pid != null) {
			this.byPid.remove(child.pid);
			child.pid = null;
		}
	}

}
