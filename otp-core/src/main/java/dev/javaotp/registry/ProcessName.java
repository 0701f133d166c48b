package dev.javaotp.registry;

import java.util.Objects;

/**
 * The registered name of a process, where a message tells which process it is about.
 *
 * @param name the name
 * @see Registry#monitor(dev.javaotp.process.ProcessContext, String)
 */
public record ProcessName(String name) {

	public ProcessName {
		Objects.requireNonNull(name, "name");
	}

	@Override
	public String toString() {
		return this.name;
	}

}
