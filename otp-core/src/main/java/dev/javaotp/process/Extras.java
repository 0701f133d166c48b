package dev.javaotp.process;

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

	// these three are null until there is the first of them

	@Nullable Set<Monitor> watching;

	@Nullable List<OwnedResource> resources;

	// taken from the mailbox, not answered yet
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

}
