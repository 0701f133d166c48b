package dev.javaotp.spring.supervision;

import java.time.Duration;

public sealed interface Shutdown {

	static Shutdown brutalKill() {
		return new BrutalKill();
	}

	static Shutdown after(Duration limit) {
		return new After(limit);
	}

	static Shutdown infinity() {
		return new Infinity();
	}

	record BrutalKill() implements Shutdown {
	}

	record After(Duration limit) implements Shutdown {
	}

	record Infinity() implements Shutdown {
	}

}
