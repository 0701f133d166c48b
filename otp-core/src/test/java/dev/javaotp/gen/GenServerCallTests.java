package dev.javaotp.gen;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitException;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ExitReason.FailedCall;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessKilledError;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.ThrownValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class GenServerCallTests extends GenTestSupport {

	private static final Scripted.Ask NEVER_ANSWERED = new Scripted.Ask(
			(ask, from, state) -> CastResult.noReply(state));

	private static Scripted.Ask crash(Exception ex) {
		return new Scripted.Ask((ask, from, state) -> {
			throw ex;
		});
	}

	private CallException failureOf(ServerRef<Scripted> server, Scripted.Ask ask) {
		return catchThrowableOfType(CallException.class, () -> server.call(ask));
	}

	@Test
	void aCallReturnsTheReplyAndKeepsTheNewState() {
		ServerRef<Scripted> server = ref(new Scripted());
		Object reply = server.call(new Scripted.Ask((ask, from, state) -> ask.reply(state + "!", "new")));
		assertThat(reply).isEqualTo("state!");
		assertThat(server.call(Scripted.Ask.state())).isEqualTo("new");
	}

	@Test
	void aReplyMayBeNull() {
		assertThat(ref(new Scripted()).call(Scripted.Ask.reply(null))).isNull();
	}

	@Test
	void aProcessMayCallAProcess() {
		ServerRef<Scripted> server = ref(new Scripted());
		assertThat(this.<Object>inProcess((self) -> server.call(Scripted.Ask.reply("yes")))).isEqualTo("yes");
	}

	@Test
	void theServerKnowsWhichProcessCalls() {
		ServerRef<Scripted> server = ref(new Scripted());
		Scripted.Ask who = new Scripted.Ask((ask, from, state) -> ask.reply(from.caller(), state));
		inProcess((self) -> {
			assertThat(server.call(who)).isSameAs(self.self());
			return null;
		});
		assertThat(server.call(who)).isNull();
	}

	@Test
	void anAnswerMayComeLaterAndFromSomebodyElse() {
		ServerRef<Scripted> server = ref(new Scripted());
		Object reply = server.call(new Scripted.Ask((ask, from, state) -> {
			From<Object> caller = ask.from(from);
			this.system.spawn((other) -> caller.reply("from elsewhere"));
			return CastResult.noReply(state);
		}));
		assertThat(reply).isEqualTo("from elsewhere");
	}

	@Test
	void onlyTheFirstAnswerCounts() {
		ServerRef<Scripted> server = ref(new Scripted());
		AtomicReference<From<Object>> caller = new AtomicReference<>();
		Object reply = server.call(new Scripted.Ask((ask, from, state) -> {
			caller.set(ask.from(from));
			assertThat(caller.get().reply("first")).isTrue();
			return ask.reply("second", state);
		}));
		assertThat(reply).isEqualTo("first");
		assertThat(caller.get().reply("third")).isFalse();
	}

	@Test
	void aCallWaitsForFiveSeconds() {
		ServerRef<Scripted> server = ref(new Scripted());
		long before = this.system.time().nanoTime();
		CallException ex = failureOf(server, NEVER_ANSWERED);
		assertThat(Duration.ofNanos(this.system.time().nanoTime() - before)).isEqualTo(Duration.ofSeconds(5));
		assertThat(ex).isInstanceOf(CallTimeoutException.class)
			.hasMessage("no answer from " + server.pid().orElseThrow() + " to an ask within 5000 ms");
		assertThat(ex.callReason()).isEqualTo(ExitReason.TIMEOUT);
		assertThat(ex.target()).isEqualTo(server.pid().orElseThrow());
		assertThat(ex.request()).isSameAs(NEVER_ANSWERED);
	}

	@Test
	void aCallWithoutLimitWaitsAsLongAsItTakes() {
		ServerRef<Scripted> server = ref(new Scripted());
		Object reply = server.call(new Scripted.Ask((ask, from, state) -> {
			ProcessContext.current().sleep(Duration.ofDays(1000));
			return ask.reply("at last", state);
		}), ServerRef.FOREVER);
		assertThat(reply).isEqualTo("at last");
	}

	@Test
	void aLateAnswerIsDropped() {
		ServerRef<Scripted> server = ref(new Scripted());
		AtomicReference<From<Object>> caller = new AtomicReference<>();
		inProcess((self) -> {
			assertThatExceptionOfType(CallTimeoutException.class)
				.isThrownBy(() -> server.call(new Scripted.Ask((ask, from, state) -> {
					caller.set(ask.from(from));
					return CastResult.noReply(state);
				}), Duration.ofMillis(1)));
			assertThat(caller.get().reply("late")).isFalse();
			assertThat(self.mailboxDepth()).isZero();
			return null;
		});
	}

	@Test
	void aProcessThatDoesNotCatchAFailedCallEndsWithIt() {
		ServerRef<Scripted> server = ref(new Scripted());
		Pid caller = this.system.spawn((self) -> server.call(NEVER_ANSWERED));
		this.scheduler.advance(Duration.ofSeconds(4));
		assertThat(caller.isAlive()).isTrue();
		AtomicReference<ExitReason> reason = new AtomicReference<>();
		this.system.onDown(caller, reason::set);
		this.scheduler.advance(Duration.ofSeconds(1));
		assertThat(reason.get())
			.isEqualTo(new FailedCall(ExitReason.TIMEOUT, server.pid().orElseThrow(), NEVER_ANSWERED));
	}

	@Test
	void callingNobodySaysNoproc() {
		ServerRef<Scripted> server = ref(new Scripted());
		Pid pid = server.pid().orElseThrow();
		server.stop();
		CallException ex = failureOf(server, NEVER_ANSWERED);
		assertThat(ex).isInstanceOf(NoProcessException.class)
			.hasMessage("there is no process " + pid + " (any more) to take an ask");
		assertThat(ex.reason()).isEqualTo(new FailedCall(ExitReason.NOPROC, pid, NEVER_ANSWERED));
	}

	@Test
	void stoppingNobodySaysNoprocWhateverTheReason() {
		ServerRef<Scripted> server = ref(new Scripted());
		server.stop();
		assertThatExceptionOfType(NoProcessException.class)
			.isThrownBy(() -> server.stop(ExitReason.NOPROC, ServerRef.FOREVER));
	}

	@Test
	void callingANameThatNobodyHasSaysNoproc() {
		CallException ex = failureOf(ServerRef.named(this.system, "ledger"), NEVER_ANSWERED);
		assertThat(ex).isInstanceOf(NoProcessException.class)
			.hasMessage("there is no process named ledger (at the moment) to take an ask");
		assertThat(ex.reason()).isEqualTo(new FailedCall(ExitReason.NOPROC, "ledger", NEVER_ANSWERED));
	}

	@Test
	void callingANameOfAClosedSystemSaysSo() {
		ServerRef<Scripted> server = ServerRef.named(this.system, "ledger");
		this.system.close();
		assertThat(failureOf(server, NEVER_ANSWERED)).isInstanceOf(NoProcessException.class)
			.hasMessage("there is no process named ledger to take an ask: process system otp is closed");
	}

	@Test
	void aReferenceByNameFindsTheNextServerOfThatName() {
		ServerRef<Scripted> server = ServerRef.named(this.system, "server");
		StartOptions named = StartOptions.named("server");
		start(new Scripted().init((self) -> InitResult.ok("first")), named);
		assertThat(server.call(Scripted.Ask.state())).isEqualTo("first");
		server.stop();
		start(new Scripted().init((self) -> InitResult.ok("second")), named);
		assertThat(server.call(Scripted.Ask.state())).isEqualTo("second");
	}

	@Test
	void theCallerIsToldWhyTheServerCrashed() {
		ServerRef<Scripted> server = ref(new Scripted());
		Pid pid = server.pid().orElseThrow();
		ErlangError error = new ErlangError("boom");
		CallException ex = failureOf(server, crash(error));
		assertThat(ex.callReason()).isEqualTo(new ExitReason.Crash("boom", error));
		assertThat(ex).hasMessageStartingWith(pid + " ended before it answered an ask: {boom,[").hasCause(error);
		assertThat(pid.isAlive()).isFalse();
	}

	@Test
	void theCallerIsToldWhyTheServerExited() {
		assertThat(failureOf(ref(new Scripted()), crash(new ExitException(BOOM))).callReason()).isEqualTo(BOOM);
	}

	@Test
	void aServerThatStopsWithoutAnAnswerGivesItsReason() {
		Scripted.Ask stop = new Scripted.Ask((ask, from, state) -> CastResult.stop(ExitReason.NORMAL, state));
		assertThat(failureOf(ref(new Scripted()), stop).callReason()).isEqualTo(ExitReason.NORMAL);
	}

	@Test
	void aCallerThatIsStillOwedAnAnswerIsToldOfTheEnd() {
		Scripted scripted = new Scripted();
		ServerRef<Scripted> server = ref(scripted);
		this.system.sendAfter(Duration.ofSeconds(1), scripted.self.self(),
				new Scripted.Tell((state) -> CastResult.stop(BOOM, state)));
		assertThat(failureOf(server, NEVER_ANSWERED).callReason()).isEqualTo(BOOM);
	}

	@Test
	void aCallerWhoseRequestIsStillInTheMailboxIsToldOfTheEnd() {
		Scripted scripted = new Scripted();
		ServerRef<Scripted> server = ref(scripted);
		server.cast(new Scripted.Tell((state) -> CastResult.stop(BOOM, state)));
		assertThat(failureOf(server, NEVER_ANSWERED).callReason()).isEqualTo(BOOM);
		assertThat(scripted.events).doesNotContain("call");
	}

	@Test
	void aCallerIsToldAtOnceWhenTheServerIsKilledInItsHandler() {
		Scripted scripted = new Scripted();
		ServerRef<Scripted> server = ref(scripted);
		CallException ex = this.<CallException>inProcess((self) -> {
			this.system.spawn((other) -> {
				other.sleep(Duration.ofMillis(1));
				other.exit(scripted.self.self(), ExitReason.KILL);
			});
			return catchThrowableOfType(CallException.class, () -> server.call(new Scripted.Ask((ask, from, state) -> {
				ProcessContext.current().sleep(Duration.ofDays(1));
				return ask.reply("never", state);
			})));
		});
		assertThat(ex.callReason()).isEqualTo(ExitReason.KILLED);
	}

	@Test
	void aServerThatCallsItselfIsTold() {
		Scripted scripted = new Scripted();
		ServerRef<Scripted> server = ref(scripted);
		Scripted.Ask inner = Scripted.Ask.reply("never");
		Object reply = server.call(new Scripted.Ask((ask, from, state) -> ask
			.reply(catchThrowableOfType(CallException.class, () -> server.call(inner)), state)));
		assertThat((CallException) reply)
			.hasMessage("process " + scripted.self.self()
					+ " called itself with an ask: it would wait for ever; call the method, or cast")
			.extracting(CallException::callReason)
			.isEqualTo(ExitReason.of("calling_self"));
	}

	@Test
	void whatHandleCallThrowsAsAValueIsItsResult() {
		ServerRef<Scripted> server = ref(new Scripted());
		assertThat(server.call(crash(new ThrownValue(CallResult.reply("thrown", "new"))))).isEqualTo("thrown");
		assertThat(server.call(Scripted.Ask.state())).isEqualTo("new");
	}

	@Test
	void aThrownValueThatIsNoResultIsABadReturnValue() {
		assertThat(failureOf(ref(new Scripted()), crash(new ThrownValue("nonsense"))).callReason())
			.isEqualTo(ExitReason.tagged("bad_return_value", "nonsense"));
	}

	@Test
	void nullIsABadReturnValue() {
		assertThat(failureOf(ref(new Scripted()), new Scripted.Ask((ask, from, state) -> null)).callReason())
			.isEqualTo(ExitReason.tagged("bad_return_value", "null, from handleCall of " + Scripted.class.getName()));
	}

	@Test
	void aStateThatIsNullCrashesTheServer() {
		CallException ex = failureOf(ref(new Scripted()), new Scripted.Ask((ask, from, state) -> ask.reply(1, null)));
		assertThat(ex).cause().isInstanceOf(NullPointerException.class).hasMessage("state");
	}

	@Test
	void aRequestThatAServerDoesNotHandleCrashesIt() {
		record Ping() implements Request<Silent, Object> {
		}
		ServerRef<Silent> server = ServerRef.of(GenServer.start(this.system, new Silent()).pid());
		CallException ex = catchThrowableOfType(CallException.class, () -> server.call(new Ping()));
		assertThat(ex.callReason()).isEqualTo(ExitReason.crash(new ErlangError("function_clause")));
		assertThat(ex).hasRootCauseMessage(Silent.class.getName() + " got a call of " + Ping.class.getName()
				+ ", which it does not handle: override handleCall, or do not send it");
	}

	/** A server that handles nothing. */
	static class Silent implements GenServer<String, Request<?, ?>, Message<?>> {

		@Override
		public InitResult<String> init(ProcessContext self) {
			return InitResult.ok("state");
		}

	}

	@Test
	void aStopWithAReplyRunsTerminateFirst() {
		Scripted server = new Scripted();
		List<Object> events = server.events;
		Object reply = ref(server)
			.call(new Scripted.Ask((ask, from, state) -> ask.replyAndStop(events, ExitReason.NORMAL, state)));
		// when the answer was made out nothing had been terminated; when it left, all was
		assertThat(reply).isSameAs(events);
		this.scheduler.runUntilIdle();
		assertThat(events).containsExactly("init", "call", "terminate normal", "ended normal");
	}

	@Test
	void theReplyOfAStopLeavesAfterTerminate() {
		CompletableFuture<From<?>> caller = new CompletableFuture<>();
		AtomicReference<Boolean> answered = new AtomicReference<>();
		Scripted server = new Scripted().end((reason, state) -> answered.set(((Call<?>) caller.join()).isDone()));
		Object reply = ref(server).call(new Scripted.Ask((ask, from, state) -> {
			caller.complete(from);
			return ask.replyAndStop("bye", ExitReason.NORMAL, state);
		}));
		assertThat(reply).isEqualTo("bye");
		assertThat(answered.get()).isFalse();
	}

	@Test
	void theReplyOfAStopLeavesEvenWhenTerminateCrashes() {
		Scripted server = new Scripted().end((reason, state) -> {
			throw new ErlangError("in terminate");
		});
		Pid pid = start(server);
		AtomicReference<ExitReason> end = new AtomicReference<>();
		this.system.onDown(pid, end::set);
		Object reply = ServerRef.<Scripted>of(pid)
			.call(new Scripted.Ask((ask, from, state) -> ask.replyAndStop("bye", ExitReason.NORMAL, state)));
		assertThat(reply).isEqualTo("bye");
		this.scheduler.runUntilIdle();
		assertThat(end.get()).isEqualTo(ExitReason.crash(new ErlangError("in terminate")));
	}

	@Test
	@Timeout(value = 10, unit = TimeUnit.SECONDS)
	void anInterruptEndsTheWaitOfAThread() throws Exception {
		try (ProcessSystem threads = ProcessSystem.create()) {
			CountDownLatch called = new CountDownLatch(1);
			CompletableFuture<String> outcome = new CompletableFuture<>();
			ServerRef<Scripted> server = ServerRef.of(GenServer.start(threads, new Scripted()).pid());
			Thread caller = Thread.ofVirtual().start(() -> {
				try {
					server.call(new Scripted.Ask((ask, from, state) -> {
						called.countDown();
						return CastResult.noReply(state);
					}), ServerRef.FOREVER);
				}
				catch (CallInterruptedException ex) {
					outcome.complete(ex.getMessage() + ", " + Thread.currentThread().isInterrupted());
				}
			});
			called.await();
			caller.interrupt();
			assertThat(outcome.get()).isEqualTo(
					"interrupted while waiting for the answer of " + server.pid().orElseThrow() + " to an ask, true");
		}
	}

	@Test
	@Timeout(value = 10, unit = TimeUnit.SECONDS)
	void closingTheSystemEndsAllWaits() throws Exception {
		CompletableFuture<ExitReason> outcome = new CompletableFuture<>();
		try (ProcessSystem threads = ProcessSystem.create()) {
			CountDownLatch called = new CountDownLatch(1);
			ServerRef<Scripted> server = ServerRef.of(GenServer.start(threads, new Scripted()).pid());
			Thread.ofVirtual().start(() -> {
				try {
					server.call(new Scripted.Ask((ask, from, state) -> {
						called.countDown();
						return CastResult.noReply(state);
					}), ServerRef.FOREVER);
				}
				catch (CallException ex) {
					outcome.complete(ex.callReason());
				}
			});
			called.await();
		}
		assertThat(outcome.get()).isEqualTo(ExitReason.KILLED);
	}

	@Test
	@Timeout(value = 10, unit = TimeUnit.SECONDS)
	void aThreadIsToldAtOnceWhenTheServerIsKilledInItsHandler() throws Exception {
		try (ProcessSystem threads = ProcessSystem.create()) {
			CountDownLatch called = new CountDownLatch(1);
			CountDownLatch goOn = new CountDownLatch(1);
			Scripted scripted = new Scripted();
			ServerRef<Scripted> server = ServerRef.of(GenServer.start(threads, scripted).pid());
			CompletableFuture<ExitReason> outcome = new CompletableFuture<>();
			Thread.ofVirtual().start(() -> {
				try {
					server.call(new Scripted.Ask((ask, from, state) -> {
						called.countDown();
						awaitDeafly(goOn);
						return ask.reply("never", state);
					}), ServerRef.FOREVER);
				}
				catch (CallException ex) {
					outcome.complete(ex.callReason());
				}
			});
			called.await();
			threads.exit(scripted.self.self(), ExitReason.KILL);
			assertThat(outcome.get()).isEqualTo(ExitReason.KILLED);
			goOn.countDown();
		}
	}

	@Test
	@Timeout(value = 10, unit = TimeUnit.SECONDS)
	void whatIsLeftOfAKilledProcessCannotAnswer() throws Exception {
		try (ProcessSystem threads = ProcessSystem.builder().reportListener(this.reports::add).build()) {
			CountDownLatch busy = new CountDownLatch(1);
			CountDownLatch goOn = new CountDownLatch(1);
			CompletableFuture<From<Object>> caller = new CompletableFuture<>();
			CompletableFuture<Throwable> refused = new CompletableFuture<>();
			Pid worker = threads.spawn((self) -> {
				From<Object> from = caller.join();
				busy.countDown();
				awaitDeafly(goOn);
				try {
					from.reply("from a dead man");
				}
				catch (Throwable ex) {
					refused.complete(ex);
				}
			});
			ServerRef<Scripted> server = ServerRef.of(GenServer.start(threads, new Scripted()).pid());
			Thread client = Thread.ofVirtual().start(() -> server.call(new Scripted.Ask((ask, from, state) -> {
				caller.complete(ask.from(from));
				return CastResult.noReply(state);
			}), ServerRef.FOREVER));
			busy.await();
			threads.exit(worker, ExitReason.KILL);
			goOn.countDown();
			assertThat(refused.get()).isInstanceOf(ProcessKilledError.class);
			// it is still open
			assertThat(caller.join().reply("from the living")).isTrue();
			client.join();
		}
	}

	/** Waits, whoever interrupts it. */
	private static void awaitDeafly(CountDownLatch latch) {
		boolean interrupted = true;
		while (interrupted) {
			try {
				latch.await();
				interrupted = false;
			}
			catch (InterruptedException ex) {
				// deaf to what ends it
			}
		}
	}

}
