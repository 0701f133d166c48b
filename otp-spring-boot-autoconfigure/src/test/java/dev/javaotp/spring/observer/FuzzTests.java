package dev.javaotp.spring.observer;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is sent to the endpoints, they do not fail: a mistake in a request is answered
 * as one. The requests are written to the socket as they are, since a client of HTTP
 * would refuse to send most of them.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FuzzTests {

	private static final long SEED = Long.getLong("fuzz.seed", 20261123);

	private static final int REQUESTS = 1_500;

	private static final int ANSWERED_WITHIN_MILLIS = 30_000;

	private static final String[] METHODS = { "GET", "GET", "GET", "POST", "POST", "POST", "PUT", "DELETE", "PATCH",
			"HEAD", "OPTIONS", "TRACE", "BREW", "get" };

	private static final String[] PARTS = { "process", "process", "processes", "processes", "stream", "table", "tree",
			"vendor", "app.js", "panels", "tree.js", "index.html", "ledger", "exchange", "switching", "lines",
			"traffic", "%3C0.1.0%3E", "%3C0.2.0%3E", "<0.3.0>", "%3C0.99999999999999999999.0%3E", "%3C%3E", "%3C.%3E",
			"%3C0.-1.0%3E", "nobody", "", ".", "..", "...", "%2e%2e", "%2F", "%5C", "\\", "%00", "%0d%0a", "%zz", "%",
			"%2", "%25", "%C3", "%F0%9F%98%80", "%ED%A0%80", "%FF%FE", "\u00fc", "\u65e5\u672c", "\uD83D\uDE00", ";",
			";a=b", "a;b=c;d", ":", "::", "@", "{x}", "${x}", "#{x}", "*", "**", "~", "|", "\"", "'", "<script>", "+",
			"%20", "a%20b", ",", "a,b", "null", "true", "0", "-1", "1e9", "\u0001" };

	private static final String[] NAMES = { "name", "under", "sort", "offset", "limit", "values", "path", "action",
			"securityContext", "arg0", "", "%00", "%zz", "x[]", "x.y", "\u00fc" };

	private static final String[] VALUES = { "", "pid", "name", "mailbox", "messages", "restarts", "busy", "0", "1",
			"50", "10000", "10001", "-1", "2147483647", "2147483648", "-2147483648", "99999999999999999999", "1e3",
			"0x10", "1.5", "NaN", "true", "false", "null", "exchange/switching/lines", "exchange", "ledger",
			"process,ledger", "process,", ",", "%3C0.1.0%3E", "%00", "%zz", "%", "%ED%A0%80", "%F0%9F%98%80", "..",
			"\u00fc", "a b", "a+b", "%26", "=", "'", "\"", "<x>" };

	private static final String[] BODIES = { "", " ", "{", "}", "[", "[]", "null", "true", "0", "-", "\"", "\"x\"",
			"{}", "{\"action\"}", "{\"action\":}", "{\"action\":null}", "{\"action\":\"\"}", "{\"action\":\"explode\"}",
			"{\"action\":1}", "{\"action\":1e999}", "{\"action\":true}", "{\"action\":{}}", "{\"action\":[]}",
			"{\"action\":[\"restart\"]}", "{\"action\":{\"a\":{\"b\":[]}}}", "{\"action\":\"\\ud800\"}",
			"{\"action\":\"\\udc00\\ud800\"}", "{\"action\":\"\\u0000\"}", "{\"action\":\"restart\"}",
			"{\"action\":\"terminate\"}", "{\"action\":\"trace\"}", "{\"action\":\"untrace\"}",
			"{\"action\":\"resume\"}", "{\"action\":\"restart\",\"action\":[]}",
			"{\"action\":\"restart\",\"path\":\"process,ledger\"}", "{\"action\":\"trace\",\"path\":[]}",
			"{\"action\":\"trace\",\"path\":\"process,\\ud800\"}", "{\"action\":\"trace\",\"path\":null}",
			"{\"action\":\"restart\",\"securityContext\":{}}", "{\"\":\"\"}", "{\"a\":\"b\"}", "action=restart",
			"<action>restart</action>", "\uFEFF{\"action\":\"restart\"}", "{'action':'restart'}",
			"{\"action\":\"restart\"}}", "{\"action\":\"restart\"", "{\"action\":\"res" };

	/**
	 * Neither a type with wildcards nor a {@code multipart/form-data} that lacks its
	 * boundary: Spring MVC fails at those while it reads the request, before any endpoint
	 * is asked.
	 */
	private static final String[] TYPES = { "application/json", "application/json", "application/json",
			"application/json;charset=UTF-16", "application/json;charset=nothing", "text/plain", "text/json",
			"application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "nonsense", "/", "",
			"application/vnd.spring-boot.actuator.v3+json" };

	private static final String[] ACCEPTS = { "*/*", "*/*", "text/html", "application/json", "text/event-stream",
			"image/png", "nonsense", "", "application/json;q=x", "text/*", "application/problem+json" };

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void noRequestMakesTheServerFail(WebApplicationType type) throws Exception {
		try (Site site = new Site(type, Site.WRITABLE, "management.endpoint.otp.access=unrestricted",
				"management.endpoints.web.exposure.include=observer,otp", "otp.observer.pages=1000000")) {
			Random random = new Random(SEED);
			List<String> failed = new ArrayList<>();
			for (int count = 0; count < REQUESTS; count++) {
				String endpoint = (random.nextInt(4) > 0) ? "/actuator/observer" : "/actuator/otp";
				byte[] request = request(random, endpoint);
				int status = status(site.address(), request);
				if (status < 200 || status > 499) {
					failed.add(status + " " + new String(request, StandardCharsets.UTF_8));
				}
			}
			assertThat(failed).as("answers to requests made from the seed " + SEED).isEmpty();
			assertThat(site.get("").statusCode()).isEqualTo(200);
			assertThat(site.get("/table").body()).contains("exchange/switching");
		}
	}

	/** Why {@link #TYPES} lacks two of them; when this fails they can be added. */
	@ParameterizedTest
	@ValueSource(strings = { "*/*", "multipart/form-data" })
	void springMvcFailsAtTwoTypesOfContentAtAnyEndpoint(String type) throws Exception {
		try (Site site = new Site(WebApplicationType.SERVLET, "management.endpoints.web.exposure.include=loggers")) {
			String request = "GET /actuator/loggers/ROOT HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
					+ "Content-Type: " + type + "\r\n\r\n";
			assertThat(status(site.address(), request.getBytes(StandardCharsets.UTF_8))).isEqualTo(500);
		}
	}

	private static byte[] request(Random random, String endpoint) throws IOException {
		byte[] body = body(random);
		String head = any(random, METHODS) + " " + endpoint + path(random) + query(random) + " HTTP/1.1\r\n"
				+ "Host: localhost\r\nConnection: close\r\n" + header(random, "Accept", ACCEPTS)
				+ header(random, "Content-Type", TYPES) + "Content-Length: " + body.length + "\r\n\r\n";
		ByteArrayOutputStream request = new ByteArrayOutputStream();
		request.write(head.getBytes(StandardCharsets.UTF_8));
		request.write(body);
		return request.toByteArray();
	}

	private static String path(Random random) {
		StringBuilder path = new StringBuilder();
		for (int parts = random.nextInt(5); parts > 0; parts--) {
			path.append('/').append(any(random, PARTS));
		}
		if (random.nextInt(100) == 0) {
			path.append('/').append("long".repeat(500 + random.nextInt(1_000)));
		}
		return path.toString();
	}

	private static String query(Random random) {
		StringBuilder query = new StringBuilder();
		for (int parameters = random.nextInt(4); parameters > 0; parameters--) {
			query.append((query.isEmpty()) ? '?' : '&').append(any(random, NAMES));
			if (random.nextInt(10) > 0) {
				query.append('=').append(any(random, VALUES));
			}
		}
		return query.toString();
	}

	private static String header(Random random, String name, String[] values) {
		return (random.nextInt(10) > 0) ? name + ": " + any(random, values) + "\r\n" : "";
	}

	private static byte[] body(Random random) {
		String text = any(random, BODIES);
		if (random.nextInt(50) == 0) {
			text = "{\"action\":" + "[".repeat(random.nextInt(5_000));
		}
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		if (body.length > 0 && random.nextInt(3) == 0) {
			body[random.nextInt(body.length)] = (byte) random.nextInt(256);
		}
		return body;
	}

	private static String any(Random random, String[] choices) {
		return choices[random.nextInt(choices.length)];
	}

	private static int status(URI address, byte[] request) throws IOException {
		try (Socket socket = new Socket(address.getHost(), address.getPort())) {
			socket.setSoTimeout(ANSWERED_WITHIN_MILLIS);
			socket.getOutputStream().write(request);
			// no more than the first line, since a stream does not end
			String line = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
				.readLine();
			assertThat(line).as(new String(request, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 ");
			return Integer.parseInt(line.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
		}
	}

}
