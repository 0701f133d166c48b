package dev.javaotp.conformance.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import static dev.javaotp.conformance.random.Draw.object;

/**
 * Draws scenarios of the family {@code supervisor}.
 * <p>
 * It holds back where things would happen at once: no supervisor is killed by its own
 * supervisor, and the root not by its parent, as the orphans would end while others go
 * on; and steps follow each other without waiting only as long as a slow init takes
 * several times longer. A worker that hangs is given a short time to end, because on the
 * other side that time really passes. And a dynamic child's restart is never ignored: OTP
 * 25 keeps a child without a process then, and crashes over it later.
 */
final class SupervisorGenerator {

	private static final int DEEPEST = 3;

	private final Draw draw;

	// what steps can be about; trees grow while steps are drawn

	private final List<String> workers = new ArrayList<>();

	private final List<String> supervisors = new ArrayList<>();

	private final Map<String, Map<String, Object>> nodes = new LinkedHashMap<>();

	private final Map<String, List<String>> children = new LinkedHashMap<>();

	private boolean slow;

	private boolean brief;

	private int names;

	SupervisorGenerator(Draw draw) {
		this.draw = draw;
	}

	Map<String, Object> scenario() {
		this.slow = this.draw.percent(15);
		this.brief = this.draw.percent(8);
		Map<String, Object> tree = supervisor("root", 0, "never");
		remember(tree, "");
		List<Map<String, Object>> steps = new ArrayList<>();
		int count = this.draw.between(3, 12);
		while (steps.size() < count) {
			steps.add(step());
		}
		steps.getLast().remove("settle");
		if (this.draw.percent(50)) {
			steps.add(object("op", "stop_root"));
		}
		return object("tree", tree, "steps", steps);
	}

	// --- trees

	private Map<String, Object> supervisor(String id, int depth, String autoShutdownAbove) {
		Map<String, Object> node = object("id", id, "kind", "supervisor");
		if (depth > 0) {
			childFields(node, autoShutdownAbove);
			if (this.draw.percent(10)) {
				node.put("shutdown", this.draw.of(5000, "infinity"));
			}
		}
		boolean dynamic = this.draw.percent((depth == 0) ? 10 : 25);
		String strategy = (dynamic) ? "simple_one_for_one" : this.draw.of("one_for_one", "one_for_all", "rest_for_one");
		if (!strategy.equals("one_for_one") || this.draw.percent(50)) {
			node.put("strategy", strategy);
		}
		if (this.draw.percent(90)) {
			node.put("intensity", (depth == 0) ? this.draw.of(1, 3, 10, 10, 20) : this.draw.of(0, 1, 1, 2, 3, 5, 10));
		}
		node.put("period", (this.brief) ? 2 : 3600);
		String autoShutdown = (this.draw.percent(30)) ? this.draw.of("any_significant", "all_significant") : "never";
		if (!autoShutdown.equals("never")) {
			node.put("auto_shutdown", autoShutdown);
		}
		node.put("children", (dynamic) ? List.of(template(autoShutdown)) : children(depth, autoShutdown));
		return node;
	}

	private List<Map<String, Object>> children(int depth, String autoShutdown) {
		List<Map<String, Object>> children = new ArrayList<>();
		int count = this.draw.between((this.draw.percent(5)) ? 0 : 1, 4);
		for (int i = 0; i < count; i++) {
			String id = String.valueOf((char) ('a' + i));
			children.add((depth + 1 < DEEPEST && this.draw.percent(30)) ? supervisor(id, depth + 1, autoShutdown)
					: worker(id, autoShutdown));
		}
		if (count > 1 && this.draw.percent(2)) {
			children.getLast().put("id", "a");
		}
		return children;
	}

	private Map<String, Object> template(String autoShutdown) {
		Map<String, Object> template = worker("t", autoShutdown);
		if (this.draw.percent(40)) {
			template.put("starts", dynamicStarts());
		}
		else {
			template.remove("starts");
		}
		return template;
	}

	private Map<String, Object> worker(String id, String autoShutdown) {
		Map<String, Object> node = object("id", id, "kind", "worker");
		childFields(node, autoShutdown);
		if (this.draw.percent(65)) {
			node.put("trap_exit", true);
		}
		if (this.draw.percent(12)) {
			node.put("shutdown", "brutal_kill");
		}
		else if (this.draw.percent(8)) {
			node.put("shutdown", "infinity");
		}
		else if (this.draw.percent(10)) {
			node.put("shutdown", this.draw.of(30, 60));
			node.put("on_shutdown", "hang");
			node.put("trap_exit", true);
		}
		if (this.draw.percent(35)) {
			node.put("starts", starts());
		}
		return node;
	}

	private void childFields(Map<String, Object> node, String autoShutdown) {
		if (this.draw.percent(55)) {
			node.put("restart", this.draw.of("permanent", "transient", "temporary"));
		}
		if (!autoShutdown.equals("never") && this.draw.percent(60)) {
			node.put("significant", true);
			if (this.draw.percent(97)) {
				node.put("restart", this.draw.of("transient", "temporary"));
			}
		}
		else if (this.draw.percent(1)) {
			node.put("significant", true);
		}
	}

	private List<String> starts() {
		List<String> starts = new ArrayList<>();
		if (this.draw.percent(85)) {
			starts.add("ok");
		}
		int count = this.draw.between(1, 4);
		for (int i = 0; i < count; i++) {
			String start = this.draw.of("ok", "ok", "ignore", "error:" + reason(), "error:e1", "error:e2",
					"crash:" + this.draw.of("c1", "c2"));
			starts.add((this.slow && this.draw.percent(50)) ? "slow:" + this.draw.of(150, 250) + ":" + start : start);
		}
		if (this.draw.percent(65)) {
			starts.add("ok");
		}
		return starts;
	}

	private List<String> dynamicStarts() {
		List<String> starts = starts();
		starts.subList(1, starts.size()).replaceAll((start) -> start.replace("ignore", "ok"));
		return starts;
	}

	private String reason() {
		return this.draw.of("normal", "shutdown", "shutdown:x", "boom", "boom", "other", "kill", "killed", "noproc",
				"timeout");
	}

	private void remember(Map<String, Object> node, String above) {
		String path = above + node.get("id");
		this.nodes.put(path, node);
		if ("worker".equals(node.get("kind"))) {
			this.workers.add(path);
			return;
		}
		this.supervisors.add(path);
		List<String> ids = this.children.computeIfAbsent(path, (key) -> new ArrayList<>());
		if (isDynamic(path)) {
			for (int number = 1; number <= 3; number++) {
				ids.add(String.valueOf(number));
				this.workers.add(path + "/" + number);
			}
			return;
		}
		for (Map<String, Object> child : childrenOf(node)) {
			ids.add((String) child.get("id"));
			remember(child, path + "/");
		}
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> childrenOf(Map<String, Object> node) {
		return (List<Map<String, Object>>) node.getOrDefault("children", List.of());
	}

	private boolean isDynamic(String supervisor) {
		return "simple_one_for_one".equals(node(supervisor).get("strategy"));
	}

	private Map<String, Object> node(String path) {
		return Objects.requireNonNull(this.nodes.get(path));
	}

	// --- steps

	private Map<String, Object> step() {
		String supervisor = this.draw.of(this.supervisors);
		if (isDynamic(supervisor) && this.draw.percent(50)) {
			return startDynamicChild(supervisor);
		}
		return this.draw.<Map<String, Object>>choice()
			.add(30, () -> unsettled(withReason(object("op", "crash", "path", worker()), "boom")))
			.add(12, () -> unsettled(withReason(object("op", "stop", "path", worker()), "normal")))
			.add(10, () -> unsettled(object("op", "exit", "path", worker(), "reason", exitReason())))
			.add(4, () -> object("op", "exit", "path", supervisor, "reason", exitReason()))
			.add(12, () -> startChild(supervisor))
			.add(10, () -> object("op", "terminate_child", "sup", supervisor, "id", id(supervisor)))
			.add(8, () -> object("op", "restart_child", "sup", supervisor, "id", id(supervisor)))
			.add(6, () -> object("op", "delete_child", "sup", supervisor, "id", id(supervisor)))
			.add(3, () -> object("op", "which_children", "sup", supervisor))
			.add(3, () -> object("op", "count_children", "sup", supervisor))
			.add(1, () -> object("op", "stop_root", "reason", this.draw.of("shutdown", "normal", "boom")))
			.add((this.brief) ? 20 : 0, () -> object("op", "sleep", "ms", 3300))
			.draw();
	}

	private Map<String, Object> withReason(Map<String, Object> step, String otherwise) {
		if (this.draw.percent(40)) {
			step.put("reason", reason());
		}
		return step;
	}

	private String exitReason() {
		return this.draw.of("kill", "kill", "boom", "normal", "shutdown", "shutdown:x");
	}

	private Map<String, Object> unsettled(Map<String, Object> step) {
		if (this.slow && this.draw.percent(50)) {
			step.put("settle", false);
		}
		return step;
	}

	private String worker() {
		return (this.workers.isEmpty() || this.draw.percent(2)) ? "root/nobody" : this.draw.of(this.workers);
	}

	private String id(String supervisor) {
		List<String> ids = this.children.get(supervisor);
		return (ids == null || ids.isEmpty() || this.draw.percent(5)) ? "nobody" : this.draw.of(ids);
	}

	private Map<String, Object> startDynamicChild(String supervisor) {
		Map<String, Object> step = object("op", "start_child", "sup", supervisor);
		if (this.draw.percent(40)) {
			step.put("starts", dynamicStarts());
		}
		return unsettled(step);
	}

	private Map<String, Object> startChild(String supervisor) {
		if (isDynamic(supervisor)) {
			return startDynamicChild(supervisor);
		}
		String autoShutdown = (String) node(supervisor).getOrDefault("auto_shutdown", "never");
		String again = id(supervisor);
		// a worker in the place of a supervisor would not answer as one
		boolean known = this.draw.percent(25) && !this.supervisors.contains(supervisor + "/" + again);
		String id = (known) ? again : "n" + ++this.names;
		int depth = supervisor.split("/").length;
		Map<String, Object> child = (!known && depth < DEEPEST && this.draw.percent(20))
				? supervisor(id, depth, autoShutdown) : worker(id, autoShutdown);
		if (!known) {
			this.children.computeIfAbsent(supervisor, (key) -> new ArrayList<>()).add(id);
			remember(child, supervisor + "/");
		}
		return object("op", "start_child", "sup", supervisor, "child", child);
	}

}
