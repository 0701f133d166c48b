package dev.javaotp.supervisor;

/**
 * Who is restarted together with a child that has ended. Mirrors the {@code strategy} of
 * OTP's supervisor; {@code simple_one_for_one} is {@link DynamicSupervisor}.
 * <p>
 * Stopping goes in reverse start order, starting in start order. A group restart counts
 * as one restart. It also starts children of the group that were down on purpose:
 * terminated by hand, ended in order, or ignored at their start. Temporary children of
 * the group are stopped and forgotten.
 */
public enum Strategy {

	/** Only the child itself: for children that do not depend on each other. */
	ONE_FOR_ONE,

	/** All children of the supervisor: for children that only work together. */
	ONE_FOR_ALL,

	/** The child and those started after it: for children that depend on earlier ones. */
	REST_FOR_ONE

}
