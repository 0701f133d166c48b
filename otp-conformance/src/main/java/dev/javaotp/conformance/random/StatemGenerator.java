package dev.javaotp.conformance.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static dev.javaotp.conformance.random.Draw.object;

/**
 * Draws scenarios of the family {@code statem}.
 * <p>
 * Times are as in family {@code server}: far enough from each other, as
 * {@link TimingMargin} finds out. A table that makes the machine go on forever is not
 * drawn either; what an entry sets off at once, an inserted event or a time-out of zero,
 * comes of a list that ends with an entry that sets off nothing. No call is replied to
 * twice.
 */
final class StatemGenerator {

	private static final int BEAT = 180;

	private static final List<String> STATES = List.of("s1", "s2", "s3");

	private static final List<String> MESSAGES = List.of("m1", "m2", "m3");

	private static final List<String> TIMEOUTS = List.of("state_timeout", "timeout", "timeout/t1", "timeout/t2");

	private final Draw draw;

	private boolean enters;

	private boolean registered;

	private int made;

	StatemGenerator(Draw draw) {
		this.draw = draw;
	}

	Map<String, Object> scenario() {
		this.enters = this.draw.percent(50);
		this.registered = this.draw.percent(20);
		Map<String, Object> scenario = new LinkedHashMap<>();
		if (this.enters) {
			scenario.put("state_enter", true);
		}
		if (this.draw.percent(40)) {
			scenario.put("trap_exit", true);
		}
		if (this.registered) {
			scenario.put("register", true);
		}
		scenario.put("init", init());
		Map<String, Object> table = new LinkedHashMap<>();
		STATES.subList(0, this.draw.between(2, 3)).forEach((state) -> table.put(state, state()));
		scenario.put("table", table);
		if (this.draw.percent(15)) {
			scenario.put("terminate", terminate());
		}
		List<Map<String, Object>> steps = new ArrayList<>();
		int beats = this.draw.between(2, 7);
		for (int beat = 0; beat < beats; beat++) {
			addSteps(steps, beat * BEAT);
		}
		scenario.put("steps", steps);
		scenario.put("until", beats * BEAT);
		return scenario;
	}

	private Map<String, Object> init() {
		return this.draw.<Map<String, Object>>choice().add(30, () -> {
			Map<String, Object> init = object("state", "s1");
			List<Object> actions = new ArrayList<>();
			if (this.draw.percent(40)) {
				addActions(actions, false, true, false);
			}
			if (!actions.isEmpty()) {
				init.put("actions", actions);
			}
			return init;
		})
			.add(1, () -> object("result", "ignore"))
			.add(1, () -> object("result", "stop", "reason", reason()))
			.add(1, () -> object("result", "crash", "kind", this.draw.of("error", "exit", "throw"), "reason", reason()))
			.draw();
	}

	private Map<String, Object> terminate() {
		Map<String, Object> terminate = object();
		if (this.draw.percent(40)) {
			terminate.put("sleep", 60);
		}
		if (this.draw.percent(60)) {
			terminate.put("crash", object("kind", this.draw.of("error", "exit", "throw"), "reason", reason()));
		}
		return terminate;
	}

	// --- what the machine does

	private Map<String, Object> state() {
		Map<String, Object> entries = new LinkedHashMap<>();
		for (String type : List.of("cast", "info", "call")) {
			for (String message : MESSAGES) {
				if (this.draw.percent(45)) {
					entries.put(type + ":" + message, entry(type));
				}
			}
			if (this.draw.percent(10)) {
				entries.put(type + ":*", entry(type));
			}
		}
		for (String type : TIMEOUTS) {
			if (this.draw.percent(35)) {
				entries.put(type + ":*", sometimes(type));
			}
		}
		if (this.draw.percent(50)) {
			entries.put("internal:*", sometimes("internal"));
		}
		if (this.enters && this.draw.percent(55)) {
			entries.put("enter:*", (this.draw.percent(70)) ? entered(true) : List.of(entered(true), entered(false)));
		}
		if (this.draw.percent(8)) {
			entries.put("*", object("do", "keep", "actions", List.of(List.of("postpone"))));
		}
		return entries;
	}

	private Object entry(String type) {
		if (this.draw.percent(75)) {
			return once(type, true);
		}
		return List.of(once(type, true), once(type, true));
	}

	// what the machine does to itself must come to an end
	private Object sometimes(String type) {
		List<Object> entries = new ArrayList<>();
		int count = this.draw.between(0, 3);
		for (int i = 0; i < count; i++) {
			entries.add(once(type, true));
		}
		entries.add(once(type, false));
		return (entries.size() == 1) ? entries.getFirst() : entries;
	}

	private Map<String, Object> once(String type, boolean setsOff) {
		Map<String, Object> entry = object();
		boolean ends = this.draw.<Boolean>choice().add(26, () -> {
			if (this.draw.percent(50)) {
				entry.put("do", "keep");
			}
			return false;
		}).add(34, () -> {
			entry.put("do", "next");
			entry.put("state", this.draw.of(STATES));
			return false;
		}).add(8, () -> {
			entry.put("do", (setsOff) ? "repeat" : "keep");
			return false;
		}).add(4, () -> {
			entry.put("do", "stop");
			if (this.draw.percent(70)) {
				entry.put("reason", reason());
			}
			return true;
		}).add(3, () -> {
			entry.put("do", "crash");
			entry.put("kind", this.draw.of("error", "exit", "throw"));
			entry.put("reason", reason());
			return true;
		}).draw();
		List<Object> actions = new ArrayList<>();
		boolean stops = "stop".equals(entry.get("do"));
		boolean replied = false;
		if (type.equals("call")) {
			int what = this.draw.between(1, 10);
			if (what <= 5 && !"crash".equals(entry.get("do"))) {
				actions.add(List.of("reply", "from", value()));
				replied = true;
			}
			else if (what <= 7) {
				actions.add(List.of("save"));
				replied = true;
			}
		}
		if (!ends) {
			boolean mayPostpone = !replied && !type.equals("internal");
			addActions(actions, mayPostpone, setsOff, false);
		}
		else if (stops && this.draw.percent(30)) {
			actions.add(List.of("reply", "saved", value()));
		}
		if (!actions.isEmpty()) {
			entry.put("actions", actions);
		}
		return entry;
	}

	private Map<String, Object> entered(boolean setsOff) {
		Map<String, Object> entry = object();
		List<Object> actions = new ArrayList<>();
		if (this.draw.percent(5)) {
			entry.put("do", "stop");
			entry.put("reason", reason());
		}
		else if (this.draw.percent(3)) {
			entry.put("do", "crash");
			entry.put("reason", reason());
		}
		else {
			entry.put("do", "keep");
			addActions(actions, false, setsOff, true);
		}
		if (!actions.isEmpty()) {
			entry.put("actions", actions);
		}
		return entry;
	}

	private void addActions(List<Object> actions, boolean mayPostpone, boolean setsOff, boolean enters) {
		int count = this.draw.of(0, 0, 1, 1, 2, 3);
		boolean postponed = false;
		for (int i = 0; i < count; i++) {
			List<Object> action = this.draw.<List<Object>>choice()
				.add((mayPostpone && !postponed) ? 18 : 0, () -> List.of("postpone"))
				.add((setsOff && !enters) ? 14 : 0,
						() -> List.of("next_event", this.draw.of("internal", "internal", "cast", "info"),
								this.draw.of(MESSAGES)))
				.add(34, () -> timeout(setsOff))
				.add(10, () -> List.of("reply", "saved", value()))
				.add(4, () -> List.of("hibernate"))
				.add(4, () -> List.of("sleep", 60))
				.draw();
			postponed |= action.getFirst().equals("postpone");
			actions.add(action);
		}
	}

	private List<Object> timeout(boolean setsOff) {
		String type = this.draw.of(TIMEOUTS);
		return this.draw.<List<Object>>choice()
			.add((setsOff) ? 10 : 0, () -> List.of(type, 0, content()))
			.add((setsOff) ? 50 : 10, () -> List.of(type, this.draw.of(60, 120, 240, 300, 420), content()))
			.add(6, () -> List.of(type, "infinity", content()))
			.add(14, () -> List.of(type, "cancel"))
			.add((setsOff) ? 14 : 0, () -> List.of(type, "update", content()))
			.draw();
	}

	private String content() {
		return this.draw.of("x1", "x2", "x3");
	}

	private String value() {
		return this.draw.of("v1", "v2", "v3");
	}

	private String reason() {
		return this.draw.of("normal", "shutdown", "shutdown:x", "boom", "boom", "other", "kill", "killed", "noproc",
				"timeout");
	}

	// --- what others do

	private void addSteps(List<Map<String, Object>> steps, int at) {
		int casts = this.draw.of(0, 1, 1, 1, 2, 3);
		for (int i = 0; i < casts; i++) {
			steps.add(to(object("at", at, "op", this.draw.of("cast", "cast", "info"), "msg", message())));
		}
		if (casts > 0 && this.draw.percent(50)) {
			return;
		}
		steps.add(this.draw.<Map<String, Object>>choice()
			.add(50, () -> to(limit(object("at", at, "op", "call", "as", label("c"), "msg", message()))))
			.add(5, () -> {
				Map<String, Object> stop = object("at", at, "op", "stop", "as", label("s"));
				if (this.draw.percent(60)) {
					stop.put("reason", reason());
				}
				return to(limit(stop));
			})
			.add((casts == 0) ? 6 : 0, () -> object("at", at, "op", "exit", "reason", exitReason()))
			.add((casts == 0) ? 3 : 0, () -> object("at", at, "op", "parent_exit", "reason", exitReason()))
			.add(8, () -> object("at", at, "op", "nop"))
			.draw());
	}

	private Map<String, Object> to(Map<String, Object> step) {
		if (this.registered && this.draw.percent(40)) {
			step.put("to", "name");
		}
		else if (this.draw.percent(3)) {
			step.put("to", this.draw.of("dead", "noname"));
		}
		return step;
	}

	private Map<String, Object> limit(Map<String, Object> step) {
		if (this.draw.percent(30)) {
			step.put("timeout", this.draw.of(60, 60, 120, 300));
		}
		return step;
	}

	private String exitReason() {
		return this.draw.of("kill", "boom", "normal", "shutdown", "shutdown:x");
	}

	private String message() {
		return this.draw.of(MESSAGES);
	}

	private String label(String prefix) {
		return prefix + ++this.made;
	}

}
