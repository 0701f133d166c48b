package dev.javaotp.gen.event;

import dev.javaotp.gen.BehaviourLoop;
import dev.javaotp.gen.LinkedStart;
import dev.javaotp.gen.MonitoredStart;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.StartResult;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;

/**
 * Starts event managers. A manager begins without handlers, and after a restart by its
 * supervisor it is without handlers again: whoever owns a handler adds it as a supervised
 * one and, since it is linked with the manager, hears of the manager's end.
 * <p>
 * A manager traps exits. The class of its events also stands for what the scheduler
 * learns about its handlers: whether they wait or compute.
 * <p>
 * Mirrors Erlang's {@code gen_event}.
 *
 * @see EventHandler
 * @see EventManagerRef
 */
public final class GenEvent {

	private GenEvent() {
	}

	/**
	 * Starts a manager that no process is the parent of, and waits until it is there.
	 * @param system where it lives
	 * @param events the type of its events
	 * @param options how
	 * @return how it went
	 */
	public static StartResult start(ProcessSystem system, Class<?> events, StartOptions options) {
		return BehaviourLoop.start(system, new EventManagerLoop(events), options.withTrapExits());
	}

	/**
	 * Starts a manager with defaults.
	 * @param system where it lives
	 * @param events the type of its events
	 * @return how it went
	 */
	public static StartResult start(ProcessSystem system, Class<?> events) {
		return start(system, events, StartOptions.DEFAULTS);
	}

	/**
	 * Starts a manager as a child of a process, linked from its first moment. The end of
	 * the parent ends the manager with the same reason.
	 * @param parent the process that starts it
	 * @param events the type of its events
	 * @param options how
	 * @return how it went
	 */
	public static StartResult startLink(ProcessContext parent, Class<?> events, StartOptions options) {
		return BehaviourLoop.startLink(parent, new EventManagerLoop(events), options.withTrapExits());
	}

	/**
	 * Starts a linked manager with defaults.
	 * @param parent the process that starts it
	 * @param events the type of its events
	 * @return how it went
	 */
	public static StartResult startLink(ProcessContext parent, Class<?> events) {
		return startLink(parent, events, StartOptions.DEFAULTS);
	}

	/**
	 * Starts a manager that a process monitors from its first moment.
	 * @param watcher the process that starts and monitors it
	 * @param events the type of its events
	 * @param options how
	 * @return how it went, and the monitor
	 */
	public static MonitoredStart startMonitor(ProcessContext watcher, Class<?> events, StartOptions options) {
		return BehaviourLoop.startMonitor(watcher, new EventManagerLoop(events), options.withTrapExits());
	}

	/**
	 * Says how to start a linked manager without waiting: for child specifications.
	 * @param events the type of its events
	 * @param options how
	 * @return the start
	 */
	public static LinkedStart linkedStart(Class<?> events, StartOptions options) {
		return (parent) -> BehaviourLoop.startLinkAsync(parent, new EventManagerLoop(events), options.withTrapExits());
	}

}
