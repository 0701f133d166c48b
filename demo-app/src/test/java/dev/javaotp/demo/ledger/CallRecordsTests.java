package dev.javaotp.demo.ledger;

import java.time.Instant;

import dev.javaotp.demo.ledger.CallRecord.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

import static org.assertj.core.api.Assertions.assertThat;

class CallRecordsTests {

	private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");

	private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().generateUniqueName(true)
		.setType(EmbeddedDatabaseType.H2)
		.addScript("schema.sql")
		.build();

	private final CallRecords records = new CallRecords(JdbcClient.create(this.database));

	@AfterEach
	void shutdown() {
		this.database.shutdown();
	}

	@Test
	void aRecordIsReadAsItWasWritten() {
		CallRecord answered = new CallRecord("a", "1001", "1002", Outcome.ANSWERED, NOON, NOON.plusSeconds(1),
				NOON.plusSeconds(2));
		CallRecord missed = new CallRecord("b", "1001", "1002", Outcome.NO_ANSWER, NOON, null, NOON.plusSeconds(30));
		this.records.add(answered);
		this.records.add(missed);
		assertThat(this.records.newest(10)).containsExactly(missed, answered);
	}

	@Test
	void theFirstRecordOfACallStays() {
		CallRecord first = endedAt("a", 1);
		this.records.add(first);
		this.records.add(first);
		this.records.add(endedAt("a", 2));
		assertThat(this.records.newest(10)).containsExactly(first);
	}

	@Test
	void theNewestComeFirst() {
		this.records.add(endedAt("b", 2));
		this.records.add(endedAt("c", 3));
		this.records.add(endedAt("a", 1));
		assertThat(this.records.newest(2)).extracting(CallRecord::id).containsExactly("c", "b");
	}

	private static CallRecord endedAt(String id, long second) {
		return new CallRecord(id, "1001", "1002", Outcome.CANCELLED, NOON, null, NOON.plusSeconds(second));
	}

}
