package dev.javaotp.process;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What a running process may do.
 * <p>
 * Only the process itself may use it, from the thread that runs it: handing it to another
 * thread is a mistake, which {@link #receive(Predicate, Duration)} refuses. Once the
 * process has been killed every method throws {@link ProcessKilledError}.
 * <p>
 * Signals from one process to another (messages, exits, links, monitors) take effect in
 * the order in which they were sent. Nothing is promised between two senders.
 */
public interface ProcessContext {

	/**
	 * The process that the current thread runs, if it runs one.
	 * @return the process or {@code null}
	 */
	static @Nullable ProcessContext current() {
		return ProcessCell.current();
	}

	/**
	 * The identity of this process: Erlang's {@code self()}.
	 * @return the pid
	 */
	Pid self();

	/**
	 * The system that this process belongs to.
	 * @return the system
	 */
	ProcessSystem system();

	// --- messages

	/**
	 * Sends a message: Erlang's {@code Pid ! Message}. Never blocks; to a dead process
	 * the message is dropped in silence.
	 * <p>
	 * The message passes by reference: it is immutable, or the sender does not touch it
	 * again. All that the sender did before is visible to the receiver.
	 * @param to the receiver
	 * @param message the message
	 */
	void send(Pid to, Object message);

	/**
	 * Sends a message to an alias; dropped in silence if the alias is no longer active.
	 * @param to the alias
	 * @param message the message
	 */
	void send(Alias to, Object message);

	/**
	 * Sends a message to a process later: Erlang's {@code send_after}. The timer ends
	 * when the receiver does.
	 * @param delay how long to wait; zero or less means at once
	 * @param to the receiver
	 * @param message the message
	 * @return the timer
	 */
	TimerRef sendAfter(Duration delay, Pid to, Object message);

	/**
	 * Sends a message later to whoever is found then, a name say; dropped if nobody is.
	 * @param delay how long to wait
	 * @param to asked when the time has come
	 * @param message the message
	 * @return the timer
	 */
	TimerRef sendAfter(Duration delay, Supplier<@Nullable Pid> to, Object message);

	/**
	 * Waits for the first message that matches; the others stay in the mailbox, in order:
	 * Erlang's selective {@code receive}. In an event-driven process this blocks its
	 * thread, which is allowed but costs one.
	 * @param match what to wait for
	 * @return the message
	 */
	Object receive(Predicate<Object> match);

	/**
	 * Waits for the first message that matches, for a limited time. With a limit of zero
	 * the mailbox is looked through once.
	 * @param match what to wait for
	 * @param limit how long
	 * @return the message, or {@code null} when the time was up
	 */
	@Nullable Object receive(Predicate<Object> match, Duration limit);

	/**
	 * Waits for the next message, whatever it is.
	 * @return the message
	 */
	default Object receive() {
		return receive((message) -> true);
	}

	/**
	 * Waits for the first message of a type.
	 * @param <T> the type
	 * @param type the type
	 * @return the message
	 */
	default <T> T receive(Class<T> type) {
		return type.cast(receive(type::isInstance));
	}

	/**
	 * Waits without taking messages. An exit signal that is not trapped ends the wait,
	 * and the process.
	 * @param duration how long
	 */
	void sleep(Duration duration);

	/**
	 * Restricts an event-driven process to the messages that match: others stay in the
	 * mailbox, in order, until the restriction is lifted. This is how a suspended process
	 * and a supervisor at work put off everything else.
	 * @param match which messages are handled, or {@code null} for all
	 */
	void handleOnly(@Nullable Predicate<Object> match);

	/**
	 * Marks this process as suspended in what others see of it. Only a mark:
	 * {@link #handleOnly(Predicate)} does the work.
	 * @param on whether it is suspended
	 */
	void suspended(boolean on);

	/**
	 * The number of messages waiting, as seen by this process.
	 * @return the depth of the mailbox
	 */
	int mailboxDepth();

	// --- ends of life

	/**
	 * Ends this process: Erlang's {@code exit(Reason)}.
	 * @param reason why
	 * @return never; declared so that one can write {@code throw self.exit(reason)}
	 */
	ExitException exit(ExitReason reason);

	/**
	 * Sends an exit signal: Erlang's {@code exit(Pid, Reason)}. {@code normal} is ignored
	 * by a process that does not trap exits (but ends the sender itself); {@code kill}
	 * cannot be trapped; anything else ends a process that does not trap and becomes an
	 * {@link Exit} message for one that does.
	 * @param pid the receiver, which may be this process
	 * @param reason the reason
	 */
	void exit(Pid pid, ExitReason reason);

	/**
	 * Turns the trapping of exits on or off: Erlang's
	 * {@code process_flag(trap_exit, On)}.
	 * @param on whether exit signals become messages
	 * @return what it was before
	 */
	boolean trapExits(boolean on);

	/**
	 * Links this process with another: when one ends, the other gets an exit signal with
	 * the same reason. At most one link exists per pair.
	 * @param pid the other process
	 * @throws ErlangError {@code noproc} if the other is dead and this process does not
	 * trap exits; if it does, an {@link Exit} message with {@code noproc} comes instead
	 * @throws IllegalArgumentException if the other belongs to another system
	 */
	void link(Pid pid);

	/**
	 * Removes the link with another process, if there is one. No exit signal from that
	 * link arrives after this; one that is in the mailbox already stays there.
	 * @param pid the other process
	 */
	void unlink(Pid pid);

	/**
	 * Watches a process: one {@link Down} message comes when it ends, at once with
	 * {@code noproc} if it has ended. Monitors stack: n monitors give n messages. A
	 * process that watches itself gets none.
	 * @param pid the process
	 * @return the monitor
	 */
	default Ref monitor(Pid pid) {
		return monitor(pid, pid);
	}

	/**
	 * Watches a process that was found by some name; the {@link Down} message carries
	 * that name instead of the pid.
	 * @param pid the process, or {@code null} if nobody has the name
	 * @param process what {@link Down#process()} is to be
	 * @return the monitor
	 */
	Ref monitor(@Nullable Pid pid, Object process);

	/**
	 * Watches a process and makes an alias that is tied to the monitor.
	 * @param pid the process, or {@code null} if there is none
	 * @param process what {@link Down#process()} is to be
	 * @param mode when the alias ends
	 * @return the alias; its {@link Alias#ref()} is the monitor
	 */
	Alias monitor(@Nullable Pid pid, Object process, Alias.Mode mode);

	/**
	 * Ends a monitor. A {@link Down} message that this process has received already, that
	 * is when it last waited or took a message, stays in the mailbox; one that came since
	 * is dropped.
	 * @param monitor the monitor
	 * @return whether it was active: {@code false} when its message was received, when it
	 * was ended before, or when it is somebody else's
	 */
	boolean demonitor(Ref monitor);

	/**
	 * Ends a monitor and takes its {@link Down} message out of the mailbox, if it is
	 * there: after this none will come.
	 * @param monitor the monitor
	 * @return whether it was active
	 */
	boolean demonitorFlush(Ref monitor);

	/**
	 * Makes an alias of this process: an address that can be taken back. Erlang's
	 * {@code alias}.
	 * @param mode when it ends
	 * @return the alias
	 */
	Alias alias(Alias.Mode mode);

	/**
	 * Deactivates an alias of this process: messages sent to it are dropped from now on,
	 * and so are those that came since this process last waited or took a message.
	 * @param alias the alias
	 * @return whether it was active
	 */
	boolean unalias(Alias alias);

	// --- other processes

	/**
	 * Starts a process.
	 * @param body what it does
	 * @param options how
	 * @return its pid
	 */
	Pid spawn(ProcessBody body, SpawnOptions options);

	/**
	 * Starts a process that is linked with this one from its first moment.
	 * @param body what it does
	 * @param options how
	 * @return its pid
	 */
	Pid spawnLink(ProcessBody body, SpawnOptions options);

	/**
	 * Starts a process that this one monitors from its first moment.
	 * @param body what it does
	 * @param options how
	 * @return its pid and the monitor
	 */
	Monitored spawnMonitor(ProcessBody body, SpawnOptions options);

	/**
	 * Starts an event-driven process.
	 * @param handler what it does
	 * @param options how
	 * @return its pid
	 */
	Pid spawn(MessageHandler handler, SpawnOptions options);

	/**
	 * Starts an event-driven process that is linked with this one from its first moment.
	 * @param handler what it does
	 * @param options how
	 * @return its pid
	 */
	Pid spawnLink(MessageHandler handler, SpawnOptions options);

	/**
	 * Starts an event-driven process that this one monitors from its first moment.
	 * @param handler what it does
	 * @param options how
	 * @return its pid and the monitor
	 */
	Monitored spawnMonitor(MessageHandler handler, SpawnOptions options);

	/**
	 * The process that started this one.
	 * @return the parent, or {@code null} if it was started from outside
	 */
	@Nullable Pid parent();

	/**
	 * The parent, its parent and so on, as far as they are known: Erlang's
	 * {@code $ancestors}.
	 * @return the ancestors, nearest first
	 */
	List<Pid> ancestors();

	/**
	 * Labels this process for people: shown in reports and figures.
	 * @param label the label
	 */
	void label(String label);

}
