package dev.javaotp.demo.subscriber;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.PostConstruct;

import org.springframework.stereotype.Component;

/**
 * Adds those subscribers that everybody may count on, before the first process starts. A
 * database that has them already stays as it is.
 */
@Component
class InitialSubscribers {

	private static final Map<NumberRange, String> NAMES = Map.of(NumberRange.PEOPLE, "Subscriber ", NumberRange.TRAFFIC,
			"Traffic ");

	private final Subscribers subscribers;

	InitialSubscribers(Subscribers subscribers) {
		this.subscribers = subscribers;
	}

	@PostConstruct
	void add() {
		Set<String> known = this.subscribers.all().stream().map(Subscriber::number).collect(Collectors.toSet());
		NAMES.forEach((range, name) -> range.numbers()
			.filter((number) -> !known.contains(number))
			.forEach((number) -> this.subscribers.add(new Subscriber(number, name + number))));
	}

}
