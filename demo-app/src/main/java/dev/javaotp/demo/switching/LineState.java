package dev.javaotp.demo.switching;

import java.time.Instant;

import dev.javaotp.gen.From;
import dev.javaotp.process.Pid;
import dev.javaotp.process.Ref;
import dev.javaotp.process.TimerRef;
import org.jspecify.annotations.Nullable;

/**
 * What a line is doing.
 */
sealed interface LineState {

	/** The handset is on the hook. */
	LineState IDLE = new Idle();

	/**
	 * The call that the line is busy with.
	 * @return the call, if there is one
	 */
	default @Nullable Call call() {
		return null;
	}

	/**
	 * Who is at the other end.
	 * @return the peer, if there is one
	 */
	default @Nullable Peer peer() {
		return null;
	}

	/**
	 * Since when both talk.
	 * @return when the call was answered, if it was
	 */
	default @Nullable Instant answeredAt() {
		return null;
	}

	/**
	 * Whether the line is busy with a certain call.
	 * @param call the call
	 * @return whether it dials, rings or talks for it
	 */
	default boolean isAbout(Call call) {
		return call.equals(call());
	}

	/**
	 * What people call it.
	 * @return the name of the state
	 */
	default String text() {
		return switch (this) {
			case Idle idle -> "idle";
			case Dialing dialing -> "dialing";
			case Ringing ringing -> "ringing";
			case Talking talking -> "talking";
		};
	}

	/**
	 * The other end of a call, watched as long as the call lasts.
	 *
	 * @param number its number
	 * @param line its process
	 * @param watch the monitor that tells when it crashes
	 */
	record Peer(String number, Pid line, Ref watch) {
	}

	/** Nothing. */
	record Idle() implements LineState {
	}

	/**
	 * The caller's line, until the other side answers.
	 *
	 * @param call the call
	 * @param peer who is called
	 * @param patience the timer that gives up
	 * @param customer who wants to know whether it rings at the other end
	 */
	record Dialing(Call call, Peer peer, TimerRef patience, From<CallReply> customer) implements LineState {
	}

	/**
	 * The called line, until somebody picks up.
	 *
	 * @param call the call
	 * @param peer who calls
	 */
	record Ringing(Call call, Peer peer) implements LineState {
	}

	/**
	 * Either line, once they are connected.
	 *
	 * @param call the call
	 * @param peer the other side
	 * @param answeredAt since when
	 */
	record Talking(Call call, Peer peer, Instant answeredAt) implements LineState {
	}

}
