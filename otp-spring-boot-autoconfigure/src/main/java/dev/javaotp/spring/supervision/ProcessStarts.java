package dev.javaotp.spring.supervision;

import dev.javaotp.supervisor.ChildStart;

/**
 * Knows how the process beans of an application are started: what a tree, which only has
 * names, needs in order to become something that runs.
 * <p>
 * Both methods are called by supervisors, possibly by several at the same time. They make
 * a description of the start and start nothing themselves.
 */
public interface ProcessStarts {

	/**
	 * Return how a process that runs once is started.
	 * @param process the name of the process bean, under which the process is registered
	 * @return the start, which is used again for each restart
	 */
	ChildStart start(String process);

	/**
	 * Return how a process that is started on demand is started.
	 * @param process the name of the process bean
	 * @param supervisor the name of the dynamic supervisor
	 * @param argument what the process is started with
	 * @return the start, which is used again for each restart
	 */
	ChildStart startOnDemand(String process, String supervisor, Object argument);

}
