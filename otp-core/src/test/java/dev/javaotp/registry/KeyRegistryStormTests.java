package dev.javaotp.registry;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes that fight for a few keys and are killed while they do, on real threads.
 */
class KeyRegistryStormTests {

	private static final int KEYS = 4;

	private static final int PROCESSES = 2000;

	private static final int ROUNDS = 20;

	private final UniqueOwners owners = new UniqueOwners();

	/** Who says to have which key: a second opinion. */
	private static final class UniqueOwners {

		private final AtomicReferenceArray<@Nullable Pid> owner = new AtomicReferenceArray<>(KEYS);

		private final AtomicInteger conflicts = new AtomicInteger();

		void taken(int key, Pid pid) {
			Pid before = this.owner.getAndSet(key, pid);
			// one that was killed could not say that it gave the key up
			if (before != null && before.isAlive()) {
				this.conflicts.incrementAndGet();
			}
		}

		void givenUp(int key, Pid pid) {
			this.owner.compareAndSet(key, pid, null);
		}

	}

	@Test
	@Timeout(value = 120, unit = TimeUnit.SECONDS)
	void aKeyHasOneOwnerAndTheDeadLeaveNothing() throws Exception {
		try (ProcessSystem system = ProcessSystem.builder().reportListener((report) -> {
		}).build()) {
			UniqueKeys<Integer, String> unique = KeyRegistry.<Integer, String>builder(system, "unique").unique();
			DuplicateKeys<Integer, String> duplicate = KeyRegistry.<Integer, String>builder(system, "duplicate")
				.duplicate();
			CountDownLatch ends = new CountDownLatch(PROCESSES);
			AtomicInteger leftAtTheEnd = new AtomicInteger();
			Pid[] last = new Pid[16];
			for (int i = 0; i < PROCESSES; i++) {
				Pid pid = system.spawn((self) -> fight(self, unique, duplicate));
				system.onDown(pid, (reason) -> {
					if (!unique.keys(pid).isEmpty() || !duplicate.keys(pid).isEmpty()) {
						leftAtTheEnd.incrementAndGet();
					}
					ends.countDown();
				});
				last[i % last.length] = pid;
				Pid victim = last[ThreadLocalRandom.current().nextInt(last.length)];
				if (victim != null) {
					system.exit(victim, ExitReason.KILL);
				}
			}
			ends.await();
			assertThat(this.owners.conflicts).hasValue(0);
			assertThat(leftAtTheEnd).hasValue(0);
			assertThat(unique.count()).isZero();
			assertThat(duplicate.count()).isZero();
			assertThat(duplicate.lookup(0)).isEqualTo(List.of());
		}
	}

	private void fight(ProcessContext self, UniqueKeys<Integer, String> unique,
			DuplicateKeys<Integer, String> duplicate) {
		for (int round = 0; round < ROUNDS; round++) {
			int key = ThreadLocalRandom.current().nextInt(KEYS);
			duplicate.register(self, key, "d");
			if (unique.register(self, key, "u") instanceof RegisterResult.Registered) {
				this.owners.taken(key, self.self());
				Thread.yield();
				this.owners.givenUp(key, self.self());
				unique.unregister(self, key);
			}
		}
	}

}
