package dev.javaotp.demo.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The records of all calls, in the database. Everybody may read; only the {@link Ledger}
 * writes.
 */
@Repository
public class CallRecords {

	private final JdbcClient jdbc;

	CallRecords(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The latest calls.
	 * @param limit how many at most
	 * @return the records, newest first
	 */
	public List<CallRecord> newest(int limit) {
		return this.jdbc.sql("select * from call_record order by ended_at desc, id fetch first :limit rows only")
			.param("limit", limit)
			.query((row, index) -> read(row))
			.list();
	}

	/**
	 * Writes a record. A second one with the same id changes nothing: whoever does not
	 * know whether a record was written just writes it again.
	 * @param record the record
	 */
	void add(CallRecord record) {
		try {
			this.jdbc.sql("""
					insert into call_record (id, caller, callee, outcome, started_at, answered_at, ended_at)
					values (:id, :caller, :callee, :outcome, :startedAt, :answeredAt, :endedAt)""")
				.param("id", record.id())
				.param("caller", record.from())
				.param("callee", record.to())
				.param("outcome", record.outcome().name())
				.param("startedAt", record.startedAt().toEpochMilli())
				.param("answeredAt", toMillis(record.answeredAt()))
				.param("endedAt", record.endedAt().toEpochMilli())
				.update();
		}
		catch (DuplicateKeyException ex) {
			// is there already, and what is written in a ledger stays as it is
		}
	}

	private static CallRecord read(ResultSet row) throws SQLException {
		return new CallRecord(row.getString("id"), row.getString("caller"), row.getString("callee"),
				CallRecord.Outcome.valueOf(row.getString("outcome")), Instant.ofEpochMilli(row.getLong("started_at")),
				toInstant(row.getObject("answered_at")), Instant.ofEpochMilli(row.getLong("ended_at")));
	}

	private static @Nullable Long toMillis(@Nullable Instant instant) {
		return (instant != null) ? (Long) instant.toEpochMilli() : null;
	}

	private static @Nullable Instant toInstant(@Nullable Object millis) {
		return (millis instanceof Number number) ? Instant.ofEpochMilli(number.longValue()) : null;
	}

}
