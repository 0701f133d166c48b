package dev.javaotp.supervisor;

/**
 * What a child is doing, as its supervisor sees it.
 */
public enum ChildStatus {

	/** It has been started and has not ended. */
	RUNNING,

	/** It failed to start again; the supervisor is about to try once more. */
	RESTARTING,

	/**
	 * It has no process: it was terminated by hand, it ended in order, its start was
	 * ignored, or it has not been started yet. OTP shows {@code undefined}.
	 */
	STOPPED

}
