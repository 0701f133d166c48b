package dev.javaotp.demo.ledger;

import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a call when it is over.
 *
 * @param id the id of the call: there is one record for each
 * @param from who called
 * @param to who was called
 * @param outcome how it went
 * @param startedAt when the number was dialed
 * @param answeredAt when the other side answered, if it did
 * @param endedAt when it was over
 */
public record CallRecord(String id, String from, String to, Outcome outcome, Instant startedAt,
		@Nullable Instant answeredAt, Instant endedAt) {

	/**
	 * How a call went.
	 */
	public enum Outcome {

		/** Both talked, and one hung up. */
		ANSWERED,

		/** It rang until the caller's patience was over. */
		NO_ANSWER,

		/** The caller hung up while it rang. */
		CANCELLED,

		/** One of the two lines crashed, or was stopped. */
		DROPPED;

		@JsonValue
		String text() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

}
