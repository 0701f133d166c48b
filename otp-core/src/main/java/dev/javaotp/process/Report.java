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

}
