package dev.javaotp.conformance.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import dev.javaotp.conformance.scenario.Fields;
import dev.javaotp.conformance.scenario.ScenarioRun;
import dev.javaotp.conformance.scenario.Terms;
import dev.javaotp.conformance.supervisor.Specs.DynamicChild;
import dev.javaotp.gen.CallException;
import dev.javaotp.gen.StartResult;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessBody;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.SpawnOptions;
import dev.javaotp.supervisor.DynamicSupervisor;
import dev.javaotp.supervisor.Supervisor;
import dev.javaotp.supervisor.SupervisorReport;
import dev.javaotp.supervisor.TerminateChildResult;
import org.jspecify.annotations.Nullable;

/**
 * Runs one scenario of the family {@code supervisor} and writes its trace: starts the
 * {@linkplain Specs tree}, does one step after the other, and after each waits until
 * nothing moves and writes down what {@linkplain History has happened} and
 * {@linkplain LivingTree who is there}.
 */
public final class SupervisorScenario extends ScenarioRun {

	private final History history = new History(this.system);

	private final Specs specs = new Specs(this.history);

	private final LivingTree livingTree = new LivingTree(this.history);

	private final Map<String, Integer> startChildSteps = new HashMap<>();

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
			this.history.started(progress.started().pid());
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
		trace.add(entry(0, "start", Answers.text(started.get()), Set.of()));
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
		StartResult started = Specs.isDynamic(tree)
				? DynamicSupervisor.startLink(self, () -> this.specs.dynamicSupervisor(tree, "root"))
				: Supervisor.startLink(self, () -> this.specs.supervisor(tree, "root"));
		result.set(started);
		if (started instanceof StartResult.Started root) {
			this.history.started(root.pid());
		}
		while (true) {
			if (self.receive() instanceof ExitReason reason) {
				self.exit(this.history.root(), reason);
			}
		}
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
					withProcess(step.text("sup"), (pid) -> Answers.text(Supervisor.of(pid).restartChild(id(step))));
				case "delete_child" ->
					withProcess(step.text("sup"), (pid) -> Answers.text(Supervisor.of(pid).deleteChild(id(step))));
				case "which_children" -> withProcess(step.text("sup"), this.livingTree::children);
				case "count_children" ->
					withProcess(step.text("sup"), (pid) -> Answers.counts(Supervisor.of(pid).countChildren()));
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
		Pid there = this.history.pid(path);
		return (there != null && there.isAlive()) ? action.apply(there) : "noproc";
	}

	private Object end(Fields step, String reason) {
		return withProcess(step.text("path"), (pid) -> {
			this.system.send(pid, new Worker.Stop(reason(step, reason)));
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
		if (this.history.isDynamic(path)) {
			Map<String, Object> changes = (step.has("starts")) ? Map.of("starts", step.texts("starts")) : Map.of();
			return Answers
				.text(DynamicSupervisor.<DynamicChild>of(supervisor).startChild(new DynamicChild(number, changes)));
		}
		return Answers.text(Supervisor.of(supervisor).startChild(this.specs.child(step.object("child"), path)));
	}

	private Object terminateChild(Fields step, Pid supervisor) {
		String path = step.text("sup");
		String id = id(step);
		Pid child = this.history.pid(path + "/" + id);
		TerminateChildResult result = (this.history.isDynamic(path) && child != null)
				? DynamicSupervisor.of(supervisor).terminateChild(child) : Supervisor.of(supervisor).terminateChild(id);
		return Answers.text(result);
	}

	// --- what comes of them

	/**
	 * Until nothing moves: every supervisor that is alive has answered, so is not in the
	 * middle of something, and nothing has happened since.
	 */
	private void settle() {
		int before;
		do {
			this.scheduler.runUntilIdle();
			while (this.history.isAnyStarting()) {
				this.scheduler.advance(Duration.ofMillis(1));
			}
			before = this.history.size();
			for (Pid supervisor : this.history.supervisors()) {
				try {
					Supervisor.of(supervisor).countChildren();
				}
				catch (CallException ended) {
					// then something has happened
				}
			}
			this.scheduler.runUntilIdle();
		}
		while (this.history.size() != before);
	}

	/** Processes below a supervisor that this step kills. */
	private Set<Pid> orphansOf(Fields step) {
		if (!step.text("op").equals("exit") || !step.text("reason", "boom").equals("kill")) {
			return Set.of();
		}
		String path = step.text("path");
		Pid killed = this.history.pid(path);
		boolean leavesOrphans = this.history.isSupervisor(path) && killed != null && killed.isAlive();
		return leavesOrphans ? this.history.below(path) : Set.of();
	}

	private Map<String, Object> entry(int i, String op, Object result, Set<Pid> orphans) {
		settle();
		Map<String, Object> entry = new LinkedHashMap<>();
		entry.put("i", i);
		entry.put("op", op);
		entry.put("result", result);
		entry.put("events", this.history.events(orphans));
		List<List<Object>> ofOrphans = this.history.terminations(orphans);
		if (!ofOrphans.isEmpty()) {
			entry.put("orphans", ofOrphans);
		}
		entry.put("downs", this.history.downs());
		entry.put("tree", this.livingTree.root());
		this.history.clear();
		return entry;
	}

}
