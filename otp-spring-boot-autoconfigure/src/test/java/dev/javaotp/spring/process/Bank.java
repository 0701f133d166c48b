package dev.javaotp.spring.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.javaotp.gen.From;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Next;
import dev.javaotp.gen.Request;
import dev.javaotp.process.ProcessContext;
import jakarta.annotation.PreDestroy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process bean that uses most of what there is, and tells its tests what happens to it.
 */
@OtpProcess("bank")
class Bank {

	record Deposit(String account, long cents) implements Request<Bank, Long> {
	}

	record Balance(String account) implements Request<Bank, Long> {
	}

	record Bell() implements Request<Bank, String> {
	}

	record Threads() implements Request<Bank, ClassLoader> {
	}

	record Unknown() implements Request<Bank, String> {
	}

	record Reset(String account) implements Message<Bank> {
	}

	record Ring(String sound) implements Message<Bank> {
	}

	record Rob() implements Message<Bank> {
	}

	enum Opening {

		DOORS

	}

	private final Events events;

	private final Map<String, Long> accounts = new HashMap<>();

	private From<String> listener;

	Bank(Events events) {
		this.events = events;
		this.events.add("new");
	}

	@OnStart
	Next open(ProcessContext self) {
		return Next.continueWith(Opening.DOORS);
	}

	@HandleContinue
	void open(Opening opening) {
		this.events.add("open");
	}

	@HandleCall
	long deposit(Deposit deposit) {
		return this.accounts.merge(deposit.account(), deposit.cents(), Long::sum);
	}

	@HandleCall
	private Long balance(Balance balance) {
		return this.accounts.getOrDefault(balance.account(), 0L);
	}

	@HandleCall
	void bell(From<String> from, Bell bell) {
		this.listener = from;
		this.events.add("listening");
	}

	@HandleCall
	ClassLoader threads(Threads threads) {
		return Thread.currentThread().getContextClassLoader();
	}

	@HandleCast
	void reset(Reset reset) {
		this.accounts.remove(reset.account());
	}

	@HandleCast
	void ring(Ring ring) {
		this.listener.reply(ring.sound());
	}

	@HandleCast
	void rob(Rob rob) {
		throw new IllegalStateException("robbed");
	}

	@HandleInfo
	void info(CharSequence text, ProcessContext self) {
		this.events.add(self.self().toString().substring(0, 1) + text);
	}

	@PreDestroy
	void close() {
		this.events.add("closed");
	}

	/**
	 * What happened, in order.
	 */
	static class Events {

		private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();

		void add(String event) {
			this.queue.add(event);
		}

		void await(String... events) {
			for (String event : events) {
				assertThat(next()).isEqualTo(event);
			}
		}

		/** What happens before the given event, which comes. */
		List<String> until(String last) {
			List<String> seen = new ArrayList<>();
			for (String event = next(); !last.equals(event); event = next()) {
				assertThat(event).isNotNull();
				seen.add(event);
			}
			return seen;
		}

		String next() {
			try {
				return this.queue.poll(10, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		boolean isEmpty() {
			return this.queue.isEmpty();
		}

	}

}
