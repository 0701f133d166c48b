package dev.javaotp.benchmarks.peer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.javaotp.benchmarks.Benchmarks;
import dev.javaotp.benchmarks.beam.Beam;
import dev.javaotp.benchmarks.otp.OtpPeer;
import dev.javaotp.benchmarks.pekko.PekkoPeer;
import dev.javaotp.benchmarks.pekko.typed.PekkoTypedPeer;
import dev.javaotp.benchmarks.threads.ThreadsPeer;
import dev.javaotp.benchmarks.vertx.VertxPeer;
import org.jspecify.annotations.Nullable;

/** All those who are compared. */
public enum PeerKind {

	/** This runtime. */
	OTP("otp", OtpPeer::new),

	/** Apache Pekko with classic actors. */
	PEKKO("pekko", PekkoPeer::new),

	/** Apache Pekko with typed actors. */
	PEKKO_TYPED("pekko-typed", PekkoTypedPeer::new),

	/** The event bus of Vert.x. */
	VERTX("vertx", VertxPeer::new),

	/** Plain virtual threads, each with a queue. */
	VIRTUAL_THREADS("virtual-threads", ThreadsPeer::new),

	/** Erlang/OTP. */
	BEAM("beam") {

		@Override
		public Optional<List<String>> command() {
			return Beam.find(System.getenv("PATH")).map(Beam::command);
		}

	};

	private final String id;

	private final @Nullable Supplier<Peer> onTheJvm;

	PeerKind(String id, Supplier<Peer> onTheJvm) {
		this.id = id;
		this.onTheJvm = onTheJvm;
	}

	PeerKind(String id) {
		this.id = id;
		this.onTheJvm = null;
	}

	/**
	 * The name used on the command line and in the results.
	 * @return the name
	 */
	public String id() {
		return this.id;
	}

	/**
	 * What the operating system is told in order to run it.
	 * @return the command, none if what it runs on is not installed here
	 */
	public Optional<List<String>> command() {
		return Optional.of(List.of(ProcessHandle.current().info().command().orElse("java"), "-Xms1g", "-Xmx4g", "-cp",
				System.getProperty("java.class.path"), Benchmarks.class.getName(), "peer", this.id));
	}

	/**
	 * Makes the peer in this JVM.
	 * @return the peer, if it is one that runs on a JVM
	 */
	Optional<Peer> create() {
		return Optional.ofNullable(this.onTheJvm).map(Supplier::get);
	}

	/**
	 * Finds a peer.
	 * @param id its name
	 * @return the peer, if there is one of this name
	 */
	public static Optional<PeerKind> of(String id) {
		return Arrays.stream(values()).filter((kind) -> kind.id.equals(id)).findFirst();
	}

}
