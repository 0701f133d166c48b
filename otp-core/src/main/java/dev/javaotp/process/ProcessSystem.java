package dev.javaotp.process;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.javaotp.scheduler.Execution;
import dev.javaotp.scheduler.Kind;
import dev.javaotp.scheduler.Scheduler;
import dev.javaotp.scheduler.ThreadScheduler;
import dev.javaotp.scheduler.TimeSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that runs together: the owner of all processes, their names and their time.
 * What a node is to Erlang. Nothing is static; several systems live side by side in one
 * JVM and do not see each other.
 * <p>
 * For code that is no process: inside a process use its {@link ProcessContext}. All
 * methods may be called by any thread. Called by a process after it was killed they throw
 * {@link ProcessKilledError}.
 * <p>
 * {@link #close()} kills all processes and ends the threads. The threads are daemons: a
 * program whose main thread ends must keep itself alive.
 */
public final class ProcessSystem implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ProcessSystem.class);

	private static final Pattern PID = Pattern.compile("<0\\.(\\d{1,18})\\.0>");

	private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

	private static final int DEFAULT_LONG_MAILBOX = 10_000;

	private static final Duration CLOSE_ROUND = Duration.ofMillis(20);

	private final String nodeName;

	private final Scheduler scheduler;

	private final ReportListener listener;

	private final int longMailbox;

	private final Instant startedAt = Instant.now();

	private final long startedNanos;

	private final ProcessTable table = new ProcessTable();

	private final Map<Class<?>, Object> attachments = new ConcurrentHashMap<>();

	private final ProcessCell outside;

	private final Kind ownTasks;

	private volatile boolean closed;

	// waits in close() for the last process
	private volatile @Nullable Thread closer;

	private ProcessSystem(Builder builder) {
		this.nodeName = builder.nodeName;
		this.scheduler = (builder.scheduler != null) ? builder.scheduler : ThreadScheduler.create("otp");
		this.listener = builder.listener;
		this.longMailbox = builder.longMailbox;
		this.startedNanos = this.scheduler.time().nanoTime();
		this.ownTasks = this.scheduler.kind(ProcessSystem.class, Execution.AUTO);
		this.outside = new ProcessCell(this);
	}

	/**
	 * What the tasks are that a sender leaves to the scheduler. Made beforehand, since it
	 * is asked for in the middle of a push.
	 */
	Kind ownTasks() {
		return this.ownTasks;
	}

	/**
	 * Starts a system with the defaults: one scheduler thread per processor, reports to
	 * SLF4J.
	 * @return the system
	 */
	public static ProcessSystem create() {
		return builder().build();
	}

	/**
	 * Returns a builder for a system.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	// --- processes

	/**
	 * Starts a process.
	 * @param body what it does
	 * @return its pid
	 */
	public Pid spawn(ProcessBody body) {
		return spawn(body, SpawnOptions.DEFAULTS);
	}

	/**
	 * Starts a process.
	 * @param body what it does
	 * @param options how
	 * @return its pid
	 */
	public Pid spawn(ProcessBody body, SpawnOptions options) {
		return spawn(new BodyHandler(body), options);
	}

	/**
	 * Starts an event-driven process.
	 * @param handler what it does
	 * @param options how
	 * @return its pid
	 */
	public Pid spawn(MessageHandler handler, SpawnOptions options) {
		return spawn(handler, options, List.of(), (child) -> {
		});
	}

	Pid spawn(MessageHandler handler, SpawnOptions options, List<Pid> ancestors, Consumer<ProcessCell> beforeStart) {
		// counted before the look: either close() waits for this process, or is seen here
		long id = this.table.begin();
		ProcessCell cell;
		try {
			if (this.closed) {
				throw new IllegalStateException(
						"process system " + this.nodeName + " is closed: no process can be started");
			}
			cell = new ProcessCell(this, id, handler, options, ancestors);
			beforeStart.accept(cell);
		}
		catch (RuntimeException | Error ex) {
			this.table.failed(id);
			wakeCloser();
			throw ex;
		}
		this.table.add(cell);
		this.scheduler.schedule(cell);
		return cell;
	}

	/**
	 * Sends a message; dropped in silence if the process has ended.
	 * @param to the receiver
	 * @param message the message: immutable, or not touched again by the sender
	 */
	public void send(Pid to, Object message) {
		ProcessCell sender = ProcessCell.current();
		if (sender != null) {
			sender.send(to, message);
		}
		else {
			((ProcessCell) to).push(message);
		}
	}

	/**
	 * Sends a message to an alias; dropped in silence if the alias is no longer active.
	 * @param to the alias
	 * @param message the message
	 */
	public void send(Alias to, Object message) {
		ProcessCell sender = ProcessCell.current();
		if (sender != null) {
			sender.send(to, message);
		}
		else {
			to.owner().receiveByAlias(to, message, null);
		}
	}

	/**
	 * Sends a message that somebody waits for the answer of. If the receiver has ended,
	 * or ends before it answers, the request ends with {@link PendingReply.Ended}.
	 * @param to the receiver
	 * @param request the message
	 */
	public void request(Pid to, PendingReply request) {
		ProcessCell sender = ProcessCell.current();
		if (sender != null) {
			sender.request(to, request);
		}
		else {
			((ProcessCell) to).pushRequest(request);
		}
	}

	/**
	 * Sends an exit signal from outside; see
	 * {@link ProcessContext#exit(Pid, ExitReason)}.
	 * @param pid the receiver
	 * @param reason the reason
	 */
	public void exit(Pid pid, ExitReason reason) {
		ProcessCell sender = ProcessCell.current();
		if (sender != null) {
			sender.exit(pid, reason);
		}
		else {
			((ProcessCell) pid).exitSignal(this.outside, reason, /* fromLink= */ false);
		}
	}

	/**
	 * Sends a message later; see {@link ProcessContext#sendAfter(Duration, Pid, Object)}.
	 * @param delay how long to wait
	 * @param to the receiver
	 * @param message the message
	 * @return the timer
	 */
	public TimerRef sendAfter(Duration delay, Pid to, Object message) {
		return TimerRef.toProcess((ProcessCell) to, message, this, delay);
	}

	TimerRef sendAfter(Duration delay, Supplier<@Nullable Pid> to, Object message) {
		return TimerRef.toWhoeverIs(to, message, this, delay);
	}

	/**
	 * Calls somebody who is no process when a process has ended: at once, with
	 * {@code noproc}, if it has ended already. Called by the thread that ends the
	 * process, so it must not block.
	 * @param pid the process
	 * @param listener told once
	 * @return what {@link #cancelOnDown(Ref)} takes
	 */
	public Ref onDown(Pid pid, Consumer<ExitReason> listener) {
		ProcessCell target = (ProcessCell) pid;
		Monitor monitor = new Monitor(listener, target);
		if (!target.watchedBy(monitor)) {
			listener.accept(ExitReason.NOPROC);
		}
		return monitor;
	}

	/**
	 * Takes an {@link #onDown(Pid, Consumer)} back. The listener may be called at the
	 * same time.
	 * @param ref what it returned
	 */
	public void cancelOnDown(Ref ref) {
		if (ref instanceof Monitor monitor && monitor.target != null) {
			monitor.target.forget(monitor);
		}
	}

	/**
	 * Has a listener told when a process has ended. It cannot be taken back.
	 * @param pid the process
	 * @param listener told once
	 * @return {@code false} if the process has told everybody already that it ended: the
	 * listener is not told then
	 */
	public boolean watch(Pid pid, EndListener listener) {
		return ((ProcessCell) pid).watchEnd(listener);
	}

	/**
	 * Ties a resource to a process: it is released when the process ends, before anybody
	 * is told.
	 * @param pid the process
	 * @param resource the resource
	 * @return {@code false} if the process has ended: the resource is not released then
	 */
	public boolean own(Pid pid, OwnedResource resource) {
		return ((ProcessCell) pid).own(resource);
	}

	/**
	 * Unties a resource from a process without releasing it.
	 * @param pid the process
	 * @param resource the resource
	 */
	public void disown(Pid pid, OwnedResource resource) {
		((ProcessCell) pid).disown(resource);
	}

	/**
	 * What a process owns of one type.
	 * @param <R> the type
	 * @param pid the process
	 * @param type the type
	 * @return the first of these that was tied to it, or {@code null} if there is none,
	 * as always when it has ended
	 */
	public <R extends OwnedResource> @Nullable R owned(Pid pid, Class<R> type) {
		return ((ProcessCell) pid).owned(type);
	}

	// --- looking

	/**
	 * What can be seen of a process without asking it.
	 * @param pid the process
	 * @return its figures, or empty if it has ended
	 */
	public Optional<ProcessInfo> info(Pid pid) {
		return (pid.isAlive()) ? Optional.of(((ProcessCell) pid).info()) : Optional.empty();
	}

	/**
	 * What the thread of a process is doing just now.
	 * @param pid the process
	 * @return the stack trace, empty if no thread runs the process
	 */
	public StackTraceElement[] stackTrace(Pid pid) {
		return ((ProcessCell) pid).stack();
	}

	/**
	 * The number of messages that wait for a process.
	 * @param pid the process
	 * @return the depth of its mailbox; takes the same time however deep it is
	 */
	public int mailboxDepth(Pid pid) {
		return ((ProcessCell) pid).mailboxDepth();
	}

	/**
	 * The messages that a process will look at next: the head of Erlang's
	 * {@code process_info(Pid, messages)}. For people who ask what a process is behind
	 * with; nothing is stopped for it, so of a process that is running they may be gone
	 * by now, and of one that is running fast some may be missing.
	 * <p>
	 * The contents are other people's: they may be shown only to whom may see them. Takes
	 * longer the more messages have come since the process looked last.
	 * @param pid the process
	 * @param limit how many at most
	 * @return the messages, the oldest first; calls as their requests
	 */
	public List<Object> waitingMessages(Pid pid, int limit) {
		return ((ProcessCell) pid).waiting(limit)
			.stream()
			.map((message) -> (message instanceof Envelope envelope) ? envelope.content() : message)
			.toList();
	}

	/**
	 * The number of messages that a process has handled, also after its end: what whoever
	 * adds up the work of one process after another needs.
	 * @param pid the process
	 * @return how many it has handled
	 */
	public long messagesHandled(Pid pid) {
		return ((ProcessCell) pid).messagesHandled();
	}

	/**
	 * How many messages may wait for a process.
	 * @param pid the process
	 * @return the limit of its mailbox, or {@code null} if it has none
	 */
	public @Nullable MailboxLimit mailboxLimit(Pid pid) {
		return ((ProcessCell) pid).mailboxLimit();
	}

	/**
	 * The number of messages that a process has refused or dropped because of its
	 * {@link MailboxLimit}, also after its end.
	 * @param pid the process
	 * @return how many were lost; 0 for a process without a limit
	 */
	public long messagesDropped(Pid pid) {
		return ((ProcessCell) pid).messagesDropped();
	}

	/**
	 * What a process is doing, without the rest of {@link #info(Pid)}: for looking at
	 * very many of them.
	 * @param pid the process
	 * @return its status
	 */
	public ProcessInfo.Status status(Pid pid) {
		return ((ProcessCell) pid).status();
	}

	/**
	 * Who started a process.
	 * @param pid the process
	 * @return its parent, which may have ended, or {@code null} if it was started from
	 * outside
	 */
	public @Nullable Pid parent(Pid pid) {
		return ((ProcessCell) pid).parent();
	}

	/**
	 * Whether the code of a process is an object of a type: what a package needs that
	 * understands the processes of one sort only.
	 * @param pid the process
	 * @param type the type
	 * @return whether its handler is one of these; {@code false} of one that has ended
	 */
	public boolean isHandledBy(Pid pid, Class<? extends MessageHandler> type) {
		return type.isInstance(((ProcessCell) pid).handler());
	}

	/**
	 * The code of a process, if it is an object of a type: for the package that the type
	 * belongs to.
	 * @param <T> the type
	 * @param pid the process
	 * @param type the type
	 * @return its handler, or {@code null} if it is none of these or the process has
	 * ended
	 */
	public <T extends MessageHandler> @Nullable T handler(Pid pid, Class<T> type) {
		MessageHandler handler = ((ProcessCell) pid).handler();
		return (type.isInstance(handler)) ? type.cast(handler) : null;
	}

	/**
	 * All processes, in no particular order; some may end while one looks.
	 * @return the processes
	 */
	public Stream<Pid> processes() {
		return this.table.stream().map(Pid.class::cast);
	}

	/**
	 * The number of processes.
	 * @return how many are alive
	 */
	public int processCount() {
		return this.table.size();
	}

	/**
	 * The number of processes started so far.
	 * @return how many have been started
	 */
	public long spawnedCount() {
		return this.table.spawnedCount();
	}

	/**
	 * Finds a process by its written pid.
	 * @param text the pid as {@link Pid#toString()} gives it, {@code <0.12.0>}
	 * @return the process, or {@code null} if there is none or this is no pid
	 */
	public @Nullable Pid pid(String text) {
		Matcher matcher = PID.matcher(text);
		return (matcher.matches()) ? this.table.get(Long.parseLong(matcher.group(1))) : null;
	}

	/**
	 * Processes that were killed while a handler ran that has not returned yet: they are
	 * dead for everybody, and still hold a thread.
	 * @return the pids
	 */
	public Set<Pid> leftovers() {
		return this.table.leftovers();
	}

	// --- the system

	/**
	 * The one object of a type that belongs to this system: how the packages above keep
	 * what they know, so that it ends with the system.
	 * @param <T> the type
	 * @param type the type
	 * @param factory makes it, at most once
	 * @return the object
	 */
	public <T> T attachment(Class<T> type, Supplier<? extends T> factory) {
		Object known = this.attachments.get(type);
		if (known == null) {
			known = this.attachments.computeIfAbsent(type, (key) -> factory.get());
		}
		return type.cast(known);
	}

	/**
	 * Tells the report listener.
	 * @param report the report
	 */
	public void report(Object report) {
		try {
			this.listener.report(report);
		}
		catch (RuntimeException | Error ex) {
			logger.warn("The report listener {} failed on {}", this.listener, report, ex);
		}
	}

	/**
	 * The pid that signals from outside come from: of a process that is always dead.
	 * @return the pid
	 */
	public Pid outside() {
		return this.outside;
	}

	/**
	 * The name of this system.
	 * @return the name
	 */
	public String nodeName() {
		return this.nodeName;
	}

	/**
	 * When this system was started.
	 * @return the instant
	 */
	public Instant startedAt() {
		return this.startedAt;
	}

	/**
	 * Who runs the processes.
	 * @return the scheduler
	 */
	public Scheduler scheduler() {
		return this.scheduler;
	}

	/**
	 * The time the processes live in.
	 * @return the time source
	 */
	public TimeSource time() {
		return this.scheduler.time();
	}

	/**
	 * Whether {@link #close()} was called.
	 * @return whether no process can be started any more
	 */
	public boolean isClosed() {
		return this.closed;
	}

	/**
	 * Kills all processes, which ends all calls that wait for one, and ends the threads.
	 * Handlers that run are interrupted; those that go on all the same are left behind as
	 * daemon threads without effect.
	 */
	@Override
	public void close() {
		if (this.closed) {
			return;
		}
		this.closer = Thread.currentThread();
		this.closed = true;
		long deadline = time().nanoTime() + CLOSE_LIMIT.toNanos();
		try {
			// in rounds: one that is just being started is in the table a little later
			do {
				this.table.stream()
					.forEach((cell) -> cell.exitSignal(this.outside, ExitReason.KILL,
							/* fromLink= */ false));
			}
			while (!this.scheduler.await(this.table::isFinished, CLOSE_ROUND.toNanos())
					&& time().nanoTime() < deadline);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.scheduler.close();
	}

	int uptimeSeconds() {
		return (int) Duration.ofNanos(time().nanoTime() - this.startedNanos).toSeconds();
	}

	Instant instant(int uptimeSeconds) {
		return this.startedAt.plusSeconds(uptimeSeconds);
	}

	/** More messages than this in a mailbox are reported. */
	int longMailbox() {
		return this.longMailbox;
	}

	// --- told by the processes

	/** All processes, for themselves. */
	ProcessTable table() {
		return this.table;
	}

	/** Everybody has been told. */
	void finished() {
		this.table.finished();
		wakeCloser();
	}

	private void wakeCloser() {
		if (this.closed) {
			Thread closer = this.closer;
			if (closer != null) {
				this.scheduler.unpark(closer);
			}
		}
	}

	void hookFailed(ProcessCell cell, Throwable ex) {
		logger.warn("What was to be done at the end of process {} failed", cell, ex);
	}

	@Override
	public String toString() {
		return "ProcessSystem[" + this.nodeName + "]";
	}

	/** Sets up a system. */
	public static final class Builder {

		private String nodeName = "otp";

		private @Nullable Scheduler scheduler;

		private ReportListener listener = ReportListener.logging();

		private int longMailbox = DEFAULT_LONG_MAILBOX;

		private Builder() {
		}

		/**
		 * Names the system.
		 * @param nodeName the name, {@code otp} by default
		 * @return this builder
		 */
		public Builder nodeName(String nodeName) {
			this.nodeName = nodeName;
			return this;
		}

		/**
		 * Sets who runs the processes; the system closes it when it is closed.
		 * @param scheduler the scheduler, a {@link ThreadScheduler} by default
		 * @return this builder
		 */
		public Builder scheduler(Scheduler scheduler) {
			this.scheduler = scheduler;
			return this;
		}

		/**
		 * Sets where crashes and other events are told.
		 * @param listener the listener, {@link ReportListener#logging()} by default
		 * @return this builder
		 */
		public Builder reportListener(ReportListener listener) {
			this.listener = listener;
			return this;
		}

		/**
		 * Adds somebody who is told, too, after the listener that is set so far.
		 * @param other the other listener
		 * @return this builder
		 */
		public Builder alsoReportTo(ReportListener other) {
			ReportListener first = this.listener;
			this.listener = (report) -> {
				try {
					first.report(report);
				}
				finally {
					other.report(report);
				}
			};
			return this;
		}

		/**
		 * Sets how many messages in one mailbox are too many: then, and when only half as
		 * many are left, there is a {@link MailboxReport}. Nothing else happens to the
		 * process, see {@link MailboxLimit} for that.
		 * @param messages how many may wait without a word, 10,000 by default, or 0 to be
		 * told of none
		 * @return this builder
		 */
		public Builder longMailbox(int messages) {
			if (messages < 0) {
				throw new IllegalArgumentException(
						"the mark of a long mailbox must be 1 or more, or 0 for none, got: " + messages);
			}
			this.longMailbox = (messages != 0) ? messages : Integer.MAX_VALUE;
			return this;
		}

		/**
		 * Starts the system.
		 * @return the system
		 */
		public ProcessSystem build() {
			return new ProcessSystem(this);
		}

	}

}
