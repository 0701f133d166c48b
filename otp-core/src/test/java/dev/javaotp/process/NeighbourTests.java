package dev.javaotp.process;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.javaotp.scheduler.ThreadScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever some handlers do, their neighbours go on: those that block or compute here are
 * released only after the neighbour has answered, so that an answer proves it. Rules 6 to
 * 8 of the architecture.
 */
@Timeout(120)
class NeighbourTests {

	private final Machine machine = new Machine(ThreadScheduler.create("test", 2));

	private final CountDownLatch release = new CountDownLatch(1);

	private final AtomicBoolean released = new AtomicBoolean();

	@AfterEach
	void close() {
		this.released.set(true);
		this.release.countDown();
		this.machine.close();
	}

	@Test
	void aNeighbourFinishesWhileTenThousandHandlersBlock() throws InterruptedException {
		int count = 10_000;
		CountDownLatch returned = new CountDownLatch(count);
		Reaction blocking = (message) -> {
			this.release.await();
			returned.countDown();
		};
		List<Pid> blocked = spawn(count, blocking);
		blocked.forEach((pid) -> this.machine.system.send(pid, "block"));
		neighbourFinishes();
		assertThat(returned.getCount()).isEqualTo(count);
		this.release.countDown();
		returned.await();
	}

	@Test
	void aNeighbourFinishesWhileHandlersOfManyKindsBlock() throws InterruptedException {
		// nothing learned from one helps with the next: more threads have to be started
		int count = 300;
		CountDownLatch returned = new CountDownLatch(count);
		List<Class<?>> types = List.of(int.class, long.class);
		List<Pid> blocked = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			Class<?> kind = Array.newInstance(types.get(i / 200), new int[(i % 200) + 1]).getClass();
			blocked.add(this.machine.system.spawn(new Reaction() {

				@Override
				public void handle(Object message) throws InterruptedException {
					NeighbourTests.this.release.await();
					returned.countDown();
				}

				@Override
				public Class<?> kind() {
					return kind;
				}

			}, SpawnOptions.DEFAULTS));
		}
		blocked.forEach((pid) -> this.machine.system.send(pid, "block"));
		neighbourFinishes();
		assertThat(returned.getCount()).isEqualTo(count);
		this.release.countDown();
		returned.await();
	}

	@Test
	void aNeighbourFinishesWhileFourHandlersSpin() throws InterruptedException {
		CountDownLatch returned = new CountDownLatch(4);
		Reaction spinning = (message) -> {
			spin();
			returned.countDown();
		};
		spawn(4, spinning).forEach((pid) -> this.machine.system.send(pid, "spin"));
		neighbourFinishes();
		assertThat(returned.getCount()).isEqualTo(4);
		this.released.set(true);
		returned.await();
	}

	@Test
	void aNeighbourFinishesWhileFourBodiesSpin() throws InterruptedException {
		CountDownLatch began = new CountDownLatch(4);
		CountDownLatch returned = new CountDownLatch(4);
		ProcessBody spinning = (self) -> {
			began.countDown();
			spin();
			returned.countDown();
		};
		for (int i = 0; i < 4; i++) {
			this.machine.system.spawn(spinning);
		}
		began.await();
		neighbourFinishes();
		// a body, too, and a virtual thread that has nothing to do with processes
		assertThat(this.machine.<Boolean>inProcess((self) -> true)).isTrue();
		Thread.startVirtualThread(() -> {
		}).join();
		assertThat(returned.getCount()).isEqualTo(4);
		this.released.set(true);
		returned.await();
	}

	@Test
	void aNeighbourFinishesWhileHandlersWaitForEachOther() {
		List<Puppet> puppets = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			Puppet puppet = this.machine.puppet();
			puppet.told((self) -> self.receive((message) -> message.equals("go")));
			puppets.add(puppet);
		}
		neighbourFinishes();
		puppets.forEach((puppet) -> this.machine.system.send(puppet.pid(), "go"));
		puppets.forEach((puppet) -> assertThat(puppet.received()).isEmpty());
	}

	@Test
	void aNeighbourFinishesWhileTwoProcessesKeepEachOtherBusy() {
		AtomicInteger passed = new AtomicInteger();
		Pid[] pair = new Pid[4];
		for (int i = 0; i < 4; i++) {
			int other = i ^ 1;
			pair[i] = this.machine.system.spawn((Reaction) (message) -> {
				passed.incrementAndGet();
				if (!this.released.get()) {
					this.machine.system.send(pair[other], message);
				}
			}, SpawnOptions.DEFAULTS);
		}
		for (int i = 0; i < 4; i++) {
			for (int j = 0; j < 1_000; j++) {
				this.machine.system.send(pair[i], j);
			}
		}
		for (int i = 0; i < 100; i++) {
			neighbourFinishes();
		}
		this.released.set(true);
	}

	private void neighbourFinishes() {
		Puppet neighbour = this.machine.puppet();
		Puppet peer = this.machine.puppet();
		neighbour.told((self) -> self.send(peer.pid(), "hello"));
		assertThat(peer.gets(String.class)).isEqualTo("hello");
	}

	private List<Pid> spawn(int count, MessageHandler handler) {
		List<Pid> pids = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			pids.add(this.machine.system.spawn(handler, SpawnOptions.DEFAULTS));
		}
		return pids;
	}

	private void spin() {
		while (!this.released.get()) {
			Thread.onSpinWait();
		}
	}

}
