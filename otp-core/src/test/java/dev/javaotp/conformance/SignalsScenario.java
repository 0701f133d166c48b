package dev.javaotp.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.javaotp.process.Alias;
import dev.javaotp.process.Down;
import dev.javaotp.process.ErlangError;
import dev.javaotp.process.Exit;
import dev.javaotp.process.ExitException;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessBody;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.Ref;
import dev.javaotp.process.SpawnOptions;
import dev.javaotp.process.ThrownValue;
import dev.javaotp.registry.ProcessName;
import dev.javaotp.registry.Registry;
import dev.javaotp.scheduler.ManualScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Runs one scenario of the family {@code signals}: plain processes that do to each other
 * what the steps say, and take every message that comes.
 */
final class SignalsScenario implements AutoCloseable {

	/** A step for a process. */
	private record Perform(Map<String, Object> step) {
	}

	/** A message of the scenario, and who sent it. */
	private record Told(String from, Object message) {
	}

	private final ManualScheduler scheduler;

	private final ProcessSystem system;

	private final Registry names;

	private final Map<String, Object> definition;

	// all below: touched by one thread at a time, the scheduler sees to that

	private final Map<String, Pid> pids = new HashMap<>();

	private final Map<Pid, String> labels = new HashMap<>();

	private final Map<String, Ref> refs = new HashMap<>();

	private final Map<String, Alias> aliases = new HashMap<>();

	private final List<List<Object>> downs = new ArrayList<>();

	private final Map<String, Map<String, List<List<Object>>>> taken = new TreeMap<>();

	private @Nullable Object result;

	SignalsScenario(Map<String, Object> definition, long seed) {
		this.definition = definition;
		this.scheduler = new ManualScheduler(seed);
		this.system = ProcessSystem.builder().scheduler(this.scheduler).reportListener((report) -> {
		}).build();
		this.names = Registry.of(this.system);
	}

	List<Object> run() {
		for (Map<String, Object> process : Scenario.objects(this.definition.get("procs"))) {
			String name = (String) process.get("name");
			made(name, this.system.spawn(body(null), options(process)));
		}
		settle();
		List<Object> trace = new ArrayList<>();
		int number = 0;
		for (Map<String, Object> step : Scenario.objects(this.definition.get("steps"))) {
			number++;
			trace.add(run(number, step));
		}
		return trace;
	}

	private Map<String, Object> run(int number, Map<String, Object> step) {
		this.downs.clear();
		this.taken.clear();
		this.result = null;
		Pid pid = this.pids.get((String) step.get("by"));
		Object result;
		if (pid == null || !pid.isAlive()) {
			result = "noproc";
		}
		else {
			this.system.send(pid, new Perform(step));
			settle();
			result = (pid.isAlive()) ? this.result : "died";
		}
		Map<String, Object> entry = new LinkedHashMap<>();
		entry.put("i", number);
		entry.put("by", step.get("by"));
		entry.put("op", step.get("op"));
		entry.put("result", result);
		entry.put("downs", this.downs.stream().sorted(Comparator.comparing(Object::toString)).toList());
		entry.put("messages", messages());
		return entry;
	}

	// nothing is quiet before the pauses and time limits of a step are over
	private void settle() {
		this.scheduler.advance(Duration.ofSeconds(10));
	}

	private Map<String, Object> messages() {
		Map<String, Object> messages = new HashMap<>();
		this.taken.forEach((receiver, bySender) -> {
			if (this.pids.get(receiver).isAlive()) {
				bySender.values().forEach(SignalsScenario::sortRunsOfSignals);
				messages.put(receiver, bySender);
			}
		});
		return messages;
	}

	// a dying process sends these in no fixed order
	private static void sortRunsOfSignals(List<List<Object>> entries) {
		int begin = 0;
		for (int end = 0; end <= entries.size(); end++) {
			if (end == entries.size() || entries.get(end).get(0).equals("msg")) {
				entries.subList(begin, end).sort(Comparator.comparing(Object::toString));
				begin = end + 1;
			}
		}
	}

	private SpawnOptions options(Map<String, Object> process) {
		return (Boolean.TRUE.equals(process.get("trap"))) ? SpawnOptions.DEFAULTS.withTrapExits()
				: SpawnOptions.DEFAULTS;
	}

	// before it has done anything
	private void made(String name, Pid pid) {
		this.pids.put(name, pid);
		this.labels.put(pid, name);
		this.system.onDown(pid, (reason) -> this.downs.add(List.of(name, Terms.text(reason))));
	}

	private ProcessBody body(@Nullable Map<String, Object> first) {
		return (self) -> {
			boolean goesOn = first == null || performs(self, first);
			while (goesOn) {
				Object message = self.receive();
				if (message instanceof Perform perform) {
					goesOn = performs(self, perform.step());
				}
				else {
					take(self, message);
				}
			}
		};
	}

	private void take(ProcessContext self, Object message) {
		String sender;
		List<Object> entry;
		switch (message) {
			case Told told -> {
				sender = told.from();
				entry = List.of("msg", told.message());
			}
			case Exit exit -> {
				sender = this.labels.get(exit.from());
				entry = List.of("EXIT", Terms.text(exit.reason()));
			}
			case Down down -> {
				sender = (down.process() instanceof ProcessName name) ? "name:" + name
						: this.labels.get((Pid) down.process());
				entry = List.of("DOWN", label(down.ref()), Terms.text(down.reason()));
			}
			default -> throw new IllegalStateException("nobody sends " + message);
		}
		this.taken.computeIfAbsent(this.labels.get(self.self()), (key) -> new TreeMap<>())
			.computeIfAbsent(sender, (key) -> new ArrayList<>())
			.add(entry);
	}

	private String label(Ref ref) {
		return this.refs.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() == ref)
			.findFirst()
			.orElseThrow()
			.getKey();
	}

	/**
	 * Does a step; {@code false} if the function of the process is to return after it.
	 */
	private boolean performs(ProcessContext self, Map<String, Object> step) {
		Object result;
		if (step.get("op").equals("seq")) {
			List<Object> results = new ArrayList<>();
			for (Map<String, Object> each : Scenario.objects(step.get("ops"))) {
				Object one = perform(self, each);
				if (one == null) {
					return false;
				}
				results.add(one);
			}
			result = results;
		}
		else {
			result = perform(self, step);
			if (result == null) {
				return false;
			}
		}
		this.result = result;
		return true;
	}

	private @Nullable Object perform(ProcessContext self, Map<String, Object> step) {
		try {
			return result(self, step);
		}
		catch (Unknown ex) {
			return "unknown";
		}
		catch (Death ex) {
			throw ex.cause;
		}
		catch (ErlangError ex) {
			return "error:" + ex.reason();
		}
	}

	private @Nullable Object result(ProcessContext self, Map<String, Object> step) {
		String name = (String) step.get("name");
		switch ((String) step.get("op")) {
			case "link" -> self.link(pid(step.get("to")));
			case "unlink" -> self.unlink(pid(step.get("to")));
			case "monitor" -> monitor(self, step);
			case "demonitor" -> {
				Ref ref = known(this.refs.get((String) step.get("ref")));
				return Boolean.toString(
						(Boolean.TRUE.equals(step.get("flush"))) ? self.demonitorFlush(ref) : self.demonitor(ref));
			}
			case "exit" -> self.exit(pid(step.get("to")), Terms.reason((String) step.get("reason")));
			case "die" -> {
				return die(step);
			}
			case "trap" -> {
				return Boolean.toString(self.trapExits((Boolean) step.get("on")));
			}
			case "send" -> send(self, step);
			case "receive" -> {
				Object wanted = step.get("msg");
				Duration limit = Duration.ofMillis(((Number) step.get("ms")).longValue());
				Object got = self.receive((message) -> message instanceof Told told && told.message().equals(wanted),
						limit);
				if (got == null) {
					return "timeout";
				}
				take(self, got);
			}
			case "spawn" -> spawn(self, step);
			case "register" ->
				this.names.register(name, (step.get("proc") != null) ? pid(step.get("proc")) : self.self());
			case "unregister" -> this.names.unregister(name);
			case "whereis" -> {
				Pid pid = this.names.whereIs(name);
				return (pid != null) ? this.labels.get(pid) : "undefined";
			}
			case "alias" -> this.aliases.put((String) step.get("as"), self
				.alias((Boolean.TRUE.equals(step.get("reply"))) ? Alias.Mode.REPLY : Alias.Mode.EXPLICIT_UNALIAS));
			case "unalias" -> {
				return Boolean.toString(self.unalias(known(this.aliases.get((String) step.get("ref")))));
			}
			case "pause" -> self.sleep(Duration.ofMillis(((Number) step.get("ms")).longValue()));
			case "nop" -> {
			}
			default -> throw new IllegalStateException("unknown operation " + step);
		}
		return "ok";
	}

	private void monitor(ProcessContext self, Map<String, Object> step) {
		String label = (String) step.get("as");
		String mode = (String) step.get("alias");
		Object name = step.get("name");
		Pid pid = (name != null) ? this.names.whereIs((String) name) : pid(step.get("to"));
		Object process = (name != null) ? new ProcessName((String) name) : pid;
		if (mode != null) {
			Alias alias = self.monitor(pid, process, Alias.Mode.valueOf(mode.toUpperCase(Locale.ROOT)));
			this.aliases.put(label, alias);
			this.refs.put(label, alias.ref());
		}
		else {
			this.refs.put(label, (name != null) ? this.names.monitor(self, (String) name) : self.monitor(pid));
		}
	}

	private void send(ProcessContext self, Map<String, Object> step) {
		Told message = new Told(this.labels.get(self.self()), step.get("msg"));
		if (step.get("alias") != null) {
			self.send(known(this.aliases.get((String) step.get("alias"))), message);
		}
		else if (step.get("name") != null) {
			this.names.send((String) step.get("name"), message);
		}
		else {
			self.send(pid(step.get("to")), message);
		}
	}

	private void spawn(ProcessContext self, Map<String, Object> step) {
		Map<String, Object> then = (step.get("then") != null) ? Scenario.object(step.get("then")) : null;
		SpawnOptions options = options(step);
		Pid child = (Boolean.TRUE.equals(step.get("link"))) ? self.spawnLink(body(then), options)
				: self.spawn(body(then), options);
		// only one process runs at a time: the child has not begun
		made((String) step.get("name"), child);
		if (step.get("monitor") != null) {
			this.refs.put((String) step.get("monitor"), self.monitor(child));
		}
	}

	private static @Nullable Object die(Map<String, Object> step) {
		String reason = (String) step.get("reason");
		return switch ((String) step.get("how")) {
			case "exit" -> throw new Death(new ExitException(Terms.reason(reason)));
			case "error" -> throw new Death(new ErlangError(reason));
			case "throw" -> throw new Death(new ThrownValue(reason));
			case "return" -> null;
			default -> throw new IllegalStateException("unknown way to die " + step);
		};
	}

	private Pid pid(Object name) {
		return known(this.pids.get((String) name));
	}

	private static <T> T known(@Nullable T made) {
		if (made == null) {
			throw new Unknown();
		}
		return made;
	}

	@Override
	public void close() {
		this.system.close();
	}

	/** The step is about something that was never made. */
	private static final class Unknown extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	/** The process is to end, and not to answer that an operation failed. */
	private static final class Death extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final RuntimeException cause;

		Death(RuntimeException cause) {
			this.cause = cause;
		}

	}

}
