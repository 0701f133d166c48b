package dev.javaotp.benchmarks.peer;

/** A peer could not do what it was told. */
public final class PeerFailedException extends RuntimeException {

	private static final long serialVersionUID = 1;

	PeerFailedException(String message) {
		super(message);
	}

}
