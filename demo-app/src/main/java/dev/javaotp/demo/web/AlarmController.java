package dev.javaotp.demo.web;

import java.util.List;

import dev.javaotp.demo.alarm.Alarm;
import dev.javaotp.demo.alarm.Alarms;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What operators should look at: {@code /api/alarms}.
 */
@RestController
class AlarmController {

	private final Alarms alarms;

	AlarmController(Alarms alarms) {
		this.alarms = alarms;
	}

	@GetMapping("/api/alarms")
	List<Alarm> newest(@RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
		return this.alarms.newest(limit);
	}

}
