package dev.javaotp.gen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.javaotp.gen.NextResponse.NoRequest;
import dev.javaotp.gen.NextResponse.Response;
import dev.javaotp.gen.NextResponse.TimedOut;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ManualScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PendingCallsTests extends GenTestSupport {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final PendingCalls<String, Object> calls = new PendingCalls<>();

	@Test
	void answersAreTakenAsTheyCome() {
		PendingCall<Object> slow = ref(new Scripted()).sendRequest(after(3));
		PendingCall<Object> quick = ref(new Scripted()).sendRequest(after(1));
		PendingCall<Object> failing = ref(new Scripted())
			.sendRequest(new Scripted.Ask((ask, from, state) -> CastResult.stop(BOOM, state)));
		this.calls.add(slow, "slow");
		this.calls.add(quick, "quick");
		this.calls.add(failing, "failing");
		assertThat(this.calls.size()).isEqualTo(3);
		assertThat(next()).isEqualTo(new Response<>("failing", failing, new CallOutcome.Failed<>(BOOM)));
		assertThat(next()).isEqualTo(new Response<>("quick", quick, new CallOutcome.Reply<>("after 1")));
		assertThat(this.calls.toList()).containsExactly(new PendingCalls.Labelled<>("slow", slow));
		assertThat(next()).isEqualTo(new Response<>("slow", slow, new CallOutcome.Reply<>("after 3")));
		assertThat(next()).isEqualTo(new NoRequest<>());
	}

	@Test
	void aProcessMayCollectAnswers() {
		ServerRef<Scripted> first = ref(new Scripted());
		ServerRef<Scripted> second = ref(new Scripted());
		List<Object> labels = inProcess((self) -> {
			PendingCalls<Integer, Object> calls = new PendingCalls<>();
			calls.add(first.sendRequest(after(2)), 1);
			calls.add(second.sendRequest(after(1)), 2);
			List<Object> seen = new ArrayList<>();
			while (calls.receiveResponse(ServerRef.FOREVER) instanceof Response<Integer, Object> response) {
				seen.add(response.label());
			}
			return seen;
		});
		assertThat(labels).containsExactly(2, 1);
	}

	@Test
	void aReceiveThatTimesOutGivesAllUp() {
		PendingCall<Object> call = ref(new Scripted()).sendRequest(after(3));
		this.calls.add(call, "a");
		assertThat(this.calls.receiveResponse(SECOND)).isEqualTo(new TimedOut<>());
		assertThat(this.calls.size()).isZero();
		this.scheduler.advance(Duration.ofSeconds(10));
		assertThat(call.waitResponse(SECOND)).isEqualTo(new CallOutcome.TimedOut<>());
	}

	@Test
	void aWaitThatTimesOutKeepsAll() {
		PendingCall<Object> call = ref(new Scripted()).sendRequest(after(3));
		this.calls.add(call, "a");
		assertThat(this.calls.waitResponse(SECOND)).isEqualTo(new TimedOut<>());
		assertThat(this.calls.checkResponse()).isEqualTo(new TimedOut<>());
		this.scheduler.advance(Duration.ofSeconds(10));
		assertThat(this.calls.checkResponse()).isEqualTo(new Response<>("a", call, new CallOutcome.Reply<>("after 3")));
		assertThat(this.calls.checkResponse()).isEqualTo(new NoRequest<>());
	}

	@Test
	void anEmptyCollectionDoesNotWait() {
		assertThat(this.calls.receiveResponse(ServerRef.FOREVER)).isEqualTo(new NoRequest<>());
		assertThat(this.calls.waitResponse(ServerRef.FOREVER)).isEqualTo(new NoRequest<>());
	}

	@Test
	void aRequestThatWasGivenUpByItselfComesAsSuch() {
		PendingCall<Object> call = ref(new Scripted()).sendRequest(after(3));
		this.calls.add(call, "a");
		call.abandon();
		assertThat(next()).isEqualTo(new Response<>("a", call, new CallOutcome.TimedOut<>()));
	}

	@Test
	void theEndOfAServerEndsTheWait() {
		ServerRef<Scripted> server = ref(new Scripted());
		PendingCall<Object> call = server
			.sendRequest(new Scripted.Ask((ask, from, state) -> CastResult.noReply(state)));
		this.calls.add(call, "a");
		this.scheduler.runUntilIdle();
		this.system.exit(server.pid().orElseThrow(), ExitReason.KILL);
		assertThat(next()).isEqualTo(new Response<>("a", call, new CallOutcome.Failed<>(ExitReason.KILLED)));
	}

	@Test
	void aRequestIsAddedOnce() {
		PendingCall<Object> call = ref(new Scripted()).sendRequest(after(1));
		this.calls.add(call, "a");
		assertThatIllegalArgumentException().isThrownBy(() -> this.calls.add(call, "b"))
			.withMessage(call + " is in the collection already");
	}

	@Test
	void allRequestsAreOfOneSystem() {
		this.calls.add(ref(new Scripted()).sendRequest(after(1)), "a");
		try (ProcessSystem other = ProcessSystem.builder()
			.nodeName("other")
			.scheduler(new ManualScheduler(1))
			.build()) {
			PendingCall<Object> call = ServerRef.<Scripted>named(other, "nobody").sendRequest(after(1));
			assertThatIllegalArgumentException().isThrownBy(() -> this.calls.add(call, "b"))
				.withMessage("a collection holds requests of one system: " + call + " was sent in other, others in "
						+ this.system.nodeName());
		}
	}

	@Test
	void anInterruptEndsTheWaitAndGivesAllUp() {
		try (ProcessSystem threads = ProcessSystem.create()) {
			ServerRef<Scripted> server = ServerRef.of(GenServer.start(threads, new Scripted()).pid());
			Scripted.Ask unanswered = new Scripted.Ask((ask, from, state) -> CastResult.noReply(state));
			this.calls.add(server.sendRequest(unanswered), "a");
			this.calls.add(server.sendRequest(unanswered), "b");
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(CallInterruptedException.class)
				.isThrownBy(() -> this.calls.waitResponse(ServerRef.FOREVER))
				.withMessage("interrupted while waiting for one of 2 answers");
			assertThat(Thread.interrupted()).isTrue();
			assertThat(this.calls.size()).isZero();
		}
	}

	@Test
	@Timeout(value = 10, unit = TimeUnit.SECONDS)
	void answersWakeAWaitingThread() {
		try (ProcessSystem threads = ProcessSystem.create()) {
			for (int i = 0; i < 1_000; i++) {
				ServerRef<Scripted> server = ServerRef.of(GenServer.start(threads, new Scripted()).pid());
				this.calls.add(server.sendRequest(Scripted.Ask.reply(i)), "call " + i);
				this.calls.add(server.sendRequest(Scripted.Ask.reply(i)), "another " + i);
				assertThat(this.calls.receiveResponse(ServerRef.FOREVER)).isInstanceOf(Response.class);
				assertThat(this.calls.receiveResponse(ServerRef.FOREVER)).isInstanceOf(Response.class);
			}
			assertThat(this.calls.size()).isZero();
		}
	}

	private NextResponse<String, Object> next() {
		return this.calls.receiveResponse(Duration.ofSeconds(10));
	}

	private static Scripted.Ask after(int seconds) {
		return new Scripted.Ask((ask, from, state) -> {
			ProcessContext.current().sleep(Duration.ofSeconds(seconds));
			return ask.reply("after " + seconds, state);
		});
	}

}
