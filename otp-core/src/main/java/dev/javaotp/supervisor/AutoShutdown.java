package dev.javaotp.supervisor;

/**
 * Whether a supervisor stops by itself when significant children have ended. Mirrors
 * {@code auto_shutdown} of OTP's supervisor.
 * <p>
 * It is looked at only when a significant child ends by itself and is not restarted: a
 * transient one in order, a temporary one in any way. A child that was terminated by
 * hand, or stopped because of a sibling, does not count. The supervisor stops its other
 * children in reverse start order and ends with {@code shutdown}.
 */
public enum AutoShutdown {

	/** It does not; then no child may be significant. */
	NEVER,

	/** With the first significant child that ends. */
	ANY_SIGNIFICANT,

	/**
	 * With the last significant child that ends; one that is being restarted is not the
	 * last.
	 */
	ALL_SIGNIFICANT

}
