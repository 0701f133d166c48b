package dev.javaotp.examples;

import dev.javaotp.examples.AlarmLog.Alarm;
import dev.javaotp.examples.AlarmLog.Fire;
import dev.javaotp.examples.AlarmLog.Flood;
import dev.javaotp.gen.event.EventHandler;
import dev.javaotp.gen.event.EventResult;
import dev.javaotp.gen.event.HandlerInit;
import dev.javaotp.gen.event.HandlerRequest;
import dev.javaotp.process.ProcessContext;

/** Extinguishes fires as long as there is water. */
final class Sprinkler implements EventHandler<Integer, Alarm, HandlerRequest<?, ?>> {

	private final int litres;

	Sprinkler(int litres) {
		this.litres = litres;
	}

	@Override
	public HandlerInit<Integer> init(ProcessContext manager) {
		return HandlerInit.ok(this.litres);
	}

	@Override
	public EventResult<Integer> handleEvent(Alarm alarm, Integer litres) {
		return switch (alarm) {
			case Fire fire when litres >= 100 -> EventResult.ok(litres - 100);
			case Fire fire -> EventResult.remove();
			case Flood flood -> EventResult.ok(this.litres);
		};
	}

}
