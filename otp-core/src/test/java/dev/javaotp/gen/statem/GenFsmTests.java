package dev.javaotp.gen.statem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.javaotp.gen.CallException;
import dev.javaotp.gen.From;
import dev.javaotp.gen.GenTestSupport;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.MonitoredStart;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartAck;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.StartResult;
import dev.javaotp.gen.Sys;
import dev.javaotp.process.CrashReport;
import dev.javaotp.process.Down;
import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ThrownValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GenFsmTests extends GenTestSupport {

	private static final Duration SECOND = Duration.ofSeconds(1);

	/** A message that says itself what is done with it. */
	private record Tell(String text, Step step) implements Message<Fsm> {

		@Override
		public String toString() {
			return this.text;
		}

	}

	/** A request that says itself how it is answered. */
	private record Ask(String text, Answer answer) implements Request<Fsm, String> {

		@Override
		public String toString() {
			return this.text;
		}

	}

	private interface Step {

		FsmResult<String, String> take(Fsm fsm, String data);

	}

	private interface Answer {

		FsmResult<String, String> take(From<String> from, String data);

	}

	/** A machine that does what it is told, and stays where it is otherwise. */
	private static final class Fsm implements GenFsm<String, String, Ask, Tell> {

		private final List<String> events = new ArrayList<>();

		private StatemInit<String, String> init = StatemInit.ok("s0", "data");

		private ProcessContext self;

		private Step onTimeout = (fsm, data) -> FsmResult.next("s0", data);

		@Override
		public StatemInit<String, String> init(ProcessContext self) {
			this.self = self;
			return this.init;
		}

		@Override
		public FsmResult<String, String> stateEvent(FsmEvent<Tell> event, String state, String data) {
			return switch (event) {
				case FsmEvent.Sent(Tell tell) -> {
					this.events.add(state + " " + tell);
					yield tell.step().take(this, data);
				}
				case FsmEvent.Timeout() -> {
					this.events.add(state + " timeout");
					yield this.onTimeout.take(this, data);
				}
				case FsmEvent.Timer(FsmTimer timer, Object content) -> {
					this.events.add(state + " timer " + content);
					yield FsmResult.next(state, data);
				}
			};
		}

		@Override
		public FsmResult<String, String> stateSyncEvent(Ask ask, From<?> from, String state, String data) {
			this.events.add(state + " " + ask);
			return ask.answer().take(ask.from(from), data);
		}

		@Override
		public FsmResult<String, String> handleEvent(Tell tell, String state, String data) {
			this.events.add("all states " + tell);
			return tell.step().take(this, data);
		}

		@Override
		public FsmResult<String, String> handleSyncEvent(Ask ask, From<?> from, String state, String data) {
			this.events.add("all states " + ask);
			return ask.answer().take(ask.from(from), data);
		}

		@Override
		public FsmResult<String, String> handleInfo(Object message, String state, String data) {
			this.events.add(state + " info " + message);
			return FsmResult.next(state, data);
		}

		@Override
		public void terminate(ExitReason reason, String state, String data) {
			this.events.add(state + " terminate " + reason);
		}

		@Override
		public void ended(ExitReason reason) {
			this.events.add("ended");
		}

	}

	/** A machine with what it must have only. */
	private static final class Bare implements GenFsm<String, String, Request<?, ?>, Message<?>> {

		@Override
		public StatemInit<String, String> init(ProcessContext self) {
			return StatemInit.ok("s0", "data");
		}

		@Override
		public FsmResult<String, String> stateEvent(FsmEvent<Message<?>> event, String state, String data) {
			return FsmResult.next(state, data);
		}

	}

	private final Fsm fsm = new Fsm();

	private ServerRef<Fsm> ref;

	private ServerRef<Fsm> ref() {
		if (this.ref == null) {
			this.ref = ServerRef.of(GenFsm.start(this.system, this.fsm, StartOptions.DEFAULTS).pid());
		}
		return this.ref;
	}

	private static Tell next(String text, String state) {
		return new Tell(text, (fsm, data) -> FsmResult.next(state, data));
	}

	private void send(Tell... tells) {
		for (Tell tell : tells) {
			GenFsm.sendEvent(ref(), tell);
		}
		this.scheduler.runUntilIdle();
	}

	private void pass(Duration duration) {
		this.scheduler.advance(duration);
	}

	@Test
	void anEventLeadsFromOneStateToAnother() {
		send(next("go", "s1"), next("stay", "s1"));
		this.system.send(ref().pid().orElseThrow(), "hello");
		this.scheduler.runUntilIdle();
		assertThat(this.fsm.events).containsExactly("s0 go", "s1 stay", "s1 info hello");
	}

	@Test
	void whoSendsSaysWhetherItIsForAnyState() {
		GenFsm.sendAllStateEvent(ref(), next("go", "s1"));
		String answer = GenFsm.syncSendAllStateEvent(ref(),
				new Ask("ask", (from, data) -> FsmResult.reply(from, data, "s2", "new")));
		assertThat(answer).isEqualTo("data");
		assertThat(GenFsm.syncSendEvent(ref(), new Ask("ask", (from, data) -> FsmResult.reply(from, data, "s2", data))))
			.isEqualTo("new");
		assertThat(this.fsm.events).containsExactly("all states go", "all states ask", "s2 ask");
	}

	@Test
	void anAnswerMayComeLater() {
		List<String> answers = new ArrayList<>();
		List<From<String>> waiting = new ArrayList<>();
		ServerRef<Fsm> ref = ref();
		this.system.spawn((self) -> answers.add(GenFsm.syncSendEvent(ref, new Ask("ask", (from, data) -> {
			waiting.add(from);
			return FsmResult.next("s1", data);
		}))));
		this.scheduler.runUntilIdle();
		assertThat(answers).isEmpty();
		send(new Tell("answer", (fsm, data) -> FsmResult.reply(waiting.getFirst(), "late", "s0", data)));
		assertThat(answers).containsExactly("late");
	}

	@Test
	void aTimeoutComesUnlessAnythingComesBefore() {
		Tell set = new Tell("set", (fsm, data) -> FsmResult.next("s1", data, SECOND));
		send(set);
		pass(SECOND);
		send(set, next("other", "s1"));
		pass(SECOND);
		assertThat(this.fsm.events).containsExactly("s0 set", "s1 timeout", "s0 set", "s1 other");
	}

	@Test
	void aTimeoutMayBeSetWithAnAnswer() {
		assertThat(GenFsm.syncSendEvent(ref(),
				new Ask("ask", (from, data) -> FsmResult.reply(from, "yes", "s1", data, SECOND))))
			.isEqualTo("yes");
		pass(SECOND);
		assertThat(this.fsm.events).containsExactly("s0 ask", "s1 timeout");
	}

	@Test
	void aTimeoutMayBeSetAtTheStart() {
		this.fsm.init = StatemInit.ok("s0", "data", Action.eventTimeout(SECOND, "start"));
		ref();
		pass(SECOND);
		assertThat(this.fsm.events).containsExactly("s0 timeout");
	}

	@Test
	void aTimeoutOfZeroComesWhenTheMailboxIsEmpty() {
		Tell set = new Tell("set", (fsm, data) -> FsmResult.next("s1", data, Duration.ZERO));
		send(set, next("waits", "s1"));
		pass(SECOND);
		assertThat(this.fsm.events).containsExactly("s0 set", "s1 waits");
		send(set);
		pass(SECOND);
		assertThat(this.fsm.events).endsWith("s1 set", "s1 timeout");
	}

	@Test
	void aTimeoutWithoutEndNeverComes() {
		send(new Tell("set", (fsm, data) -> FsmResult.next("s1", data, ServerRef.FOREVER)));
		pass(Duration.ofDays(10000));
		assertThat(this.fsm.events).containsExactly("s0 set");
	}

	@Test
	void timersRunSideBySideUntilTheyAreCancelled() {
		List<FsmTimer> timers = new ArrayList<>();
		send(new Tell("set", (fsm, data) -> {
			timers.add(GenFsm.startTimer(fsm.self, SECOND, "a"));
			timers.add(GenFsm.startTimer(fsm.self, SECOND.multipliedBy(2), "b"));
			timers.add(GenFsm.sendEventAfter(fsm.self, SECOND.multipliedBy(3), next("c", "s9")));
			return FsmResult.next("s1", data);
		}));
		List<Optional<Duration>> left = new ArrayList<>();
		pass(SECOND);
		send(new Tell("cancel", (fsm, data) -> {
			timers.forEach((timer) -> left.add(timer.cancel()));
			left.add(timers.getLast().cancel());
			return FsmResult.next("s1", data);
		}));
		pass(SECOND.multipliedBy(10));
		assertThat(left).containsExactly(Optional.empty(), Optional.of(SECOND), Optional.of(SECOND.multipliedBy(2)),
				Optional.empty());
		assertThat(this.fsm.events).containsExactly("s0 set", "s1 timer a", "s1 cancel");
	}

	@Test
	void anEventMaySendItselfLater() {
		send(new Tell("set", (fsm, data) -> {
			GenFsm.sendEventAfter(fsm.self, SECOND, next("later", "s2"));
			return FsmResult.next("s1", data);
		}));
		pass(SECOND);
		assertThat(this.fsm.events).containsExactly("s0 set", "s1 later");
	}

	@Test
	void aTimerThatIsCancelledTooLateDoesNotEndATimeout() {
		List<FsmTimer> timers = new ArrayList<>();
		send(new Tell("set", (fsm, data) -> {
			timers.add(GenFsm.startTimer(fsm.self, SECOND, "late"));
			return FsmResult.next("s1", data);
		}));
		Pid pid = ref().pid().orElseThrow();
		Sys.suspend(pid);
		GenFsm.sendEvent(ref(), new Tell("cancel", (fsm, data) -> {
			assertThat(timers.getFirst().cancel()).contains(Duration.ZERO);
			return FsmResult.next("s2", data, SECOND);
		}));
		pass(SECOND);
		Sys.resume(pid);
		this.scheduler.runUntilIdle();
		assertThat(this.fsm.events).containsExactly("s0 set", "s1 cancel");
		pass(SECOND);
		assertThat(this.fsm.events).endsWith("s1 cancel", "s2 timeout");
	}

	@Test
	void stopsWithAReason() {
		send(new Tell("stop", (fsm, data) -> FsmResult.stop(BOOM, data)));
		assertThat(this.fsm.events).containsExactly("s0 stop", "s0 terminate boom", "ended");
	}

	@Test
	void theLastAnswerLeavesAfterTerminate() {
		List<String> order = this.fsm.events;
		ServerRef<Fsm> ref = ref();
		this.system.spawn((self) -> {
			GenFsm.syncSendEvent(ref,
					new Ask("ask", (from, data) -> FsmResult.replyAndStop(from, "bye", ExitReason.NORMAL, data)));
			order.add("answered");
		});
		this.scheduler.runUntilIdle();
		assertThat(order.subList(0, 2)).containsExactly("s0 ask", "s0 terminate normal");
		assertThat(order).contains("answered");
	}

	@Test
	void aThrownValueIsTheResult() {
		send(new Tell("go", (fsm, data) -> {
			throw new ThrownValue(FsmResult.next("s1", data));
		}), next("then", "s1"));
		assertThat(this.fsm.events).containsExactly("s0 go", "s1 then");
	}

	@Test
	void aResultThatIsNoneEndsTheMachine() {
		send(new Tell("go", (fsm, data) -> null));
		assertThat(this.fsm.events).contains("s0 terminate {bad_return_value,null, from " + Fsm.class.getName() + "}");
	}

	@Test
	void aThrownValueThatIsNoResultEndsTheMachine() {
		send(new Tell("go", (fsm, data) -> {
			throw new ThrownValue("nonsense");
		}));
		assertThat(this.fsm.events).contains("s0 terminate {bad_return_value,nonsense}");
	}

	@Test
	void anErrorComesBareToTerminate() {
		send(new Tell("go", (fsm, data) -> {
			throw new ErlangError("boom");
		}));
		assertThat(this.fsm.events).containsExactly("s0 go", "s0 terminate boom", "ended");
	}

	@Test
	void whatAGenFsmCannotHandleMustNotBeSetInInit() {
		this.fsm.init = StatemInit.ok("s0", "data", Action.internal("i"));
		ref();
		this.scheduler.runUntilIdle();
		assertThat(this.reports).last()
			.isInstanceOfSatisfying(CrashReport.class,
					(report) -> assertThat(report.thrown()).hasMessage(Fsm.class.getName()
							+ " got Internal[content=i], which a GenFsm has no callback for: its init may only set an"
							+ " event time-out; use GenStatem for more"));
	}

	@Test
	void whatIsNotOverriddenEndsTheMachine() {
		ServerRef<Object> bare = ServerRef.of(GenFsm.start(this.system, new Bare(), StartOptions.DEFAULTS).pid());
		Request<Object, String> request = new Request<>() {
		};
		assertThatExceptionOfType(CallException.class).isThrownBy(() -> GenFsm.syncSendEvent(bare, request))
			.withMessageContaining("undef");
		assertThat(this.reports).last()
			.isInstanceOfSatisfying(CrashReport.class, (report) -> assertThat(report.thrown())
				.hasMessage(Bare.class.getName() + " has no stateSyncEvent: override it"));
	}

	@Test
	void anUnexpectedMessageIsDropped() {
		Pid pid = GenFsm.start(this.system, new Bare(), StartOptions.DEFAULTS).pid();
		this.system.send(pid, "unexpected");
		this.scheduler.runUntilIdle();
		assertThat(Sys.getState(pid)).isEqualTo(new StateAndData<>("s0", "data"));
	}

	@Test
	void startsAsOthersDo() {
		boolean down = inProcess((self) -> {
			MonitoredStart start = GenFsm.startMonitor(self, new Bare(), StartOptions.DEFAULTS);
			self.exit(start.result().pid(), BOOM);
			return self.receive(Down.class).ref().equals(start.monitor());
		});
		assertThat(down).isTrue();
		StartResult linked = inTrappingProcess((self) -> GenFsm.startLink(self, new Bare(), StartOptions.DEFAULTS));
		assertThat(linked).isInstanceOf(StartResult.Started.class);
		StartAck ack = inTrappingProcess((self) -> {
			GenFsm.linkedStart(Bare::new, StartOptions.DEFAULTS).startLink(self);
			return self.receive(StartAck.class);
		});
		assertThat(ack.result()).isInstanceOf(StartResult.Started.class);
	}

}
