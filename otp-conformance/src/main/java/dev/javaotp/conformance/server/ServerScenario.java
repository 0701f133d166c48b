package dev.javaotp.conformance.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

import dev.javaotp.conformance.scenario.Fields;
import dev.javaotp.conformance.scenario.Items;
import dev.javaotp.conformance.scenario.Terms;
import dev.javaotp.conformance.server.ServerScenario.Server;
import dev.javaotp.conformance.timed.TimedRun;
import dev.javaotp.gen.CallOutcome;
import dev.javaotp.gen.CallResult;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.From;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.MultiCallResult;
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
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ThrownValue;
import org.jspecify.annotations.Nullable;

/**
 * Runs one scenario of the family {@code server}: a gen_server that does what its script
 * says, and others that call it and send to it at certain times.
 */
public final class ServerScenario extends TimedRun<Server> {

	/** A call of the scenario. */
	private record Ask(String text) implements Request<Server, String> {
	}

	/** A cast of the scenario. */
	private record Tell(String text) implements Message<Server> {
	}

	private final Map<String, Pid> askers = new HashMap<>();

	private final Map<String, PendingCall<String>> requests = new HashMap<>();

	/**
	 * Creates a run.
	 * @param scenario the scenario
	 * @param seed what the order of the processes is drawn from
	 */
	public ServerScenario(Fields scenario, long seed) {
		super(scenario, seed, "callbacks");
	}

	@Override
	protected StartResult start(ProcessContext self, StartOptions options) {
		return GenServer.startLink(self, new Server(), options);
	}

	@Override
	protected Request<Server, String> request(String text) {
		return new Ask(text);
	}

	@Override
	protected Message<Server> message(String text) {
		return new Tell(text);
	}

	@Override
	protected boolean performOwn(String op, Fields step) {
		switch (op) {
			case "start_again" -> startAgain(step.text("as"));
			case "send_request" -> sendRequest(step);
			case "receive_response" ->
				response(step, PendingCall::receiveResponse, /* isOver= */ true);
			case "wait_response" ->
				response(step, PendingCall::waitResponse, /* isOver= */ false);
			case "multi_call" -> multiCall(step);
			default -> {
				return false;
			}
		}
		return true;
	}

	private void startAgain(String as) {
		pending(as);
		parent((self) -> result(as, text(start(self, options()))));
	}

	private void sendRequest(Fields step) {
		ServerRef<Server> to = target(step);
		String as = step.text("as");
		Ask ask = new Ask(step.text("msg"));
		Pid asker = this.system.spawn(this::runErrands);
		this.askers.put(as, asker);
		this.system.send(asker, (Errand) (self) -> this.requests.put(as, to.sendRequest(ask)));
	}

	// once it is over a request of Erlang's is forgotten: whoever asks for it again waits
	// in vain, while ours would say again how it ended
	private void response(Fields step, BiFunction<PendingCall<String>, Duration, CallOutcome<String>> fetch,
			boolean isOver) {
		Duration limit = limit(step);
		String request = step.text("req");
		Pid asker = this.askers.get(request);
		if (asker == null) {
			throw step.invalid("req", "the label of an earlier send_request");
		}
		String as = step.text("as");
		pending(as);
		this.system.send(asker, (Errand) (self) -> {
			PendingCall<String> call = this.requests.get(request);
			if (call == null) {
				waitInVain(self, limit);
				result(as, "timeout");
				return;
			}
			CallOutcome<String> outcome = fetch.apply(call, limit);
			if (isOver || !(outcome instanceof CallOutcome.TimedOut)) {
				this.requests.remove(request);
			}
			result(as, switch (outcome) {
				case CallOutcome.Reply<String> reply -> "reply:" + reply.value();
				case CallOutcome.Failed<String> failed -> "error:" + Terms.text(failed.reason());
				case CallOutcome.TimedOut<String> timedOut -> "timeout";
			});
		});
	}

	private static void waitInVain(ProcessContext self, Duration limit) {
		if (limit.equals(ServerRef.FOREVER)) {
			self.receive((message) -> false);
		}
		self.receive((message) -> false, limit);
	}

	private void multiCall(Fields step) {
		String name = name(step);
		Ask ask = new Ask(step.text("msg"));
		Duration limit = limit(step);
		client(step, () -> {
			MultiCallResult<String> result = GenServer.multiCall(this.system, List.of(this.system.nodeName()), name,
					ask, limit);
			return (result.badNodes().isEmpty()) ? "reply:" + result.replies().getFirst().value() : "bad";
		});
	}

	/** The server, with no state to speak of. */
	final class Server implements GenServer<String, Ask, Tell> {

		private final Deque<From<String>> saved = new ArrayDeque<>();

		private @Nullable ProcessContext self;

		@Override
		public InitResult<String> init(ProcessContext self) {
			this.self = self;
			born(self);
			called("init", "");
			Fields result = ServerScenario.this.scenario.object("init");
			effects(result, null);
			return switch (result.text("ret", "ok")) {
				case "ok" -> InitResult.ok("state", next(result));
				case "ignore" -> InitResult.ignore();
				case "stop" -> InitResult.stop(reason(result));
				case "crash" -> throw crash(result);
				default -> throw result.invalid("ret", "ok, ignore, stop or crash");
			};
		}

		@Override
		public CallResult<String> handleCall(Ask ask, From<?> from, String state) {
			called("handle_call", ask.text());
			Fields result = scripted("call:", ask.text());
			if (result == null) {
				return ask.reply("ok", state);
			}
			effects(result, ask.from(from));
			String value = result.optionalText("value");
			return switch (result.text("ret", "noreply")) {
				case "reply" -> ask.reply(result.text("value"), state, next(result));
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
			Fields result = lookUp(ServerScenario.this.scenario.object("script"), "script", "terminate");
			if (result == null) {
				return;
			}
			effects(result, null);
			if (result.text("ret", "").equals("crash")) {
				throw crash(result);
			}
		}

		private CastResult<String> take(String callback, String key, String text, String state) {
			called(callback, text);
			Fields result = scripted(key, text);
			if (result == null) {
				return CastResult.noReply(state);
			}
			effects(result, null);
			return other(result, state);
		}

		private CastResult<String> other(Fields result, String state) {
			return switch (result.text("ret", "noreply")) {
				case "noreply" -> CastResult.noReply(state, next(result));
				case "stop" -> CastResult.stop(reason(result), state);
				case "crash" -> throw crash(result);
				default -> throw result.invalid("ret", "reply (to a call), noreply, stop or crash");
			};
		}

		private @Nullable Fields scripted(String key, String text) {
			return lookUp(ServerScenario.this.scenario.object("script"), "script", key + text, key + "*");
		}

		private void effects(Fields result, @Nullable From<String> from) {
			for (Items effect : result.lists("effects")) {
				ProcessContext self = Objects.requireNonNull(this.self);
				Pid me = self.self();
				switch (effect.text(0)) {
					case "sleep" -> self.sleep(Duration.ofMillis(effect.number(1)));
					case "save" -> {
						if (from != null) {
							this.saved.add(from);
						}
					}
					case "reply" -> {
						if (!this.saved.isEmpty()) {
							this.saved.poll().reply(effect.text(1));
						}
					}
					case "send" -> self.send(me, effect.text(1));
					case "cast" -> ServerRef.<Server>of(me).cast(new Tell(effect.text(1)));
					case "call_self" -> ServerRef.<Server>of(me).call(new Ask(effect.text(1)));
					case "trap" -> self.trapExits(effect.flag(1));
					default -> throw effect.invalid(0, "one of sleep, save, reply, send, cast, call_self, trap");
				}
			}
		}

		private static Next next(Fields result) {
			if (result.has("timeout")) {
				return Next.timeout(result.millis("timeout"));
			}
			if (result.has("continue")) {
				return Next.continueWith(result.text("continue"));
			}
			return (result.flag("hibernate")) ? Next.hibernate() : Next.message();
		}

		private static ExitReason reason(Fields result) {
			return Terms.reason(result.text("reason"));
		}

		private static RuntimeException crash(Fields result) {
			String reason = result.text("reason");
			return switch (result.text("kind", "error")) {
				case "error" -> new ErlangError(reason);
				case "exit" -> new ExitException(Terms.reason(reason));
				case "throw" -> new ThrownValue(reason);
				default -> throw result.invalid("kind", "error, exit or throw");
			};
		}

	}

}
