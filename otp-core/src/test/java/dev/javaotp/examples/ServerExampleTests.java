package dev.javaotp.examples;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.javaotp.gen.CallOutcome.Failed;
import dev.javaotp.gen.CallOutcome.Reply;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.MultiCallResult;
import dev.javaotp.gen.NextResponse.Response;
import dev.javaotp.gen.PendingCall;
import dev.javaotp.gen.PendingCalls;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ManualScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The examples of the page about servers. */
class ServerExampleTests {

	private final ManualScheduler scheduler = new ManualScheduler(1);

	private final ProcessSystem system = ProcessSystem.builder().scheduler(this.scheduler).build();

	@AfterEach
	void close() {
		this.system.close();
	}

	@Test
	void aServerIsCalledAndTold() {
		Pid pid = GenServer.start(this.system, new Counter(7), StartOptions.named("counter")).pid();
		ServerRef<Counter> counter = ServerRef.named(this.system, "counter");

		long first = counter.call(new Counter.Next()); // waits for the answer
		counter.cast(new Counter.Reset(0)); // does not wait
		assertThat(first).isEqualTo(7);
		assertThat(counter.call(new Counter.Peek())).isZero();
		counter.stop();
		assertThat(pid.isAlive()).isFalse();
	}

	@Test
	void anAnswerIsFetchedLater() {
		ServerRef<Counter> counter = ServerRef.of(GenServer.start(this.system, new Counter(7)).pid());
		PendingCall<Long> call = counter.sendRequest(new Counter.Next());
		// do something else meanwhile
		String text = switch (call.receiveResponse(Duration.ofSeconds(1))) {
			case Reply<Long>(Long number) -> "number " + number;
			case Failed<Long>(ExitReason reason) -> "no number: " + reason;
			default -> "no number in time";
		};
		assertThat(text).isEqualTo("number 7");
	}

	@Test
	void manyAreAskedAtOnce() {
		Map<String, ServerRef<Counter>> counters = Map.of("north",
				ServerRef.of(GenServer.start(this.system, new Counter(1)).pid()), //
				"south", ServerRef.of(GenServer.start(this.system, new Counter(2)).pid()));
		PendingCalls<String, Long> calls = new PendingCalls<>();
		counters.forEach((gate, counter) -> calls.add(counter.sendRequest(new Counter.Peek()), gate));
		Map<String, Long> visitors = new TreeMap<>();
		while (calls.receiveResponse(Duration.ofSeconds(1)) instanceof Response<String, Long> response) {
			if (response.outcome() instanceof Reply<? extends Long> reply) {
				visitors.put(response.label(), reply.value());
			}
		}
		assertThat(visitors).containsExactly(Map.entry("north", 1L), Map.entry("south", 2L));
	}

	@Test
	void serversOfOneNameAreAskedOnAllNodes() {
		GenServer.start(this.system, new Counter(7), StartOptions.named("counter"));
		MultiCallResult<Long> result = GenServer.multiCall(this.system, List.of(this.system.nodeName()), "counter",
				new Counter.Peek(), ServerRef.FOREVER);
		assertThat(result.replies()).extracting(MultiCallResult.Reply::value).containsExactly(7L);
		assertThat(result.badNodes()).isEmpty();
	}

}
