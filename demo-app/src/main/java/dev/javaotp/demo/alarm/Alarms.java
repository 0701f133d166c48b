package dev.javaotp.demo.alarm;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.javaotp.gen.event.EventManagerRef;
import dev.javaotp.gen.event.HandlerId;
import dev.javaotp.spring.process.ProcessRestartedEvent;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Raises alarms, and knows the newest.
 */
@Component
public class Alarms {

	private final EventManagerRef<Alarm> manager;

	private final Clock clock = Clock.systemUTC();

	Alarms(EventManagerRef<Alarm> manager) {
		this.manager = manager;
	}

	/**
	 * Tells all handlers, without waiting for them. Whoever raises an alarm does not
	 * suffer: one that comes while the manager is being restarted is lost.
	 * @param source which part of the exchange is concerned
	 * @param text what happened
	 */
	public void raise(String source, String text) {
		this.manager.notify(new Alarm(this.clock.instant().truncatedTo(ChronoUnit.MILLIS), source, text));
	}

	/**
	 * Return the newest alarms.
	 * @param limit how many at most
	 * @return the alarms, the newest first
	 */
	public List<Alarm> newest(int limit) {
		return this.manager.call(HandlerId.of(RecentAlarms.class), new RecentAlarms.Newest(limit));
	}

	@EventListener
	void restarted(ProcessRestartedEvent event) {
		raise(event.name(), "was restarted as " + event.pid());
	}

}
