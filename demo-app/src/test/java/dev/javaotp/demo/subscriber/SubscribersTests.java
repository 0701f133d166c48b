package dev.javaotp.demo.subscriber;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

import static org.assertj.core.api.Assertions.assertThat;

class SubscribersTests {

	private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().generateUniqueName(true)
		.setType(EmbeddedDatabaseType.H2)
		.addScript("schema.sql")
		.build();

	private final Subscribers subscribers = new Subscribers(JdbcClient.create(this.database));

	@AfterEach
	void shutdown() {
		this.database.shutdown();
	}

	@Test
	void aNumberIsGivenOnce() {
		assertThat(this.subscribers.add(new Subscriber("4711", "Ada"))).isTrue();
		assertThat(this.subscribers.add(new Subscriber("4711", "Grace"))).isFalse();
		assertThat(this.subscribers.all()).containsExactly(new Subscriber("4711", "Ada"));
	}

	@Test
	void aNumberThatWasGivenBackIsFree() {
		Subscriber ada = new Subscriber("4711", "Ada");
		this.subscribers.add(ada);
		this.subscribers.remove(ada);
		assertThat(this.subscribers.add(new Subscriber("4711", "Grace"))).isTrue();
	}

	@Test
	void twoHundredAreThereFromTheStartAndStayWhatTheyAre() {
		Subscriber renamed = new Subscriber("1001", "Ada");
		this.subscribers.add(renamed);
		new InitialSubscribers(this.subscribers).add();
		new InitialSubscribers(this.subscribers).add();
		assertThat(this.subscribers.all()).hasSize(200)
			.contains(renamed, new Subscriber("1100", "Subscriber 1100"), new Subscriber("2001", "Traffic 2001"));
	}

}
