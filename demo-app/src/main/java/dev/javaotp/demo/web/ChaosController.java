package dev.javaotp.demo.web;

import dev.javaotp.demo.switching.Exchange;
import dev.javaotp.gen.Sys;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.Registry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Makes processes crash, to watch what happens then: {@code /api/chaos}. Only for a demo,
 * so it is there only if {@code exchange.chaos.enabled} is set.
 */
@RestController
@ConditionalOnBooleanProperty("exchange.chaos.enabled")
class ChaosController {

	private static final ExitReason CHAOS = ExitReason.of("chaos");

	private final ProcessSystem system;

	private final Exchange exchange;

	ChaosController(ProcessSystem system, Exchange exchange) {
		this.system = system;
		this.exchange = exchange;
	}

	record Crashed(String process, String pid, String reason) {
	}

	@PostMapping("/api/chaos/{process}")
	Crashed crash(@PathVariable String process) {
		Pid pid = find(process);
		if (pid == null) {
			throw Problem.of(HttpStatus.NOT_FOUND, "There is no process " + process
					+ ": give its name, its pid, or the telephone number of a line. See /actuator/otp/tree.");
		}
		Sys.terminate(pid, CHAOS);
		return new Crashed(process, pid.toString(), CHAOS.toString());
	}

	private @Nullable Pid find(String process) {
		Pid named = Registry.of(this.system).whereIs(process);
		Pid pid = (named != null) ? named : this.system.pid(process);
		if (pid != null) {
			return pid;
		}
		return this.exchange.find(process).map((telephone) -> telephone.status().line()).orElse(null);
	}

}
