package dev.javaotp.spring.observer;

import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A page that is open, or was. */
class ViewerTests {

	private final CompletableFuture<Thread> ended = new CompletableFuture<>();

	private final Viewer gone = new Viewer() {

		@Override
		void send(Message message) throws IOException {
			throw new IOException("Broken pipe");
		}

		@Override
		void end() {
			ViewerTests.this.ended.complete(Thread.currentThread());
			throw new IllegalStateException("The response has ended");
		}

	};

	@Test
	void aPageThatWasClosedInTheMiddleOfAMessageTroublesNobody() throws Exception {
		Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
		UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
		Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
		try {
			this.gone.start();
			assertThat(this.gone.offer(new Viewer.Message("delta", "{}"))).isTrue();
			this.ended.get(10, TimeUnit.SECONDS).join();
		}
		finally {
			Thread.setDefaultUncaughtExceptionHandler(before);
		}
		assertThat(uncaught).isEmpty();
		assertThat(this.gone.isClosed()).isTrue();
		assertThat(this.gone.offer(new Viewer.Message("delta", "{}"))).isFalse();
	}

}
