package dev.javaotp.supervisor;

import java.util.Objects;

/**
 * Calls a function, and is over when that returns.
 *
 * @param function starts the child
 */
record CallingChildStart(Function function) implements ChildStart {

	CallingChildStart {
		Objects.requireNonNull(function, "function");
	}

}
