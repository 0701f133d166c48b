package dev.javaotp.conformance;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import dev.javaotp.gen.CallException;
import dev.javaotp.gen.CallOutcome;
import dev.javaotp.gen.CallResult;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.From;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Next;
import dev.javaotp.gen.PendingCall;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.StartResult;
import dev.javaotp.gen.Timeout;
import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitException;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessBody;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;
import dev.javaotp.process.ThrownValue;
import dev.javaotp.scheduler.ManualScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Runs one scenario of the family {@code server}: a gen_server that does what its script
 * says, and others that call it and send to it at certain times. Time passes when the
 * scenario says so, to the millisecond.
 */
final class ServerScenario implements AutoCloseable {

	private static final String NAME = "server";

	/** A call of the scenario. */
	private record Ask(String text) implements Request<Server, String> {
	}

	/** A cast of the scenario. */
	private record Tell(String text) implements Message<Server> {
	}

	/** What a process is to do. */
	private interface Errand {

		void run(ProcessContext self) throws Exception;

	}

	private final ManualScheduler scheduler;

	private final ProcessSystem system;

	private final Map<String, Object> definition;

	// all below: touched by one thread at a time, the scheduler sees to that

	private final List<Object> callbacks = new ArrayList<>();

	private final Map<String, Object> results = new HashMap<>();

	private final Map<String, Pid> answered = new TreeMap<>();

	private final Map<String, Integer> uses = new HashMap<>();

	private final Map<String, Pid> askers = new HashMap<>();

	private final Map<String, PendingCall<String>> requests = new HashMap<>();

	private int slot;

	private @Nullable Pid server;

	private @Nullable Object down;

	private String start = "pending";

	ServerScenario(Map<String, Object> definition, long seed) {
		this.definition = definition;
		this.scheduler = new ManualScheduler(seed);
		this.system = ProcessSystem.builder().scheduler(this.scheduler).reportListener((report) -> {
		}).build();
	}

	Map<String, Object> run() {
		Pid parent = this.system.spawn(this::beParent, SpawnOptions.DEFAULTS.withTrapExits());
		this.scheduler.runUntilIdle();
		int now = 0;
		for (Map<String, Object> step : Scenario.objects(this.definition.get("steps"))) {
			int at = ((Number) step.get("at")).intValue();
			if (at > now) {
				this.scheduler.advance(Duration.ofMillis(at - now));
				now = at;
			}
			this.slot = at;
			perform(parent, step);
		}
		int until = ((Number) this.definition.get("until")).intValue();
		this.scheduler.advance(Duration.ofMillis(until - now));
		return trace();
	}

	private void beParent(ProcessContext self) throws Exception {
		Pid[] started = new Pid[1];
		StartResult result = GenServer.startLink(self, new Server((pid) -> started[0] = pid), options());
		this.server = started[0];
		this.start = text(result);
		if (!(result instanceof StartResult.Started)) {
			this.down = null;
		}
		runErrands(self);
	}

	private void runErrands(ProcessContext self) throws Exception {
		while (true) {
			if (self.receive() instanceof Errand errand) {
				errand.run(self);
			}
		}
	}

	private StartOptions options() {
		return (Boolean.TRUE.equals(this.definition.get("register"))) ? StartOptions.named(NAME)
				: StartOptions.DEFAULTS;
	}

	private static String text(StartResult result) {
		return switch (result) {
			case StartResult.Started started -> "ok";
			case StartResult.Ignored ignored -> "ignore";
			case StartResult.Failed failed -> "error:" + Terms.text(failed.reason());
		};
	}

	// --- steps

	private void perform(Pid parent, Map<String, Object> step) {
		String as = (String) step.get("as");
		String message = (String) step.get("msg");
		ServerRef<Server> to = target((String) step.getOrDefault("to", "server"));
		ExitReason reason = Terms.reason((String) step.getOrDefault("reason", "normal"));
		switch ((String) step.get("op")) {
			case "cast" -> to.cast(new Tell(message));
			case "info" -> to.send(message);
			case "call" -> client(as, () -> "reply:" + to.call(new Ask(message), timeout(step)), "exit:");
			case "stop" -> client(as, () -> {
				to.stop(reason, timeout(step));
				return "ok";
			}, "exit:");
			// of one node: a call whose failure is that the node is bad
			case "multi_call" -> client(as, () -> "reply:" + to.call(new Ask(message), timeout(step)), null);
			case "send_request" -> {
				Pid asker = this.system.spawn(this::runErrands);
				this.askers.put(as, asker);
				this.system.send(asker, (Errand) (self) -> this.requests.put(as, to.sendRequest(new Ask(message))));
			}
			case "receive_response" -> response(step, (request) -> request.receiveResponse(timeout(step)));
			case "wait_response" -> response(step, (request) -> request.waitResponse(timeout(step)));
			case "exit" -> this.system.spawn((self) -> self.exit(this.server, reason));
			case "parent_exit" -> this.system.send(parent, (Errand) (self) -> {
				throw self.exit(reason);
			});
			case "start_again" -> this.system.send(parent, (Errand) (self) -> {
				StartResult result = GenServer.startLink(self, new Server((pid) -> {
				}), options());
				this.results.put(as, List.of(this.slot, text(result)));
			});
			case "nop" -> {
			}
			default -> throw new IllegalStateException("unknown step " + step);
		}
	}

	private ServerRef<Server> target(String to) {
		return switch (to) {
			case "server" -> ServerRef.of(this.server);
			case "name" -> ServerRef.named(this.system, NAME);
			case "dead" -> ServerRef.of(this.system.outside());
			case "noname" -> ServerRef.named(this.system, "noname");
			default -> throw new IllegalStateException("unknown target " + to);
		};
	}

	private static Duration timeout(Map<String, Object> step) {
		return (step.get("timeout") instanceof Number millis) ? Duration.ofMillis(millis.longValue())
				: ServerRef.FOREVER;
	}

	/** Something that a process of its own waits for. */
	private interface Wait {

		String run();

	}

	private void client(String as, Wait wait, @Nullable String failure) {
		this.results.put(as, "pending");
		ProcessBody body = (self) -> {
			String result;
			try {
				result = wait.run();
			}
			catch (CallException ex) {
				result = (failure != null) ? failure + Terms.text(ex.callReason()) : "bad";
			}
			this.results.put(as, List.of(this.slot, result));
			this.answered.put(as, self.self());
			self.receive((message) -> false);
		};
		this.system.spawn(body, SpawnOptions.DEFAULTS);
	}

	private void response(Map<String, Object> step, Function<PendingCall<String>, CallOutcome<String>> fetch) {
		String as = (String) step.get("as");
		String request = (String) step.get("req");
		this.results.put(as, "pending");
		this.system.send(this.askers.get(request), (Errand) (self) -> {
			String text = switch (fetch.apply(this.requests.get(request))) {
				case CallOutcome.Reply<String> reply -> "reply:" + reply.value();
				case CallOutcome.Failed<String> failed -> "error:" + Terms.text(failed.reason());
				case CallOutcome.TimedOut<String> timedOut -> "timeout";
			};
			this.results.put(as, List.of(this.slot, text));
		});
	}

	private Map<String, Object> trace() {
		List<Object> strays = new ArrayList<>();
		this.answered.forEach((as, pid) -> {
			if (this.system.mailboxDepth(pid) > 0) {
				strays.add(List.of(as, this.system.mailboxDepth(pid)));
			}
		});
		Map<String, Object> trace = new LinkedHashMap<>();
		trace.put("start", this.start);
		trace.put("callbacks", this.callbacks);
		trace.put("results", this.results);
		trace.put("strays", strays);
		trace.put("down", this.down);
		return trace;
	}

	@Override
	public void close() {
		this.system.close();
	}

	/** Told the pid of a server in its init. */
	private interface Born {

		void pid(Pid pid);

	}

	/** The server, with no state to speak of. */
	private final class Server implements GenServer<String, Ask, Tell> {

		private final Born born;

		private final Deque<From<String>> saved = new ArrayDeque<>();

		private ProcessContext self;

		Server(Born born) {
			this.born = born;
		}

		@Override
		public InitResult<String> init(ProcessContext self) {
			this.self = self;
			this.born.pid(self.self());
			if (Boolean.TRUE.equals(definition().get("trap_exit"))) {
				self.trapExits(true);
			}
			if (ServerScenario.this.start.equals("pending")) {
				ServerScenario.this.system.onDown(self.self(),
						(reason) -> ServerScenario.this.down = List.of(ServerScenario.this.slot, Terms.text(reason)));
			}
			called("init", "");
			Object init = definition().get("init");
			Map<String, Object> result = (init != null) ? Scenario.object(init) : Map.of();
			effects(result, null);
			return switch ((String) result.getOrDefault("ret", "ok")) {
				case "ok" -> InitResult.ok("state", next(result));
				case "ignore" -> InitResult.ignore();
				case "stop" -> InitResult.stop(reason(result));
				default -> throw crash(result);
			};
		}

		@Override
		public CallResult<String> handleCall(Ask ask, From<?> from, String state) {
			called("handle_call", ask.text());
			Map<String, Object> result = scripted("call:", ask.text(), Map.of("ret", "reply", "value", "ok"));
			effects(result, ask.from(from));
			String value = (String) result.get("value");
			return switch ((String) result.getOrDefault("ret", "noreply")) {
				case "reply" -> ask.reply(value, state, next(result));
				case "stop" -> (value != null) ? ask.replyAndStop(value, reason(result), state)
						: CastResult.stop(reason(result), state);
				default -> other(result, state);
			};
		}

		@Override
		public CastResult<String> handleCast(Tell tell, String state) {
			return take("handle_cast", "cast:", tell.text(), state);
		}

		@Override
		public CastResult<String> handleInfo(Object message, String state) {
			return take("handle_info", "info:", (message instanceof Timeout) ? "timeout" : Terms.text(message), state);
		}

		@Override
		public CastResult<String> handleContinue(Object argument, String state) {
			return take("handle_continue", "continue:", (String) argument, state);
		}

		@Override
		public void terminate(ExitReason reason, String state) {
			called("terminate", Terms.text(reason));
			Map<String, Object> result = scripted("terminate", "", Map.of());
			effects(result, null);
			if ("crash".equals(result.get("ret"))) {
				throw crash(result);
			}
		}

		private CastResult<String> take(String callback, String key, String text, String state) {
			called(callback, text);
			Map<String, Object> result = scripted(key, text, Map.of());
			effects(result, null);
			return other(result, state);
		}

		private CastResult<String> other(Map<String, Object> result, String state) {
			return switch ((String) result.getOrDefault("ret", "noreply")) {
				case "noreply" -> CastResult.noReply(state, next(result));
				case "stop" -> CastResult.stop(reason(result), state);
				default -> throw crash(result);
			};
		}

		private Map<String, Object> definition() {
			return ServerScenario.this.definition;
		}

		private void called(String callback, String text) {
			ServerScenario.this.callbacks.add(List.of(ServerScenario.this.slot, callback, text));
		}

		private Map<String, Object> scripted(String key, String text, Map<String, Object> otherwise) {
			Map<String, Object> script = Scenario.object(definition().get("script"));
			for (String candidate : List.of(key + text, key + "*")) {
				Object entry = script.get(candidate);
				if (entry instanceof List<?> list) {
					int use = ServerScenario.this.uses.merge(candidate, 1, Integer::sum);
					entry = list.get(Math.min(use, list.size()) - 1);
				}
				if (entry != null) {
					return Scenario.object(entry);
				}
			}
			return otherwise;
		}

		private void effects(Map<String, Object> result, @Nullable From<String> from) {
			for (Object each : Scenario.list(result.getOrDefault("effects", List.of()))) {
				List<Object> effect = Scenario.list(each);
				Object argument = (effect.size() > 1) ? effect.get(1) : "";
				Pid me = this.self.self();
				switch ((String) effect.get(0)) {
					case "sleep" -> this.self.sleep(Duration.ofMillis(((Number) argument).longValue()));
					case "save" -> this.saved.add(from);
					case "reply" -> {
						if (!this.saved.isEmpty()) {
							this.saved.poll().reply((String) argument);
						}
					}
					case "send" -> this.self.send(me, argument);
					case "cast" -> ServerRef.<Server>of(me).cast(new Tell((String) argument));
					case "call_self" -> ServerRef.<Server>of(me).call(new Ask((String) argument));
					case "trap" -> this.self.trapExits((Boolean) argument);
					default -> throw new IllegalStateException("unknown effect " + effect);
				}
			}
		}

		private static Next next(Map<String, Object> result) {
			if (result.get("timeout") instanceof Number millis) {
				return Next.timeout(Duration.ofMillis(millis.longValue()));
			}
			if (result.get("continue") != null) {
				return Next.continueWith(result.get("continue"));
			}
			return (Boolean.TRUE.equals(result.get("hibernate"))) ? Next.hibernate() : Next.message();
		}

		private static ExitReason reason(Map<String, Object> result) {
			return Terms.reason((String) result.get("reason"));
		}

		private static RuntimeException crash(Map<String, Object> result) {
			String reason = (String) result.get("reason");
			return switch ((String) result.getOrDefault("kind", "error")) {
				case "error" -> new ErlangError(reason);
				case "exit" -> new ExitException(Terms.reason(reason));
				case "throw" -> new ThrownValue(reason);
				default -> throw new IllegalStateException("unknown crash " + result);
			};
		}

	}

}
