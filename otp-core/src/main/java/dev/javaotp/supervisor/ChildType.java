package dev.javaotp.supervisor;

/**
 * What a child is: shown in reports and counts, and the default of its {@link Shutdown}
 * depends on it. Mirrors {@code type} of an OTP child specification.
 */
public enum ChildType {

	/** Any other process: stopped within 5 seconds unless said otherwise. */
	WORKER,

	/** A supervisor: given as long as it takes unless said otherwise. */
	SUPERVISOR

}
