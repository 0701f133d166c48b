package dev.javaotp.examples;

import java.util.List;
import java.util.stream.Stream;

import dev.javaotp.gen.event.EventHandler;
import dev.javaotp.gen.event.EventResult;
import dev.javaotp.gen.event.HandlerCallResult;
import dev.javaotp.gen.event.HandlerInit;
import dev.javaotp.gen.event.HandlerRequest;
import dev.javaotp.process.ProcessContext;

/** Keeps the texts of all alarms. */
final class AlarmLog implements EventHandler<List<String>, AlarmLog.Alarm, AlarmLog.Texts> {

	sealed interface Alarm {

		String text();

	}

	record Fire(String text) implements Alarm {

	}

	record Flood(String text) implements Alarm {

	}

	record Texts() implements HandlerRequest<AlarmLog, List<String>> {

	}

	@Override
	public HandlerInit<List<String>> init(ProcessContext manager) {
		return HandlerInit.ok(List.of());
	}

	@Override
	public EventResult<List<String>> handleEvent(Alarm alarm, List<String> texts) {
		return EventResult.ok(Stream.concat(texts.stream(), Stream.of(alarm.text())).toList());
	}

	@Override
	public HandlerCallResult<List<String>> handleCall(Texts request, List<String> texts) {
		return request.reply(texts, texts);
	}

}
