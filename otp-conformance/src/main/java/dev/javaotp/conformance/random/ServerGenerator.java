package dev.javaotp.conformance.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static dev.javaotp.conformance.random.Draw.object;

/**
 * Draws scenarios of the family {@code server}.
 * <p>
 * Steps are 180 ms apart, and what takes time takes 60 ms, or 60 ms more or less than a
 * multiple of that, so that there is time between one happening and the next; a chain of
 * them may meet a step all the same, which {@link TimingMargin} finds out. Callbacks set
 * off only callbacks of a later message, so no scenario runs forever. Steps whose message
 * comes from a process of its own are the last ones of their time. No call is replied to
 * twice: whether a second reply is dropped depends on who is faster.
 */
final class ServerGenerator {

	private static final int BEAT = 180;

	private static final List<String> MESSAGES = List.of("m1", "m2", "m3", "m4");

	private final Draw draw;

	private int made;

	private boolean registered;

	private final List<String> requests = new ArrayList<>();

	ServerGenerator(Draw draw) {
		this.draw = draw;
	}

	Map<String, Object> scenario() {
		this.registered = this.draw.percent(35);
		Map<String, Object> scenario = new LinkedHashMap<>();
		if (this.draw.percent(50)) {
			scenario.put("trap_exit", true);
		}
		if (this.registered) {
			scenario.put("register", true);
		}
		if (this.draw.percent(55)) {
			scenario.put("init", init());
		}
		scenario.put("script", script());
		List<Map<String, Object>> steps = new ArrayList<>();
		int beats = this.draw.between(2, 7);
		for (int beat = 0; beat < beats; beat++) {
			addSteps(steps, beat * BEAT);
		}
		scenario.put("steps", steps);
		scenario.put("until", beats * BEAT);
		return scenario;
	}

	// --- what the server does

	private Map<String, Object> init() {
		return this.draw.<Map<String, Object>>choice()
			.add(12, () -> goingOn(object(), 0))
			.add(1, () -> object("ret", "ignore"))
			.add(2, () -> object("ret", "stop", "reason", reason()))
			.add(2, () -> crash(object()))
			.draw();
	}

	private Map<String, Object> script() {
		Map<String, Object> script = new LinkedHashMap<>();
		for (int rank = 1; rank <= MESSAGES.size(); rank++) {
			String message = MESSAGES.get(rank - 1);
			int next = rank;
			for (String type : List.of("call", "cast", "info", "continue")) {
				if (this.draw.percent(50)) {
					script.put(type + ":" + message, entry(type, next));
				}
			}
		}
		for (String type : List.of("call", "cast", "info")) {
			if (this.draw.percent(15)) {
				script.put(type + ":*", result(type, MESSAGES.size()));
			}
		}
		if (this.draw.percent(60)) {
			// the first ones may set the timer again
			script.put("info:timeout", List.of(result("info", 1), result("info", MESSAGES.size())));
		}
		if (this.draw.percent(30)) {
			Map<String, Object> terminate = object();
			effects(terminate, "terminate", MESSAGES.size());
			script.put("terminate", (this.draw.percent(40)) ? crash(terminate) : terminate);
		}
		return script;
	}

	private Object entry(String type, int rank) {
		if (this.draw.percent(75)) {
			return result(type, rank);
		}
		List<Object> results = new ArrayList<>();
		int count = this.draw.between(2, 3);
		for (int i = 0; i < count; i++) {
			results.add(result(type, rank));
		}
		return results;
	}

	private Map<String, Object> result(String type, int rank) {
		Map<String, Object> result = object();
		boolean saved = effects(result, type, rank);
		return this.draw.<Map<String, Object>>choice().add((type.equals("call") && !saved) ? 50 : 0, () -> {
			result.put("ret", "reply");
			result.put("value", value());
			return goingOn(result, rank);
		}).add(30, () -> {
			if (this.draw.percent(50)) {
				result.put("ret", "noreply");
			}
			return goingOn(result, rank);
		}).add(6, () -> {
			result.put("ret", "stop");
			result.put("reason", reason());
			if (type.equals("call") && !saved && this.draw.percent(50)) {
				result.put("value", value());
			}
			return result;
		}).add(5, () -> crash(result)).draw();
	}

	private Map<String, Object> goingOn(Map<String, Object> result, int rank) {
		if (this.draw.percent(18)) {
			result.put("timeout", this.draw.of(0, 60, 60, 120, 240, 300));
		}
		else if (rank < MESSAGES.size() && this.draw.percent(18)) {
			result.put("continue", later(rank));
		}
		else if (this.draw.percent(8)) {
			result.put("hibernate", true);
		}
		return result;
	}

	private Map<String, Object> crash(Map<String, Object> result) {
		result.put("ret", "crash");
		if (this.draw.percent(66)) {
			result.put("kind", this.draw.of("error", "exit", "throw"));
		}
		result.put("reason", reason());
		return result;
	}

	private boolean effects(Map<String, Object> result, String type, int rank) {
		List<Object> effects = new ArrayList<>();
		int count = (this.draw.percent(55)) ? 0 : this.draw.between(1, 3);
		boolean saved = type.equals("call") && this.draw.percent(35);
		if (saved) {
			effects.add(List.of("save"));
		}
		for (int i = 0; i < count; i++) {
			effects.add(this.draw.<List<Object>>choice()
				.add(8, () -> List.of("sleep", 60))
				.add(25, () -> List.of("reply", value()))
				.add((rank < MESSAGES.size()) ? 12 : 0, () -> List.of("send", later(rank)))
				.add((rank < MESSAGES.size()) ? 12 : 0, () -> List.of("cast", later(rank)))
				.add(2, () -> List.of("call_self", this.draw.of(MESSAGES)))
				.add(5, () -> List.of("trap", this.draw.percent(50)))
				.draw());
		}
		if (!effects.isEmpty()) {
			result.put("effects", effects);
		}
		return saved;
	}

	private String later(int rank) {
		return this.draw.of(MESSAGES.subList(rank, MESSAGES.size()));
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
		int casts = this.draw.of(0, 0, 1, 1, 2, 3);
		for (int i = 0; i < casts; i++) {
			steps.add(object("at", at, "op", this.draw.of("cast", "info"), "msg", this.draw.of(MESSAGES)));
			to(steps.getLast(), 4);
		}
		if (casts > 0 && this.draw.percent(40)) {
			return;
		}
		Map<String, Object> last = this.draw.<Map<String, Object>>choice()
			.add(45, () -> to(limit(object("at", at, "op", "call", "as", label("c"), "msg", message())), 8))
			.add(8, () -> {
				Map<String, Object> stop = object("at", at, "op", "stop", "as", label("s"));
				if (this.draw.percent(60)) {
					stop.put("reason", reason());
				}
				return to(limit(stop), 8);
			})
			.add(4, () -> limit(object("at", at, "op", "multi_call", "as", label("m"), "msg", message(), "to",
					this.draw.of("name", "name", "noname"))))
			.add((casts == 0) ? 6 : 0, () -> object("at", at, "op", "exit", "reason", exitReason()))
			.add((casts == 0) ? 3 : 0, () -> object("at", at, "op", "parent_exit", "reason", exitReason()))
			.add((casts == 0) ? 3 : 0, () -> object("at", at, "op", "start_again", "as", label("a")))
			.add((casts == 0) ? 14 : 0, () -> {
				String request = label("q");
				this.requests.add(request);
				return to(object("at", at, "op", "send_request", "as", request, "msg", message()), 8);
			})
			.add((casts == 0 && !this.requests.isEmpty()) ? 30 : 0, () -> response(at, this.draw.of(this.requests)))
			.add(4, () -> object("at", at, "op", "nop"))
			.draw();
		steps.add(last);
		if ("send_request".equals(last.get("op")) && this.draw.percent(50)) {
			steps.add(response(at, this.requests.getLast()));
		}
	}

	private Map<String, Object> response(int at, String request) {
		return limit(object("at", at, "op", this.draw.of("receive_response", "wait_response"), "as", label("w"), "req",
				request));
	}

	private Map<String, Object> to(Map<String, Object> step, int percent) {
		if (this.registered && this.draw.percent(30)) {
			step.put("to", "name");
		}
		else if (this.draw.percent(percent)) {
			step.put("to", this.draw.of("dead", "noname"));
		}
		return step;
	}

	private Map<String, Object> limit(Map<String, Object> step) {
		if (this.draw.percent(35)) {
			step.put("timeout", this.draw.of(60, 60, 120, 300));
		}
		else if (this.draw.percent(20)) {
			step.put("timeout", "infinity");
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
