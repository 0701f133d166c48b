package dev.javaotp.gen.event;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.javaotp.gen.StartOptions;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;
import dev.javaotp.scheduler.ManualScheduler;
import org.junit.jupiter.api.AfterEach;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An event manager in a system that runs one thing at a time, and what its handlers wrote
 * down.
 */
abstract class EventTestSupport {

	static final ExitReason BOOM = ExitReason.of("boom");

	static final HandlerId<Scripted> SCRIPTED = HandlerId.of(Scripted.class);

	final List<String> events = new CopyOnWriteArrayList<>();

	final List<Object> reports = new CopyOnWriteArrayList<>();

	final ManualScheduler scheduler = new ManualScheduler(1);

	final ProcessSystem system = ProcessSystem.builder()
		.scheduler(this.scheduler)
		.reportListener(this.reports::add)
		.build();

	final Pid pid = GenEvent.start(this.system, String.class, StartOptions.named("manager")).pid();

	final EventManagerRef<String> manager = EventManagerRef.named(this.system, "manager");

	@AfterEach
	void close() {
		this.system.close();
	}

	/** Code of a process. */
	interface Body {

		void run(ProcessContext self) throws Exception;

	}

	Scripted handler(String name) {
		return new Scripted(name, this.events);
	}

	static HandlerId<Scripted> id(Object id) {
		return HandlerId.of(Scripted.class, id);
	}

	/** Runs a process that then waits for anything and ends with it. */
	Pid owner(Body body) {
		CompletableFuture<String> done = new CompletableFuture<>();
		Pid pid = this.system.spawn((self) -> {
			try {
				body.run(self);
				done.complete("done");
			}
			catch (Throwable ex) {
				done.completeExceptionally(ex);
				throw ex;
			}
			throw self.exit(self.receive(ExitReason.class));
		}, SpawnOptions.DEFAULTS.withTrapExits());
		this.scheduler.runUntilIdle();
		assertThat(done).as("the process of the test waits for something that never comes").isDone();
		done.join();
		return pid;
	}

	/** Runs a process that writes down what it gets after it has done something. */
	List<Object> mailOf(Body body) {
		List<Object> mail = new CopyOnWriteArrayList<>();
		this.system.spawn((self) -> {
			body.run(self);
			while (true) {
				mail.add(self.receive());
			}
		}, SpawnOptions.DEFAULTS.withTrapExits());
		this.scheduler.runUntilIdle();
		return mail;
	}

}
