package dev.javaotp.gen.event;

import java.time.Duration;

import dev.javaotp.gen.CallException;
import dev.javaotp.gen.CallOutcome;
import dev.javaotp.gen.CallTimeoutException;
import dev.javaotp.gen.NoProcessException;
import dev.javaotp.gen.PendingCall;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.StartResult;
import dev.javaotp.process.Down;
import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitException;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ThrownValue;
import dev.javaotp.registry.RegistrationException;
import dev.javaotp.registry.Registry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class GenEventTests extends EventTestSupport {

	@Test
	void theNewestHandlerIsFirst() {
		this.manager.addHandler(handler("a"));
		this.manager.addHandler(handler("b"), 1);
		this.manager.syncNotify("event");
		assertThat(this.events).containsExactly("a init", "b init", "b event", "a event");
		assertThat(this.manager.whichHandlers()).containsExactly(id(1), SCRIPTED);
	}

	@Test
	void notifyDoesNotWait() {
		this.manager.addHandler(handler("a"));
		this.manager.notify("event");
		assertThat(this.events).containsExactly("a init");
		this.scheduler.runUntilIdle();
		assertThat(this.events).containsExactly("a init", "a event");
	}

	@Test
	void notifyingANameThatNobodyHasIsAnError() {
		EventManagerRef<String> nobody = EventManagerRef.named(this.system, "nobody");
		assertThatExceptionOfType(RegistrationException.class).isThrownBy(() -> nobody.notify("event"));
		assertThatExceptionOfType(NoProcessException.class).isThrownBy(() -> nobody.syncNotify("event"))
			.withMessage("there is no process named nobody (at the moment) to take an event of java.lang.String");
		nobody.send("info");
	}

	@Test
	void notifyingTheDeadIsNoError() {
		EventManagerRef<String> ref = EventManagerRef.of(this.pid);
		ref.stop();
		ref.notify("event");
		EventManagerRef.<String>of(this.system, "found otherwise", () -> null).notify("event");
		assertThatExceptionOfType(NoProcessException.class).isThrownBy(ref::whichHandlers)
			.withMessage("there is no process " + this.pid + " (any more) to take the question for its handlers");
	}

	@Test
	void aManagerIsFoundWhereverItIsRegistered() {
		EventManagerRef<String> ref = EventManagerRef.of(Registry.of(this.system).via("manager"));
		ref.addHandler(handler("a"));
		ref.notify("event");
		assertThat(ref.pid()).contains(this.pid);
		assertThat(ref.whichHandlers()).containsExactly(SCRIPTED);
		assertThat(this.events).endsWith("a event");
	}

	@Test
	void noEventIsNull() {
		assertThatNullPointerException().isThrownBy(() -> this.manager.notify(null)).withMessage("event");
		assertThatNullPointerException().isThrownBy(() -> this.manager.syncNotify(null)).withMessage("event");
	}

	@Test
	void syncNotifyMayHaveALimit() {
		this.manager.addHandler(handler("slow").on("event", (state) -> {
			ProcessContext.current().sleep(Duration.ofSeconds(2));
			return EventResult.ok(state);
		}));
		assertThatExceptionOfType(CallTimeoutException.class)
			.isThrownBy(() -> this.manager.syncNotify("event", Duration.ofSeconds(1)))
			.withMessage("no answer from manager to an event of java.lang.String within 1000 ms");
	}

	@Test
	void otherMessagesGoToAllHandlersToo() {
		this.manager.addHandler(handler("a"));
		this.manager.addHandler(handler("b"), 1);
		this.manager.send(42);
		this.scheduler.runUntilIdle();
		assertThat(this.events).endsWith("b info 42", "a info 42");
	}

	@Test
	void aHandlerThatIsNotAddedSaysWhy() {
		AddHandlerResult refused = this.manager
			.addHandler(handler("a").init(() -> HandlerInit.error(ExitReason.of("nope"))));
		assertThat(refused).isEqualTo(new AddHandlerResult.Failed(ExitReason.of("nope")));
		assertThatExceptionOfType(HandlerException.class).isThrownBy(refused::id)
			.withMessage("the handler was not added: nope");
		assertThat(this.manager.addHandler(handler("b").init(() -> {
			throw new ErlangError("boom");
		}))).isEqualTo(new AddHandlerResult.Failed(ExitReason.crash(new ErlangError("boom"))));
		assertThat(this.manager.addHandler(handler("c").init(() -> null))).isEqualTo(new AddHandlerResult.Failed(
				ExitReason.tagged("bad_return_value", "null, from a callback of " + Scripted.class.getName())));
		assertThat(this.manager.whichHandlers()).isEmpty();
		assertThat(this.reports).isEmpty();
	}

	@Test
	void whatInitThrowsAsAValueIsItsResult() {
		assertThat(this.manager.addHandler(handler("a").init(() -> {
			throw new ThrownValue(HandlerInit.ok(7));
		}))).isEqualTo(new AddHandlerResult.Added(SCRIPTED));
		assertThat(this.manager.addHandler(handler("b").init(() -> {
			throw new ThrownValue("nonsense");
		}))).isEqualTo(new AddHandlerResult.Failed(ExitReason.tagged("bad_return_value", "nonsense")));
	}

	// --- deleting

	@Test
	void deletingReturnsWhatTerminateReturned() {
		this.manager.addHandler(handler("a").end((end) -> "left"));
		assertThat(this.manager.deleteHandler(SCRIPTED, "argument")).isEqualTo(new DeleteHandlerResult.Deleted("left"));
		assertThat(this.events).endsWith("a Deleted[argument=argument] 0");
		assertThat(this.manager.whichHandlers()).isEmpty();
		assertThat(this.reports).isEmpty();
	}

	@Test
	void aHandlerThatFailsToTerminateIsGoneAllTheSame() {
		this.manager.addHandler(handler("a").end((end) -> {
			throw new ErlangError("boom");
		}));
		assertThat(this.manager.deleteHandler(SCRIPTED, null))
			.isEqualTo(new DeleteHandlerResult.Failed(ExitReason.crash(new ErlangError("boom"))));
		assertThat(this.manager.whichHandlers()).isEmpty();
	}

	@Test
	void deletingWhatIsNotThere() {
		this.manager.addHandler(handler("a"), 1);
		assertThat(this.manager.deleteHandler(SCRIPTED, null)).isEqualTo(new DeleteHandlerResult.NotFound());
		assertThat(this.manager.deleteHandler(id(2), null)).isEqualTo(new DeleteHandlerResult.NotFound());
	}

	@Test
	void ofTwoHandlersWithOneIdTheNewerIsMeant() {
		this.manager.addHandler(handler("a"));
		this.manager.addHandler(handler("b"));
		this.manager.deleteHandler(SCRIPTED, null);
		assertThat(this.events).endsWith("b Deleted[argument=null] 0");
		assertThat(this.manager.whichHandlers()).containsExactly(SCRIPTED);
	}

	// --- what a handler returns

	@Test
	void aHandlerKeepsItsState() {
		this.manager.addHandler(handler("a"));
		this.manager.notify("1");
		this.manager.notify("2");
		assertThat(this.manager.call(SCRIPTED, new Scripted.Ask((ask, state) -> ask.reply(state, state)))).isEqualTo(2);
	}

	@Test
	void aHandlerRemovesItself() {
		this.manager.addHandler(handler("a"));
		this.manager.addHandler(handler("b").on("enough", (state) -> EventResult.remove()), 1);
		this.manager.syncNotify("enough");
		this.manager.syncNotify("more");
		assertThat(this.events).endsWith("b enough", "b Removed[] 0", "a enough", "a more");
		assertThat(this.reports).isEmpty();
	}

	@Test
	void aHandlerPutsAnotherIntoItsPlace() {
		this.manager.addHandler(handler("a"), 1);
		Scripted next = handler("c");
		this.manager.addHandler(handler("b").end((end) -> "left")
			.on("go", (state) -> EventResult.swap(state + 5, Swap.to(next).withId(2).withArgument("bye"))));
		this.manager.addHandler(handler("d"), 3);
		this.manager.syncNotify("go");
		assertThat(this.manager.whichHandlers()).containsExactly(id(3), id(2), id(1));
		assertThat(this.events).endsWith("d go", "b go", "b Swapped[argument=bye, next=" + id(2) + "] 5",
				"c takes over from Found[handler=" + SCRIPTED + ", result=left]", "a go");
	}

	@Test
	void aSuccessorThatFailsIsNotThereAndReported() {
		Scripted next = handler("c").init(() -> HandlerInit.error(ExitReason.of("nope")));
		this.manager.addHandler(handler("b").on("go", (state) -> EventResult.swap(state, Swap.to(next))));
		this.manager.syncNotify("go");
		assertThat(this.manager.whichHandlers()).isEmpty();
		assertThat(this.reports)
			.containsExactly(new HandlerReport(this.pid, "manager", SCRIPTED, ExitReason.of("nope"), null, null));
	}

	@Test
	void whatAHandlerThrowsAsAValueIsItsResult() {
		this.manager.addHandler(handler("a").on("go", (state) -> {
			throw new ThrownValue(EventResult.ok(9));
		}));
		this.manager.syncNotify("go");
		assertThat(this.manager.call(SCRIPTED, new Scripted.Ask((ask, state) -> ask.reply(state, state)))).isEqualTo(9);
	}

	// --- broken handlers

	@Test
	void aBrokenHandlerIsRemovedAndTheOthersLiveOn() {
		this.manager.addHandler(handler("a"));
		this.manager.addHandler(handler("b").on("go", (state) -> {
			throw new ErlangError("boom");
		}), 1);
		this.manager.addHandler(handler("c"), 2);
		this.manager.syncNotify("go");
		ExitReason crash = ExitReason.crash(new ErlangError("boom"));
		assertThat(this.events).hasSize(7).contains("c go", "b go", "a go");
		assertThat(this.events.get(5)).startsWith("b Failed[reason={boom,");
		assertThat(this.manager.whichHandlers()).containsExactly(id(2), SCRIPTED);
		assertThat(this.reports)
			.containsExactly(new HandlerReport(this.pid, "manager", id(1), crash, "go", "state of b"));
		assertThat(this.reports.getFirst().toString())
			.startsWith("Event handler " + id(1) + " of manager " + this.pid + " was removed: {boom,");
	}

	@Test
	void aHandlerThatExitsOrReturnsNothingIsBrokenToo() {
		this.manager.addHandler(handler("a").on("exit", (state) -> {
			throw new ExitException(BOOM);
		}).on("null", (state) -> null));
		this.manager.addHandler(handler("b").on("null", (state) -> null), 1);
		this.manager.syncNotify("exit");
		this.manager.syncNotify("null");
		assertThat(this.manager.whichHandlers()).isEmpty();
		assertThat(this.reports).extracting((report) -> ((HandlerReport) report).reason())
			.containsExactly(BOOM,
					ExitReason.tagged("bad_return_value", "null, from a callback of " + Scripted.class.getName()));
	}

	@Test
	void aHandlerWithoutHandleInfoDropsMessages() {
		this.manager.addHandler(new EventHandler<String, Object, HandlerRequest<?, ?>>() {

			@Override
			public HandlerInit<String> init(ProcessContext manager) {
				return HandlerInit.ok("state");
			}

			@Override
			public EventResult<String> handleEvent(Object event, String state) {
				return EventResult.ok(state);
			}

		});
		this.manager.send("info");
		assertThat(this.manager.whichHandlers()).hasSize(1);
	}

	// --- calls

	@Test
	void aCallGoesToOneHandler() {
		this.manager.addHandler(handler("a"), 1);
		this.manager.addHandler(handler("b"), 2);
		assertThat(this.manager.call(id(1), new Scripted.Ask((ask, state) -> ask.reply("yes", state + 1))))
			.isEqualTo("yes");
		assertThat(this.events).endsWith("b init", "a call");
	}

	@Test
	void aCallToNoHandlerSaysSo() {
		CallException ex = catchThrowableOfType(CallException.class,
				() -> this.manager.call(id(1), new Scripted.Ask((ask, state) -> ask.reply("yes", state))));
		assertThat(ex.callReason()).isEqualTo(ExitReason.of("bad_module"));
		assertThat(ex).hasMessage("manager refused a " + Scripted.Ask.class.getName() + " to handler " + id(1)
				+ ": there is no handler " + id(1) + ", add it first");
	}

	@Test
	void aCallThatBreaksTheHandlerSaysSo() {
		this.manager.addHandler(handler("a"));
		CallException ex = catchThrowableOfType(CallException.class,
				() -> this.manager.call(SCRIPTED, new Scripted.Ask((ask, state) -> {
					throw new ExitException(BOOM);
				})));
		assertThat(ex.callReason()).isEqualTo(BOOM);
		assertThat(ex).hasMessageEndingWith("handler " + SCRIPTED + " broke and was removed, boom");
		assertThat(this.manager.whichHandlers()).isEmpty();
		assertThat(this.reports).hasSize(1);
	}

	@Test
	void aHandlerThatAnswersNoCallsBreaks() {
		this.manager.addHandler(new EventHandler<String, Object, Scripted.Ask>() {

			@Override
			public HandlerInit<String> init(ProcessContext manager) {
				return HandlerInit.ok("state");
			}

			@Override
			public EventResult<String> handleEvent(Object event, String state) {
				return EventResult.ok(state);
			}

			@Override
			public Class<?> kind() {
				return Scripted.class;
			}

		});
		assertThat(catchThrowableOfType(CallException.class,
				() -> this.manager.call(SCRIPTED, new Scripted.Ask((ask, state) -> ask.reply("yes", state))))
			.callReason()).isEqualTo(ExitReason.crash(new ErlangError("undef")));
	}

	@Test
	void aHandlerMayAnswerAndGo() {
		this.manager.addHandler(handler("a"));
		assertThat(this.manager.call(SCRIPTED, new Scripted.Ask((ask, state) -> ask.replyAndRemove("bye"))))
			.isEqualTo("bye");
		assertThat(this.events).endsWith("a Removed[] 0");
	}

	@Test
	void aHandlerMayAnswerAndPutAnotherIntoItsPlace() {
		this.manager.addHandler(handler("a"));
		this.manager.addHandler(handler("z"), 1);
		Swap<String> swap = Swap.to(handler("b")).withId(2);
		assertThat(this.manager.call(SCRIPTED, new Scripted.Ask((ask, state) -> ask.replyAndSwap("bye", state, swap))))
			.isEqualTo("bye");
		assertThat(this.manager.whichHandlers()).containsExactly(id(1), id(2));
	}

	@Test
	void aRequestMayBeSentWithoutWaiting() {
		this.manager.addHandler(handler("a"));
		PendingCall<Object> call = this.manager.sendRequest(SCRIPTED,
				new Scripted.Ask((ask, state) -> ask.reply("yes", state)));
		PendingCall<Object> nobody = this.manager.sendRequest(id(1),
				new Scripted.Ask((ask, state) -> ask.reply("yes", state)));
		assertThat(call.receiveResponse(Duration.ofSeconds(1))).isEqualTo(new CallOutcome.Reply<Object>("yes"));
		assertThat(nobody.receiveResponse(Duration.ofSeconds(1)))
			.isEqualTo(new CallOutcome.Failed<>(ExitReason.of("bad_module")));
	}

	// --- swapping from outside

	@Test
	void aSwapAddsTheSuccessorInFront() {
		this.manager.addHandler(handler("a").end((end) -> "left"));
		this.manager.addHandler(handler("b"), 1);
		assertThat(this.manager.swapHandler(SCRIPTED, Swap.to(handler("c")).withId(2).withArgument("bye")))
			.isEqualTo(new AddHandlerResult.Added(id(2)));
		assertThat(this.manager.whichHandlers()).containsExactly(id(2), id(1));
		assertThat(this.events).endsWith("a Swapped[argument=bye, next=" + id(2) + "] 0",
				"c takes over from Found[handler=" + SCRIPTED + ", result=left]");
	}

	@Test
	void aSwapOfWhatIsNotThereAddsTheSuccessor() {
		assertThat(this.manager.swapHandler(id(1), Swap.to(handler("c"))))
			.isEqualTo(new AddHandlerResult.Added(SCRIPTED));
		assertThat(this.events).containsExactly("c takes over from Missing[]");
	}

	@Test
	void aSuccessorThatFailsLeavesNeither() {
		this.manager.addHandler(handler("a").end((end) -> {
			throw new ExitException(BOOM);
		}));
		assertThat(this.manager.swapHandler(SCRIPTED,
				Swap.to(handler("c").init(() -> HandlerInit.error(ExitReason.of("nope"))))))
			.isEqualTo(new AddHandlerResult.Failed(ExitReason.of("nope")));
		assertThat(this.events).endsWith("c takes over from Found[handler=" + SCRIPTED + ", result=boom]");
		assertThat(this.manager.whichHandlers()).isEmpty();
	}

	// --- the manager

	@Test
	void theEndOfTheManagerTerminatesItsHandlers() {
		this.manager.addHandler(handler("a"));
		this.manager.addHandler(handler("b"), 1);
		this.manager.stop();
		assertThat(this.events).endsWith("b ManagerStops[] 0", "a ManagerStops[] 0");
	}

	@Test
	void theManagerTrapsExits() {
		this.manager.addHandler(handler("a"));
		Pid other = this.system.spawn((self) -> self.receive());
		this.scheduler.runUntilIdle();
		this.system.exit(this.pid, BOOM);
		this.scheduler.runUntilIdle();
		assertThat(this.pid.isAlive()).isTrue();
		assertThat(this.events.getLast()).startsWith("a info Exit[from=").endsWith("reason=boom]");
		assertThat(other.isAlive()).isTrue();
	}

	@Test
	void theManagerEndsWithItsParent() {
		Pid[] manager = new Pid[1];
		Pid parent = owner((self) -> {
			manager[0] = GenEvent.startLink(self, String.class).pid();
			EventManagerRef.<String>of(manager[0]).addHandler(handler("a"));
		});
		this.system.send(parent, BOOM);
		this.scheduler.runUntilIdle();
		assertThat(manager[0].isAlive()).isFalse();
		assertThat(this.events).endsWith("a ManagerStops[] 0");
	}

	@Test
	void aManagerMayBeMonitoredFromItsStart() {
		assertThat(mailOf((self) -> {
			StartResult result = GenEvent.startMonitor(self, String.class, StartOptions.DEFAULTS).result();
			EventManagerRef.of(result.pid()).stop();
		})).hasSize(1).first().isInstanceOf(Down.class);
	}

	@Test
	void aHandlerThatIsKilledWithItsManagerDoesNothingMore() {
		this.manager.addHandler(handler("a").on("go", (state) -> {
			ProcessContext self = ProcessContext.current();
			self.exit(self.self(), ExitReason.KILL);
			throw new IllegalStateException("interrupted, say");
		}));
		this.manager.notify("go");
		this.scheduler.runUntilIdle();
		assertThat(this.pid.isAlive()).isFalse();
		assertThat(this.events).endsWith("a go");
		assertThat(this.reports).noneMatch(HandlerReport.class::isInstance);
	}

}
