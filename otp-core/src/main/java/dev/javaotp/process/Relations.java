package dev.javaotp.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What ties a process to others: links, monitors, aliases and the exit signals that
 * arrive. Part of the process object itself, as its mailbox is.
 */
abstract sealed class Relations extends Mailbox implements ProcessContext permits ProcessCell {

	/*-
	 * The lock (synchronized on this) guards links, monitors, aliases and what the process
	 * owns. It is held for a few instructions. Two locks are taken at once only to link
	 * and unlink, in the order of the process numbers, so that a link is there on both
	 * sides or on neither. All signals but messages take effect at once, in the thread of
	 * whoever sends them, which trivially keeps them in order with the messages. What
	 * comes by a monitor, an alias or a trapped exit signal is a message, and is looked at
	 * again when the owner takes it over: only then is the monitor or the link gone, as in
	 * Erlang.
	 */

	// written by the owner under the lock
	boolean trapExits;

	// guarded by the lock: null, the one linked process, or a PidSet
	@Nullable Object links;

	// guarded by the lock: set once, the beginning of the end. The process is dead a
	// moment
	// later, when its life word says so; until then it can still send, so nobody may be
	// told that it is dead, and whoever links or monitors it is told with the others
	@Nullable ExitReason exitReason;

	// guarded by the lock: null, the one who wants to be told of the end, or a set of
	// them
	@Nullable Object watchers;

	Relations(ProcessSystem system, long id, @Nullable MailboxLimit limit) {
		super(system, id, limit);
	}

	// --- what the process adds

	/** Throws unless it is alive. */
	abstract void ensureAlive();

	/** Begins a push by this process; see the fence. */
	abstract void enter();

	/** Ends it. */
	abstract void leave();

	/** Somebody has ended it and it has told nobody yet. */
	abstract boolean isEnding();

	/** Somebody has taken on to tell everybody of its end, or has done so. */
	abstract boolean hasBegunToEnd();

	/**
	 * The exit reason was set, by this thread; from here on the process can do nothing
	 * more. The caller is in no operation of a process and holds no lock.
	 */
	abstract void killed();

	/** What others have hung on the end of this process must not keep it from ending. */
	abstract void safely(Runnable action);

	// --- links

	@Override
	public final void link(Pid pid) {
		ProcessCell peer = (ProcessCell) pid;
		if (peer.system() != system()) {
			throw new IllegalArgumentException(
					"process " + this + " of system " + system().nodeName() + " cannot be linked with " + peer
							+ " of system " + peer.system().nodeName() + ": links do not cross systems");
		}
		ensureAlive();
		if (peer == this || linkBoth(peer)) {
			return;
		}
		synchronized (this) {
			if (!this.trapExits) {
				throw new ErlangError("noproc");
			}
		}
		pushUncounted(new Exit(peer, ExitReason.NOPROC));
	}

	final boolean linkBoth(ProcessCell peer) {
		ProcessCell first = (id() < peer.id()) ? cell() : peer;
		ProcessCell second = (first == this) ? peer : cell();
		synchronized (first) {
			synchronized (second) {
				ensureAlive();
				if (isLinked(peer)) {
					// if it is dead, too: then its exit signal is on its way
					return true;
				}
				if (peer.isEnding()) {
					// told nobody yet, and will not tell this one with its own reason
					addLink(peer);
					pushed(exitMessage(peer, ExitReason.NOPROC, /* fromLink= */ true));
					return true;
				}
				if (!peer.isAlive()) {
					return false;
				}
				addLink(peer);
				peer.addLink(cell());
				return true;
			}
		}
	}

	/** Links a process that nobody knows yet with its parent, which is starting it. */
	final void linkWithParent(ProcessCell parent) {
		addLink(parent);
		synchronized (parent) {
			parent.ensureAlive();
			parent.addLink(cell());
		}
	}

	@Override
	public final void unlink(Pid pid) {
		ProcessCell peer = (ProcessCell) pid;
		ensureAlive();
		ProcessCell first = (id() < peer.id()) ? cell() : peer;
		ProcessCell second = (first == this) ? peer : cell();
		synchronized (first) {
			synchronized (second) {
				if (removeLink(peer)) {
					peer.removeLink(cell());
				}
			}
		}
	}

	final void addLink(ProcessCell peer) {
		if (this.links == null) {
			this.links = peer;
		}
		else if (this.links instanceof PidSet set) {
			set.add(peer);
		}
		else if (this.links != peer) {
			PidSet set = new PidSet();
			set.add((ProcessCell) this.links);
			set.add(peer);
			this.links = set;
		}
	}

	private boolean isLinked(ProcessCell peer) {
		return (this.links instanceof PidSet set) ? set.contains(peer) : this.links == peer;
	}

	final boolean removeLink(ProcessCell peer) {
		if (this.links instanceof PidSet set) {
			return set.remove(peer);
		}
		boolean linked = this.links == peer;
		if (linked) {
			this.links = null;
		}
		return linked;
	}

	final List<Pid> linked() {
		if (this.links == null) {
			return List.of();
		}
		List<Pid> all = new ArrayList<>(1);
		forEachLinked(this.links, all::add);
		return all;
	}

	static void forEachLinked(Object links, Consumer<ProcessCell> action) {
		if (links instanceof PidSet set) {
			set.forEach(action);
		}
		else {
			action.accept((ProcessCell) links);
		}
	}

	// --- monitors, of others

	@Override
	public final Ref monitor(@Nullable Pid pid, Object process) {
		Monitor monitor = new Monitor(cell(), (ProcessCell) pid, process);
		monitor(monitor);
		return monitor;
	}

	@Override
	public final Alias monitor(@Nullable Pid pid, Object process, Alias.Mode mode) {
		Monitor monitor = new Monitor(cell(), (ProcessCell) pid, process);
		Alias alias = new Alias(cell(), mode, monitor);
		monitor.alias = alias;
		monitor(monitor);
		return alias;
	}

	private void monitor(Monitor monitor) {
		if (monitor.target == this) {
			// as in Erlang: nobody monitors himself, nor has an alias by that
			if (monitor.alias != null) {
				monitor.alias.deactivate();
			}
			ensureAlive();
			return;
		}
		synchronized (this) {
			ensureAlive();
			startWatching(monitor);
		}
		ProcessCell target = monitor.target;
		if (target == null || !target.watchedBy(monitor)) {
			down(monitor, ExitReason.NOPROC);
		}
	}

	/** Monitors a process that nobody knows yet. */
	final Monitor monitorChild(ProcessCell child) {
		Monitor monitor = new Monitor(cell(), child, child);
		synchronized (this) {
			startWatching(monitor);
		}
		child.watchedBy(monitor);
		return monitor;
	}

	private void startWatching(Monitor monitor) {
		Extras extras = extras();
		if (extras.watching == null) {
			extras.watching = new HashSet<>(4);
		}
		extras.watching.add(monitor);
	}

	private boolean isWatching(Monitor monitor) {
		return this.extras != null && this.extras.watching != null && this.extras.watching.contains(monitor);
	}

	private boolean stopWatching(Monitor monitor) {
		return this.extras != null && this.extras.watching != null && this.extras.watching.remove(monitor);
	}

	/** A monitor of this process fires; called by whoever ends the watched one. */
	final void down(Monitor monitor, ExitReason reason) {
		boolean wasIdle;
		synchronized (this) {
			if (!isWatching(monitor)) {
				return;
			}
			wasIdle = pushed(new Message.Conditional(new Down(monitor, monitor.process, reason), monitor));
		}
		if (wasIdle) {
			schedule();
		}
	}

	@Override
	public final boolean demonitor(Ref ref) {
		ensureAlive();
		if (!(ref instanceof Monitor monitor)) {
			return false;
		}
		boolean active;
		synchronized (this) {
			active = endMonitor(monitor);
		}
		if (active && monitor.target != null) {
			monitor.target.forget(monitor);
		}
		return active;
	}

	@Override
	public final boolean demonitorFlush(Ref ref) {
		boolean active = demonitor(ref);
		if (!active) {
			receive((message) -> message instanceof Down down && down.ref() == ref, Duration.ZERO);
		}
		return active;
	}

	// under the lock: a monitor takes its alias with it; false if it had ended before
	private boolean endMonitor(Monitor monitor) {
		boolean active = stopWatching(monitor);
		Alias alias = monitor.alias;
		if (active && alias != null && alias.mode() != Alias.Mode.EXPLICIT_UNALIAS) {
			alias.deactivate();
		}
		return active;
	}

	static void forgetTargets(Set<Monitor> monitors) {
		for (Monitor monitor : monitors) {
			if (monitor.target != null) {
				monitor.target.forget(monitor);
			}
		}
	}

	// --- monitors, by others

	/** Lets a monitor watch this process; {@code false} if it has ended. */
	final boolean watchedBy(Monitor monitor) {
		synchronized (this) {
			if (!isAlive()) {
				return false;
			}
			addWatcher(monitor);
			return true;
		}
	}

	/**
	 * The same for one who wants to know that it is gone, not whether it is alive: it is
	 * told also if this is dead and has told nobody yet.
	 */
	final boolean watchEnd(EndListener listener) {
		synchronized (this) {
			if (hasBegunToEnd()) {
				return false;
			}
			addWatcher(listener);
			return true;
		}
	}

	@SuppressWarnings("unchecked")
	private void addWatcher(EndListener listener) {
		if (this.watchers == null) {
			this.watchers = listener;
		}
		else if (this.watchers instanceof Set<?> set) {
			((Set<EndListener>) set).add(listener);
		}
		else {
			// told in this order, so that a seed of the manual scheduler means the same
			// each time
			Set<EndListener> set = new LinkedHashSet<>(4);
			set.add((EndListener) this.watchers);
			set.add(listener);
			this.watchers = set;
		}
	}

	final void forget(Monitor monitor) {
		synchronized (this) {
			if (this.watchers instanceof Set<?> set) {
				set.remove(monitor);
			}
			else if (this.watchers == monitor) {
				this.watchers = null;
			}
		}
	}

	@SuppressWarnings("unchecked")
	final void tell(Object watchers, ExitReason reason) {
		if (watchers instanceof Set<?> set) {
			((Set<EndListener>) set).forEach((listener) -> safely(() -> listener.ended(this, reason)));
		}
		else {
			safely(() -> ((EndListener) watchers).ended(this, reason));
		}
	}

	final int watcherCount() {
		if (this.watchers == null) {
			return 0;
		}
		return (this.watchers instanceof Set<?> set) ? set.size() : 1;
	}

	// --- aliases

	@Override
	public final Alias alias(Alias.Mode mode) {
		ensureAlive();
		return new Alias(cell(), mode, new Ref());
	}

	@Override
	public final boolean unalias(Alias alias) {
		ensureAlive();
		synchronized (this) {
			return alias.owner() == this && alias.deactivate();
		}
	}

	@Override
	public final void send(Alias to, Object message) {
		to.owner().receiveByAlias(to, message, cell());
	}

	final void receiveByAlias(Alias alias, Object message, @Nullable ProcessCell sender) {
		boolean wasIdle;
		synchronized (this) {
			if (sender != null) {
				sender.ensureAlive();
			}
			// else it is dropped now, not when it is taken over
			if (!alias.isActive() || this.exitReason != null) {
				undelivered(message, ExitReason.NOPROC);
				return;
			}
			if (sender != null) {
				sender.enter();
			}
			wasIdle = pushed(new Message.Conditional(message, alias));
			if (sender != null) {
				sender.leave();
			}
		}
		if (wasIdle) {
			schedule();
		}
	}

	// --- exit signals

	@Override
	public final boolean trapExits(boolean on) {
		ensureAlive();
		synchronized (this) {
			boolean was = this.trapExits;
			this.trapExits = on;
			return was;
		}
	}

	@Override
	public final void exit(Pid pid, ExitReason reason) {
		ProcessCell target = (ProcessCell) pid;
		if (target == this) {
			exitSignal(this, reason, /* fromLink= */ false);
			ensureAlive();
			return;
		}
		ensureAlive();
		target.exitSignal(this, reason, /* fromLink= */ false);
	}

	/** An exit signal arrives; called by whoever sends it. */
	final void exitSignal(Pid from, ExitReason reason, boolean fromLink) {
		if (takeExitSignal(from, reason, fromLink)) {
			killed();
		}
	}

	/** Ends this process, whether it traps exits or not; for whoever is no process. */
	final void endFromOutside(ExitReason reason) {
		synchronized (this) {
			if (this.exitReason != null) {
				return;
			}
			this.exitReason = reason;
		}
		killed();
	}

	/** Decides what an exit signal does; {@code true} if it ends this process. */
	private boolean takeExitSignal(Pid from, ExitReason reason, boolean fromLink) {
		boolean wasIdle;
		synchronized (this) {
			if (this.exitReason != null || (fromLink && !isLinked((ProcessCell) from))) {
				return false;
			}
			boolean kill = !fromLink && reason.equals(ExitReason.KILL);
			boolean trapped = !kill && this.trapExits;
			if (fromLink && !trapped) {
				removeLink((ProcessCell) from);
			}
			if (trapped) {
				wasIdle = pushedBy(from, exitMessage(from, reason, fromLink),
						/* fenced= */ !fromLink);
			}
			else if (reason.isNormal() && from != this) {
				return false;
			}
			else {
				this.exitReason = (kill) ? ExitReason.KILLED : reason;
				return true;
			}
		}
		if (wasIdle) {
			schedule();
		}
		return false;
	}

	// what a live process sends passes its fence; who ends, or is outside, has none to
	// pass
	private boolean pushedBy(Pid from, Message message, boolean fenced) {
		ProcessCell sender = (ProcessCell) from;
		if (!fenced || sender == system().outside()) {
			return pushed(message);
		}
		sender.enter();
		boolean wasIdle = pushed(message);
		sender.leave();
		return wasIdle;
	}

	private static Message exitMessage(Pid from, ExitReason reason, boolean fromLink) {
		return new Message.Conditional(new Exit(from, reason),
				(fromLink) ? Message.Conditional.ExitSignal.OF_LINK : Message.Conditional.ExitSignal.OF_PROCESS);
	}

	// of a dead process: the reason was set before the life word said so
	final ExitReason endReason() {
		return Objects.requireNonNull(this.exitReason, "it has not ended");
	}

	// --- what has come by one of these, when it is taken over

	@Override
	final boolean takes(Message.Conditional message) {
		return switch (message.source) {
			case Monitor monitor -> {
				synchronized (this) {
					yield endMonitor(monitor);
				}
			}
			case Alias alias -> takesBy(alias);
			case Message.Conditional.ExitSignal kind -> takesExit((Exit) message.content, kind);
			default -> throw new IllegalStateException("no source of messages: " + message.source);
		};
	}

	private boolean takesBy(Alias alias) {
		Monitor ended = null;
		synchronized (this) {
			if (!alias.isActive()) {
				return false;
			}
			switch (alias.mode()) {
				case REPLY -> alias.deactivate();
				case REPLY_DEMONITOR -> {
					alias.deactivate();
					ended = (Monitor) alias.ref();
					stopWatching(ended);
				}
				case EXPLICIT_UNALIAS, DEMONITOR -> {
				}
			}
		}
		if (ended != null && ended.target != null) {
			ended.target.forget(ended);
		}
		return true;
	}

	// it was trapped when it was sent; the process may have changed its mind
	private boolean takesExit(Exit exit, Message.Conditional.ExitSignal kind) {
		synchronized (this) {
			boolean ofLink = kind == Message.Conditional.ExitSignal.OF_LINK;
			if (this.exitReason != null || (ofLink && !removeLink((ProcessCell) exit.from()))) {
				return false;
			}
			if (this.trapExits) {
				return true;
			}
			if (exit.reason().isNormal()) {
				return false;
			}
			this.exitReason = exit.reason();
		}
		killed();
		return false;
	}

}
