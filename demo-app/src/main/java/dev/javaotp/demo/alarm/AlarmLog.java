package dev.javaotp.demo.alarm;

import dev.javaotp.gen.event.EventHandler;
import dev.javaotp.gen.event.EventResult;
import dev.javaotp.gen.event.HandlerInit;
import dev.javaotp.gen.event.HandlerRequest;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.spring.process.OtpEventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes alarms into the log. Its state is how many there were.
 */
@OtpEventHandler(manager = "alarms")
class AlarmLog implements EventHandler<Long, Alarm, HandlerRequest<?, ?>> {

	private static final Logger logger = LoggerFactory.getLogger(AlarmLog.class);

	@Override
	public HandlerInit<Long> init(ProcessContext manager) {
		return HandlerInit.ok(0L);
	}

	@Override
	public EventResult<Long> handleEvent(Alarm alarm, Long count) {
		logger.warn("Alarm {}: {} {}", count + 1, alarm.source(), alarm.text());
		return EventResult.ok(count + 1);
	}

}
