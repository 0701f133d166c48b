package dev.javaotp.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A process that does what a test tells it, one step at a time, and records everything
 * else that it gets.
 */
final class Puppet implements MessageHandler {

	private final List<Object> received = new ArrayList<>();

	private final List<Wanted> wanted = new ArrayList<>();

	private final ProcessSystem system;

	private final Answer<ExitReason> end;

	private @Nullable ProcessContext self;

	private @Nullable Pid pid;

	/** What to do, and who waits for it. */
	private record Step(Function<ProcessContext, ?> action, Answer<Object> answer) {
	}

	/** What a test waits for. */
	private record Wanted(Class<?> type, Consumer<Object> answer) {
	}

	private static final Object NOTHING = new Object();

	Puppet(ProcessSystem system) {
		this.system = system;
		this.end = new Answer<>(system);
	}

	/** To be called with the pid that spawning this has given. */
	Puppet is(Pid pid) {
		this.pid = pid;
		this.system.onDown(pid, this.end::put);
		return this;
	}

	Pid pid() {
		return this.pid;
	}

	/** Has the process do something and returns what comes of it. */
	@SuppressWarnings("unchecked")
	<T> T does(Function<ProcessContext, T> action) {
		Answer<Object> answer = new Answer<>(this.system);
		this.system.send(pid(), new Step(action, answer));
		Object outcome = answer.get();
		return (outcome != NOTHING) ? (T) outcome : null;
	}

	/** Has the process do something and waits until it is done. */
	void runs(Consumer<ProcessContext> action) {
		does((self) -> {
			action.accept(self);
			return null;
		});
	}

	/** Tells the process to do something, and does not wait. */
	void told(Consumer<ProcessContext> action) {
		this.system.send(pid(), new Step((self) -> {
			action.accept(self);
			return null;
		}, new Answer<>(this.system)));
	}

	/**
	 * What it has got so far, at least everything that was in its mailbox before this was
	 * asked.
	 */
	List<Object> received() {
		return does((self) -> List.copyOf(this.received));
	}

	/** Throws away what it has got so far; only in a step. */
	void forget() {
		this.received.clear();
	}

	/** Waits for a message of a type and takes it out of what it has got. */
	<T> T gets(Class<T> type) {
		Answer<T> answer = new Answer<>(this.system);
		this.system.send(pid(), new Wanted(type, (message) -> answer.put(type.cast(message))));
		return answer.get();
	}

	/** Waits for some messages of a type and takes them out of what it has got. */
	<T> List<T> gets(int count, Class<T> type) {
		return Stream.generate(() -> gets(type)).limit(count).toList();
	}

	/** Waits for the end. */
	ExitReason end() {
		return this.end.get();
	}

	boolean isAlive() {
		return pid().isAlive();
	}

	@Override
	public void start(ProcessContext self) {
		this.self = self;
	}

	@Override
	public void handle(Object message) {
		if (message instanceof Step step) {
			Object outcome = step.action().apply(this.self);
			step.answer().put((outcome != null) ? outcome : NOTHING);
		}
		else if (message instanceof Wanted more) {
			this.wanted.add(more);
		}
		else {
			this.received.add(message);
		}
		this.wanted.removeIf(this::satisfied);
	}

	private boolean satisfied(Wanted one) {
		Optional<Object> found = this.received.stream().filter(one.type()::isInstance).findFirst();
		found.ifPresent((message) -> {
			this.received.remove(message);
			one.answer().accept(message);
		});
		return found.isPresent();
	}

}
