package dev.javaotp.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import dev.javaotp.process.ProcessSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All supervision trees of a {@link ProcessSystem}: where operators look, and where upper
 * layers listen. There is one per system.
 * <p>
 * May be used by any thread; no answer waits for a process.
 */
public final class Supervision {

	private static final Logger logger = LoggerFactory.getLogger(Supervision.class);

	private final Map<String, SupervisorFigures> roots = new ConcurrentSkipListMap<>();

	private final List<SupervisorListener> listeners = new CopyOnWriteArrayList<>();

	private Supervision() {
	}

	/**
	 * The supervision of a system.
	 * @param system the system
	 * @return its supervision, always the same object
	 */
	public static Supervision of(ProcessSystem system) {
		return system.attachment(Supervision.class, Supervision::new);
	}

	/**
	 * The supervisors that have none above them, sorted by name. One that has a name is
	 * still there when it has ended, until another takes its name.
	 * @return the roots of all trees
	 */
	public List<SupervisorFigures> roots() {
		return List.copyOf(this.roots.values());
	}

	/**
	 * All supervisors of all trees, static and dynamic, each before those below it. Those
	 * that are children of dynamic supervisors are not among them: there may be very
	 * many.
	 * @return the supervisors that have been started at least once
	 */
	public List<SupervisorFigures> supervisors() {
		List<SupervisorFigures> all = new ArrayList<>();
		this.roots.values().forEach((root) -> addWithThoseBelow(root, all));
		return all;
	}

	private static void addWithThoseBelow(SupervisorFigures figures, List<SupervisorFigures> all) {
		all.add(figures);
		for (ChildFigures child : figures.children()) {
			child.supervisor().ifPresent((below) -> addWithThoseBelow(below, all));
		}
	}

	/**
	 * Finds a supervisor by its path.
	 * @param path the names from the root, joined by {@code /}
	 * @return the supervisor, if one has been started at this path
	 */
	public Optional<SupervisorFigures> find(String path) {
		String[] names = path.split("/");
		Optional<SupervisorFigures> found = Optional.ofNullable(this.roots.get(names[0]));
		for (int i = 1; i < names.length; i++) {
			String id = names[i];
			found = found.flatMap((figures) -> figures.child(id)).flatMap(ChildFigures::supervisor);
		}
		return found;
	}

	/**
	 * Adds a listener, which hears of all that happens from now on.
	 * @param listener the listener
	 */
	public void addListener(SupervisorListener listener) {
		this.listeners.add(listener);
	}

	/**
	 * Removes a listener.
	 * @param listener the listener
	 */
	public void removeListener(SupervisorListener listener) {
		this.listeners.remove(listener);
	}

	void addRoot(SupervisorFigures root) {
		this.roots.put(root.path(), root);
	}

	void removeRoot(SupervisorFigures root) {
		this.roots.remove(root.path(), root);
	}

	void tell(Consumer<SupervisorListener> event) {
		for (SupervisorListener listener : this.listeners) {
			try {
				event.accept(listener);
			}
			catch (RuntimeException ex) {
				logger.warn("Supervisor listener {} failed; the supervisor goes on", listener.getClass().getName(), ex);
			}
		}
	}

}
