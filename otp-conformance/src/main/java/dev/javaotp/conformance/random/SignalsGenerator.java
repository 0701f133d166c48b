package dev.javaotp.conformance.random;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static dev.javaotp.conformance.random.Draw.object;

/**
 * Draws scenarios of the family {@code signals}.
 * <p>
 * Within a step only one process acts, and all is quiet before the next step. But a
 * {@code seq} goes on while what it has done takes effect elsewhere. So once it may have
 * ended a process, it leaves alone whatever that process is linked to, directly or not,
 * until it has paused: it does not ask for their names, and sends exit signals only to
 * others.
 */
final class SignalsGenerator {

	private static final List<String> NAMES = List.of("n1", "n2", "n3");

	private final Draw draw;

	private final List<String> processes = new ArrayList<>();

	// who was ever linked to whom; unlinking is not taken into account
	private final Map<String, Set<String>> links = new HashMap<>();

	private final List<String> labels = new ArrayList<>();

	private int made;

	// of the seq that is being drawn: who may be ending
	private final Set<String> disturbed = new HashSet<>();

	// of the seq that is being drawn: whether nothing may follow
	private boolean over;

	SignalsGenerator(Draw draw) {
		this.draw = draw;
	}

	Map<String, Object> scenario() {
		List<Map<String, Object>> processes = new ArrayList<>();
		int count = this.draw.between(2, 5);
		for (int i = 0; i < count; i++) {
			String name = String.valueOf((char) ('a' + i));
			Map<String, Object> process = object("name", name);
			if (this.draw.percent(50)) {
				process.put("trap", true);
			}
			this.processes.add(name);
			processes.add(process);
		}
		List<Map<String, Object>> steps = new ArrayList<>();
		int length = this.draw.between(4, 16);
		for (int i = 0; i < length; i++) {
			String by = this.draw.of(this.processes);
			Map<String, Object> step = object("by", by);
			this.disturbed.clear();
			this.over = false;
			step.putAll((this.draw.percent(35)) ? seq(by) : operation(by));
			steps.add(step);
		}
		return object("procs", processes, "steps", steps);
	}

	private Map<String, Object> seq(String by) {
		List<Map<String, Object>> operations = new ArrayList<>();
		int length = this.draw.between(2, 6);
		while (operations.size() < length && !this.over) {
			if (!this.disturbed.isEmpty() && this.draw.percent(20)) {
				operations.add(object("op", "pause", "ms", 40));
				this.disturbed.clear();
			}
			else {
				operations.add(operation(by));
			}
		}
		return object("op", "seq", "ops", operations);
	}

	private Map<String, Object> operation(String by) {
		boolean calm = this.disturbed.isEmpty();
		int whenCalm = (calm) ? 1 : 0;
		return this.draw.<Map<String, Object>>choice()
			.add(14 * whenCalm, () -> link(by))
			.add(4, () -> object("op", "unlink", "to", undisturbed(by)))
			.add(12 * whenCalm, () -> monitor())
			.add(8 * whenCalm, () -> demonitor())
			.add(14, () -> exit(by))
			.add(4, () -> die(by))
			.add(5, () -> object("op", "trap", "on", this.draw.percent(50)))
			.add(16, () -> object("op", "send", "to", this.draw.of(this.processes), "msg", message()))
			.add(6 * whenCalm, () -> object("op", "send", "name", this.draw.of(NAMES), "msg", message()))
			.add(8, () -> (this.labels.isEmpty()) ? alias()
					: object("op", "send", "alias", this.draw.of(this.labels), "msg", message()))
			.add(5, () -> object("op", "receive", "msg", message(), "ms", this.draw.of(0, 20)))
			.add(9, () -> spawn(by))
			.add(8 * whenCalm, () -> register())
			.add(2 * whenCalm, () -> object("op", "unregister", "name", this.draw.of(NAMES)))
			.add(3 * whenCalm, () -> object("op", "whereis", "name", this.draw.of(NAMES)))
			.add(5, () -> alias())
			.add(4, () -> object("op", "unalias", "ref", label()))
			.add(1, () -> object("op", "nop"))
			.draw();
	}

	private String message() {
		return this.draw.of("m1", "m2", "m3");
	}

	private String reason() {
		return this.draw.of("normal", "boom", "boom", "shutdown", "shutdown:x", "kill", "killed", "noproc", "other");
	}

	private String label() {
		return (this.labels.isEmpty() || this.draw.percent(3)) ? "never" : this.draw.of(this.labels);
	}

	private String newLabel() {
		String label = "l" + ++this.made;
		this.labels.add(label);
		return label;
	}

	private String process() {
		return (this.draw.percent(2)) ? "nobody" : this.draw.of(this.processes);
	}

	private String undisturbed(String otherwise) {
		String process = process();
		return (this.disturbed.contains(process)) ? otherwise : process;
	}

	private Map<String, Object> link(String by) {
		String to = process();
		linked(by, to);
		return object("op", "link", "to", to);
	}

	private Map<String, Object> monitor() {
		Map<String, Object> operation = object("op", "monitor");
		if (this.draw.percent(25)) {
			operation.put("name", this.draw.of(NAMES));
		}
		else {
			operation.put("to", this.draw.of(this.processes));
		}
		operation.put("as", newLabel());
		if (this.draw.percent(35)) {
			operation.put("alias", this.draw.of("explicit_unalias", "demonitor", "reply_demonitor"));
		}
		return operation;
	}

	private Map<String, Object> demonitor() {
		Map<String, Object> operation = object("op", "demonitor", "ref", label());
		if (this.draw.percent(40)) {
			operation.put("flush", true);
		}
		return operation;
	}

	private Map<String, Object> exit(String by) {
		String to = process();
		Set<String> ending = linkedTo(to);
		if (ending.stream().anyMatch(this.disturbed::contains)) {
			return object("op", "nop");
		}
		this.disturbed.addAll(ending);
		this.over |= ending.contains(by);
		return object("op", "exit", "to", to, "reason", reason());
	}

	private Map<String, Object> die(String by) {
		if (linkedTo(by).stream().anyMatch(this.disturbed::contains)) {
			return object("op", "nop");
		}
		this.over = true;
		String how = this.draw.of("exit", "exit", "error", "throw", "return");
		return (how.equals("return")) ? object("op", "die", "how", how)
				: object("op", "die", "how", how, "reason", reason());
	}

	private Map<String, Object> spawn(String by) {
		String name = "p" + ++this.made;
		Map<String, Object> operation = object("op", "spawn", "name", name);
		if (this.draw.percent(40)) {
			operation.put("trap", true);
		}
		if (this.draw.percent(50)) {
			operation.put("link", true);
			linked(by, name);
		}
		if (this.draw.percent(40)) {
			operation.put("monitor", newLabel());
		}
		this.processes.add(name);
		// what the new one does it does beside what follows
		if (this.disturbed.isEmpty() && this.draw.percent(35)) {
			if (operation.containsKey("monitor")) {
				// the spawner must live to know what it has
				this.disturbed.add(by);
			}
			operation.put("then", (this.draw.percent(20)) ? seq(name) : operation(name));
			this.over = true;
		}
		return operation;
	}

	private Map<String, Object> register() {
		Map<String, Object> operation = object("op", "register", "name", this.draw.of(NAMES));
		if (this.draw.percent(50)) {
			operation.put("proc", process());
		}
		return operation;
	}

	private Map<String, Object> alias() {
		Map<String, Object> operation = object("op", "alias", "as", newLabel());
		if (this.draw.percent(40)) {
			operation.put("reply", true);
		}
		return operation;
	}

	private void linked(String one, String other) {
		this.links.computeIfAbsent(one, (key) -> new LinkedHashSet<>()).add(other);
		this.links.computeIfAbsent(other, (key) -> new LinkedHashSet<>()).add(one);
	}

	/** A process and all that may end with it. */
	private Set<String> linkedTo(String process) {
		Set<String> found = new LinkedHashSet<>(Set.of(process));
		Deque<String> next = new ArrayDeque<>(found);
		while (!next.isEmpty()) {
			for (String linked : this.links.getOrDefault(next.remove(), Set.of())) {
				if (found.add(linked)) {
					next.add(linked);
				}
			}
		}
		return found;
	}

}
