package dev.javaotp.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessBody;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;
import dev.javaotp.scheduler.ManualScheduler;
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
final class SupervisorScenario implements AutoCloseable {

	/** A process that was started at a path, the n-th one there. */
	private record Incarnation(String path, int number, Pid pid) {
	}

	/** What a child of a dynamic supervisor is started with. */
	private record DynamicChild(int number, Map<String, Object> node) {
	}

	/** Tells a worker to end. */
	private record End(ExitReason reason) implements Message<Worker> {
	}

	private final ManualScheduler scheduler;

	private final ProcessSystem system;

	private final Map<String, Object> definition;

	// all below: touched by one thread at a time, the scheduler sees to that

	private final List<List<Object>> events = new ArrayList<>();

	private final List<List<Object>> downs = new ArrayList<>();

	private final Map<String, Incarnation> latest = new HashMap<>();

	private final Map<Pid, Incarnation> incarnations = new HashMap<>();

	private final Set<Pid> started = new HashSet<>();

	private final Map<String, Integer> startChildSteps = new HashMap<>();

	private final Set<String> supervisors = new HashSet<>();

	private final Set<String> dynamicPaths = new HashSet<>();

	private @Nullable Pid runner;

	SupervisorScenario(Map<String, Object> definition, long seed) {
		this.definition = definition;
		this.scheduler = new ManualScheduler(seed);
		this.system = ProcessSystem.builder().scheduler(this.scheduler).reportListener(this::report).build();
	}

	private void report(Object report) {
		if (report instanceof SupervisorReport.Progress progress && progress.started().pid() != null) {
			this.started.add(progress.started().pid());
		}
	}

	@Override
	public void close() {
		this.system.close();
	}

	List<Object> run() {
		List<Object> trace = new ArrayList<>();
		Map<String, Object> tree = Scenario.object(this.definition.get("tree"));
		trace.add(entry(0, "start", startRoot(tree), Set.of()));
		int i = 0;
		for (Map<String, Object> step : Scenario.objects(this.definition.get("steps"))) {
			i++;
			String op = (String) step.get("op");
			Set<Pid> orphans = orphansOf(step);
			Object result = perform(op, step);
			if (Boolean.FALSE.equals(step.get("settle"))) {
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

	private Object startRoot(Map<String, Object> tree) {
		AtomicReference<@Nullable StartResult> result = new AtomicReference<>();
		ProcessBody body = (self) -> {
			result.set(isDynamic(tree) ? DynamicSupervisor.startLink(self, () -> dynamicSpec(tree, "root"))
					: Supervisor.startLink(self, () -> staticSpec(tree, "root")));
			while (true) {
				if (self.receive() instanceof ExitReason reason) {
					self.exit(this.latest.get("root").pid(), reason);
				}
			}
		};
		this.runner = this.system.spawn(body, SpawnOptions.DEFAULTS.withTrapExits());
		settle();
		return switch (result.get()) {
			case StartResult.Started root -> {
				this.started.add(root.pid());
				yield "ok";
			}
			case StartResult.Ignored ignored -> "ok_undefined";
			case StartResult.Failed failed -> "error:" + Terms.text(failed.reason());
			case null -> "pending";
		};
	}

	private Object perform(String op, Map<String, Object> step) {
		try {
			return switch (op) {
				case "crash" -> end(step, "boom");
				case "stop" -> end(step, "normal");
				case "exit" -> withProcess(step, "path", (pid) -> {
					this.system.spawn((self) -> self.exit(pid, reason(step, "boom")));
					return "ok";
				});
				case "stop_root" -> withProcess(Map.of("path", "root"), "path", (pid) -> {
					this.system.send(this.runner, reason(step, "shutdown"));
					return "ok";
				});
				case "sleep" -> {
					this.scheduler.advance(Duration.ofMillis(number(step.get("ms"))));
					yield "ok";
				}
				case "start_child" -> withProcess(step, "sup", (pid) -> startChild(step, pid));
				case "terminate_child" -> withProcess(step, "sup", (pid) -> terminateChild(step, pid));
				case "restart_child" ->
					withProcess(step, "sup", (pid) -> text(Supervisor.of(pid).restartChild((String) step.get("id"))));
				case "delete_child" ->
					withProcess(step, "sup", (pid) -> text(Supervisor.of(pid).deleteChild((String) step.get("id"))));
				case "which_children" -> withProcess(step, "sup",
						(pid) -> children((String) step.get("sup"), pid).stream()
							.map((child) -> List.of(child.id(), child.type(), child.state()))
							.toList());
				case "count_children" -> withProcess(step, "sup", (pid) -> counts(Supervisor.of(pid).countChildren()));
				default -> throw new IllegalArgumentException("no such step: " + op);
			};
		}
		catch (CallException ex) {
			return "exit:" + Terms.text(ex.reason());
		}
	}

	private Object withProcess(Map<String, Object> step, String key, Function<Pid, Object> action) {
		Incarnation there = this.latest.get((String) step.get(key));
		return (there != null && there.pid().isAlive()) ? action.apply(there.pid()) : "noproc";
	}

	private Object end(Map<String, Object> step, String reason) {
		return withProcess(step, "path", (pid) -> {
			this.system.send(pid, new End(reason(step, reason)));
			return "ok";
		});
	}

	private static ExitReason reason(Map<String, Object> step, String otherwise) {
		return Terms.reason((String) step.getOrDefault("reason", otherwise));
	}

	private Object startChild(Map<String, Object> step, Pid supervisor) {
		String path = (String) step.get("sup");
		if (this.dynamicPaths.contains(path)) {
			int number = this.startChildSteps.merge(path, 1, Integer::sum);
			Map<String, Object> node = new HashMap<>();
			if (step.containsKey("starts")) {
				node.put("starts", step.get("starts"));
			}
			StartDynamicChildResult result = DynamicSupervisor.<DynamicChild>of(supervisor)
				.startChild(new DynamicChild(number, node));
			return switch (result) {
				case StartDynamicChildResult.Started child -> "ok";
				case StartDynamicChildResult.Ignored ignored -> "ok_undefined";
				case StartDynamicChildResult.MaxChildren max -> "error:max_children";
				case StartDynamicChildResult.Failed failed -> "error:" + Terms.text(failed.reason());
			};
		}
		StartChildResult result = Supervisor.of(supervisor)
			.startChild(childSpec(Scenario.object(step.get("child")), path));
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

	private Object terminateChild(Map<String, Object> step, Pid supervisor) {
		String path = (String) step.get("sup");
		String id = (String) step.get("id");
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
			before = happened();
			for (Incarnation incarnation : List.copyOf(this.incarnations.values())) {
				if (isSupervisor(incarnation) && incarnation.pid().isAlive()) {
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

	/** Processes below a supervisor that this step kills. */
	private Set<Pid> orphansOf(Map<String, Object> step) {
		if (!"exit".equals(step.get("op")) || !"kill".equals(step.get("reason"))
				|| !this.supervisors.contains((String) step.get("path"))) {
			return Set.of();
		}
		Set<Pid> below = new HashSet<>();
		for (Incarnation incarnation : this.incarnations.values()) {
			if (incarnation.path().startsWith(step.get("path") + "/")) {
				below.add(incarnation.pid());
			}
		}
		return below;
	}

	private Map<String, Object> entry(int i, String op, Object result, Set<Pid> orphans) {
		settle();
		Set<List<Object>> orphaned = new HashSet<>();
		for (Pid pid : orphans) {
			Incarnation incarnation = this.incarnations.get(pid);
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
			ofOrphans.sort(BY_ELEMENTS);
			entry.put("orphans", ofOrphans);
		}
		this.downs.sort(BY_ELEMENTS);
		entry.put("downs", List.copyOf(this.downs));
		entry.put("tree", root());
		this.events.clear();
		this.downs.clear();
		return entry;
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static final Comparator<List<Object>> BY_ELEMENTS = (one, other) -> {
		for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
			int compared = ((Comparable) one.get(i)).compareTo(other.get(i));
			if (compared != 0) {
				return compared;
			}
		}
		return one.size() - other.size();
	};

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

	private @Nullable Object root() {
		Incarnation root = this.latest.get("root");
		return (root.pid().isAlive()) ? node("root", "supervisor", root.pid()) : null;
	}

	private List<Object> node(String id, String type, Pid pid) {
		Incarnation incarnation = this.incarnations.get(pid);
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
			.map((child) -> shown(child.id(), child))
			.toList();
	}

	private String dynamicId(ChildInfo child) {
		if (child.pid() == null) {
			return "?";
		}
		String path = this.incarnations.get(child.pid()).path();
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

	private static boolean isDynamic(Map<String, Object> node) {
		return "simple_one_for_one".equals(node.get("strategy"));
	}

	private ChildSpec childSpec(Map<String, Object> node, String parent) {
		String id = (String) node.get("id");
		String path = parent + "/" + id;
		ChildSpec spec;
		if (node.get("kind").equals("worker")) {
			spec = ChildSpec.server(id, () -> new Worker(path, node), StartOptions.DEFAULTS);
		}
		else if (isDynamic(node)) {
			spec = ChildSpec.dynamicSupervisor(id, () -> dynamicSpec(node, path));
		}
		else {
			spec = ChildSpec.supervisor(id, () -> staticSpec(node, path));
		}
		if (node.containsKey("restart")) {
			spec = spec.withRestart(Restart.valueOf(upper(node.get("restart"))));
		}
		if (node.containsKey("shutdown")) {
			spec = spec.withShutdown(shutdown(node.get("shutdown")));
		}
		return spec.withSignificant(Boolean.TRUE.equals(node.get("significant"))).withStartTimeout(null);
	}

	private static Shutdown shutdown(Object value) {
		return switch (value.toString()) {
			case "infinity" -> Shutdown.infinity();
			case "brutal_kill" -> Shutdown.brutalKill();
			default -> Shutdown.after(Duration.ofMillis(number(value)));
		};
	}

	/** Called in the new supervisor, each time that it starts. */
	private SupervisorSpec staticSpec(Map<String, Object> node, String path) {
		begin(path, "supervisor");
		SupervisorSpec spec = SupervisorSpec.unnamed()
			.withStrategy(Strategy.valueOf(upper(node.getOrDefault("strategy", "one_for_one"))))
			.withIntensity(intensity(node))
			.withAutoShutdown(autoShutdown(node));
		List<Map<String, Object>> children = Scenario.objects(node.getOrDefault("children", List.of()));
		return spec.withChildren(children.stream().map((child) -> childSpec(child, path)).toArray(ChildSpec[]::new));
	}

	private DynamicSupervisorSpec<DynamicChild> dynamicSpec(Map<String, Object> node, String path) {
		begin(path, "supervisor");
		this.dynamicPaths.add(path);
		Map<String, Object> template = Scenario.objects(node.get("children")).get(0);
		AutoShutdown autoShutdown = autoShutdown(node);
		// Erlang's template is a specification, ours a function: check it as Erlang does
		SupervisorSpec.unnamed().withAutoShutdown(autoShutdown).withChildren(childSpec(template, path));
		return DynamicSupervisorSpec.<DynamicChild>unnamed((child) -> {
			Map<String, Object> instance = new HashMap<>(template);
			instance.putAll(child.node());
			instance.put("id", String.valueOf(child.number()));
			return childSpec(instance, path);
		})
			.withIntensity(intensity(node))
			.withAutoShutdown(autoShutdown)
			.withVariant(DynamicSupervisorSpec.Variant.ERLANG);
	}

	private static AutoShutdown autoShutdown(Map<String, Object> node) {
		return AutoShutdown.valueOf(upper(node.getOrDefault("auto_shutdown", "never")));
	}

	private static RestartIntensity intensity(Map<String, Object> node) {
		return new RestartIntensity((int) number(node.getOrDefault("intensity", 1)),
				Duration.ofSeconds(number(node.getOrDefault("period", 5))));
	}

	private static String upper(Object value) {
		return ((String) value).toUpperCase(java.util.Locale.ROOT);
	}

	private static long number(Object value) {
		return ((Number) value).longValue();
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
		Pid self = ProcessContext.current().self();
		Incarnation before = this.latest.get(path);
		Incarnation incarnation = new Incarnation(path, (before != null) ? before.number() + 1 : 1, self);
		this.latest.put(path, incarnation);
		this.incarnations.put(self, incarnation);
		this.system.onDown(self, (reason) -> {
			if (this.started.contains(self)) {
				this.downs.add(List.of(path, incarnation.number(), Terms.text(reason)));
			}
		});
		return incarnation;
	}

	/** A worker of the scenario. */
	private final class Worker implements GenServer<String, Request<?, ?>, End> {

		private final String path;

		private final Map<String, Object> node;

		private @Nullable ProcessContext self;

		private int number;

		private boolean toldToEnd;

		Worker(String path, Map<String, Object> node) {
			this.path = path;
			this.node = node;
		}

		@Override
		public InitResult<String> init(ProcessContext self) {
			this.self = self;
			self.trapExits(Boolean.TRUE.equals(this.node.get("trap_exit")));
			this.number = begin(this.path).number();
			List<Object> starts = Scenario.list(this.node.getOrDefault("starts", List.of("ok")));
			String what = (String) starts.get(Math.min(this.number, starts.size()) - 1);
			if (what.startsWith("slow:")) {
				String[] parts = what.split(":", 3);
				self.sleep(Duration.ofMillis(Long.parseLong(parts[1])));
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
			return InitResult.stop(Terms.reason(reason));
		}

		@Override
		public CallResult<String> handleCall(Request<?, ?> request, From<?> from, String state) {
			throw new IllegalStateException("nobody calls");
		}

		@Override
		public CastResult<String> handleCast(End end, String state) {
			this.toldToEnd = true;
			return CastResult.stop(end.reason(), state);
		}

		@Override
		public CastResult<String> handleInfo(Object message, String state) {
			return CastResult.noReply(state);
		}

		@Override
		public void terminate(ExitReason reason, String state) {
			SupervisorScenario.this.events.add(List.of("terminate", this.path, this.number, Terms.text(reason)));
			if ("hang".equals(this.node.get("on_shutdown")) && !this.toldToEnd) {
				this.self.receive((message) -> false);
			}
		}

	}

}
