package dev.javaotp.spring.actuate;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * One process in full: what {@code /actuator/otp/processes/ledger} shows. What does not
 * apply is left out; of a child that does not run little more than its place is known.
 *
 * @param pid the process, while there is one
 * @param name its registered name, or what its supervisor knows it by
 * @param label its label
 * @param type the class of its code
 * @param status {@code waiting}, {@code runnable}, {@code running}, {@code suspended};
 * {@code restarting} or {@code stopped} if there is no process
 * @param execution where the scheduler runs its code as of now: {@code auto},
 * {@code blocking} or {@code cpu}
 * @param startedAt when it was started
 * @param mailboxDepth how many messages wait for it
 * @param messagesHandled how many messages it has handled
 * @param maxMailbox how many messages may wait for it, if there is a limit
 * @param overflow what happens to more: {@code reject}, {@code drop-oldest} or
 * {@code kill}
 * @param messagesDropped how many messages it has refused or dropped, if there is a limit
 * @param trapsExits whether exit signals become messages
 * @param supervision its place in a supervision tree
 * @param ancestors who started it, who started that one, and so on, nearest first
 * @param links the first of the processes that it is linked with
 * @param linkCount how many it is linked with
 * @param monitors how many processes it watches
 * @param monitoredBy how many watch it
 * @param stack what its thread is doing, empty if it has none just now
 * @param state what it shows of its state
 */
public record ProcessDescriptor(@Nullable String pid, @Nullable String name, @Nullable String label,
		@Nullable String type, String status, @Nullable String execution, @Nullable Instant startedAt,
		@Nullable Integer mailboxDepth, @Nullable Long messagesHandled, @Nullable Integer maxMailbox,
		@Nullable String overflow, @Nullable Long messagesDropped, @Nullable Boolean trapsExits,
		@Nullable Place supervision, @Nullable List<String> ancestors, @Nullable List<String> links,
		@Nullable Integer linkCount, @Nullable Integer monitors, @Nullable Integer monitoredBy,
		@Nullable List<String> stack, @Nullable State state) implements OperationResponseBody {

	/**
	 * A place in a supervision tree.
	 *
	 * @param supervisor the path of the supervisor above
	 * @param id what it is known by there; left out for the child of a dynamic supervisor
	 * @param restart when it is restarted
	 * @param restarts how often it was started again
	 * @param failedStarts how many attempts to start it failed
	 */
	public record Place(String supervisor, @Nullable String id, @Nullable String restart, @Nullable Long restarts,
			@Nullable Long failedStarts) {
	}

	/**
	 * What a process shows of its state.
	 *
	 * @param availability {@code shown}; {@code hidden} if that is not configured, or not
	 * to whoever asks; {@code busy} if the process did not answer at once; {@code none}
	 * if it has no state that it could show
	 * @param value the state as the process itself puts it into words
	 */
	public record State(String availability, @Nullable String value) {

		static final State HIDDEN = new State("hidden", null);

		static final State BUSY = new State("busy", null);

		static final State NONE = new State("none", null);

	}

}
