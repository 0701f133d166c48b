package dev.javaotp.demo.subscriber;

import java.util.List;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The directory of all subscribers, in the database.
 */
@Repository
public class Subscribers {

	private final JdbcClient jdbc;

	Subscribers(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Everybody with a telephone.
	 * @return all subscribers, by number
	 */
	public List<Subscriber> all() {
		return this.jdbc.sql("select phone_number, name from subscriber order by phone_number")
			.query((row, index) -> new Subscriber(row.getString("phone_number"), row.getString("name")))
			.list();
	}

	/**
	 * Adds a subscriber.
	 * @param subscriber the subscriber
	 * @return {@code false} if the number is taken
	 */
	public boolean add(Subscriber subscriber) {
		try {
			this.jdbc.sql("insert into subscriber (phone_number, name) values (?, ?)")
				.params(subscriber.number(), subscriber.name())
				.update();
			return true;
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	/**
	 * Removes a subscriber.
	 * @param subscriber the subscriber
	 */
	public void remove(Subscriber subscriber) {
		this.jdbc.sql("delete from subscriber where phone_number = ?").param(subscriber.number()).update();
	}

}
