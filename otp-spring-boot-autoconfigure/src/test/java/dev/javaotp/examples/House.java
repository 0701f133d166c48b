package dev.javaotp.examples;

import java.util.ArrayList;
import java.util.List;

import dev.javaotp.gen.event.EventHandler;
import dev.javaotp.gen.event.EventManagerRef;
import dev.javaotp.gen.event.EventResult;
import dev.javaotp.gen.event.HandlerCallResult;
import dev.javaotp.gen.event.HandlerId;
import dev.javaotp.gen.event.HandlerInit;
import dev.javaotp.gen.event.HandlerRequest;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.spring.process.OtpEventHandler;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

/**
 * What the guide shows of event managers in an application.
 */
@Configuration(proxyBeanMethods = false)
@Import({ House.AlarmLog.class, House.Sensor.class })
class House {

	record Alarm(String text) {
	}

	record Texts() implements HandlerRequest<AlarmLog, List<String>> {
	}

	@OtpEventHandler(manager = "alarms")
	static class AlarmLog implements EventHandler<List<String>, Alarm, Texts> {

		@Override
		public HandlerInit<List<String>> init(ProcessContext manager) {
			return HandlerInit.ok(List.of());
		}

		@Override
		public EventResult<List<String>> handleEvent(Alarm alarm, List<String> texts) {
			List<String> more = new ArrayList<>(texts);
			more.add(alarm.text());
			return EventResult.ok(List.copyOf(more));
		}

		@Override
		public HandlerCallResult<List<String>> handleCall(Texts request, List<String> texts) {
			return request.reply(texts, texts);
		}

	}

	@Component
	static class Sensor {

		private final EventManagerRef<Alarm> alarms;

		Sensor(EventManagerRef<Alarm> alarms) {
			this.alarms = alarms;
		}

		void smoke() {
			this.alarms.notify(new Alarm("smoke"));
		}

		List<String> heard() {
			return this.alarms.call(HandlerId.of(AlarmLog.class), new Texts());
		}

	}

}
