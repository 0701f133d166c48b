package dev.javaotp.spring.supervision;

/**
 * What becomes of the application when a supervisor at the top of a tree gives up: its
 * children crashed more often than its restart intensity allows, and above it is nobody
 * who could restart it. In each case its health component is {@code DOWN}, an event is
 * published and the log names the path of escalation; other trees go on.
 */
public enum WhenItGivesUp {

	/**
	 * The application's liveness state becomes broken, so that a platform that probes it
	 * replaces the instance. The default.
	 */
	LIVENESS,

	/**
	 * The application context is closed and the JVM ends with exit code 1, as a permanent
	 * OTP application takes its node down. Not for a tree that the application can do
	 * without.
	 */
	SHUTDOWN,

	/**
	 * Nothing beyond health, event and log.
	 */
	REPORT

}
