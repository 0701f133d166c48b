package dev.javaotp.demo.web;

import java.util.stream.Stream;

import dev.javaotp.demo.Customer;
import dev.javaotp.demo.ExchangeTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What is wrong with a request is said in a problem detail, and crashes nobody.
 */
@ExchangeTest
class BadRequestTests {

	private static final String JSON_EXPECTED = "The body must be a JSON object whose values are strings, "
			+ "such as {\"from\": \"1001\", \"to\": \"1002\"}.";

	private static final String NUMBER_EXPECTED = "must be a telephone number: 3 to 15 digits, in quotes.";

	@Autowired
	private RestTestClient client;

	@Autowired
	private Customer customer;

	private String switchboard;

	@BeforeEach
	void rememberTheSwitchboard() {
		this.switchboard = this.customer.pid("switchboard");
		assertThat(this.switchboard).isNotNull();
	}

	@AfterEach
	void nobodyHasCrashed() {
		assertThat(this.customer.pid("switchboard")).isEqualTo(this.switchboard);
	}

	@ParameterizedTest(name = "{0} {1} {2}")
	@MethodSource("badRequests")
	void isAnsweredWithAProblemDetail(HttpMethod method, String uri, String body, int status, String detail) {
		RestTestClient.RequestBodySpec request = this.client.method(method).uri(uri);
		if (body != null) {
			request.contentType(MediaType.APPLICATION_JSON).body(body);
		}
		request.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo(detail)
			.jsonPath("$.status")
			.isEqualTo(status)
			.jsonPath("$.instance")
			.exists();
	}

	static Stream<Arguments> badRequests() {
		return Stream.of(
				// bodies that are none
				post("/api/calls", "{", 400, JSON_EXPECTED), post("/api/calls", "[]", 400, JSON_EXPECTED),
				post("/api/calls", "\"1001\"", 400, JSON_EXPECTED),
				post("/api/calls", "{\"from\": {}, \"to\": \"1002\"}", 400, JSON_EXPECTED),
				post("/api/calls", "{\"from\": [\"1001\"], \"to\": \"1002\"}", 400, JSON_EXPECTED),
				post("/api/calls", "null", 400, JSON_EXPECTED), post("/api/calls", null, 400, JSON_EXPECTED),
				post("/api/subscribers", "{", 400, JSON_EXPECTED),
				// numbers that are none
				post("/api/calls", "{}", 400, "'from' " + NUMBER_EXPECTED + " 'to' " + NUMBER_EXPECTED),
				post("/api/calls", call("12", "1002"), 400, "'from' " + NUMBER_EXPECTED),
				post("/api/calls", call("1001", "operator"), 400, "'to' " + NUMBER_EXPECTED),
				post("/api/calls", call("1001", "1234567890123456"), 400, "'to' " + NUMBER_EXPECTED),
				post("/api/calls", call("1001", "1002'; drop table subscriber"), 400, "'to' " + NUMBER_EXPECTED),
				post("/api/subscribers", "{\"number\": true, \"name\": \"Ada\"}", 400, "'number' " + NUMBER_EXPECTED),
				post("/api/subscribers", "{\"number\": \"4712\"}", 400, "'name' must not be blank."),
				post("/api/subscribers", "{\"number\": \"4712\", \"name\": \"  \"}", 400, "'name' must not be blank."),
				post("/api/subscribers", "{\"number\": \"4712\", \"name\": \"" + "x".repeat(101) + "\"}", 400,
						"'name' size must be between 0 and 100."),
				// what does not exist, or exists already
				post("/api/calls", call("1001", "9999"), 404, "Nobody has the number 9999."),
				post("/api/calls", call("9999", "1001"), 404, "Nobody has the number 9999."),
				post("/api/calls/nonsense/answer", null, 404, "There is no call nonsense, or it is over."),
				arguments(HttpMethod.DELETE, "/api/calls/nonsense", null, 404,
						"There is no call nonsense, or it is over."),
				get("/api/subscribers/9999", 404, "Nobody has the number 9999."),
				get("/api/subscribers/operator", 404, "Nobody has the number operator."),
				get("/api/nonsense", 404, "No static resource api/nonsense."),
				post("/api/chaos/nonsense", null, 404,
						"There is no process nonsense: give its name, its pid, or the telephone number of a line. "
								+ "See /actuator/otp/tree."),
				post("/api/subscribers", "{\"number\": \"1001\", \"name\": \"Ada\"}", 409,
						"The number 1001 is taken: choose another one."),
				// what nobody can do
				post("/api/calls", call("1001", "1001"), 400,
						"The number 1001 cannot call itself: 'from' and 'to' must differ."),
				// limits
				get("/api/records?limit=-1", 400, "'limit' must be greater than or equal to 1."),
				get("/api/records?limit=0", 400, "'limit' must be greater than or equal to 1."),
				get("/api/records?limit=10001", 400, "'limit' must be less than or equal to 10000."),
				get("/api/records?limit=many", 400, "'limit' must be a whole number, found 'many'."),
				get("/api/records?limit=99999999999", 400, "'limit' must be a whole number, found '99999999999'."),
				get("/api/records?limit=1.5", 400, "'limit' must be a whole number, found '1.5'."),
				// methods
				get("/api/calls", 405, "Method 'GET' is not supported."),
				arguments(HttpMethod.DELETE, "/api/records", null, 405, "Method 'DELETE' is not supported."),
				get("/api/chaos/ledger", 405, "Method 'GET' is not supported."));
	}

	private static Arguments post(String uri, String body, int status, String detail) {
		return arguments(HttpMethod.POST, uri, body, status, detail);
	}

	private static Arguments get(String uri, int status, String detail) {
		return arguments(HttpMethod.GET, uri, null, status, detail);
	}

	private static String call(String from, String to) {
		return "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(from, to);
	}

}
