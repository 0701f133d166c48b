package dev.javaotp.benchmarks.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.javaotp.benchmarks.peer.PeerKind;
import dev.javaotp.benchmarks.work.Work;

/** Everything that came out of a comparison. Used by one thread. */
final class Results {

	/** A work that a peer could not do, and why. */
	record Failure(Work work, PeerKind peer, String reason) {
	}

	private final List<Result> results = new ArrayList<>();

	private final List<Failure> failures = new ArrayList<>();

	private final Map<PeerKind, String> peers = new LinkedHashMap<>();

	void add(Result result) {
		this.results.add(result);
	}

	void add(Failure failure) {
		this.failures.add(failure);
	}

	void describe(PeerKind peer, String description) {
		this.peers.put(peer, description);
	}

	List<Result> all() {
		return this.results;
	}

	Optional<Result> of(Work work, PeerKind peer) {
		return this.results.stream().filter((result) -> result.work() == work && result.peer() == peer).findFirst();
	}

	List<Failure> failures() {
		return this.failures;
	}

	/** Who took part, and what each is. */
	Map<PeerKind, String> peers() {
		return this.peers;
	}

}
