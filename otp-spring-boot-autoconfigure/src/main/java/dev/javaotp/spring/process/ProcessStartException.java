package dev.javaotp.spring.process;

import java.util.ArrayList;
import java.util.List;

import dev.javaotp.process.ExitReason;
import org.jspecify.annotations.Nullable;

/**
 * A process of a supervision tree could not be started, and so the application does not
 * start. What had been started before it has been stopped again.
 */
public final class ProcessStartException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String path;

	private final transient ExitReason reason;

	private final transient @Nullable Class<?> type;

	private ProcessStartException(String path, ExitReason reason, @Nullable Class<?> type) {
		super("Process " + path + " could not be started: " + reason, reason.cause());
		this.path = path;
		this.reason = reason;
		this.type = type;
	}

	/**
	 * Create the exception for the failed start of a top supervisor.
	 * @param supervisor the name of the supervisor
	 * @param failure what its start failed with: a supervisor says which child it was
	 * @param beans to find the class of the process
	 */
	static ProcessStartException of(String supervisor, ExitReason failure, ProcessBeans beans) {
		List<String> path = new ArrayList<>(List.of(supervisor));
		ExitReason reason = failure;
		while (failedChild(reason) instanceof ExitReason.Tagged failed) {
			path.add(String.valueOf(failed.elements().get(0)));
			reason = ExitReason.ofTerm(failed.elements().get(1));
		}
		return new ProcessStartException(String.join("/", path), reason, beans.type(path.getLast()));
	}

	/** Return {@code {failed_to_start_child, Id, Reason}} from within a shutdown. */
	private static ExitReason.@Nullable Tagged failedChild(ExitReason reason) {
		return (reason instanceof ExitReason.Tagged shutdown && shutdown.isShutdown()
				&& shutdown.elements().getFirst() instanceof ExitReason.Tagged failed
				&& failed.tag().equals("failed_to_start_child") && failed.elements().size() == 2) ? failed : null;
	}

	/**
	 * The names from the top supervisor to the process, joined by {@code /}.
	 * @return the path
	 */
	public String path() {
		return this.path;
	}

	/**
	 * Why it did not start.
	 * @return the reason
	 */
	public ExitReason reason() {
		return this.reason;
	}

	/**
	 * The class of the process.
	 * @return the class, {@code null} if it is that of a supervisor
	 */
	public @Nullable Class<?> type() {
		return this.type;
	}

}
