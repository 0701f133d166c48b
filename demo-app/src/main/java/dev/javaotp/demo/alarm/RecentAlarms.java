package dev.javaotp.demo.alarm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.javaotp.gen.event.EventHandler;
import dev.javaotp.gen.event.EventResult;
import dev.javaotp.gen.event.HandlerCallResult;
import dev.javaotp.gen.event.HandlerInit;
import dev.javaotp.gen.event.HandlerRequest;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.spring.process.OtpEventHandler;

/**
 * Remembers the newest alarms, which are its state: the newest first.
 */
@OtpEventHandler(manager = "alarms")
class RecentAlarms implements EventHandler<Deque<Alarm>, Alarm, RecentAlarms.Newest> {

	/** How many are remembered. */
	static final int LIMIT = 100;

	/** Which are the newest? */
	record Newest(int limit) implements HandlerRequest<RecentAlarms, List<Alarm>> {
	}

	@Override
	public HandlerInit<Deque<Alarm>> init(ProcessContext manager) {
		return HandlerInit.ok(new ArrayDeque<>());
	}

	@Override
	public EventResult<Deque<Alarm>> handleEvent(Alarm alarm, Deque<Alarm> alarms) {
		if (alarms.size() == LIMIT) {
			alarms.removeLast();
		}
		alarms.addFirst(alarm);
		return EventResult.ok(alarms);
	}

	@Override
	public HandlerCallResult<Deque<Alarm>> handleCall(Newest request, Deque<Alarm> alarms) {
		return request.reply(alarms.stream().limit(request.limit()).toList(), alarms);
	}

}
