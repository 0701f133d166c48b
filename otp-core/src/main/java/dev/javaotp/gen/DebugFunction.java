package dev.javaotp.gen;

import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * Code that an operator puts into a running process to watch what it does, see
 * {@link Sys#install(Pid, Object, DebugFunction, Object)}.
 * <p>
 * Called by the process, for each {@link SystemEvent}, so it must be quick and must not
 * block. When it throws it is removed, and the process goes on as if nothing had
 * happened.
 *
 * @param <F> the type of its own state
 */
@FunctionalInterface
public interface DebugFunction<F> {

	/**
	 * Takes note of an event.
	 * @param state its own state, as returned the last time
	 * @param event what happened
	 * @param pid the process
	 * @return its new state, or {@code null} when it is done and to be removed
	 * @throws Exception to be removed as well
	 */
	@Nullable F apply(F state, SystemEvent event, Pid pid) throws Exception;

}
