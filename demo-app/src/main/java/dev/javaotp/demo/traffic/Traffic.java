package dev.javaotp.demo.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import dev.javaotp.demo.ExchangeProperties;
import dev.javaotp.demo.subscriber.NumberRange;
import dev.javaotp.demo.switching.Call;
import dev.javaotp.demo.switching.CallReply;
import dev.javaotp.demo.switching.CallReply.Accepted;
import dev.javaotp.demo.switching.CallReply.Refused;
import dev.javaotp.demo.switching.Exchange;
import dev.javaotp.gen.Message;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.spring.process.HandleCast;
import dev.javaotp.spring.process.OnStart;
import dev.javaotp.spring.process.OtpProcess;

/**
 * Calls among the numbers {@link NumberRange#TRAFFIC}, so many a second. Never sleeps:
 * each thing that is to happen later is a message to itself.
 */
@OtpProcess("traffic")
class Traffic {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Duration LONGEST_TALK = Duration.ofSeconds(4);

	private final Exchange exchange;

	private final int callsPerSecond;

	// those that are in no call of this process
	private final List<String> idle = new ArrayList<>(NumberRange.TRAFFIC.numbers().toList());

	private ProcessContext self;

	Traffic(Exchange exchange, ExchangeProperties properties) {
		this.exchange = exchange;
		this.callsPerSecond = properties.traffic().callsPerSecond();
	}

	/** It is time for another call. */
	record PlaceCall() implements Message<Traffic> {
	}

	/** Somebody answers the telephone. */
	record Answer(Call call) implements Message<Traffic> {
	}

	/** Everything has been said. */
	record HangUp(Call call) implements Message<Traffic> {
	}

	@OnStart
	void start(ProcessContext self) {
		this.self = self;
		// What a predecessor knew about its calls has gone with it. Nobody else ends
		// them.
		this.exchange.callsWithin(NumberRange.TRAFFIC).forEach((call) -> this.exchange.hangUp(call.id()));
		if (this.callsPerSecond > 0) {
			later(Duration.ZERO, new PlaceCall());
		}
	}

	@HandleCast
	void placeCall(PlaceCall message) {
		later(SECOND.dividedBy(this.callsPerSecond), message);
		if (this.idle.size() >= 2) {
			String from = takeAnyIdle();
			String to = takeAnyIdle();
			CallReply reply = this.exchange.place(from, to);
			switch (reply) {
				case Accepted accepted -> later(talk().dividedBy(4), new Answer(accepted.call()));
				case Refused refused -> putBack(from, to);
			}
		}
	}

	@HandleCast
	void answer(Answer message) {
		this.exchange.answer(message.call().id());
		later(talk(), new HangUp(message.call()));
	}

	@HandleCast
	void hangUp(HangUp message) {
		this.exchange.hangUp(message.call().id());
		putBack(message.call().from(), message.call().to());
	}

	private String takeAnyIdle() {
		int index = ThreadLocalRandom.current().nextInt(this.idle.size());
		// the last one takes its place, which is cheaper than moving all behind it
		String taken = this.idle.set(index, this.idle.getLast());
		this.idle.removeLast();
		return taken;
	}

	private void putBack(String from, String to) {
		this.idle.add(from);
		this.idle.add(to);
	}

	/**
	 * A time for which somebody may talk: such that at any moment less than half of the
	 * numbers are in a call, however many calls there are a second.
	 */
	private Duration talk() {
		long calls = NumberRange.TRAFFIC.numbers().count() / 4;
		Duration average = SECOND.multipliedBy(calls).dividedBy(this.callsPerSecond * 2L);
		if (average.compareTo(LONGEST_TALK) > 0) {
			average = LONGEST_TALK;
		}
		return average.dividedBy(100).multipliedBy(ThreadLocalRandom.current().nextInt(50, 150));
	}

	private void later(Duration delay, Message<Traffic> message) {
		this.self.sendAfter(delay, this.self.self(), message);
	}

}
