package dev.javaotp.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * The arguments of a command, one after the other.
 */
final class Arguments {

	private final Iterator<String> arguments;

	Arguments(List<String> arguments) {
		this.arguments = arguments.iterator();
	}

	boolean hasNext() {
		return this.arguments.hasNext();
	}

	String next() {
		return this.arguments.next();
	}

	String valueOf(String option) {
		if (!hasNext()) {
			throw new WrongArgumentsException(option + ": expected a value after it, found none");
		}
		return next();
	}

	long numberOf(String option) {
		String value = valueOf(option);
		try {
			return Long.parseLong(value);
		}
		catch (NumberFormatException ex) {
			throw new WrongArgumentsException(option + ": expected a whole number, found " + value);
		}
	}

	Family familyOf(String option) {
		String value = valueOf(option);
		return Family.named(value)
			.orElseThrow(() -> new WrongArgumentsException(
					option + ": expected one of " + Family.names() + ", found " + value));
	}

	/** A file or folder, and no misspelt option. */
	Path place(String argument) {
		Path place = Path.of(argument);
		if (argument.startsWith("--") && !Files.exists(place)) {
			throw new WrongArgumentsException("expected an option that exists, found " + argument);
		}
		return place;
	}

}
