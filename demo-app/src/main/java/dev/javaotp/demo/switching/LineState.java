package dev.javaotp.demo.switching;

import java.time.Instant;

import dev.javaotp.demo.ledger.CallRecord;
import dev.javaotp.demo.ledger.CallRecord.Outcome;
import dev.javaotp.gen.From;
import dev.javaotp.process.Pid;
import dev.javaotp.process.Ref;
import org.jspecify.annotations.Nullable;

/**
 * What a line is doing.
 */
sealed interface LineState {

	/** The handset is on the hook. */
	LineState IDLE = new Idle();

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

	/** The line is busy with a call. */
	sealed interface InCall extends LineState {

		/**
		 * The call.
		 * @return the call
		 */
		Call call();

		/**
		 * Who is at the other end.
		 * @return the peer
		 */
		Peer peer();

		/**
		 * Since when both talk.
		 * @return when the call was answered, if it was
		 */
		default @Nullable Instant answeredAt() {
			return null;
		}

		/**
		 * The record of the call, which is over now.
		 * @param outcome how it went
		 * @return the record
		 */
		default CallRecord record(Outcome outcome) {
			return call().record(answeredAt(), outcome);
		}

	}

	/**
	 * The caller's line, until the other side answers.
	 *
	 * @param call the call
	 * @param peer who is called
	 * @param customer who wants to know whether it rings at the other end
	 */
	record Dialing(Call call, Peer peer, From<CallReply> customer) implements InCall {
	}

	/**
	 * The called line, until somebody picks up.
	 *
	 * @param call the call
	 * @param peer who calls
	 */
	record Ringing(Call call, Peer peer) implements InCall {
	}

	/**
	 * Either line, once they are connected.
	 *
	 * @param call the call
	 * @param peer the other side
	 * @param answeredAt since when
	 */
	record Talking(Call call, Peer peer, Instant answeredAt) implements InCall {
	}

}
