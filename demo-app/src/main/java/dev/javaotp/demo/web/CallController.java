package dev.javaotp.demo.web;

import dev.javaotp.demo.switching.Call;
import dev.javaotp.demo.switching.CallReply;
import dev.javaotp.demo.switching.CallReply.Accepted;
import dev.javaotp.demo.switching.CallReply.Refused;
import dev.javaotp.demo.switching.Exchange;
import jakarta.validation.Valid;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Calls: {@code /api/calls}.
 */
@RestController
@RequestMapping("/api/calls")
class CallController {

	private final Exchange exchange;

	CallController(Exchange exchange) {
		this.exchange = exchange;
	}

	record NewCall(@PhoneNumber String from, @PhoneNumber String to) {
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	Call place(@Valid @RequestBody NewCall wish) {
		if (wish.from().equals(wish.to())) {
			throw Problem.of(HttpStatus.BAD_REQUEST,
					"The number " + wish.from() + " cannot call itself: 'from' and 'to' must differ.");
		}
		return accepted(this.exchange.place(wish.from(), wish.to()));
	}

	@PostMapping("/{id}/answer")
	Call answer(@PathVariable String id) {
		return accepted(this.exchange.answer(id));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void hangUp(@PathVariable String id) {
		accepted(this.exchange.hangUp(id));
	}

	private static Call accepted(CallReply reply) {
		return switch (reply) {
			case Accepted accepted -> accepted.call();
			case Refused refused -> throw problem(refused);
		};
	}

	private static Problem problem(Refused refused) {
		return switch (refused.reason()) {
			case NO_SUCH_NUMBER -> Problem.of(HttpStatus.NOT_FOUND, "Nobody has the number " + refused.what() + ".");
			case NO_SUCH_CALL ->
				Problem.of(HttpStatus.NOT_FOUND, "There is no call " + refused.what() + ", or it is over.");
			case BUSY -> Problem.of(HttpStatus.CONFLICT, "The line of " + refused.what() + " is busy.");
			case NOT_RINGING ->
				Problem.of(HttpStatus.CONFLICT, "The call " + refused.what() + " has been answered already.");
			case UNREACHABLE -> Problem.tryAgain("The process " + refused.what() + " does not answer.");
			case OUT_OF_ORDER -> Problem.tryAgain("The line of " + refused.what() + " is out of order.");
		};
	}

}
