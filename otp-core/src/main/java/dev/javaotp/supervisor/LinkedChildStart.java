package dev.javaotp.supervisor;

import java.util.Objects;

import dev.javaotp.gen.LinkedStart;

/**
 * Starts a process that says itself when it is ready.
 *
 * @param start starts it
 */
record LinkedChildStart(LinkedStart start) implements ChildStart {

	LinkedChildStart {
		Objects.requireNonNull(start, "start");
	}

}
