package dev.javaotp.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * What most processes do without: an idle process is not to be larger for what another
 * one needs. Guarded by the process's lock unless said otherwise. Who needs one of these
 * does without the rest, as a rule.
 */
final class Extras {

	// null until there is the first
	@Nullable Set<Monitor> watching;

	// null, the one resource, or a list of them: most of those that own something have a
	// name and nothing else
	private @Nullable Object owned;

	// taken from the mailbox, not answered yet; null until there is the first
	@Nullable List<PendingReply> unanswered;

	int purgeUnansweredAt = 8;

	volatile @Nullable String label;

	// owner only
	@Nullable Predicate<Object> handleOnly;

	// owner only: up to here no message matches handleOnly
	@Nullable Message scanned;

	// owner only: what children start with
	@Nullable List<Pid> childAncestors;

	// set before the process starts
	boolean uninterruptible;

	void own(OwnedResource resource) {
		if (this.owned == null) {
			this.owned = resource;
			return;
		}
		List<OwnedResource> more = new ArrayList<>(owned());
		more.add(resource);
		this.owned = more;
	}

	void disown(OwnedResource resource) {
		if (this.owned == resource) {
			this.owned = null;
		}
		else if (this.owned instanceof List<?> many) {
			many.remove(resource);
		}
	}

	/** What it owns, the oldest first. */
	@SuppressWarnings("unchecked")
	List<OwnedResource> owned() {
		if (this.owned instanceof OwnedResource one) {
			return List.of(one);
		}
		return (this.owned != null) ? (List<OwnedResource>) this.owned : List.of();
	}

	/** The process has ended, and nothing is kept for it. */
	void forgetMailbox() {
		this.handleOnly = null;
		this.scanned = null;
	}

	List<OwnedResource> disownAll() {
		List<OwnedResource> all = owned();
		this.owned = null;
		return all;
	}

}
