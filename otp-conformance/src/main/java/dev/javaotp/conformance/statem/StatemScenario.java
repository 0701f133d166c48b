package dev.javaotp.conformance.statem;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

import dev.javaotp.conformance.scenario.Fields;
import dev.javaotp.conformance.scenario.Items;
import dev.javaotp.conformance.scenario.Terms;
import dev.javaotp.conformance.statem.StatemScenario.Machine;
import dev.javaotp.conformance.timed.TimedRun;
import dev.javaotp.gen.From;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.StartResult;
import dev.javaotp.gen.statem.Action;
import dev.javaotp.gen.statem.EnterResult;
import dev.javaotp.gen.statem.Event;
import dev.javaotp.gen.statem.GenStatem;
import dev.javaotp.gen.statem.StatemInit;
import dev.javaotp.gen.statem.TimeoutType;
import dev.javaotp.gen.statem.Transition;
import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitException;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ThrownValue;
import org.jspecify.annotations.Nullable;

/**
 * Runs one scenario of the family {@code statem}: a gen_statem that does what its table
 * says, and others that call it and send to it at certain times.
 */
public final class StatemScenario extends TimedRun<Machine> {

	private static final String NAMED = "timeout/";

	/** A call of the scenario. */
	private record Ask(String text) implements Request<Machine, String> {
	}

	/** A cast of the scenario. */
	private record Tell(String text) implements Message<Machine> {
	}

	/**
	 * Creates a run.
	 * @param scenario the scenario
	 * @param seed what the order of the processes is drawn from
	 */
	public StatemScenario(Fields scenario, long seed) {
		super(scenario, seed, "handled");
	}

	@Override
	protected StartResult start(ProcessContext self, StartOptions options) {
		return GenStatem.startLink(self, new Machine(), options);
	}

	@Override
	protected Request<Machine, String> request(String text) {
		return new Ask(text);
	}

	@Override
	protected Message<Machine> message(String text) {
		return new Tell(text);
	}

	/** The machine, whose data are the callers that it has saved. */
	final class Machine implements GenStatem<String, Deque<From<String>>, Ask, Tell> {

		private @Nullable ProcessContext self;

		@Override
		public StatemInit<String, Deque<From<String>>> init(ProcessContext self) {
			this.self = self;
			born(self);
			Fields init = StatemScenario.this.scenario.object("init");
			if (init.has("state")) {
				Deque<From<String>> saved = new ArrayDeque<>();
				return StatemInit.ok(init.text("state"), saved, actions(init, null, saved).toArray(Action[]::new));
			}
			return switch (init.text("result")) {
				case "ignore" -> StatemInit.ignore();
				case "stop" -> StatemInit.stop(reason(init));
				case "crash" -> throw crash(init, null);
				default -> throw init.invalid("result", "ignore, stop or crash, or a state");
			};
		}

		@Override
		public boolean stateEnter() {
			return StatemScenario.this.scenario.flag("state_enter");
		}

		@Override
		public Transition<String, Deque<From<String>>> handleEvent(Event<Ask, Tell> event, String state,
				Deque<From<String>> saved) {
			From<String> caller = (event instanceof Event.Call<Ask, Tell>(Ask ask, From<?> from)) ? ask.from(from)
					: null;
			return handled(state, type(event), content(event), caller, saved);
		}

		// what the compiler refuses a scenario may still ask for
		@Override
		public EnterResult<Deque<From<String>>> handleEnter(String old, String state, Deque<From<String>> saved) {
			Transition<String, Deque<From<String>>> transition = handled(state, "enter", old, null, saved);
			return switch (transition) {
				case Transition.Keep<String, Deque<From<String>>> keep when keep.actions()
					.stream()
					.allMatch(Action.OnEnter.class::isInstance) ->
					EnterResult.keep(saved, keep.actions().toArray(Action.OnEnter[]::new));
				case Transition.Repeat<String, Deque<From<String>>> repeat when repeat.actions()
					.stream()
					.allMatch(Action.OnEnter.class::isInstance) ->
					EnterResult.repeat(saved, repeat.actions().toArray(Action.OnEnter[]::new));
				case Transition.Stop<String, Deque<From<String>>> stop ->
					EnterResult.stopAndReply(stop.reason(), saved, stop.replies().toArray(Action.Reply[]::new));
				default -> throw new ThrownValue(transition);
			};
		}

		private static String type(Event<Ask, Tell> event) {
			return switch (event) {
				case Event.Call(var request, var from) -> "call";
				case Event.Cast(var message) -> "cast";
				case Event.Info(var message) -> "info";
				case Event.Internal(var content) -> "internal";
				case Event.StateTimeout(var content) -> "state_timeout";
				case Event.EventTimeout(var content) -> "timeout";
				case Event.NamedTimeout(var name, var content) -> NAMED + name;
			};
		}

		private static String content(Event<Ask, Tell> event) {
			return switch (event) {
				case Event.Call(Ask ask, var from) -> ask.text();
				case Event.Cast(Tell tell) -> tell.text();
				case Event.Info(var message) -> Terms.text(message);
				case Event.Internal(var content) -> Terms.text(content);
				case Event.StateTimeout(var content) -> Terms.text(content);
				case Event.EventTimeout(var content) -> Terms.text(content);
				case Event.NamedTimeout(var name, var content) -> Terms.text(content);
			};
		}

		private Transition<String, Deque<From<String>>> handled(String state, String type, String content,
				@Nullable From<String> caller, Deque<From<String>> saved) {
			called(state, type, content);
			Fields entry = lookUp(StatemScenario.this.scenario.object("table").object(state), state,
					type + ":" + content, type + ":*", "*");
			if (entry == null) {
				return Transition.keep(saved);
			}
			Action[] actions = actions(entry, caller, saved).toArray(Action[]::new);
			return switch (entry.text("do", "keep")) {
				case "keep" -> Transition.keep(saved, actions);
				case "next" -> Transition.next(entry.text("state"), saved, actions);
				case "repeat" -> Transition.repeat(saved, actions);
				case "stop" -> Transition.stopAndReply(reason(entry), saved, replies(entry, actions));
				case "crash" -> throw crash(entry, saved);
				default -> throw entry.invalid("do", "one of keep, next, repeat, stop, crash");
			};
		}

		private static Action.Reply[] replies(Fields entry, Action[] actions) {
			List<Action.Reply> replies = new ArrayList<>();
			for (Action action : actions) {
				if (!(action instanceof Action.Reply reply)) {
					throw entry.invalid("actions", "only replies with stop");
				}
				replies.add(reply);
			}
			return replies.toArray(Action.Reply[]::new);
		}

		private List<Action> actions(Fields entry, @Nullable From<String> caller, Deque<From<String>> saved) {
			List<Action> actions = new ArrayList<>();
			for (Items item : entry.lists("actions")) {
				switch (item.text(0)) {
					case "sleep" -> sleep(item.number(1));
					case "save" -> {
						if (caller != null) {
							saved.add(caller);
						}
					}
					case "reply" -> {
						From<String> to = item.text(1).equals("from") ? caller : saved.poll();
						if (to != null) {
							actions.add(Action.reply(to, item.text(2)));
						}
					}
					case "postpone" -> actions.add(Action.postpone());
					case "hibernate" -> actions.add(Action.hibernate());
					case "next_event" -> actions.add(Action.nextEvent(event(item)));
					default -> actions.add(timeout(item));
				}
			}
			return actions;
		}

		private static Event<Ask, Tell> event(Items item) {
			String content = item.text(2);
			return switch (item.text(1)) {
				case "internal" -> new Event.Internal<>(content);
				case "cast" -> new Event.Cast<>(new Tell(content));
				case "info" -> new Event.Info<>(content);
				default -> throw item.invalid(1, "internal, cast or info");
			};
		}

		private static Action timeout(Items item) {
			String name = item.text(0);
			TimeoutType type = switch (name) {
				case "state_timeout" -> TimeoutType.STATE;
				case "timeout" -> TimeoutType.EVENT;
				default -> {
					if (!name.startsWith(NAMED)) {
						throw item.invalid(0,
								"one of postpone, next_event, state_timeout, timeout, timeout/NAME, reply, hibernate, save, sleep");
					}
					yield TimeoutType.named(name.substring(NAMED.length()));
				}
			};
			if ("cancel".equals(item.value(1))) {
				return Action.cancelTimeout(type);
			}
			if ("update".equals(item.value(1))) {
				return Action.updateTimeout(type, item.text(2));
			}
			Duration after = "infinity".equals(item.value(1)) ? ServerRef.FOREVER : Duration.ofMillis(item.number(1));
			return new Action.SetTimeout(type, after, item.text(2));
		}

		@Override
		public void terminate(ExitReason reason, String state, Deque<From<String>> saved) {
			called(state, "terminate", Terms.text(reason));
			Fields terminate = StatemScenario.this.scenario.object("terminate");
			if (terminate.has("sleep")) {
				sleep(terminate.number("sleep"));
			}
			if (terminate.has("crash")) {
				throw crash(terminate.object("crash"), saved);
			}
		}

		private void sleep(int millis) {
			Objects.requireNonNull(this.self).sleep(Duration.ofMillis(millis));
		}

		private static ExitReason reason(Fields entry) {
			return Terms.reason(entry.text("reason", "normal"));
		}

		private static RuntimeException crash(Fields entry, @Nullable Deque<From<String>> saved) {
			String reason = entry.text("reason", "normal");
			return switch (entry.text("kind", "error")) {
				case "error" -> new ErlangError(reason);
				case "exit" -> new ExitException(Terms.reason(reason));
				case "throw" -> new ThrownValue((saved != null) ? thrown(reason, saved) : thrownInInit(reason));
				default -> throw entry.invalid("kind", "error, exit or throw");
			};
		}

		// a few atoms are results, and what is thrown is a result
		private static Object thrown(String atom, Deque<From<String>> saved) {
			return switch (atom) {
				case "stop" -> Transition.stop(ExitReason.NORMAL, saved);
				case "keep_state_and_data" -> Transition.keep(saved);
				case "repeat_state_and_data" -> Transition.repeat(saved);
				default -> atom;
			};
		}

		private static Object thrownInInit(String atom) {
			return atom.equals("ignore") ? StatemInit.ignore() : atom;
		}

	}

}
