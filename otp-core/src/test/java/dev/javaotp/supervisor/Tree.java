package dev.javaotp.supervisor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.StartResult;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessBody;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;
import dev.javaotp.scheduler.ManualScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Where supervisors are tested: a system in which nothing runs but when the test says so,
 * workers that write down what happens to them, and what was reported.
 */
final class Tree implements AutoCloseable {

	/** Tells a worker to end. */
	record End(ExitReason reason) implements Message<Worker> {
	}

	private record ParentExit(ExitReason reason) {
	}

	final ManualScheduler scheduler = new ManualScheduler(7);

	/** {@code +id} for each start that succeeded, {@code -id} for each terminate. */
	final List<String> log = new ArrayList<>();

	final List<SupervisorReport> reports = new ArrayList<>();

	final ProcessSystem system = ProcessSystem.builder().scheduler(this.scheduler).reportListener((report) -> {
		if (report instanceof SupervisorReport known) {
			this.reports.add(known);
		}
	}).build();

	private @Nullable Pid parent;

	private final Map<String, Pid> latest = new HashMap<>();

	private final Map<String, Deque<InitResult<String>>> starts = new HashMap<>();

	@Override
	public void close() {
		this.system.close();
	}

	// --- supervisors

	Supervisor start(SupervisorSpec spec) {
		Supervisor supervisor = Supervisor.start(this.system, spec);
		settle();
		return supervisor;
	}

	/** Starts a supervisor as the child of a process that lives on and traps exits. */
	StartResult startLink(Supplier<SupervisorSpec> spec) {
		return beginStartLink(spec).join();
	}

	/** The same, without waiting until it has started. */
	CompletableFuture<StartResult> beginStartLink(Supplier<SupervisorSpec> spec) {
		CompletableFuture<StartResult> result = new CompletableFuture<>();
		ProcessBody parent = (self) -> {
			result.complete(Supervisor.startLink(self, spec));
			while (true) {
				if (self.receive() instanceof ParentExit exit) {
					self.exit(exit.reason());
				}
			}
		};
		this.parent = this.system.spawn(parent, SpawnOptions.DEFAULTS.withTrapExits());
		settle();
		return result;
	}

	/** Ends the process that {@link #startLink(Supplier)} made the parent. */
	void endParent(ExitReason reason) {
		this.system.send(this.parent, new ParentExit(reason));
		settle();
	}

	// --- workers

	/** A worker that traps exits. */
	ChildSpec worker(String id) {
		return ChildSpec.server(id, () -> new Worker(id), StartOptions.DEFAULTS.withTrapExits());
	}

	/** The next start of the worker with this id gives this instead of success. */
	void nextStart(String id, InitResult<String> result) {
		this.starts.computeIfAbsent(id, (key) -> new ArrayDeque<>()).add(result);
	}

	void failNextStart(String id, String reason) {
		nextStart(id, InitResult.stop(ExitReason.of(reason)));
	}

	void ignoreNextStart(String id) {
		nextStart(id, InitResult.ignore());
	}

	/** The process that was last started by a worker with this id. */
	Pid pid(String id) {
		return this.latest.get(id);
	}

	/** Has a worker end by itself. */
	void end(String id, ExitReason reason) {
		this.system.send(pid(id), new End(reason));
		settle();
	}

	void crash(String id) {
		end(id, ExitReason.of("boom"));
	}

	void kill(Pid pid) {
		exit(pid, ExitReason.KILL);
	}

	/** Has a process without any links send an exit signal. */
	void exit(Pid pid, ExitReason reason) {
		ProcessBody stranger = (self) -> self.exit(pid, reason);
		this.system.spawn(stranger);
		settle();
	}

	/** Lets everything run until nothing can. */
	void settle() {
		this.scheduler.runUntilIdle();
	}

	/** What was written down since the last time. */
	List<String> happened() {
		settle();
		List<String> happened = List.copyOf(this.log);
		this.log.clear();
		return happened;
	}

	/** The problems reported since the last time, as {@code context id reason}. */
	List<String> problems() {
		List<String> problems = this.reports.stream()
			.filter(SupervisorReport.Problem.class::isInstance)
			.map(SupervisorReport.Problem.class::cast)
			.map((problem) -> problem.context() + " " + problem.offender().id() + " " + problem.reason())
			.toList();
		this.reports.clear();
		return problems;
	}

	/** A worker; see {@link #worker(String)}. */
	final class Worker implements GenServer<String, Request<?, ?>, End> {

		private final String id;

		Worker(String id) {
			this.id = id;
		}

		@Override
		public InitResult<String> init(ProcessContext self) {
			Deque<InitResult<String>> planned = Tree.this.starts.get(this.id);
			if (planned != null && !planned.isEmpty()) {
				return planned.remove();
			}
			Tree.this.latest.put(this.id, self.self());
			Tree.this.log.add("+" + this.id);
			return InitResult.ok(this.id);
		}

		@Override
		public CastResult<String> handleCast(End end, String state) {
			return CastResult.stop(end.reason(), state);
		}

		@Override
		public CastResult<String> handleInfo(Object message, String state) {
			return CastResult.noReply(state);
		}

		@Override
		public void terminate(ExitReason reason, String state) {
			Tree.this.log.add("-" + this.id);
		}

	}

	/** A worker whose {@code terminate} never returns. */
	static final class Stubborn implements GenServer<String, Request<?, ?>, Message<?>> {

		@Override
		public InitResult<String> init(ProcessContext self) {
			return InitResult.ok("state");
		}

		@Override
		public void terminate(ExitReason reason, String state) {
			ProcessContext.current().receive((message) -> false);
		}

	}

}
