package dev.javaotp.gen;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import dev.javaotp.gen.CallOutcome.Failed;
import dev.javaotp.gen.CallOutcome.Reply;
import dev.javaotp.gen.CallOutcome.TimedOut;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PendingCallTests extends GenTestSupport {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Scripted.Ask SLOW = new Scripted.Ask((ask, from, state) -> {
		ProcessContext.current().sleep(Duration.ofSeconds(3));
		return ask.reply("at last", state);
	});

	@Test
	void theAnswerIsFetchedLater() {
		PendingCall<Object> call = ref(new Scripted()).sendRequest(Scripted.Ask.reply("yes"));
		assertThat(call.receiveResponse(SECOND)).isEqualTo(new Reply<Object>("yes"));
		assertThat(call.receiveResponse(SECOND)).isEqualTo(new Reply<Object>("yes"));
		assertThat(call.waitResponse(Duration.ZERO)).isEqualTo(new Reply<Object>("yes"));
		assertThat(call.abandon()).isFalse();
	}

	@Test
	void severalServersWorkAtTheSameTime() {
		List<PendingCall<Object>> calls = List.of(ref(new Scripted()).sendRequest(SLOW),
				ref(new Scripted()).sendRequest(SLOW));
		long before = this.system.time().nanoTime();
		for (PendingCall<Object> call : calls) {
			assertThat(call.receiveResponse(ServerRef.FOREVER)).isEqualTo(new Reply<Object>("at last"));
		}
		assertThat(this.system.time().nanoTime() - before).isEqualTo(Duration.ofSeconds(3).toNanos());
	}

	@Test
	void aReceiveThatTimesOutGivesTheRequestUp() {
		PendingCall<Object> call = ref(new Scripted()).sendRequest(SLOW);
		assertThat(call.receiveResponse(SECOND)).isEqualTo(new TimedOut<>());
		assertThat(call.receiveResponse(SECOND.multipliedBy(10))).isEqualTo(new TimedOut<>());
	}

	@Test
	void aWaitThatTimesOutKeepsTheRequest() {
		PendingCall<Object> call = ref(new Scripted()).sendRequest(SLOW);
		assertThat(call.waitResponse(SECOND)).isEqualTo(new TimedOut<>());
		assertThat(call.waitResponse(SECOND.multipliedBy(10))).isEqualTo(new Reply<Object>("at last"));
	}

	@Test
	void sendingToNobodyFailsOnlyWhenTheAnswerIsFetched() {
		PendingCall<Object> call = ServerRef.<Scripted>named(this.system, "nobody").sendRequest(SLOW);
		assertThat(call.receiveResponse(SECOND)).isEqualTo(new Failed<>(ExitReason.NOPROC));
		ServerRef<Scripted> dead = ref(new Scripted());
		dead.stop();
		assertThat(dead.sendRequest(SLOW).waitResponse(SECOND)).isEqualTo(new Failed<>(ExitReason.NOPROC));
	}

	@Test
	void theEndOfTheServerIsAnOutcome() {
		PendingCall<Object> call = ref(new Scripted())
			.sendRequest(new Scripted.Ask((ask, from, state) -> CastResult.stop(BOOM, state)));
		assertThat(call.receiveResponse(SECOND)).isEqualTo(new Failed<>(BOOM));
	}

	@Test
	void aServerMayAskItself() {
		Scripted scripted = new Scripted();
		ServerRef<Scripted> server = ref(scripted);
		AtomicReference<PendingCall<Object>> inner = new AtomicReference<>();
		server.call(new Scripted.Ask((ask, from, state) -> {
			inner.set(server.sendRequest(Scripted.Ask.state()));
			return ask.reply("yes", state);
		}));
		assertThat(inner.get().receiveResponse(SECOND)).isEqualTo(new Reply<Object>("state"));
	}

	@Test
	void anAnswerMayComeAsAMessage() {
		record Known(CallOutcome<Object> outcome) {
		}
		ServerRef<Scripted> asked = ref(new Scripted());
		Scripted asking = new Scripted();
		ServerRef<Scripted> server = ref(asking);
		server.cast(new Scripted.Tell((state) -> {
			asked.sendRequest(asking.self, Scripted.Ask.reply("yes"), Known::new);
			return CastResult.noReply(state);
		}));
		this.scheduler.runUntilIdle();
		assertThat(asking.events).containsExactly("init", "cast", new Known(new Reply<>("yes")));
	}

	@Test
	void aFailureComesAsAMessageAlsoFromTheProcessThatEnds() {
		ServerRef<Scripted> asked = ref(new Scripted());
		inProcess((self) -> {
			asked.sendRequest(self, SLOW, (outcome) -> outcome);
			self.sleep(SECOND);
			self.exit(asked.pid().orElseThrow(), ExitReason.KILL);
			assertThat(self.receive()).isEqualTo(new Failed<>(ExitReason.KILLED));
			asked.sendRequest(self, SLOW, (outcome) -> outcome);
			assertThat(self.receive()).isEqualTo(new Failed<>(ExitReason.NOPROC));
			return null;
		});
	}

	@Test
	void aRequestThatWasGivenUpSendsNothing() {
		ServerRef<Scripted> asked = ref(new Scripted());
		inProcess((self) -> {
			PendingCall<Object> call = asked.sendRequest(self, SLOW, (outcome) -> outcome);
			assertThat(call.abandon()).isTrue();
			assertThat(self.receive((message) -> true, SECOND.multipliedBy(10))).isNull();
			return null;
		});
	}

	@Test
	void theServerKnowsWhoAsks() {
		ServerRef<Scripted> asked = ref(new Scripted());
		Pid asking = this.<Pid>inProcess((self) -> {
			PendingCall<Object> call = asked
				.sendRequest(new Scripted.Ask((ask, from, state) -> ask.reply(from.caller(), state)));
			assertThat(call.receiveResponse(SECOND)).isEqualTo(new Reply<Object>(self.self()));
			return self.self();
		});
		assertThat(asking).isNotNull();
	}

	@Test
	void saysWhomItAsked() {
		assertThat(ServerRef.<Scripted>named(this.system, "ledger").sendRequest(SLOW))
			.hasToString("PendingCall[ledger, an ask]");
	}

}
