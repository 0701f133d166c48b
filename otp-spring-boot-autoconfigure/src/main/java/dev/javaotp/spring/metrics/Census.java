package dev.javaotp.spring.metrics;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessInfo;
import dev.javaotp.process.ProcessSystem;

/**
 * One look at all processes: how many are in which state, and what the children of
 * dynamic supervisors have in their mailboxes and have done. With a million of them that
 * takes half a second, so all meters of a scrape share one.
 */
final class Census {

	private final Map<ProcessInfo.Status, Integer> states = new EnumMap<>(ProcessInfo.Status.class);

	private final Map<Member, Sum> children = new HashMap<>();

	/** What the children of one dynamic supervisor have together. */
	static final class Sum {

		private long mailboxDepth;

		private long messages;

		private long dropped;

		long mailboxDepth() {
			return this.mailboxDepth;
		}

		/** Of those alive, and of those that had ended before the census. */
		long messages() {
			return this.messages;
		}

		/** The same of messages that were refused or dropped. */
		long dropped() {
			return this.dropped;
		}

	}

	Census(ProcessSystem system, List<Member> dynamic) {
		Map<Pid, Sum> byParent = new HashMap<>();
		for (Member member : dynamic) {
			Sum sum = new Sum();
			// before looking: a child that ends meanwhile is counted later, never twice
			sum.messages = member.messagesOfEndedChildren();
			sum.dropped = member.droppedByEndedChildren();
			this.children.put(member, sum);
			member.pid().ifPresent((pid) -> byParent.put(pid, sum));
		}
		for (Pid pid : (Iterable<Pid>) system.processes()::iterator) {
			this.states.merge(system.status(pid), 1, Integer::sum);
			Sum sum = (byParent.isEmpty()) ? null : byParent.get(system.parent(pid));
			if (sum != null) {
				sum.mailboxDepth += system.mailboxDepth(pid);
				sum.messages += system.messagesHandled(pid);
				sum.dropped += system.messagesDropped(pid);
			}
		}
	}

	int count(ProcessInfo.Status state) {
		return this.states.getOrDefault(state, 0);
	}

	Sum children(Member member) {
		return this.children.getOrDefault(member, new Sum());
	}

}
