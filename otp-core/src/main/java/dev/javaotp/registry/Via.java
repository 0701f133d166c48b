package dev.javaotp.registry;

import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;

/**
 * A place where one process can be registered and found, whatever keeps it: a plain name,
 * a key of a {@link UniqueKeys} registry, or something of your own. Whoever starts a
 * behaviour may register it there, and whoever calls one may address it there.
 * <p>
 * May be used by any thread, except for {@link #register(ProcessContext)}. Mirrors
 * Erlang's {@code {via, Module, Name}}.
 *
 * @see Registry#via(String)
 * @see UniqueKeys#via(Object, Object)
 */
public interface Via {

	/**
	 * The system whose processes are found here.
	 * @return the system
	 */
	ProcessSystem system();

	/**
	 * Finds the process.
	 * @return whoever is registered here now, or {@code null}
	 */
	@Nullable Pid whereIs();

	/**
	 * Registers the calling process until it ends or gives this place up.
	 * @param self the process
	 * @return {@code null} if it is registered here now, otherwise who is
	 * @throws RegistrationException if it cannot be, whoever else is
	 */
	@Nullable Pid register(ProcessContext self);

}
