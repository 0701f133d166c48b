package dev.javaotp.process;

import org.slf4j.event.Level;

/**
 * Something told to a {@link ReportListener} that says itself how serious it is. Its text
 * is for people and gives away neither messages nor state.
 */
public interface Report {

	/**
	 * How serious it is.
	 * @return the level at which it is logged
	 */
	Level level();

	/**
	 * What it is about, for those who count: when there are too many reports of one class
	 * about the same thing some are left out. There are as many different ones as there
	 * are kinds of processes, never as many as there are processes.
	 * @return the kind of process, say
	 */
	default String about() {
		return getClass().getName();
	}

}
