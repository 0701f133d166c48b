package dev.javaotp.process;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import dev.javaotp.scheduler.ManualScheduler;
import dev.javaotp.scheduler.Scheduler;
import dev.javaotp.scheduler.ThreadScheduler;

/**
 * A process system for one test, with what its processes report.
 */
final class Machine implements AutoCloseable {

	/** Who runs the processes of a test. */
	enum Runner {

		/** One at a time, in an order drawn from a seed, in time that stands still. */
		MANUAL,

		/** Two threads. */
		THREADS

	}

	final ProcessSystem system;

	final List<Object> reports = new CopyOnWriteArrayList<>();

	Machine(Runner runner) {
		this(switch (runner) {
			case MANUAL -> new ManualScheduler(42);
			case THREADS -> ThreadScheduler.create("test", 2);
		});
	}

	Machine(Scheduler scheduler) {
		this.system = ProcessSystem.builder()
			.nodeName("test")
			.scheduler(scheduler)
			.reportListener(this.reports::add)
			.build();
	}

	ManualScheduler manual() {
		return (ManualScheduler) this.system.scheduler();
	}

	/** A puppet without parent that does not trap exits. */
	Puppet puppet() {
		return puppet(SpawnOptions.DEFAULTS);
	}

	/** A puppet that traps exits. */
	Puppet trapping() {
		return puppet(SpawnOptions.DEFAULTS.withTrapExits());
	}

	Puppet puppet(SpawnOptions options) {
		Puppet puppet = new Puppet(this.system);
		return puppet.is(this.system.spawn(puppet, options));
	}

	/** A puppet that was linked with its parent from its first moment. */
	Puppet child(Puppet parent) {
		Puppet puppet = new Puppet(this.system);
		return puppet.is(parent.does((self) -> self.spawnLink(puppet, SpawnOptions.DEFAULTS)));
	}

	/** Runs code in a process of its own and returns its result. */
	<T> T inProcess(Function<ProcessContext, T> body) {
		Answer<T> answer = new Answer<>(this.system);
		this.system.spawn((self) -> answer.put(body.apply(self)));
		return answer.get();
	}

	/** To be asked before the end: the reason that a process will end with. */
	Answer<ExitReason> endOf(Pid pid) {
		Answer<ExitReason> end = new Answer<>(this.system);
		this.system.onDown(pid, end::put);
		return end;
	}

	@Override
	public void close() {
		this.system.close();
	}

}
