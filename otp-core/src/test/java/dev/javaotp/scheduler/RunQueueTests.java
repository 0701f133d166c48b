package dev.javaotp.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RunQueueTests {

	private final RunQueue queue = new RunQueue();

	@Test
	void itGivesTheOldestFirst() {
		List<Task> tasks = tasks(10);
		tasks.forEach(this.queue::offer);
		assertThat(this.queue.size()).isEqualTo(10);
		tasks.forEach((task) -> assertThat(this.queue.poll()).isSameAs(task));
		assertThat(this.queue.poll()).isNull();
		assertThat(this.queue.size()).isZero();
	}

	@Test
	void itRefusesWhatItHasNoRoomForAndTakesMoreAfterwards() {
		List<Task> tasks = tasks(257);
		for (int i = 0; i < 256; i++) {
			assertThat(this.queue.offer(tasks.get(i))).isTrue();
		}
		assertThat(this.queue.offer(tasks.get(256))).isFalse();
		assertThat(this.queue.poll()).isSameAs(tasks.get(0));
		assertThat(this.queue.offer(tasks.get(256))).isTrue();
		for (int i = 1; i < 257; i++) {
			assertThat(this.queue.poll()).isSameAs(tasks.get(i));
		}
	}

	@Test
	void ownerAndThievesTakeEachTaskExactlyOnce() throws Exception {
		int count = 200_000;
		ConcurrentHashMap<Task, AtomicInteger> taken = new ConcurrentHashMap<>();
		AtomicBoolean done = new AtomicBoolean();
		List<Thread> thieves = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			thieves.add(Thread.ofPlatform().start(() -> {
				while (!done.get() || this.queue.size() > 0) {
					count(taken, this.queue.poll());
				}
			}));
		}
		for (int i = 0; i < count; i++) {
			Task task = new Work(null, () -> {
			});
			while (!this.queue.offer(task)) {
				count(taken, this.queue.poll());
			}
		}
		done.set(true);
		for (Thread thief : thieves) {
			thief.join();
		}
		assertThat(taken).hasSize(count);
		assertThat(taken.values()).allMatch((times) -> times.get() == 1);
	}

	private static void count(ConcurrentHashMap<Task, AtomicInteger> taken, Task task) {
		if (task != null) {
			taken.computeIfAbsent(task, (key) -> new AtomicInteger()).incrementAndGet();
		}
	}

	private static List<Task> tasks(int count) {
		List<Task> tasks = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			tasks.add(new Work(null, () -> {
			}));
		}
		return tasks;
	}

}
