package dev.javaotp.spring.supervision;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import dev.javaotp.process.Overflow;
import dev.javaotp.supervisor.Restart;
import dev.javaotp.supervisor.Shutdown;
import org.jspecify.annotations.Nullable;

/**
 * A process bean in its place in the tree. Made with
 * {@link SupervisionTree#process(String)}.
 */
public final class ProcessNode extends SupervisionNode {

	private static final Shutdown DEFAULT_SHUTDOWN = Shutdown.WORKER_DEFAULT;

	private static final Duration DEFAULT_START_TIMEOUT = Duration.ofSeconds(30);

	ProcessNode(String name) {
		this(name, null, new EnumMap<>(Setting.class));
	}

	ProcessNode(String name, @Nullable Place place, Map<Setting, Given> settings) {
		super(name, place, settings);
	}

	@Override
	public ProcessNode restart(Restart restart) {
		return with(settings(Setting.RESTART, restart));
	}

	@Override
	public Shutdown shutdown() {
		return get(Setting.SHUTDOWN, Shutdown.class, DEFAULT_SHUTDOWN);
	}

	@Override
	public ProcessNode shutdown(Shutdown shutdown) {
		return with(settings(Setting.SHUTDOWN, shutdown));
	}

	@Override
	public ProcessNode shutdown(Duration limit) {
		return shutdown(Shutdown.after(limit));
	}

	@Override
	public ProcessNode significant(boolean significant) {
		return with(settings(Setting.SIGNIFICANT, significant));
	}

	@Override
	public Duration startTimeout() {
		return get(Setting.START_TIMEOUT, Duration.class, DEFAULT_START_TIMEOUT);
	}

	@Override
	public ProcessNode startTimeout(Duration limit) {
		return with(settings(Setting.START_TIMEOUT, limit));
	}

	/**
	 * How many messages may wait for the process.
	 * @return the number, or empty if nothing is set here
	 */
	public OptionalInt maxMailbox() {
		return isSet(Setting.MAX_MAILBOX) ? OptionalInt.of(get(Setting.MAX_MAILBOX, Integer.class, 0))
				: OptionalInt.empty();
	}

	/**
	 * Return a copy for which only so many messages may wait.
	 * @param maxMailbox the number, 1 or more
	 * @return the copy
	 * @see dev.javaotp.process.MailboxLimit
	 */
	public ProcessNode maxMailbox(int maxMailbox) {
		return with(settings(Setting.MAX_MAILBOX, maxMailbox));
	}

	/**
	 * What happens to messages beyond {@link #maxMailbox()}.
	 * @return the policy, or empty if nothing is set here
	 */
	public Optional<Overflow> overflow() {
		return isSet(Setting.OVERFLOW) ? Optional.of(get(Setting.OVERFLOW, Overflow.class, Overflow.REJECT))
				: Optional.empty();
	}

	/**
	 * Return a copy with something else that happens beyond {@link #maxMailbox(int)}.
	 * @param overflow what happens
	 * @return the copy
	 */
	public ProcessNode overflow(Overflow overflow) {
		return with(settings(Setting.OVERFLOW, overflow));
	}

	@Override
	Kind kind() {
		return Kind.PROCESS;
	}

	@Override
	ProcessNode with(Map<Setting, Given> settings) {
		return new ProcessNode(name(), place(), settings);
	}

}
