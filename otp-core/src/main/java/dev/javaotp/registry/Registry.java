package dev.javaotp.registry;

import java.util.Set;

import dev.javaotp.process.Down;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.Ref;
import org.jspecify.annotations.Nullable;

/**
 * Names of processes: each name belongs to at most one process of a system, each process
 * has at most one name. When a process ends its name is free before anybody hears of the
 * end.
 * <p>
 * A look-up is a snapshot: the process found may have ended by the time that it is used.
 * What is sent to it then is dropped, and a call says {@code noproc}.
 * <p>
 * May be used by any thread. Mirrors Erlang's {@code register} and {@code whereis}.
 */
public interface Registry {

	/**
	 * The names of a system.
	 * @param system the system
	 * @return its one registry
	 */
	static Registry of(ProcessSystem system) {
		return system.attachment(LocalRegistry.class, () -> new LocalRegistry(system));
	}

	/**
	 * Gives a process a name.
	 * @param name the name, not empty
	 * @param pid the process
	 * @throws RegistrationException ({@code badarg}) if the name is taken, if the process
	 * has one already, or has ended
	 * @throws IllegalArgumentException if the process belongs to another system
	 */
	void register(String name, Pid pid);

	/**
	 * Takes a name back.
	 * @param name the name
	 * @throws RegistrationException ({@code badarg}) if nobody has it
	 */
	void unregister(String name);

	/**
	 * Finds a process by its name.
	 * @param name the name
	 * @return the process, or {@code null} if nobody has it
	 */
	@Nullable Pid whereIs(String name);

	/**
	 * A name as an address.
	 * @param name the name, not empty; nobody needs to have it yet
	 * @return the address
	 */
	Via via(String name);

	/**
	 * The name of a process.
	 * @param pid the process
	 * @return the name, or {@code null} if it has none
	 */
	@Nullable String nameOf(Pid pid);

	/**
	 * All names that are taken now.
	 * @return a copy, sorted
	 */
	Set<String> registered();

	/**
	 * Sends a message to whoever has a name: Erlang's {@code Name ! Message}.
	 * @param name the name
	 * @param message the message
	 * @throws RegistrationException ({@code badarg}) if nobody has it
	 */
	void send(String name, Object message);

	/**
	 * Watches whoever has a name now, and goes on watching that process if it gives the
	 * name up. {@link Down#process()} is a {@link ProcessName}. If nobody has the name
	 * the {@link Down} comes at once, with {@code noproc}.
	 * @param self the process that watches
	 * @param name the name
	 * @return the monitor
	 */
	Ref monitor(ProcessContext self, String name);

}
