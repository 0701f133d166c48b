package dev.javaotp.spring.actuate;

import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.util.MimeType;

/**
 * What differs when the {@link OtpEndpoint} is asked over HTTP: states are shown to whom
 * they may be shown to, actions are answered with 202 at once, and what is refused gets a
 * problem of RFC 9457.
 */
@EndpointWebExtension(endpoint = OtpEndpoint.class)
public class OtpEndpointWebExtension {

	private static final int ACCEPTED = 202;

	private static final MimeType PROBLEM = MimeType.valueOf("application/problem+json");

	private final OtpEndpoint endpoint;

	private final Show showValues;

	private final Set<String> roles;

	/**
	 * Creates the extension.
	 * @param endpoint the endpoint
	 * @param showValues to whom states are shown
	 * @param roles the roles that count as authorized; none for anybody who has logged in
	 */
	public OtpEndpointWebExtension(OtpEndpoint endpoint, Show showValues, Set<String> roles) {
		this.endpoint = endpoint;
		this.showValues = showValues;
		this.roles = Set.copyOf(roles);
	}

	/**
	 * Shows what is below the node; see {@link OtpEndpoint}.
	 * @param securityContext who asks
	 * @param path {@code tree}, {@code processes} or {@code processes/NAME}; {@code null}
	 * where a parameter of that name has no value: the actuator would fail
	 * @param limit how many to show
	 * @param sort the order of processes
	 * @param name a part of the names of those processes that are shown
	 * @return what was asked for, or a problem
	 */
	@ReadOperation
	public WebEndpointResponse<Object> read(SecurityContext securityContext,
			@Selector(match = Match.ALL_REMAINING) String @Nullable [] path, @Nullable String limit,
			@Nullable String sort, @Nullable String name) {
		boolean showState = this.showValues.isShown(securityContext, this.roles);
		return respond(() -> new WebEndpointResponse<>(this.endpoint.read(orNone(path), limit, sort, name, showState)));
	}

	/**
	 * Begins to do something to a process; see {@link OtpEndpoint}.
	 * @param path {@code processes/NAME}
	 * @param action {@code restart}, {@code terminate}, {@code suspend} or {@code resume}
	 * @return 202, or a problem
	 */
	@WriteOperation
	public WebEndpointResponse<Object> act(@Selector(match = Match.ALL_REMAINING) String @Nullable [] path,
			@Nullable String action) {
		return respond(() -> new WebEndpointResponse<>(this.endpoint.act(orNone(path), action), ACCEPTED));
	}

	private static String[] orNone(String @Nullable [] path) {
		return (path != null) ? path : new String[0];
	}

	private static WebEndpointResponse<Object> respond(Supplier<WebEndpointResponse<Object>> operation) {
		try {
			return operation.get();
		}
		catch (EndpointProblem problem) {
			return new WebEndpointResponse<>(problem.describe(), problem.status(), PROBLEM);
		}
	}

}
