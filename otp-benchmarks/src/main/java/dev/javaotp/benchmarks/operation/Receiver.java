package dev.javaotp.benchmarks.operation;

import java.util.concurrent.CountDownLatch;

import dev.javaotp.process.MessageHandler;
import dev.javaotp.process.ProcessContext;
import org.openjdk.jmh.infra.Blackhole;

/** Takes whatever it is sent, until it is asked for a sign that it has taken all. */
final class Receiver implements MessageHandler {

	private final Blackhole blackhole;

	Receiver(Blackhole blackhole) {
		this.blackhole = blackhole;
	}

	@Override
	public void start(ProcessContext self) {
		// has nothing to prepare
	}

	@Override
	public void handle(Object message) {
		if (message instanceof CountDownLatch all) {
			all.countDown();
		}
		else {
			this.blackhole.consume(message);
		}
	}

}
