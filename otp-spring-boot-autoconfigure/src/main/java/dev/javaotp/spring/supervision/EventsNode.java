package dev.javaotp.spring.supervision;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import dev.javaotp.process.Overflow;
import org.jspecify.annotations.Nullable;

/**
 * An event manager with its handlers: whatever is told to the manager, each handler
 * hears. Made with {@link SupervisionTree#events(String)}.
 * <p>
 * The manager and the guards of its handlers stand below a supervisor of their own, and
 * what is set here is about that one, but for {@link #maxMailbox(int)}, which is about
 * the manager.
 */
public final class EventsNode extends SupervisingNode<EventsNode> {

	EventsNode(String name) {
		this(name, null, new EnumMap<>(Setting.class));
	}

	EventsNode(String name, @Nullable Place place, Map<Setting, Given> settings) {
		super(name, place, settings);
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
	public EventsNode maxMailbox(int maxMailbox) {
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
	public EventsNode overflow(Overflow overflow) {
		return with(settings(Setting.OVERFLOW, overflow));
	}

	@Override
	Kind kind() {
		return Kind.EVENTS;
	}

	@Override
	EventsNode with(Map<Setting, Given> settings) {
		return new EventsNode(name(), place(), settings);
	}

}
