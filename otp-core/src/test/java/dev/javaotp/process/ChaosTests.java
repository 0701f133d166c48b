package dev.javaotp.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import dev.javaotp.scheduler.ManualScheduler;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes that start, link, watch, end and write to each other at random, some hundred
 * times over, each time in an order drawn from a seed.
 */
class ChaosTests {

	private static final int SEEDS = 200;

	private static final int STEPS = 40;

	@Test
	void everyMonitorFiresExactlyOnceAndNothingFollowsADown() {
		for (long seed = 0; seed < SEEDS; seed++) {
			new Chaos(seed).run().check();
		}
	}

	@Test
	void theSameSeedGivesTheSameTrace() {
		for (long seed = 0; seed < SEEDS; seed += 10) {
			assertThat(new Chaos(seed).run().trace).isEqualTo(new Chaos(seed).run().trace);
		}
	}

	@Test
	void anotherSeedGivesAnotherTrace() {
		Set<List<String>> traces = new HashSet<>();
		for (long seed = 0; seed < 20; seed++) {
			traces.add(new Chaos(seed).run().trace);
		}
		assertThat(traces).hasSize(20);
	}

	/** One run; everything happens on one thread at a time. */
	private static final class Chaos {

		private final long seed;

		private final Random random;

		private final ManualScheduler scheduler;

		private final ProcessSystem system;

		private final List<Actor> actors = new ArrayList<>();

		final List<String> trace = new ArrayList<>();

		Chaos(long seed) {
			this.seed = seed;
			this.random = new Random(seed);
			this.scheduler = new ManualScheduler(seed);
			this.system = ProcessSystem.builder().scheduler(this.scheduler).reportListener((report) -> {
			}).build();
		}

		Chaos run() {
			for (int i = 0; i < 4; i++) {
				Actor actor = new Actor(this);
				actor.is(this.system.spawn(actor, SpawnOptions.DEFAULTS.withTrapExits()));
			}
			for (int step = 0; step < STEPS; step++) {
				for (int i = 0; i < 1 + this.random.nextInt(4); i++) {
					this.system.send(any(), Actor.ACT);
				}
				for (int i = 0; i < this.random.nextInt(6); i++) {
					this.scheduler.runOne();
				}
			}
			this.scheduler.runUntilIdle();
			return this;
		}

		Pid any() {
			return this.actors.get(this.random.nextInt(this.actors.size())).pid;
		}

		void check() {
			for (Actor actor : this.actors) {
				if (actor.pid.isAlive()) {
					actor.monitors.forEach((ref, watched) -> {
						int expected = (watched.isAlive() || actor.cancelled.contains(ref)) ? 0 : 1;
						assertThat(actor.downs.getOrDefault(ref, 0))
							.as("seed %d: downs of %s for %s", this.seed, watched, actor.pid)
							.isEqualTo(expected);
					});
					this.system.info(actor.pid)
						.orElseThrow()
						.links()
						.forEach((peer) -> assertThat(this.system.info(peer).orElseThrow().links())
							.as("seed %d: links are mutual", this.seed)
							.contains(actor.pid));
				}
				assertThat(actor.late).as("seed %d: came after a Down", this.seed).isEmpty();
				actor.lastSeen.forEach(
						(key, values) -> assertThat(values).as("seed %d: messages in order", this.seed).isSorted());
			}
			assertThat(this.system.processes().filter(Pid::isAlive)).hasSize(this.system.processCount());
			this.system.close();
			assertThat(this.actors).as("seed %d: all ended", this.seed).allMatch((actor) -> actor.ended == 1);
		}

	}

	/** A process that does something at random when it is told to. */
	private static final class Actor implements MessageHandler {

		static final Object ACT = new Object();

		private static final List<ExitReason> REASONS = List.of(ExitReason.NORMAL, ExitReason.SHUTDOWN, ExitReason.KILL,
				ExitReason.of("boom"));

		private final Chaos chaos;

		private ProcessContext self;

		Pid pid;

		private int sent;

		int ended;

		final Map<Ref, Pid> monitors = new LinkedHashMap<>();

		final Set<Ref> cancelled = new HashSet<>();

		final Map<Ref, Integer> downs = new HashMap<>();

		final Set<Pid> known = new HashSet<>();

		final List<Object> late = new ArrayList<>();

		final Map<Pid, List<Integer>> lastSeen = new HashMap<>();

		record Note(Pid from, int number) {
		}

		Actor(Chaos chaos) {
			this.chaos = chaos;
		}

		void is(Pid pid) {
			this.pid = pid;
			this.chaos.actors.add(this);
		}

		@Override
		public void start(ProcessContext self) {
			this.self = self;
		}

		@Override
		public void handle(Object message) {
			this.chaos.trace.add(this.self.self() + " " + describe(message));
			switch (message) {
				case Note note -> {
					if (this.known.contains(note.from())) {
						this.late.add(note);
					}
					this.lastSeen.computeIfAbsent(note.from(), (from) -> new ArrayList<>()).add(note.number());
				}
				case Down down -> {
					this.downs.merge(down.ref(), 1, Integer::sum);
					if (!down.reason().equals(ExitReason.NOPROC)) {
						this.known.add((Pid) down.process());
					}
				}
				case Exit exit -> {
					// trapped
				}
				default -> act();
			}
		}

		private static String describe(Object message) {
			return switch (message) {
				case Down down -> "down " + down.process() + " " + down.reason();
				case Exit exit -> "exit " + exit.from() + " " + exit.reason();
				case Note note -> "note " + note.from() + " " + note.number();
				default -> "act";
			};
		}

		private void act() {
			Random random = this.chaos.random;
			Pid other = this.chaos.any();
			switch (random.nextInt(12)) {
				case 0 -> {
					Actor child = new Actor(this.chaos);
					child.is(this.self.spawnLink(child, options(random)));
				}
				case 1 -> {
					Actor child = new Actor(this.chaos);
					Monitored monitored = this.self.spawnMonitor(child, options(random));
					child.is(monitored.pid());
					this.monitors.put(monitored.ref(), monitored.pid());
				}
				case 2, 3 -> this.monitors.put(this.self.monitor(other), other);
				case 4 -> {
					for (Ref ref : this.monitors.keySet().stream().limit(1).toList()) {
						if (this.self.demonitor(ref)) {
							this.cancelled.add(ref);
						}
					}
				}
				case 5 -> link(other);
				case 6 -> this.self.unlink(other);
				case 7 -> this.self.exit(other, REASONS.get(random.nextInt(REASONS.size())));
				case 8 -> {
					if (random.nextInt(4) == 0) {
						throw this.self.exit(REASONS.get(random.nextInt(REASONS.size())));
					}
				}
				case 9 -> this.self.trapExits(random.nextBoolean());
				default -> {
					for (int i = 0; i < 3; i++) {
						this.self.send(this.chaos.any(), new Note(this.pid, this.sent++));
					}
				}
			}
		}

		private void link(Pid other) {
			try {
				this.self.link(other);
			}
			catch (ErlangError ex) {
				assertThat(ex.reason()).isEqualTo("noproc");
			}
		}

		private static SpawnOptions options(Random random) {
			return (random.nextBoolean()) ? SpawnOptions.DEFAULTS.withTrapExits() : SpawnOptions.DEFAULTS;
		}

		@Override
		public void ended(ExitReason reason) {
			this.ended++;
			this.chaos.trace.add(this.pid + " ended " + reason);
		}

	}

}
