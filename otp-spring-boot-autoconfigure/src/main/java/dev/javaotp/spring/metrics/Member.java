package dev.javaotp.spring.metrics;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;

/**
 * One place in a supervision tree, and what all processes that stood there one after the
 * other have done together; of a dynamic supervisor, its children included.
 */
final class Member {

	private final ProcessSystem system;

	private final String path;

	// volatile: the same place is found again, with other figures, after its tree was
	// stopped and started
	private volatile Supplier<Optional<Pid>> occupant;

	private volatile BooleanSupplier dynamic;

	private final LongAdder childMessages = new LongAdder();

	private final LongAdder childDropped = new LongAdder();

	// guarded by this, as the next: of processes that have ended
	private long messages;

	private long dropped;

	// guarded by this: the process that is counted from its own figures
	private @Nullable Pid current;

	// guarded by this: processes are numbered in start order, so up to here all are past
	private long past;

	// guarded by this, as the next
	private long shown;

	private long shownDropped;

	Member(ProcessSystem system, String path) {
		this.system = system;
		this.path = path;
		this.occupant = Optional::empty;
		this.dynamic = () -> false;
	}

	/** Says where to look for what stands here. */
	void readFrom(Supplier<Optional<Pid>> occupant, BooleanSupplier dynamic) {
		this.occupant = occupant;
		this.dynamic = dynamic;
	}

	String path() {
		return this.path;
	}

	boolean isDynamic() {
		return this.dynamic.getAsBoolean();
	}

	/** The process that stands here now. */
	Optional<Pid> pid() {
		return this.occupant.get().filter(Pid::isAlive);
	}

	/**
	 * A process of this place has ended: its own, or the child of a dynamic supervisor.
	 */
	void ended(Pid pid) {
		synchronized (this) {
			observe(this.occupant.get().orElse(null));
			if (!isDynamic()) {
				observe(pid);
			}
			if (pid == this.current) {
				retire();
				return;
			}
		}
		if (isDynamic()) {
			this.childMessages.add(this.system.messagesHandled(pid));
			this.childDropped.add(this.system.messagesDropped(pid));
		}
	}

	/** How many messages they have handled; never less than it was. */
	synchronized long messages(Census census) {
		observe(this.occupant.get().orElse(null));
		Pid pid = this.current;
		long now = this.messages + ((pid != null) ? this.system.messagesHandled(pid) : 0);
		if (isDynamic()) {
			now += census.children(this).messages();
		}
		// a child that ended after the census was taken is missing in it
		this.shown = Math.max(this.shown, now);
		return this.shown;
	}

	/** How many messages they have refused or dropped; never less than it was. */
	synchronized long dropped(Census census) {
		observe(this.occupant.get().orElse(null));
		Pid pid = this.current;
		long now = this.dropped + ((pid != null) ? this.system.messagesDropped(pid) : 0);
		if (isDynamic()) {
			now += census.children(this).dropped();
		}
		this.shownDropped = Math.max(this.shownDropped, now);
		return this.shownDropped;
	}

	long mailboxDepth(Census census) {
		int own = pid().map(this.system::mailboxDepth).orElse(0);
		return (isDynamic()) ? own + census.children(this).mailboxDepth() : own;
	}

	long messagesOfEndedChildren() {
		return this.childMessages.sum();
	}

	long droppedByEndedChildren() {
		return this.childDropped.sum();
	}

	private void observe(@Nullable Pid pid) {
		if (pid != null && pid != this.current && pid.id() > this.past) {
			retire();
			this.current = pid;
		}
	}

	private void retire() {
		Pid pid = this.current;
		if (pid != null) {
			this.messages += this.system.messagesHandled(pid);
			this.dropped += this.system.messagesDropped(pid);
			this.past = pid.id();
			this.current = null;
		}
	}

}
