package dev.javaotp.demo.web;

import java.net.URI;

import dev.javaotp.demo.subscriber.Subscriber;
import dev.javaotp.demo.switching.AddReply;
import dev.javaotp.demo.switching.Exchange;
import dev.javaotp.demo.switching.Exchange.Telephone;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Telephones: {@code /api/subscribers}.
 */
@RestController
@RequestMapping("/api/subscribers")
class SubscriberController {

	private final Exchange exchange;

	SubscriberController(Exchange exchange) {
		this.exchange = exchange;
	}

	record NewSubscriber(@PhoneNumber String number, @NotBlank @Size(max = 100) String name) {
	}

	record SubscriberView(String number, String name, String state, @Nullable String peer, String pid) {

		static SubscriberView of(Telephone telephone) {
			return new SubscriberView(telephone.subscriber().number(), telephone.subscriber().name(),
					telephone.status().state(), telephone.status().peer(), telephone.status().line().toString());
		}

	}

	@PostMapping
	ResponseEntity<Subscriber> add(@Valid @RequestBody NewSubscriber wish) {
		Subscriber subscriber = new Subscriber(wish.number(), wish.name());
		AddReply reply = this.exchange.add(subscriber);
		return switch (reply) {
			case ADDED -> ResponseEntity.created(URI.create("/api/subscribers/" + wish.number())).body(subscriber);
			case NUMBER_TAKEN ->
				throw Problem.of(HttpStatus.CONFLICT, "The number " + wish.number() + " is taken: choose another one.");
			case FULL -> throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE,
					"The exchange has no line left: see max-children of the supervisor lines.");
		};
	}

	@GetMapping("/{number}")
	SubscriberView find(@PathVariable String number) {
		return this.exchange.find(number)
			.map(SubscriberView::of)
			.orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "Nobody has the number " + number + "."));
	}

}
