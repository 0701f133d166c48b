package dev.javaotp.conformance.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import dev.javaotp.gen.CallException;
import dev.javaotp.gen.CallResult;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.From;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.StartResult;
import dev.javaotp.conformance.scenario.Fields;
import dev.javaotp.conformance.scenario.Order;
import dev.javaotp.conformance.scenario.ScenarioRun;
import dev.javaotp.conformance.scenario.Terms;
import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessBody;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;
import dev.javaotp.supervisor.AutoShutdown;
import dev.javaotp.supervisor.ChildCounts;
import dev.javaotp.supervisor.ChildInfo;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.ChildType;
import dev.javaotp.supervisor.DeleteChildResult;
import dev.javaotp.supervisor.DynamicSupervisor;
import dev.javaotp.supervisor.DynamicSupervisorSpec;
import dev.javaotp.supervisor.Restart;
import dev.javaotp.supervisor.RestartChildResult;
import dev.javaotp.supervisor.RestartIntensity;
import dev.javaotp.supervisor.Shutdown;
import dev.javaotp.supervisor.StartChildResult;
import dev.javaotp.supervisor.StartDynamicChildResult;
import dev.javaotp.supervisor.Strategy;
import dev.javaotp.supervisor.Supervisor;
import dev.javaotp.supervisor.SupervisorReport;
import dev.javaotp.supervisor.SupervisorSpec;
import dev.javaotp.supervisor.TerminateChildResult;
import org.jspecify.annotations.Nullable;

/**
 * Runs one scenario of the family {@code supervisor} and writes its trace. Everything
 * happens on a manual scheduler: in an order that is drawn from a seed, in time that
 * passes only when nothing else can happen.
 */
public final class SupervisorScenario extends ScenarioRun {

	/** A process that was started at a path, the n-th one there. */
	private record Incarnation(String path, int number, Pid pid) {
	}

	/** The end of a process. */
	private record End(Incarnation incarnation, ExitReason reason) {
	}

	/** What a child of a dynamic supervisor is started with. */
	private record DynamicChild(int number, Map<String, Object> changes) {
	}

	/** Tells a worker to end. */
	private record Stop(ExitReason reason) implements Message<Worker> {
	}

	// all below: touched by one thread at a time, the scheduler sees to that

	private final List<List<Object>> events = new ArrayList<>();

	private final List<End> downs = new ArrayList<>();

	private final Map<String, Incarnation> latest = new HashMap<>();

	private final Map<Pid, Incarnation> incarnations = new HashMap<>();

	private final Set<Pid> starting = new HashSet<>();

	private final Set<Pid> started = new HashSet<>();

	private final Map<String, Integer> startChildSteps = new HashMap<>();

	private final Set<String> supervisors = new HashSet<>();

	private final Set<String> dynamicPaths = new HashSet<>();

	/**
	 * Creates a run.
	 * @param scenario the scenario
	 * @param seed what the order of the processes is drawn from
	 */
	public SupervisorScenario(Fields scenario, long seed) {
		super(scenario, seed);
	}

	@Override
	protected void report(Object report) {
		if (report instanceof SupervisorReport.Progress progress && progress.started().pid() != null) {
			this.started.add(progress.started().pid());
		}
	}

	@Override
	protected List<Object> run() {
		List<Object> trace = new ArrayList<>();
		Fields tree = this.scenario.object("tree");
		AtomicReference<@Nullable StartResult> started = new AtomicReference<>();
		ProcessBody body = (self) -> beParent(self, tree, started);
		Pid parent = this.system.spawn(body, SpawnOptions.DEFAULTS.withTrapExits());
		settle();
		trace.add(entry(0, "start", text(started.get()), Set.of()));
		int i = 0;
		for (Fields step : this.scenario.objects("steps")) {
			i++;
			String op = step.text("op");
			Set<Pid> orphans = orphansOf(step);
			Object result = perform(parent, op, step);
			if (!step.flag("settle", true)) {
				this.scheduler.advance(Duration.ofMillis(40));
				trace.add(Map.of("i", i, "op", op, "result", result));
			}
			else {
				trace.add(entry(i, op, result, orphans));
			}
		}
		return trace;
	}

	// --- steps

	// starts the root, and sends it the exit signals that it is told to
	private void beParent(ProcessContext self, Fields tree, AtomicReference<@Nullable StartResult> result) {
		StartResult started = isDynamic(tree) ? DynamicSupervisor.startLink(self, () -> dynamicSpec(tree, "root"))
				: Supervisor.startLink(self, () -> staticSpec(tree, "root"));
		result.set(started);
		if (started instanceof StartResult.Started root) {
			this.started.add(root.pid());
		}
		while (true) {
			if (self.receive() instanceof ExitReason reason) {
				self.exit(rootPid(), reason);
			}
		}
	}

	private static Object text(@Nullable StartResult result) {
		return switch (result) {
			case StartResult.Started root -> "ok";
			case StartResult.Ignored ignored -> "ok_undefined";
			case StartResult.Failed failed -> "error:" + Terms.text(failed.reason());
			case null -> "pending";
		};
	}

	private Object perform(Pid parent, String op, Fields step) {
		try {
			return switch (op) {
				case "crash" -> end(step, "boom");
				case "stop" -> end(step, "normal");
				case "exit" -> withProcess(step.text("path"), (pid) -> {
					this.system.spawn((self) -> self.exit(pid, reason(step, "boom")));
					return "ok";
				});
				case "stop_root" -> withProcess("root", (pid) -> {
					this.system.send(parent, reason(step, "shutdown"));
					return "ok";
				});
				case "sleep" -> {
					this.scheduler.advance(step.millis("ms"));
					yield "ok";
				}
				case "start_child" -> {
					// counted whatever comes of it
					int number = this.startChildSteps.merge(step.text("sup"), 1, Integer::sum);
					yield withProcess(step.text("sup"), (pid) -> startChild(step, pid, number));
				}
				case "terminate_child" -> withProcess(step.text("sup"), (pid) -> terminateChild(step, pid));
				case "restart_child" ->
					withProcess(step.text("sup"), (pid) -> text(Supervisor.of(pid).restartChild(id(step))));
				case "delete_child" ->
					withProcess(step.text("sup"), (pid) -> text(Supervisor.of(pid).deleteChild(id(step))));
				case "which_children" -> withProcess(step.text("sup"),
						(pid) -> children(step.text("sup"), pid).stream()
							.map((child) -> List.of(child.id(), child.type(), child.state()))
							.toList());
				case "count_children" ->
					withProcess(step.text("sup"), (pid) -> counts(Supervisor.of(pid).countChildren()));
				default ->
					throw step.invalid("op", "one of crash, stop, exit, stop_root, start_child, terminate_child, "
							+ "restart_child, delete_child, which_children, count_children, sleep");
			};
		}
		catch (CallException ex) {
			return "exit:" + Terms.text(ex.reason());
		}
	}

	private Object withProcess(String path, Function<Pid, Object> action) {
		Incarnation there = this.latest.get(path);
		return (there != null && there.pid().isAlive()) ? action.apply(there.pid()) : "noproc";
	}

	private Object end(Fields step, String reason) {
		return withProcess(step.text("path"), (pid) -> {
			this.system.send(pid, new Stop(reason(step, reason)));
			return "ok";
		});
	}

	// of a dynamic child it may be the number itself
	private static String id(Fields step) {
		return (step.values().get("id") instanceof Integer number) ? number.toString() : step.text("id");
	}

	private static ExitReason reason(Fields step, String otherwise) {
		return Terms.reason(step.text("reason", otherwise));
	}

	private Object startChild(Fields step, Pid supervisor, int number) {
		String path = step.text("sup");
		if (this.dynamicPaths.contains(path)) {
			Map<String, Object> changes = (step.has("starts")) ? Map.of("starts", step.texts("starts")) : Map.of();
			StartDynamicChildResult result = DynamicSupervisor.<DynamicChild>of(supervisor)
				.startChild(new DynamicChild(number, changes));
			return switch (result) {
				case StartDynamicChildResult.Started child -> "ok";
				case StartDynamicChildResult.Ignored ignored -> "ok_undefined";
				case StartDynamicChildResult.MaxChildren max -> "error:max_children";
				case StartDynamicChildResult.Failed failed -> "error:" + Terms.text(failed.reason());
			};
		}
		StartChildResult result = Supervisor.of(supervisor).startChild(childSpec(step.object("child"), path));
		return switch (result) {
			case StartChildResult.Started child -> "ok";
			case StartChildResult.Ignored ignored -> "ok_undefined";
			case StartChildResult.AlreadyStarted other -> "error:already_started";
			case StartChildResult.AlreadyPresent other -> "error:already_present";
			case StartChildResult.Failed failed -> "error:" + Terms.text(failed.reason());
			case StartChildResult.Invalid invalid -> "error:" + Terms.text(invalid.reason());
			case StartChildResult.Dynamic dynamic -> "error:simple_one_for_one";
		};
	}

	private Object terminateChild(Fields step, Pid supervisor) {
		String path = step.text("sup");
		String id = id(step);
		Incarnation child = this.latest.get(path + "/" + id);
		TerminateChildResult result = (this.dynamicPaths.contains(path) && child != null)
				? DynamicSupervisor.of(supervisor).terminateChild(child.pid())
				: Supervisor.of(supervisor).terminateChild(id);
		return switch (result) {
			case TERMINATED -> "ok";
			case NOT_FOUND -> "error:not_found";
			case DYNAMIC -> "error:simple_one_for_one";
		};
	}

	private static Object text(RestartChildResult result) {
		return switch (result) {
			case RestartChildResult.Started child -> "ok";
			case RestartChildResult.Ignored ignored -> "ok_undefined";
			case RestartChildResult.Running running -> "error:running";
			case RestartChildResult.Restarting restarting -> "error:restarting";
			case RestartChildResult.NotFound notFound -> "error:not_found";
			case RestartChildResult.Failed failed -> "error:" + Terms.text(failed.reason());
			case RestartChildResult.Dynamic dynamic -> "error:simple_one_for_one";
		};
	}

	private static Object text(DeleteChildResult result) {
		return switch (result) {
			case DELETED -> "ok";
			case RUNNING -> "error:running";
			case RESTARTING -> "error:restarting";
			case NOT_FOUND -> "error:not_found";
			case DYNAMIC -> "error:simple_one_for_one";
		};
	}

	private static Object counts(ChildCounts counts) {
		return Map.of("specs", counts.specs(), "active", counts.active(), "supervisors", counts.supervisors(),
				"workers", counts.workers());
	}

	// --- what is looked at

	/**
	 * Until nothing moves: every supervisor that is alive has answered, so is not in the
	 * middle of something, and nothing has happened since.
	 */
	private void settle() {
		int before;
		do {
			this.scheduler.runUntilIdle();
			while (this.starting.stream().anyMatch(Pid::isAlive)) {
				this.scheduler.advance(Duration.ofMillis(1));
			}
			before = happened();
			for (Incarnation incarnation : List.copyOf(this.incarnations.values())) {
				if (isSupervisor(incarnation)) {
					try {
						Supervisor.of(incarnation.pid()).countChildren();
					}
					catch (CallException ended) {
						// then something has happened
					}
				}
			}
			this.scheduler.runUntilIdle();
		}
		while (happened() != before);
	}

	private int happened() {
		return this.events.size() + this.downs.size();
	}

	private boolean isSupervisor(Incarnation incarnation) {
		return this.supervisors.contains(incarnation.path());
	}

	private boolean isAlive(String path) {
		Incarnation there = this.latest.get(path);
		return there != null && there.pid().isAlive();
	}

	/** Processes below a supervisor that this step kills. */
	private Set<Pid> orphansOf(Fields step) {
		if (!step.text("op").equals("exit") || !step.text("reason", "boom").equals("kill")
				|| !this.supervisors.contains(step.text("path")) || !isAlive(step.text("path"))) {
			return Set.of();
		}
		Set<Pid> below = new HashSet<>();
		for (Incarnation incarnation : this.incarnations.values()) {
			if (incarnation.path().startsWith(step.text("path") + "/")) {
				below.add(incarnation.pid());
			}
		}
		return below;
	}

	private Map<String, Object> entry(int i, String op, Object result, Set<Pid> orphans) {
		settle();
		Set<List<Object>> orphaned = new HashSet<>();
		for (Pid pid : orphans) {
			Incarnation incarnation = incarnation(pid);
			orphaned.add(List.of(incarnation.path(), incarnation.number()));
		}
		List<List<Object>> ordinary = new ArrayList<>();
		List<List<Object>> ofOrphans = new ArrayList<>();
		for (List<Object> event : this.events) {
			boolean isOrphan = event.get(0).equals("terminate") && orphaned.contains(event.subList(1, 3));
			(isOrphan ? ofOrphans : ordinary).add(event);
		}
		Map<String, Object> entry = new LinkedHashMap<>();
		entry.put("i", i);
		entry.put("op", op);
		entry.put("result", result);
		entry.put("events", sortDynamicTerminations(ordinary));
		if (!ofOrphans.isEmpty()) {
			ofOrphans.sort(Order.BY_ELEMENTS);
			entry.put("orphans", ofOrphans);
		}
		entry.put("downs", downs());
		entry.put("tree", root());
		this.events.clear();
		this.downs.clear();
		return entry;
	}

	// a process may end before its supervisor has said that it has started
	private List<List<Object>> downs() {
		return this.downs.stream()
			.filter((end) -> this.started.contains(end.incarnation().pid()))
			.map((end) -> List.<Object>of(end.incarnation().path(), end.incarnation().number(),
					Terms.text(end.reason())))
			.sorted(Order.BY_ELEMENTS)
			.toList();
	}

	/** Children of a dynamic supervisor end all at once, so in any order. */
	private List<List<Object>> sortDynamicTerminations(List<List<Object>> events) {
		List<List<Object>> sorted = new ArrayList<>(events);
		int from = 0;
		while (from < sorted.size()) {
			String supervisor = dynamicSupervisorOf(sorted.get(from));
			int to = from + 1;
			while (supervisor != null && to < sorted.size() && supervisor.equals(dynamicSupervisorOf(sorted.get(to)))) {
				to++;
			}
			sorted.subList(from, to).sort(Comparator.comparingInt((event) -> numberOf((String) event.get(1))));
			from = to;
		}
		return sorted;
	}

	private @Nullable String dynamicSupervisorOf(List<Object> event) {
		String path = (String) event.get(1);
		int slash = path.lastIndexOf('/');
		String parent = (slash < 0) ? "" : path.substring(0, slash);
		return (event.get(0).equals("terminate") && this.dynamicPaths.contains(parent)) ? parent : null;
	}

	private int numberOf(String path) {
		String id = path.substring(path.lastIndexOf('/') + 1);
		return (id.chars().allMatch(Character::isDigit)) ? Integer.parseInt(id) : 0;
	}

	// its init has run, whatever came of it
	private Pid rootPid() {
		return Objects.requireNonNull(this.latest.get("root")).pid();
	}

	private Incarnation incarnation(Pid pid) {
		return Objects.requireNonNull(this.incarnations.get(pid));
	}

	private @Nullable Object root() {
		return (rootPid().isAlive()) ? node("root", "supervisor", rootPid()) : null;
	}

	private List<Object> node(String id, String type, Pid pid) {
		Incarnation incarnation = incarnation(pid);
		List<Object> node = new ArrayList<>(List.of(id, type, "alive", incarnation.number()));
		if (type.equals("supervisor")) {
			node.add(children(incarnation.path(), pid).stream()
				.map((child) -> (child.pid() != null) ? node(child.id(), child.type(), child.pid())
						: List.<Object>of(child.id(), child.type(), child.state()))
				.toList());
		}
		return node;
	}

	/** A child as a trace shows it. */
	private record Shown(String id, String type, String state, @Nullable Pid pid) {
	}

	private List<Shown> children(String path, Pid supervisor) {
		if (this.dynamicPaths.contains(path)) {
			return DynamicSupervisor.of(supervisor)
				.whichChildren()
				.stream()
				.map((child) -> shown(dynamicId(child), child))
				.sorted(Comparator.comparing((child) -> numberOf(child.id())))
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
		String path = incarnation(pid).path();
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

	// --- the tree

	private static boolean isDynamic(Fields node) {
		return node.text("strategy", "one_for_one").equals("simple_one_for_one");
	}

	private ChildSpec childSpec(Fields node, String parent) {
		String id = node.text("id");
		String path = parent + "/" + id;
		ChildSpec spec;
		if (kind(node) == ChildType.WORKER) {
			spec = ChildSpec.server(id, () -> new Worker(path, node), StartOptions.DEFAULTS);
		}
		else if (isDynamic(node)) {
			spec = ChildSpec.dynamicSupervisor(id, () -> dynamicSpec(node, path));
		}
		else {
			spec = ChildSpec.supervisor(id, () -> staticSpec(node, path));
		}
		if (node.has("shutdown")) {
			spec = spec.withShutdown(shutdown(node));
		}
		return spec.withRestart(node.constant("restart", Restart.class, Restart.PERMANENT))
			.withSignificant(node.flag("significant"))
			.withStartTimeout(null);
	}

	private static ChildType kind(Fields node) {
		return switch (node.text("kind")) {
			case "worker" -> ChildType.WORKER;
			case "supervisor" -> ChildType.SUPERVISOR;
			default -> throw node.invalid("kind", "worker or supervisor");
		};
	}

	private static Shutdown shutdown(Fields node) {
		return switch (node.values().get("shutdown")) {
			case String text when text.equals("infinity") -> Shutdown.infinity();
			case String text when text.equals("brutal_kill") -> Shutdown.brutalKill();
			case Integer millis when millis >= 0 -> Shutdown.after(Duration.ofMillis(millis));
			case null, default -> throw node.invalid("shutdown", "milliseconds, infinity or brutal_kill");
		};
	}

	/** Called in the new supervisor, each time that it starts. */
	private SupervisorSpec staticSpec(Fields node, String path) {
		begin(path, "supervisor");
		SupervisorSpec spec = SupervisorSpec.unnamed()
			.withStrategy(node.constant("strategy", Strategy.class, Strategy.ONE_FOR_ONE))
			.withIntensity(intensity(node))
			.withAutoShutdown(autoShutdown(node));
		return spec.withChildren(
				node.objects("children").stream().map((child) -> childSpec(child, path)).toArray(ChildSpec[]::new));
	}

	private DynamicSupervisorSpec<DynamicChild> dynamicSpec(Fields node, String path) {
		begin(path, "supervisor");
		this.dynamicPaths.add(path);
		List<Fields> children = node.objects("children");
		if (children.size() != 1) {
			throw node.invalid("children", "one worker, the template");
		}
		Fields template = children.get(0);
		AutoShutdown autoShutdown = autoShutdown(node);
		// Erlang's template is a specification, ours a function: check it as Erlang does
		SupervisorSpec.unnamed().withAutoShutdown(autoShutdown).withChildren(childSpec(template, path));
		return DynamicSupervisorSpec.<DynamicChild>unnamed((child) -> {
			Map<String, Object> own = new HashMap<>(child.changes());
			own.put("id", String.valueOf(child.number()));
			return childSpec(template.with(own), path);
		})
			.withIntensity(intensity(node))
			.withAutoShutdown(autoShutdown)
			.withVariant(DynamicSupervisorSpec.Variant.ERLANG);
	}

	private static AutoShutdown autoShutdown(Fields node) {
		return node.constant("auto_shutdown", AutoShutdown.class, AutoShutdown.NEVER);
	}

	private static RestartIntensity intensity(Fields node) {
		return new RestartIntensity(node.number("intensity", 1), Duration.ofSeconds(node.number("period", 5)));
	}

	// --- processes

	/** A process of the scenario begins: it is counted, watched and can be addressed. */
	private Incarnation begin(String path, String event) {
		Incarnation incarnation = begin(path);
		this.supervisors.add(path);
		this.events.add(List.of("init", path, incarnation.number(), event));
		return incarnation;
	}

	private Incarnation begin(String path) {
		Pid self = Objects.requireNonNull(ProcessContext.current()).self();
		Incarnation before = this.latest.get(path);
		Incarnation incarnation = new Incarnation(path, (before != null) ? before.number() + 1 : 1, self);
		this.latest.put(path, incarnation);
		this.incarnations.put(self, incarnation);
		this.system.onDown(self, (reason) -> this.downs.add(new End(incarnation, reason)));
		return incarnation;
	}

	/** A worker of the scenario. */
	private final class Worker implements GenServer<String, Request<?, ?>, Stop> {

		private final String path;

		private final Fields node;

		private @Nullable ProcessContext self;

		private int number;

		private boolean toldToEnd;

		Worker(String path, Fields node) {
			this.path = path;
			this.node = node;
		}

		@Override
		public InitResult<String> init(ProcessContext self) {
			this.self = self;
			self.trapExits(this.node.flag("trap_exit"));
			this.number = begin(this.path).number();
			List<String> starts = this.node.texts("starts");
			if (starts.isEmpty() && this.node.has("starts")) {
				throw this.node.invalid("starts", "at least one element");
			}
			String what = (starts.isEmpty()) ? "ok" : starts.get(Math.min(this.number, starts.size()) - 1);
			if (what.startsWith("slow:")) {
				String[] parts = what.split(":", 3);
				if (parts.length < 3 || !parts[1].matches("\\d{1,9}")) {
					throw this.node.invalid("starts", "slow:MS:ELEMENT");
				}
				SupervisorScenario.this.starting.add(self.self());
				self.sleep(Duration.ofMillis(Long.parseLong(parts[1])));
				SupervisorScenario.this.starting.remove(self.self());
				what = parts[2];
			}
			SupervisorScenario.this.events.add(List.of("init", this.path, this.number, what));
			if (what.equals("ok")) {
				SupervisorScenario.this.started.add(self.self());
				return InitResult.ok("state");
			}
			if (what.equals("ignore")) {
				return InitResult.ignore();
			}
			String reason = what.substring(what.indexOf(':') + 1);
			if (what.startsWith("crash:")) {
				throw new ErlangError(reason);
			}
			if (what.startsWith("error:")) {
				return InitResult.stop(Terms.reason(reason));
			}
			throw this.node.invalid("starts", "ok, ignore, error:REASON, crash:REASON or slow:MS:ELEMENT");
		}

		@Override
		public CallResult<String> handleCall(Request<?, ?> request, From<?> from, String state) {
			throw new IllegalStateException("nobody calls");
		}

		@Override
		public CastResult<String> handleCast(Stop stop, String state) {
			this.toldToEnd = true;
			return CastResult.stop(stop.reason(), state);
		}

		@Override
		public CastResult<String> handleInfo(Object message, String state) {
			return CastResult.noReply(state);
		}

		@Override
		public void terminate(ExitReason reason, String state) {
			SupervisorScenario.this.events.add(List.of("terminate", this.path, this.number, Terms.text(reason)));
			if (this.node.text("on_shutdown", "stop").equals("hang") && !this.toldToEnd) {
				Objects.requireNonNull(this.self).receive((message) -> false);
			}
		}

	}

}
