package dev.javaotp.conformance.timed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import dev.javaotp.conformance.scenario.Fields;
import dev.javaotp.conformance.scenario.ScenarioRun;
import dev.javaotp.conformance.scenario.Terms;
import dev.javaotp.gen.CallException;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.StartResult;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessBody;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.SpawnOptions;
import org.jspecify.annotations.Nullable;

/**
 * Runs one scenario of a timed family: starts the server, does each step at its time, to
 * the millisecond, and writes down in which slot what came of it. What the server does is
 * up to the family.
 *
 * @param <P> the protocol of the server
 */
public abstract class TimedRun<P> extends ScenarioRun {

	private static final String NAME = "server";

	// what one sender sends in one go, before anybody has handled the first of it
	private static final Set<String> BY_THE_RUNNER = Set.of("cast", "info", "exit", "nop");

	// one that goes on forever would end with the memory
	private static final int MOST_CALLBACKS = 10_000;

	/** What a process is to do. */
	protected interface Errand {

		/**
		 * Does it.
		 * @param self the process that does it
		 */
		void run(ProcessContext self) throws Exception;

	}

	/** Something that a process of its own waits for. */
	protected interface Wait {

		/**
		 * Waits.
		 * @return what stands in the trace
		 */
		String run();

	}

	private final String callbacksKey;

	// whether each step finds the work before it done, as it does on Erlang, where
	// whoever
	// was woken first runs first; with a negative seed it is left to the seed
	private final boolean inTurn;

	private final List<Object> callbacks = new ArrayList<>();

	private final Map<String, Object> results = new HashMap<>();

	private final Map<String, Pid> answered = new TreeMap<>();

	private final Map<String, Integer> uses = new HashMap<>();

	private int slot;

	private @Nullable Pid parent;

	private @Nullable Pid server;

	private String start = "pending";

	private @Nullable Object down;

	/**
	 * Creates a run.
	 * @param scenario the scenario
	 * @param seed what the order of the processes is drawn from
	 * @param callbacksKey what the trace calls the callbacks of the server
	 */
	protected TimedRun(Fields scenario, long seed, String callbacksKey) {
		super(scenario, seed);
		this.inTurn = seed >= 0;
		this.callbacksKey = callbacksKey;
	}

	/**
	 * Starts the server.
	 * @param self its parent
	 * @param options its options
	 * @return what came of it
	 */
	protected abstract StartResult start(ProcessContext self, StartOptions options);

	/**
	 * Makes a call.
	 * @param text what is asked
	 * @return the request
	 */
	protected abstract Request<P, String> request(String text);

	/**
	 * Makes a cast.
	 * @param text what is told
	 * @return the message
	 */
	protected abstract Message<P> message(String text);

	/**
	 * Does a step that only this family has.
	 * @param op the operation
	 * @param step the step
	 * @return whether there is such an operation
	 */
	protected boolean performOwn(String op, Fields step) {
		return false;
	}

	// --- for the server

	/**
	 * To be called first thing in the init of a server. The first one to do so is the
	 * server that steps are addressed to and whose end is recorded.
	 * @param self the server
	 */
	protected final void born(ProcessContext self) {
		self.trapExits(this.scenario.flag("trap_exit"));
		if (this.server == null) {
			this.server = self.self();
			this.system.onDown(self.self(), (reason) -> this.down = List.of(this.slot, Terms.text(reason)));
		}
	}

	/**
	 * Records a callback, as it begins.
	 * @param entry what the trace says after the slot
	 */
	protected final void called(String... entry) {
		if (this.callbacks.size() >= MOST_CALLBACKS) {
			throw this.scenario.invalid("steps",
					"a server that comes to rest (this one is called back more than " + MOST_CALLBACKS + " times)");
		}
		List<Object> line = new ArrayList<>(List.of(this.slot));
		line.addAll(List.of(entry));
		this.callbacks.add(line);
	}

	/**
	 * Finds what a table says: the entry of the first of the keys that is in it; the k-th
	 * one of a list when it is used for the k-th time, and its last one from then on.
	 * @param table the table
	 * @param counter what tells this table from others in which uses are counted
	 * @param keys the keys
	 * @return the entry, or {@code null} if none of the keys is there
	 */
	protected final @Nullable Fields lookUp(Fields table, String counter, String... keys) {
		for (String key : keys) {
			if (table.has(key)) {
				List<Fields> entries = table.objectOrObjects(key);
				int use = this.uses.merge(counter + "/" + key, 1, Integer::sum);
				return entries.get(Math.min(use, entries.size()) - 1);
			}
		}
		return null;
	}

	// --- steps

	@Override
	protected final Map<String, Object> run() {
		ProcessBody body = this::beParent;
		this.parent = this.system.spawn(body, SpawnOptions.DEFAULTS.withTrapExits());
		awaitStart();
		int now = 0;
		for (Fields step : this.scenario.objects("steps")) {
			int at = step.number("at");
			if (at < now) {
				throw step.invalid("at", "no less than that of the step before");
			}
			// steps of the same time are done before anybody else does anything
			if (at > now) {
				this.scheduler.advance(Duration.ofMillis(at - now));
				now = at;
			}
			this.slot = at;
			perform(step);
		}
		int until = this.scenario.number("until");
		if (until < now) {
			throw this.scenario.invalid("until", "no less than the time of the last step");
		}
		this.scheduler.advance(Duration.ofMillis(until - now));
		return whatHappened();
	}

	// whether the server does more than start before the first step is done by chance,
	// too
	private void awaitStart() {
		boolean runs = true;
		while (runs && (this.inTurn || this.start.equals("pending"))) {
			runs = this.scheduler.runOne();
		}
	}

	private void beParent(ProcessContext self) throws Exception {
		this.start = text(start(self, options()));
		runErrands(self);
	}

	/**
	 * The options with which servers are started.
	 * @return the options
	 */
	protected final StartOptions options() {
		return (this.scenario.flag("register")) ? StartOptions.named(NAME) : StartOptions.DEFAULTS;
	}

	/**
	 * What a trace says of a start.
	 * @param result what came of it
	 * @return the text
	 */
	protected static String text(StartResult result) {
		return switch (result) {
			case StartResult.Started started -> "ok";
			case StartResult.Ignored ignored -> "ignore";
			case StartResult.Failed failed -> "error:" + Terms.text(failed.reason());
		};
	}

	private void perform(Fields step) {
		String op = step.text("op");
		if (this.inTurn && !BY_THE_RUNNER.contains(op)) {
			// done by a process of its own, which has its turn after those that have work
			this.scheduler.runUntilIdle();
		}
		switch (op) {
			case "cast" -> target(step).cast(message(step.text("msg")));
			case "info" -> target(step).send(step.text("msg"));
			case "call" -> call(step);
			case "stop" -> stop(step);
			case "exit" -> this.system.exit(server(), Terms.reason(step.text("reason")));
			case "parent_exit" -> {
				ExitReason reason = Terms.reason(step.text("reason"));
				parent((self) -> {
					throw self.exit(reason);
				});
			}
			case "nop" -> {
			}
			default -> {
				if (!performOwn(op, step)) {
					throw step.invalid("op", "an operation of this family");
				}
			}
		}
	}

	private void call(Fields step) {
		ServerRef<P> to = target(step);
		Request<P, String> request = request(step.text("msg"));
		Duration limit = limit(step);
		client(step, () -> {
			try {
				return "reply:" + to.call(request, limit);
			}
			catch (CallException ex) {
				return "exit:" + Terms.text(ex.callReason());
			}
		});
	}

	private void stop(Fields step) {
		ServerRef<P> to = target(step);
		ExitReason reason = Terms.reason(step.text("reason", "normal"));
		Duration limit = limit(step);
		client(step, () -> {
			try {
				to.stop(reason, limit);
				return "ok";
			}
			catch (CallException ex) {
				return "exit:" + Terms.text(ex.callReason());
			}
		});
	}

	/**
	 * Whom a step is about.
	 * @param step the step
	 * @return the server, a name, or a process that is dead
	 */
	protected final ServerRef<P> target(Fields step) {
		return switch (step.text("to", "server")) {
			case "server" -> ServerRef.of(server());
			case "dead" -> ServerRef.of(this.system.outside());
			case "name", "noname" -> ServerRef.named(this.system, name(step));
			default -> throw step.invalid("to", "one of server, name, dead, noname");
		};
	}

	/**
	 * What the server is called that a step is about, if it can only be about a name.
	 * @param step the step
	 * @return the name of the server, or one that is not registered
	 */
	protected final String name(Fields step) {
		return (step.text("to", "name").equals("noname")) ? "noname" : NAME;
	}

	// if its start has failed it is dead; if it was not even spawned, so is another
	private Pid server() {
		return (this.server != null) ? this.server : this.system.outside();
	}

	/**
	 * How long a step waits at most.
	 * @param step the step
	 * @return the time
	 */
	protected static Duration limit(Fields step) {
		return (!step.has("timeout") || "infinity".equals(step.values().get("timeout"))) ? ServerRef.FOREVER
				: step.millis("timeout");
	}

	/**
	 * Has a new process wait, and keep what comes late.
	 * @param step the step, with the label of the result
	 * @param wait what for
	 */
	protected final void client(Fields step, Wait wait) {
		String as = step.text("as");
		pending(as);
		ProcessBody body = (self) -> {
			result(as, wait.run());
			this.answered.put(as, self.self());
			self.receive((message) -> false);
		};
		this.system.spawn(body, SpawnOptions.DEFAULTS);
	}

	/**
	 * Has the parent of the server do something.
	 * @param errand what
	 */
	protected final void parent(Errand errand) {
		this.system.send(Objects.requireNonNull(this.parent), errand);
	}

	/**
	 * The body of a process that does one errand after the other.
	 * @param self the process
	 */
	protected final void runErrands(ProcessContext self) throws Exception {
		while (true) {
			if (self.receive() instanceof Errand errand) {
				errand.run(self);
			}
		}
	}

	/**
	 * A result that is not there yet.
	 * @param as its label
	 */
	protected final void pending(String as) {
		this.results.put(as, "pending");
	}

	/**
	 * A result that has just come.
	 * @param as its label
	 * @param text the result
	 */
	protected final void result(String as, String text) {
		this.results.put(as, List.of(this.slot, text));
	}

	private Map<String, Object> whatHappened() {
		List<Object> strays = new ArrayList<>();
		this.answered.forEach((as, pid) -> {
			if (this.system.mailboxDepth(pid) > 0) {
				strays.add(List.of(as, this.system.mailboxDepth(pid)));
			}
		});
		Map<String, Object> trace = new LinkedHashMap<>();
		trace.put("start", this.start);
		trace.put(this.callbacksKey, this.callbacks);
		trace.put("results", this.results);
		trace.put("strays", strays);
		trace.put("down", (this.start.equals("ok")) ? this.down : null);
		return trace;
	}

}
