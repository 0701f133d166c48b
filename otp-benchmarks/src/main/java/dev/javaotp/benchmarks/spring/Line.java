package dev.javaotp.benchmarks.spring;

import dev.javaotp.gen.Request;
import dev.javaotp.spring.process.HandleCall;
import dev.javaotp.spring.process.OnStart;
import dev.javaotp.spring.process.OtpProcess;

/** What a user would write for something of which there are many. */
@OtpProcess(value = "line", dynamic = true)
class Line {

	/**
	 * Asks for the number of a line.
	 */
	record Number() implements Request<Line, Integer> {
	}

	private int number;

	@OnStart
	void start(Integer number) {
		this.number = number;
	}

	@HandleCall
	int number(Number request) {
		return this.number;
	}

}
