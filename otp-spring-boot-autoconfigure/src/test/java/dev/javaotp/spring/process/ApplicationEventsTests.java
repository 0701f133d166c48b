package dev.javaotp.spring.process;

import java.util.concurrent.CountDownLatch;

import dev.javaotp.spring.process.Bank.Events;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApplicationEvents}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ApplicationEventsTests {

	private final Events heard = new Events();

	@Test
	void newsIsLeftOutWhenListenersAreTooSlowAndOtherEventsAreNot(CapturedOutput output) {
		CountDownLatch gate = new CountDownLatch(1);
		ApplicationEvents events = new ApplicationEvents((event) -> {
			await(gate);
			this.heard.add(event.toString());
		});
		events.publish("first");
		for (int i = 0; i < ApplicationEvents.MOST_WAITING + 10; i++) {
			events.publishNews("news");
		}
		events.publish("last");
		gate.countDown();
		this.heard.await("first");
		int news = 0;
		for (String event = this.heard.next(); event.equals("news"); event = this.heard.next()) {
			news++;
		}
		assertThat(news).isBetween(ApplicationEvents.MOST_WAITING - 1, ApplicationEvents.MOST_WAITING + 1);
		assertThat(output)
			.containsPattern("Listeners of ProcessRestartedEvent were too slow: (9|10|11) events were left out");
		events.close();
	}

	@Test
	void aListenerThatFailsDoesNotKeepOthersFromTheirEvents() {
		ApplicationEvents events = new ApplicationEvents((event) -> {
			this.heard.add(event.toString());
			throw new IllegalStateException("broken listener");
		});
		events.publish("first");
		events.publish("second");
		this.heard.await("first", "second");
		events.close();
	}

	@Test
	void afterTheEndNobodyListens() {
		ApplicationEvents events = new ApplicationEvents((event) -> this.heard.add(event.toString()));
		events.close();
		events.publish("late");
		assertThat(this.heard.isEmpty()).isTrue();
	}

	private static void await(CountDownLatch gate) {
		try {
			gate.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
