package dev.javaotp.gen;

import java.time.Duration;

/**
 * What {@code handleInfo} gets when no message came for as long as
 * {@link Next#timeout(Duration)} said: Erlang's {@code timeout}.
 */
public enum Timeout {

	/** The only one. */
	ELAPSED

}
