package dev.javaotp.conformance.signals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.javaotp.process.Alias;
import dev.javaotp.process.Down;
import dev.javaotp.conformance.scenario.Fields;
import dev.javaotp.conformance.scenario.Order;
import dev.javaotp.conformance.scenario.ScenarioRun;
import dev.javaotp.conformance.scenario.Terms;
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
import org.jspecify.annotations.Nullable;

/**
 * Runs one scenario of the family {@code signals}: plain processes that do to each other
 * what the steps say, and take every message that comes.
 */
public final class SignalsScenario extends ScenarioRun {

	/** The result of a step after which the function of the process returns. */
	private static final Object RETURN = new Object();

	/** A step for a process. */
	private record Perform(Fields step) {
	}

	/** A message of the scenario, and who sent it. */
	private record Told(String from, String message) {
	}

	/** What a label stands for: a monitor, an alias, or both. */
	private record Watch(Ref ref, @Nullable Alias alias) {
	}

	private final Registry registry;

	// all below: touched by one thread at a time, the scheduler sees to that

	private final Map<String, Pid> pids = new HashMap<>();

	private final Map<Pid, String> names = new HashMap<>();

	private final Map<String, Watch> watches = new HashMap<>();

	private final Map<Ref, String> labels = new HashMap<>();

	private final List<List<Object>> downs = new ArrayList<>();

	private final Map<String, Map<String, List<List<Object>>>> taken = new TreeMap<>();

	private @Nullable Object result;

	/**
	 * Creates a run.
	 * @param scenario the scenario
	 * @param seed what the order of the processes is drawn from
	 */
	public SignalsScenario(Fields scenario, long seed) {
		super(scenario, seed);
		this.registry = Registry.of(this.system);
	}

	@Override
	protected List<Object> run() {
		for (Fields process : this.scenario.objects("procs")) {
			String name = process.text("name");
			made(name, this.system.spawn(body(null), options(process)));
		}
		settle();
		List<Object> trace = new ArrayList<>();
		int number = 0;
		for (Fields step : this.scenario.objects("steps")) {
			number++;
			trace.add(run(number, step));
		}
		return trace;
	}

	private Map<String, Object> run(int number, Fields step) {
		this.downs.clear();
		this.taken.clear();
		this.result = null;
		String by = step.text("by");
		Pid pid = this.pids.get(by);
		Object outcome;
		if (pid == null || !pid.isAlive()) {
			outcome = "noproc";
		}
		else {
			this.system.send(pid, new Perform(step));
			settle();
			outcome = (!pid.isAlive()) ? "died" : (this.result != null) ? this.result : "pending";
		}
		Map<String, Object> entry = new LinkedHashMap<>();
		entry.put("i", number);
		entry.put("by", by);
		entry.put("op", step.text("op"));
		entry.put("result", outcome);
		entry.put("downs", this.downs.stream().sorted(Order.BY_ELEMENTS).toList());
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
			if (pid(receiver).isAlive()) {
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
				entries.subList(begin, end).sort(Order.BY_ELEMENTS);
				begin = end + 1;
			}
		}
	}

	private SpawnOptions options(Fields process) {
		return (process.flag("trap")) ? SpawnOptions.DEFAULTS.withTrapExits() : SpawnOptions.DEFAULTS;
	}

	// before it has done anything
	private void made(String name, Pid pid) {
		this.pids.put(name, pid);
		this.names.put(pid, name);
		this.system.onDown(pid, (reason) -> this.downs.add(List.of(name, Terms.text(reason))));
	}

	private ProcessBody body(@Nullable Fields first) {
		return (self) -> {
			if (first != null && perform(self, first) == RETURN) {
				return;
			}
			while (true) {
				Object message = self.receive();
				if (!(message instanceof Perform perform)) {
					take(self, message);
					continue;
				}
				Object outcome = perform(self, perform.step());
				if (outcome == RETURN) {
					return;
				}
				this.result = outcome;
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
				sender = nameOf(exit.from());
				entry = List.of("EXIT", Terms.text(exit.reason()));
			}
			case Down down -> {
				sender = (down.process() instanceof ProcessName name) ? "name:" + name : nameOf((Pid) down.process());
				entry = List.of("DOWN", Objects.requireNonNull(this.labels.get(down.ref())), Terms.text(down.reason()));
			}
			default -> throw new IllegalStateException("nobody sends " + message);
		}
		this.taken.computeIfAbsent(nameOf(self.self()), (key) -> new TreeMap<>())
			.computeIfAbsent(sender, (key) -> new ArrayList<>())
			.add(entry);
	}

	private String nameOf(Pid pid) {
		return Objects.requireNonNull(this.names.get(pid));
	}

	/** Does a step and returns its result, or {@link #RETURN}. */
	private Object perform(ProcessContext self, Fields step) {
		if (step.text("op").equals("seq")) {
			List<Object> results = new ArrayList<>();
			for (Fields each : step.objects("ops")) {
				Object one = perform(self, each);
				if (one == RETURN) {
					return RETURN;
				}
				results.add(one);
			}
			return results;
		}
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

	private Object result(ProcessContext self, Fields step) {
		switch (step.text("op")) {
			case "link" -> self.link(pid(step.text("to")));
			case "unlink" -> self.unlink(pid(step.text("to")));
			case "monitor" -> monitor(self, step);
			case "demonitor" -> {
				Ref ref = watch(step.text("ref")).ref();
				return Boolean.toString((step.flag("flush")) ? self.demonitorFlush(ref) : self.demonitor(ref));
			}
			case "exit" -> self.exit(pid(step.text("to")), Terms.reason(step.text("reason")));
			case "die" -> {
				return die(step);
			}
			case "trap" -> {
				return Boolean.toString(self.trapExits(step.flag("on")));
			}
			case "send" -> send(self, step);
			case "receive" -> {
				String wanted = step.text("msg");
				Duration limit = step.millis("ms");
				Object got = self.receive((message) -> message instanceof Told told && told.message().equals(wanted),
						limit);
				if (got == null) {
					return "timeout";
				}
				take(self, got);
			}
			case "spawn" -> spawn(self, step);
			case "register" ->
				this.registry.register(step.text("name"), (step.has("proc")) ? pid(step.text("proc")) : self.self());
			case "unregister" -> this.registry.unregister(step.text("name"));
			case "whereis" -> {
				Pid pid = this.registry.whereIs(step.text("name"));
				return (pid != null) ? nameOf(pid) : "undefined";
			}
			case "alias" -> {
				Alias alias = self.alias((step.flag("reply")) ? Alias.Mode.REPLY : Alias.Mode.EXPLICIT_UNALIAS);
				label(step.text("as"), alias.ref(), alias);
			}
			case "unalias" -> {
				Alias alias = watch(step.text("ref")).alias();
				return Boolean.toString(alias != null && self.unalias(alias));
			}
			case "pause" -> self.sleep(step.millis("ms"));
			case "nop" -> {
			}
			default -> throw step.invalid("op",
					"one of link, unlink, monitor, demonitor, exit, die, trap, send, receive, spawn, "
							+ "register, unregister, whereis, alias, unalias, pause, nop, seq");
		}
		return "ok";
	}

	private void monitor(ProcessContext self, Fields step) {
		String label = step.text("as");
		boolean byName = step.has("name");
		if (step.has("alias")) {
			Alias.Mode mode = step.constant("alias", Alias.Mode.class, Alias.Mode.DEMONITOR);
			Alias alias = (byName)
					? self.monitor(this.registry.whereIs(step.text("name")), new ProcessName(step.text("name")), mode)
					: self.monitor(pid(step.text("to")), pid(step.text("to")), mode);
			label(label, alias.ref(), alias);
		}
		else {
			label(label, (byName) ? this.registry.monitor(self, step.text("name")) : self.monitor(pid(step.text("to"))),
					null);
		}
	}

	private void label(String label, Ref ref, @Nullable Alias alias) {
		this.watches.put(label, new Watch(ref, alias));
		this.labels.put(ref, label);
	}

	private void send(ProcessContext self, Fields step) {
		Told message = new Told(nameOf(self.self()), step.text("msg"));
		if (step.has("alias")) {
			Alias alias = watch(step.text("alias")).alias();
			if (alias != null) {
				self.send(alias, message);
			}
		}
		else if (step.has("name")) {
			this.registry.send(step.text("name"), message);
		}
		else {
			self.send(pid(step.text("to")), message);
		}
	}

	private void spawn(ProcessContext self, Fields step) {
		Fields then = (step.has("then")) ? step.object("then") : null;
		SpawnOptions options = options(step);
		Pid child = (step.flag("link")) ? self.spawnLink(body(then), options) : self.spawn(body(then), options);
		// only one process runs at a time: the child has not begun
		made(step.text("name"), child);
		// the spawner waits until the child is watched; to wait is to receive
		self.receive((message) -> false, Duration.ZERO);
		if (step.has("monitor")) {
			label(step.text("monitor"), self.monitor(child), null);
		}
	}

	private static Object die(Fields step) {
		String reason = step.text("reason", "boom");
		return switch (step.text("how")) {
			case "exit" -> throw new Death(new ExitException(Terms.reason(reason)));
			case "error" -> throw new Death(new ErlangError(reason));
			case "throw" -> throw new Death(new ThrownValue(reason));
			case "return" -> RETURN;
			default -> throw step.invalid("how", "exit, error, throw or return");
		};
	}

	private Pid pid(String name) {
		return known(this.pids.get(name));
	}

	private Watch watch(String label) {
		return known(this.watches.get(label));
	}

	private static <T> T known(@Nullable T made) {
		if (made == null) {
			throw new Unknown();
		}
		return made;
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
