package dev.javaotp.gen;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What accompanies messages. */
class MessageInterceptorTests extends GenTestSupport {

	private final List<String> seen = new CopyOnWriteArrayList<>();

	/** Writes down what it is told. */
	private final class Companion implements MessageInterceptor.Passage {

		private final String name;

		Companion(String name) {
			this.name = name;
		}

		@Override
		public void handle(ProcessContext process, Runnable handling) {
			MessageInterceptorTests.this.seen.add(this.name + " begins");
			try {
				handling.run();
				MessageInterceptorTests.this.seen.add(this.name + " ends");
			}
			catch (Throwable ex) {
				MessageInterceptorTests.this.seen.add(this.name + " ends with " + ex.getClass().getSimpleName());
				throw ex;
			}
		}

		@Override
		public void sent(@Nullable Throwable failure) {
			MessageInterceptorTests.this.seen
				.add(this.name + " sent" + ((failure != null) ? ", " + failure.getClass().getSimpleName() : ""));
		}

	}

	@Test
	void aCallIsHandledWithinThePassageAndTheCallerGoesOnAfterwards() {
		ServerRef<Scripted> server = ref(new Scripted());
		accompany("it");
		assertThat(server.call(asks())).isEqualTo("done");
		this.scheduler.runUntilIdle();
		assertThat(this.seen).containsExactlyInAnyOrder("it begins", "handled", "it ends", "it sent")
			.containsSubsequence("it begins", "handled", "it ends")
			.containsSubsequence("handled", "it sent");
	}

	@Test
	void whoLooksIntoTheMailboxSeesTheMessageWithoutWhatAccompaniesIt() {
		Pid pid = start(new Scripted());
		Sys.suspend(pid);
		accompany("it");
		Scripted.Ask ask = asks();
		Scripted.Tell tell = tells();
		ServerRef.<Scripted>of(pid).sendRequest(ask);
		ServerRef.<Scripted>of(pid).cast(tell);
		assertThat(this.system.waitingMessages(pid, 10)).containsExactly(ask, tell);
	}

	@Test
	void theInterceptorIsToldWhatIsSentToWhomAndHow() {
		Pid pid = start(new Scripted(), StartOptions.named("server"));
		ServerRef<Scripted> server = ServerRef.named(this.system, "server");
		ServerRef<Scripted> nobody = ServerRef.named(this.system, "nobody");
		List<MessageInterceptor.Outgoing> told = new CopyOnWriteArrayList<>();
		MessageInterceptors.of(this.system).add((message) -> {
			told.add(message);
			return null;
		});
		Scripted.Ask ask = asks();
		Scripted.Tell tell = tells();
		server.call(ask);
		server.sendRequest(ask).receiveResponse(Duration.ofSeconds(1));
		server.cast(tell);
		nobody.cast(tell);
		assertThatExceptionOfType(NoProcessException.class).isThrownBy(() -> nobody.call(ask));
		assertThat(told).containsExactly(
				new MessageInterceptor.Outgoing("server", pid, ask, MessageInterceptor.Manner.CALL),
				new MessageInterceptor.Outgoing("server", pid, ask, MessageInterceptor.Manner.REQUEST),
				new MessageInterceptor.Outgoing("server", pid, tell, MessageInterceptor.Manner.CAST),
				new MessageInterceptor.Outgoing("nobody", null, ask, MessageInterceptor.Manner.CALL));
	}

	@Test
	void aCastAndARequestAreHandledWithinTheirPassagesAfterTheSenderWentOn() {
		ServerRef<Scripted> server = ref(new Scripted());
		accompany("it");
		server.cast(tells());
		assertThat(this.seen).containsExactly("it sent");
		this.scheduler.runUntilIdle();
		assertThat(this.seen).containsExactly("it sent", "it begins", "handled", "it ends");
		this.seen.clear();
		PendingCall<Object> pending = server.sendRequest(asks());
		this.scheduler.runUntilIdle();
		assertThat(pending.receiveResponse(Duration.ofSeconds(1))).isEqualTo(new CallOutcome.Reply<>("done"));
		assertThat(this.seen).containsExactly("it sent", "it begins", "handled", "it ends");
	}

	@Test
	void aRequestWhoseAnswerIsDeliveredIsHandledWithinItsPassage() {
		ServerRef<Scripted> server = ref(new Scripted());
		accompany("it");
		Object answer = inProcess((self) -> {
			server.sendRequest(self, asks(), (outcome) -> outcome);
			return self.receive(CallOutcome.class);
		});
		assertThat(answer).isEqualTo(new CallOutcome.Reply<>("done"));
		assertThat(this.seen).contains("it sent").containsSubsequence("it begins", "handled", "it ends");
	}

	@Test
	void severalAccompanyAMessageTheFirstOfThemOutside() {
		ServerRef<Scripted> server = ref(new Scripted());
		accompany("first");
		MessageInterceptors.of(this.system).add((message) -> null);
		accompany("second");
		server.cast(tells());
		this.scheduler.runUntilIdle();
		assertThat(this.seen).containsExactly("second sent", "first sent", "first begins", "second begins", "handled",
				"second ends", "first ends");
	}

	@Test
	void aCrashIsReportedWithinThePassageAndAsIfThereWereNone() {
		ServerRef<Scripted> server = ref(new Scripted());
		accompany("it");
		Scripted.Tell crash = new Scripted.Tell((state) -> {
			throw new IllegalStateException("boom");
		});
		server.cast(crash);
		this.scheduler.runUntilIdle();
		assertThat(this.seen).containsExactly("it sent", "it begins", "it ends with IllegalStateException");
		assertThat(this.reports).filteredOn(TerminationReport.class::isInstance)
			.singleElement()
			.satisfies((report) -> assertThat(((TerminationReport) report).lastMessage()).isSameAs(crash));
	}

	@Test
	void theSenderIsToldWhyThereIsNoAnswer() {
		ServerRef<Scripted> server = ref(new Scripted());
		accompany("it");
		Scripted.Ask silence = new Scripted.Ask((ask, from, state) -> CastResult.noReply(state));
		assertThatExceptionOfType(CallTimeoutException.class)
			.isThrownBy(() -> server.call(silence, Duration.ofSeconds(1)));
		assertThat(this.seen).containsExactly("it begins", "it ends", "it sent, CallTimeoutException");
	}

	@Test
	void whatAServerThrowsToStopInOrderPassesThrough() {
		Scripted scripted = new Scripted();
		Pid pid = start(scripted);
		accompany("it");
		ServerRef.<Scripted>of(pid).cast(new Scripted.Tell((state) -> CastResult.stop(ExitReason.NORMAL, state)));
		this.scheduler.runUntilIdle();
		assertThat(this.seen).containsExactly("it sent", "it begins", "it ends with ExitException");
		assertThat(pid.isAlive()).isFalse();
		assertThat(this.reports).isEmpty();
	}

	@Test
	void aProcessThatIsNoBehaviourGetsTheMessageItself() {
		accompany("it");
		Scripted.Tell tell = tells();
		Object received = inProcess((self) -> {
			ServerRef.<Scripted>of(self.self()).cast(tell);
			return self.receive((message) -> true);
		});
		assertThat(received).isSameAs(tell);
		assertThat(this.seen).containsExactly("it sent");
	}

	@Test
	void whoWatchesAServerSeesTheMessageItself() {
		List<SystemEvent> events = new CopyOnWriteArrayList<>();
		Pid pid = start(new Scripted());
		Sys.install(pid, "events", (state, event, process) -> {
			events.add(event);
			return state;
		}, "");
		accompany("it");
		Scripted.Tell tell = tells();
		ServerRef.<Scripted>of(pid).cast(tell);
		this.scheduler.runUntilIdle();
		assertThat(events).contains(new SystemEvent.In(tell, null));
	}

	@Test
	void aMessageIsNotSentIfTheInterceptorThrows() {
		ServerRef<Scripted> server = ref(new Scripted());
		MessageInterceptors.of(this.system).add((message) -> {
			throw new IllegalStateException("no");
		});
		assertThatIllegalStateException().isThrownBy(() -> server.cast(tells()));
		this.scheduler.runUntilIdle();
		assertThat(this.seen).isEmpty();
	}

	private void accompany(String name) {
		MessageInterceptors.of(this.system).add((message) -> new Companion(name));
	}

	private Scripted.Ask asks() {
		return new Scripted.Ask((ask, from, state) -> {
			this.seen.add("handled");
			return ask.reply("done", state);
		});
	}

	private Scripted.Tell tells() {
		return new Scripted.Tell((state) -> {
			this.seen.add("handled");
			return CastResult.noReply(state);
		});
	}

}
