package dev.javaotp.demo.ledger;

import java.time.Duration;

import dev.javaotp.gen.Message;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.spring.process.HandleCast;
import dev.javaotp.spring.process.OtpProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;

/**
 * Writes call records into the database, one after the other, and tells whoever sent one
 * when it is there. Has no state that could be lost: what waits in its mailbox when it
 * crashes is sent again, see {@link Outbox}.
 */
@OtpProcess("ledger")
public class Ledger {

	private static final Logger logger = LoggerFactory.getLogger(Ledger.class);

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final CallRecords records;

	private boolean inReach = true;

	Ledger(CallRecords records) {
		this.records = records;
	}

	/**
	 * Please write this. Answered with {@link Written}.
	 *
	 * @param record what to write
	 * @param sender who wants to know when it is written
	 */
	public record Write(CallRecord record, Pid sender) implements Message<Ledger> {
	}

	/**
	 * The record of a call is in the database.
	 *
	 * @param callId the call
	 */
	public record Written(String callId) {
	}

	@HandleCast
	void write(Write write, ProcessContext self) {
		try {
			this.records.add(write.record());
			this.inReach = true;
			self.send(write.sender(), new Written(write.record().id()));
		}
		catch (DataAccessResourceFailureException | TransientDataAccessException ex) {
			// To crash would not bring the database back. Try again later.
			if (this.inReach) {
				logger.warn("The database is out of reach, records wait until it is back", ex);
			}
			this.inReach = false;
			self.sendAfter(PATIENCE, self.self(), write);
		}
	}

}
