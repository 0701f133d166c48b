package dev.javaotp.demo.switching;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import dev.javaotp.demo.ledger.CallRecord;
import dev.javaotp.demo.ledger.CallRecord.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A call, from the moment it is dialed.
 *
 * @param id unlike that of any other call, also of those before a restart
 * @param from the number that calls
 * @param to the number that is called
 * @param startedAt when it was dialed
 */
public record Call(String id, String from, String to, Instant startedAt) {

	static Call between(String from, String to) {
		return new Call(UUID.randomUUID().toString(), from, to, now());
	}

	/**
	 * The record of this call, which is over now.
	 * @param answeredAt when it was answered, if it was
	 * @param outcome how it went
	 * @return the record
	 */
	CallRecord record(@Nullable Instant answeredAt, Outcome outcome) {
		return new CallRecord(this.id, this.from, this.to, outcome, this.startedAt, answeredAt, now());
	}

	/**
	 * The present, as exact as a record keeps it.
	 * @return now
	 */
	static Instant now() {
		return Instant.now().truncatedTo(ChronoUnit.MILLIS);
	}

}
