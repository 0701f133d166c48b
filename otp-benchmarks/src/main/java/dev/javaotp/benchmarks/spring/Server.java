package dev.javaotp.benchmarks.spring;

import dev.javaotp.gen.Request;
import dev.javaotp.spring.process.HandleCall;
import dev.javaotp.spring.process.OtpProcess;

/** The one supervised bean of a small application. */
@OtpProcess("server")
class Server {

	/**
	 * Asks for something.
	 */
	record Ask() implements Request<Server, String> {
	}

	@HandleCall
	String ask(Ask request) {
		return "answer";
	}

}
