package dev.javaotp.spring.supervision;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The process beans that the application has, as far as a supervision tree needs to know
 * them: by name. It is asked before any of them is created.
 */
public interface ProcessCatalog {

	/**
	 * The names of the process beans that run once each, from the start of their
	 * supervisor on.
	 * @return the names in the order in which the beans are defined; those that no tree
	 * mentions start in this order
	 */
	Set<String> processes();

	/**
	 * The names of the process beans that are only started on demand, any number of each,
	 * below a dynamic supervisor.
	 * @return the names, none of which is among {@link #processes()}
	 */
	Set<String> dynamicProcesses();

	/**
	 * The names of the event managers that have handlers which are beans.
	 * @return the names; those that no tree mentions start before the processes
	 */
	default Set<String> eventManagers() {
		return Set.of();
	}

	/**
	 * Whether a process bean says itself how many messages may wait for its processes.
	 * @param process the name of the bean
	 * @return whether its mailbox has a limit unless the configuration says otherwise
	 */
	default boolean limitsMailbox(String process) {
		return false;
	}

	/**
	 * Whether anybody can send messages to a process bean.
	 * @param process the name of the bean
	 * @return whether the number of those that wait can be limited
	 */
	default boolean takesMessages(String process) {
		return true;
	}

	/**
	 * Return a catalogue that holds the given names.
	 * @param processes the process beans that run once each
	 * @param dynamicProcesses the process beans that are started on demand
	 * @return the catalogue
	 */
	static ProcessCatalog of(Collection<String> processes, Collection<String> dynamicProcesses) {
		record Names(Set<String> processes, Set<String> dynamicProcesses) implements ProcessCatalog {
		}
		return new Names(new LinkedHashSet<>(processes), new LinkedHashSet<>(dynamicProcesses));
	}

}
