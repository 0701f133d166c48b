package dev.javaotp.gen;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.Registry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls that wait without limit while servers crash, stop, and are killed and started
 * again all the time, on real threads.
 */
class CallStormTests {

	private static final int CALLERS = 6;

	private static final int CALLS = 2000;

	private static final String NAME = "target";

	record Ping(int number) implements Request<Target, Integer> {
	}

	/** Answers most of the time. */
	static class Target implements GenServer<String, Ping, Message<Target>> {

		@Override
		public InitResult<String> init(ProcessContext self) {
			return InitResult.ok("state");
		}

		@Override
		public CallResult<String> handleCall(Ping ping, From<?> from, String state) {
			return switch (ping.number() % 50) {
				case 1 -> throw new IllegalStateException("crash");
				case 2 -> ping.replyAndStop(ping.number(), ExitReason.NORMAL, state);
				case 3 -> CastResult.stop(ExitReason.of("boom"), state);
				case 4 -> CastResult.noReply(state, Next.continueWith(new Answer(ping.from(from), ping.number())));
				default -> ping.reply(ping.number(), state);
			};
		}

		@Override
		public CastResult<String> handleContinue(Object argument, String state) {
			Answer answer = (Answer) argument;
			answer.from().reply(answer.number());
			return CastResult.noReply(state);
		}

		record Answer(From<Integer> from, int number) {
		}

	}

	@Test
	@Timeout(value = 120, unit = TimeUnit.SECONDS)
	void everyCallIsAnsweredOrToldOfTheEnd() throws Exception {
		try (ProcessSystem system = ProcessSystem.builder().reportListener((report) -> {
		}).build()) {
			CountDownLatch callers = new CountDownLatch(CALLERS);
			AtomicInteger wrong = new AtomicInteger();
			AtomicInteger answered = new AtomicInteger();
			List<Thread> threads = new ArrayList<>();
			threads.add(Thread.ofPlatform().start(() -> restartUntil(callers, system)));
			threads.add(Thread.ofPlatform().start(() -> killUntil(callers, system)));
			Runnable caller = () -> {
				ServerRef<Target> target = ServerRef.named(system, NAME);
				for (int i = 0; i < CALLS; i++) {
					try {
						if (target.call(new Ping(i), ServerRef.FOREVER) != i) {
							wrong.incrementAndGet();
						}
						answered.incrementAndGet();
					}
					catch (CallException ex) {
						Thread.yield();
					}
				}
				callers.countDown();
			};
			for (int i = 0; i < CALLERS; i++) {
				if (i % 3 == 0) {
					system.spawn((self) -> caller.run());
				}
				else {
					threads.add(((i % 3 == 1) ? Thread.ofPlatform() : Thread.ofVirtual()).start(caller));
				}
			}
			callers.await();
			for (Thread thread : threads) {
				thread.join();
			}
			assertThat(wrong).hasValue(0);
			assertThat(answered).hasPositiveValue();
		}
	}

	private static void restartUntil(CountDownLatch end, ProcessSystem system) {
		while (end.getCount() > 0) {
			if (GenServer.start(system, new Target(), StartOptions.named(NAME)) instanceof StartResult.Failed) {
				Thread.yield();
			}
		}
	}

	private static void killUntil(CountDownLatch end, ProcessSystem system) {
		Registry names = Registry.of(system);
		while (end.getCount() > 0) {
			Pid pid = names.whereIs(NAME);
			if (pid != null && ThreadLocalRandom.current().nextInt(100) == 0) {
				system.exit(pid, ThreadLocalRandom.current().nextBoolean() ? ExitReason.KILL : ExitReason.of("bye"));
			}
			Thread.yield();
		}
	}

}
