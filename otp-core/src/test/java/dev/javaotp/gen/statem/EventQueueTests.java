package dev.javaotp.gen.statem;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventQueueTests {

	private final EventQueue<String> queue = new EventQueue<>();

	private List<String> all() {
		List<String> all = new ArrayList<>();
		String event;
		while ((event = this.queue.poll()) != null) {
			all.add(event);
		}
		return all;
	}

	@Test
	void insertedEventsGoBeforeEarlierOnesInTheOrderGiven() {
		this.queue.insert(List.of("3", "4"));
		this.queue.insert(List.of("1", "2"));
		assertThat(all()).containsExactly("1", "2", "3", "4");
	}

	@Test
	void postponedEventsWaitUntilTheyAreRetried() {
		this.queue.postpone("1");
		this.queue.postpone("2");
		assertThat(all()).isEmpty();
		assertThat(this.queue.isEmpty()).isFalse();
		this.queue.retryPostponed();
		assertThat(all()).containsExactly("1", "2");
		assertThat(this.queue.isEmpty()).isTrue();
	}

	@Test
	void retriedEventsGoBeforeThoseThatWait() {
		this.queue.insert(List.of("3"));
		this.queue.postpone("1");
		this.queue.postpone("2");
		this.queue.retryPostponed();
		assertThat(all()).containsExactly("1", "2", "3");
	}

}
