package dev.javaotp.gen;

import java.util.List;
import java.util.Objects;

import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * A behaviour as {@link Sys#getStatus(Pid)} sees it.
 *
 * @param pid the process
 * @param module the class of its code, see {@link BehaviourLoop#kind()}
 * @param suspended whether it is suspended
 * @param parent the process that started it with a link, if there is one
 * @param debug what watches it: {@code trace}, {@code log}, {@code statistics}, and the
 * ids of functions that were installed
 * @param state what it shows of its state, {@code null} if it cannot be shown
 */
public record BehaviourStatus(Pid pid, Class<?> module, boolean suspended, @Nullable Pid parent, List<String> debug,
		@Nullable Object state) {

	public BehaviourStatus {
		Objects.requireNonNull(pid, "pid");
		Objects.requireNonNull(module, "module");
		debug = List.copyOf(debug);
	}

}
