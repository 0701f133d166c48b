package dev.javaotp.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * Uses the exchange as people do, over HTTP.
 */
@TestComponent
@Lazy
public class Customer {

	/** A guard against tests that hang, not a time that anything is expected to take. */
	private static final Duration GUARD = Duration.ofSeconds(30);

	private final RestTestClient client;

	Customer(RestTestClient client) {
		this.client = client;
	}

	/**
	 * A telephone as {@code GET /api/subscribers/{number}} shows it.
	 */
	public record Telephone(String number, String name, String state, String peer, String pid) {
	}

	/**
	 * A record as {@code GET /api/records} shows it.
	 */
	public record Record(String id, String from, String to, String outcome, String startedAt, String answeredAt,
			String endedAt) {
	}

	/**
	 * Waits for something that happens by itself.
	 * @return the wait, to be completed
	 */
	public static ConditionFactory eventually() {
		return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).atMost(GUARD);
	}

	/**
	 * Calls somebody, who must not be busy.
	 * @param from the number that calls
	 * @param to the number that is called
	 * @return the id of the call
	 */
	public String call(String from, String to) {
		return tryToCall(from, to).expectStatus()
			.isCreated()
			.expectBody(new ParameterizedTypeReference<Map<String, String>>() {
			})
			.returnResult()
			.getResponseBody()
			.get("id");
	}

	/**
	 * Calls somebody who may be busy.
	 * @param from the number that calls
	 * @param to the number that is called
	 * @return the id of the call, empty if one of them is busy
	 */
	public Optional<String> callUnlessBusy(String from, String to) {
		return Optional.ofNullable(tryToCall(from, to).returnResult(Placed.class).getResponseBody()).map(Placed::id);
	}

	private record Placed(String id) {
	}

	public RestTestClient.ResponseSpec tryToCall(String from, String to) {
		return post("/api/calls", Map.of("from", from, "to", to));
	}

	public void answer(String callId) {
		this.client.post().uri("/api/calls/{id}/answer", callId).exchange().expectStatus().isOk();
	}

	public void hangUp(String callId) {
		this.client.delete().uri("/api/calls/{id}", callId).exchange().expectStatus().isNoContent();
	}

	public Telephone telephone(String number) {
		return this.client.get()
			.uri("/api/subscribers/{number}", number)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(Telephone.class)
			.returnResult()
			.getResponseBody();
	}

	/**
	 * Waits for a telephone to be as it should; while its process is being restarted it
	 * does not answer.
	 * @param number the number
	 * @param expected how it should be
	 * @return the telephone
	 */
	public Telephone awaitTelephone(String number, Predicate<Telephone> expected) {
		return eventually().ignoreExceptions().until(() -> telephoneIfInService(number), expected);
	}

	private Telephone telephoneIfInService(String number) {
		return this.client.get()
			.uri("/api/subscribers/{number}", number)
			.exchange()
			.returnResult(Telephone.class)
			.getResponseBody();
	}

	public Telephone awaitState(String number, String state) {
		return awaitTelephone(number, (telephone) -> state.equals(telephone.state()));
	}

	public List<Record> records(int limit) {
		return this.client.get()
			.uri("/api/records?limit={limit}", limit)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(new ParameterizedTypeReference<List<Record>>() {
			})
			.returnResult()
			.getResponseBody();
	}

	public Record awaitRecord(String callId) {
		return eventually()
			.until(() -> records(1000).stream().filter((entry) -> entry.id().equals(callId)).findAny(),
					Optional::isPresent)
			.get();
	}

	/**
	 * Crashes a process.
	 * @param process its name, its pid, or the number of a line
	 */
	public void crash(String process) {
		this.client.post().uri("/api/chaos/{process}", process).exchange().expectStatus().isOk();
	}

	/**
	 * Crashes a process as soon as it is there.
	 * @param process its name, its pid, or the number of a line
	 */
	public void crashOnce(String process) {
		eventually().ignoreExceptionsMatching(AssertionError.class::isInstance).until(() -> {
			crash(process);
			return true;
		});
	}

	/**
	 * Reads the tree of all processes.
	 * @return the body of {@code /actuator/otp/tree}
	 */
	public DocumentContext tree() {
		return JsonPath.parse(get("/actuator/otp/tree").expectBody(String.class).returnResult().getResponseBody());
	}

	/**
	 * Reads something from the node of a process in the tree.
	 * @param <T> the type of the value
	 * @param process the process
	 * @param key what to read
	 * @return the value, or {@code null} if there is none
	 */
	public <T> T inTree(String process, String key) {
		List<T> values = tree().read("$..[?(@.id == '" + process + "')]." + key);
		return (values.isEmpty()) ? null : values.getFirst();
	}

	/**
	 * Reads the pid of a process, as soon as it has one: while it is being restarted it
	 * has none.
	 * @param process the process
	 * @return the pid
	 */
	public String pid(String process) {
		return eventually().until(() -> inTree(process, "pid"), Objects::nonNull);
	}

	public RestTestClient.ResponseSpec post(String uri, Object body) {
		return this.client.post().uri(uri).contentType(MediaType.APPLICATION_JSON).body(body).exchange();
	}

	public RestTestClient.ResponseSpec get(String uri) {
		return this.client.get().uri(uri).exchange();
	}

}
