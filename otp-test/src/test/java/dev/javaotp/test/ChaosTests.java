package dev.javaotp.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import dev.javaotp.gen.CallException;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.Sys;
import dev.javaotp.process.Down;
import dev.javaotp.process.Exit;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.Ref;
import dev.javaotp.registry.Registry;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.ChildStatus;
import dev.javaotp.supervisor.RestartIntensity;
import dev.javaotp.supervisor.Strategy;
import dev.javaotp.supervisor.Supervision;
import dev.javaotp.supervisor.Supervisor;
import dev.javaotp.supervisor.SupervisorFigures;
import dev.javaotp.supervisor.SupervisorSpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A tree of supervisors whose workers write to and watch each other while the test kills,
 * crashes, suspends and delays whoever it meets; thousands of times, each in another
 * order. Whatever happened, afterwards the rules of {@code docs/guarantees.md} must have
 * held.
 */
class ChaosTests {

	private static final int STEPS = 60;

	private static final RestartIntensity UNLIMITED = new RestartIntensity(Integer.MAX_VALUE, Duration.ofSeconds(1));

	private final List<Worker> everyWorker = new ArrayList<>();

	private final Set<Pid> suspended = new HashSet<>();

	private int notes;

	@SimulationTest(seeds = 3_000)
	void whateverHappensTheRulesHold(Simulation simulation) {
		ProcessSystem system = simulation.system();
		Supervisor root = Supervisor.start(system, tree());
		int processes = system.processCount();
		for (int i = 0; i < STEPS; i++) {
			blow(simulation);
			for (int steps = simulation.random().nextInt(8); steps > 0; steps--) {
				simulation.step();
			}
		}
		calmDown(simulation);
		assertThatNothingWasHandledTwiceOrLost();
		assertThatEveryMonitorFiredOnce();
		assertThat(system.processCount()).as("nobody is left over").isEqualTo(processes);
		assertThatChildrenEqualTheirSpecs(system);
		root.stop(Duration.ofMinutes(1));
		assertThat(system.processCount()).isZero();
	}

	// --- the tree

	private SupervisorSpec tree() {
		int number = 0;
		List<ChildSpec> supervisors = new ArrayList<>();
		for (Strategy strategy : Strategy.values()) {
			List<ChildSpec> workers = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				workers.add(worker("w" + number++));
			}
			supervisors.add(ChildSpec.supervisor(strategy.name(),
					SupervisorSpec.of(strategy.name())
						.withStrategy(strategy)
						.withIntensity(UNLIMITED)
						.withChildren(workers.toArray(ChildSpec[]::new))));
		}
		return SupervisorSpec.of("root").withIntensity(UNLIMITED).withChildren(supervisors.toArray(ChildSpec[]::new));
	}

	private ChildSpec worker(String name) {
		boolean traps = name.hashCode() % 2 == 0;
		return ChildSpec.server(name, () -> new Worker(this),
				traps ? StartOptions.named(name).withTrapExits() : StartOptions.named(name));
	}

	private Stream<SupervisorFigures> supervisors(ProcessSystem system) {
		return Supervision.of(system).supervisors().stream();
	}

	// --- the storm

	private void blow(Simulation simulation) {
		ProcessSystem system = simulation.system();
		Random random = simulation.random();
		Worker worker = any(random);
		switch (random.nextInt(12)) {
			case 0 -> system.exit(worker.pid, ExitReason.KILL);
			case 1 -> system.exit(worker.pid, ExitReason.of("signal"));
			case 2 -> system.send(worker.pid, new Command.Crash());
			case 3 -> system.exit(anySupervisor(simulation), ExitReason.KILL);
			case 4 -> suspend(worker.pid);
			case 5 -> resume(worker.pid);
			case 6 -> system.send(worker.pid, new Command.Watch(any(random).pid));
			case 7 -> system.send(worker.pid, new Command.Forget());
			case 8 -> simulation.advance(Duration.ofMillis(random.nextInt(50)));
			default -> {
				Duration delay = Duration.ofMillis(random.nextInt(3) * 20L);
				system.send(worker.pid, new Command.Write(any(random).pid, delay));
			}
		}
	}

	private Worker any(Random random) {
		return this.everyWorker.get(random.nextInt(this.everyWorker.size()));
	}

	private Pid anySupervisor(Simulation simulation) {
		List<Pid> nested = supervisors(simulation.system()).skip(1)
			.flatMap((figures) -> figures.pid().stream())
			.toList();
		return nested.isEmpty() ? any(simulation.random()).pid : nested.get(simulation.random().nextInt(nested.size()));
	}

	private void suspend(Pid pid) {
		try {
			Sys.suspend(pid);
			this.suspended.add(pid);
		}
		catch (CallException ended) {
			// it has been hit before
		}
	}

	private void resume(Pid pid) {
		this.suspended.remove(pid);
		try {
			Sys.resume(pid);
		}
		catch (CallException ended) {
			// it has been hit before
		}
	}

	private void calmDown(Simulation simulation) {
		Set.copyOf(this.suspended).forEach(this::resume);
		simulation.advance(Duration.ofMinutes(1));
	}

	// --- the rules

	private void assertThatNothingWasHandledTwiceOrLost() {
		Map<Pid, List<Note>> handled = new HashMap<>();
		for (Worker worker : this.everyWorker) {
			assertThat(worker.handled).as("%s handled each note once", worker.pid).doesNotHaveDuplicates();
			handled.put(worker.pid, worker.handled);
		}
		for (Worker writer : this.everyWorker) {
			for (Worker reader : this.everyWorker) {
				List<Note> sent = writer.written.stream().filter((note) -> note.to() == reader.pid).toList();
				List<Note> got = handled.get(reader.pid).stream().filter((note) -> note.from() == writer.pid).toList();
				if (reader.pid.isAlive()) {
					assertThat(got).as("from %s to %s, which live", writer.pid, reader.pid).isEqualTo(sent);
				}
				else {
					assertThat(got).as("from %s to %s, as far as that lived", writer.pid, reader.pid)
						.isEqualTo(sent.subList(0, Math.min(got.size(), sent.size())));
				}
			}
		}
	}

	private void assertThatEveryMonitorFiredOnce() {
		for (Worker worker : this.everyWorker) {
			if (worker.pid.isAlive()) {
				worker.watched.forEach((ref, pid) -> assertThat(worker.downs.getOrDefault(ref, 0))
					.as("Downs of %s at %s", pid, worker.pid)
					.isEqualTo((pid.isAlive() || worker.forgotten.contains(ref)) ? 0 : 1));
			}
			else {
				assertThat(worker.downs.values()).as("Downs at %s", worker.pid).allMatch((count) -> count == 1);
			}
		}
	}

	private void assertThatChildrenEqualTheirSpecs(ProcessSystem system) {
		List<SupervisorFigures> supervisors = supervisors(system).toList();
		assertThat(supervisors).extracting(SupervisorFigures::id)
			.containsExactly("root", "ONE_FOR_ONE", "ONE_FOR_ALL", "REST_FOR_ONE");
		int number = 0;
		for (SupervisorFigures figures : supervisors.subList(1, supervisors.size())) {
			List<String> newestFirst = List.of("w" + number++, "w" + number++, "w" + number++).reversed();
			assertThat(Supervisor.of(figures.pid().orElseThrow()).whichChildren()).as(figures.id())
				.allMatch((child) -> child.status() == ChildStatus.RUNNING && child.pid().isAlive())
				.allMatch((child) -> Registry.of(system).whereIs(child.id()) == child.pid())
				.extracting((child) -> child.id())
				.containsExactlyElementsOf(newestFirst);
		}
	}

	// --- those who live through it

	/** What one worker writes to another. */
	private record Note(int number, Pid from, Pid to) {
	}

	private sealed interface Command extends Message<Worker> {

		record Write(Pid to, Duration delay) implements Command {
		}

		record Crash() implements Command {
		}

		record Watch(Pid pid) implements Command {
		}

		record Forget() implements Command {
		}

	}

	private static final class Worker implements GenServer<Worker, Request<?, ?>, Command> {

		private final ChaosTests test;

		@SuppressWarnings("NullAway.Init")
		private ProcessContext self;

		@SuppressWarnings("NullAway.Init")
		Pid pid;

		final List<Note> written = new ArrayList<>();

		final List<Note> handled = new ArrayList<>();

		final Map<Ref, Pid> watched = new LinkedHashMap<>();

		final Map<Ref, Integer> downs = new HashMap<>();

		final Set<Ref> forgotten = new HashSet<>();

		Worker(ChaosTests test) {
			this.test = test;
		}

		@Override
		public InitResult<Worker> init(ProcessContext self) {
			this.self = self;
			this.pid = self.self();
			this.test.everyWorker.add(this);
			return InitResult.ok(this);
		}

		@Override
		public CastResult<Worker> handleCast(Command command, Worker state) {
			switch (command) {
				case Command.Write write when write.delay().isZero() -> write(write.to());
				case Command.Write write ->
					this.self.sendAfter(write.delay(), this.pid, new Command.Write(write.to(), Duration.ZERO));
				case Command.Crash crash -> throw new IllegalStateException("crash");
				case Command.Watch watch -> this.watched.put(this.self.monitor(watch.pid()), watch.pid());
				case Command.Forget forget -> this.watched.keySet().forEach(this::forget);
			}
			return CastResult.noReply(state);
		}

		private void write(Pid to) {
			Note note = new Note(this.test.notes++, this.pid, to);
			this.self.send(to, note);
			this.written.add(note);
		}

		private void forget(Ref ref) {
			if (!this.downs.containsKey(ref)) {
				this.self.demonitorFlush(ref);
				this.forgotten.add(ref);
			}
		}

		@Override
		public CastResult<Worker> handleInfo(Object message, Worker state) {
			switch (message) {
				case Note note -> this.handled.add(note);
				case Down down -> this.downs.merge(down.ref(), 1, Integer::sum);
				case Exit exit -> {
					// of the signals that others send to those who trap exits
				}
				default -> throw new AssertionError("nobody sends " + message);
			}
			return CastResult.noReply(state);
		}

	}

}
