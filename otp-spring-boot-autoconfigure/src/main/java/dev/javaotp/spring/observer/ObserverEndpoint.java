package dev.javaotp.spring.observer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.javaotp.gen.Sys;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessInfo;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.actuate.ActionDescriptor;
import dev.javaotp.spring.actuate.OtpEndpointWebExtension;
import dev.javaotp.spring.actuate.ProblemDescriptor;
import dev.javaotp.spring.actuate.ProcessDescriptor;
import dev.javaotp.supervisor.Supervision;
import dev.javaotp.supervisor.SupervisorFigures;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.util.MimeType;

/**
 * The endpoint {@code observer}: a page for a browser, and what it asks for. Everything
 * below its path is one operation, since the actuator knows no other way to serve files
 * of any name; the declared type is {@link Object} so that a stream is passed on as one.
 * <p>
 * What may be seen and done is what {@link OtpEndpointWebExtension} allows: states are
 * hidden unless configured, actions need write access to this endpoint, and each leaves
 * an audit event.
 */
@WebEndpoint(id = "observer", defaultAccess = Access.READ_ONLY)
public class ObserverEndpoint {

	private static final MimeType HTML = MimeType.valueOf("text/html;charset=UTF-8");

	private static final MimeType JSON = MimeType.valueOf("application/json");

	private static final MimeType PROBLEM = MimeType.valueOf("application/problem+json");

	private static final int OK = 200;

	private static final int ACCEPTED = 202;

	private static final List<String> ACTIONS = List.of("restart", "terminate", "suspend", "resume", "trace",
			"untrace");

	/** How much of a request is repeated. */
	private static final int REPEATED = 200;

	/** How many links of a process are listed. */
	private static final String LINKS = "20";

	private final ProcessSystem system;

	private final Viewers viewers;

	private final History history;

	private final Streams streams;

	private final OtpEndpointWebExtension hidden;

	private final OtpEndpointWebExtension shown;

	private final Traces traces;

	private final Predicate<SecurityContext> seesValues;

	private final boolean writable;

	private final String name;

	private final ApplicationEventPublisher publisher;

	private final PageFiles files = new PageFiles();

	/**
	 * A process in full, and what the page needs besides.
	 *
	 * @param process the process
	 * @param path its place in a tree
	 * @param actions what can be done to it
	 * @param crashes its last crashes, the last one first
	 * @param busy for which share of the last seconds it was in its handler
	 * @param handling for how long it has been in its handler, if that is long
	 * @param messages what waits in its mailbox
	 * @param trace what it did of late, if it is traced
	 */
	record Detail(@JsonUnwrapped ProcessDescriptor process, @Nullable String path, List<String> actions,
			List<View.Event> crashes, @Nullable Double busy, View.@Nullable Handling handling,
			View.@Nullable Messages messages, View.@Nullable Trace trace) implements OperationResponseBody {
	}

	/**
	 * Creates the endpoint.
	 * @param parts what it is made of
	 */
	ObserverEndpoint(Parts parts) {
		this.system = parts.system();
		this.viewers = parts.viewers();
		this.history = parts.history();
		this.streams = parts.streams();
		this.hidden = parts.hidden();
		this.shown = parts.shown();
		this.traces = parts.traces();
		this.seesValues = parts.seesValues();
		this.writable = parts.writable();
		this.name = parts.name();
		this.publisher = parts.publisher();
	}

	/**
	 * What the endpoint is made of.
	 *
	 * @param system the processes
	 * @param viewers the open pages
	 * @param history what has happened
	 * @param streams how a stream is opened
	 * @param hidden reads and acts, and hides all states
	 * @param shown reads, and shows states to whom they may be shown to
	 * @param traces the processes that are traced
	 * @param seesValues who may see states and messages
	 * @param writable whether actions are granted
	 * @param name the last part of the path of the endpoint
	 * @param publisher told of audit events
	 */
	record Parts(ProcessSystem system, Viewers viewers, History history, Streams streams,
			OtpEndpointWebExtension hidden, OtpEndpointWebExtension shown, Traces traces,
			Predicate<SecurityContext> seesValues, boolean writable, String name, ApplicationEventPublisher publisher) {
	}

	/**
	 * Serves the page.
	 * @return the page
	 */
	@ReadOperation(produces = "text/html")
	public WebEndpointResponse<String> index() {
		return new WebEndpointResponse<>(this.files.index(this.name + "/"), OK, HTML);
	}

	/**
	 * Serves a file of the page, the stream, or what the page asks for.
	 * @param securityContext who asks
	 * @param path what is asked for; {@code null} where a parameter of that name has no
	 * value: the actuator would fail
	 * @param name of {@code processes}: a part of the name, or a pid
	 * @param under of {@code processes}: the path of the dynamic supervisor
	 * @param sort of {@code processes}: the order
	 * @param offset of {@code processes}: how many to leave out
	 * @param limit of {@code processes}: how many at most
	 * @param values of a process: whether its state is read, too
	 * @return what was asked for
	 */
	@ReadOperation(produces = "*/*")
	public @Nullable Object read(SecurityContext securityContext,
			@Selector(match = Match.ALL_REMAINING) String @Nullable [] path, @Nullable String name,
			@Nullable String under, @Nullable String sort, @Nullable String offset, @Nullable String limit,
			@Nullable String values) {
		String asked = (path != null) ? String.join("/", path) : "";
		String file = this.files.find(asked);
		if (file != null) {
			return new WebEndpointResponse<>(file, OK, PageFiles.type(asked));
		}
		return switch (asked) {
			case "" -> new WebEndpointResponse<>(this.files.index("./"), OK, HTML);
			case "table" -> new WebEndpointResponse<>(TablePage.of(this.viewers.reader().nodes().values()), OK, HTML);
			case "stream" -> stream(securityContext);
			case "processes" -> children(under, name, sort, offset, limit);
			default -> (asked.startsWith("process/"))
					? process(securityContext, asked.substring("process/".length()), "true".equals(values))
					: problem(404, "There is nothing at '" + asked + "'.");
		};
	}

	private Object stream(SecurityContext securityContext) {
		View.May may = new View.May(this.writable, this.seesValues.test(securityContext));
		Object stream = this.streams.open(this.viewers, may);
		return (stream != null) ? stream
				: problem(503, "There are " + this.viewers.most() + " open pages already: close one of them.");
	}

	private Object children(@Nullable String under, @Nullable String name, @Nullable String sort,
			@Nullable String offset, @Nullable String limit) {
		SupervisorFigures supervisor = (under != null) ? Supervision.of(this.system).find(under).orElse(null) : null;
		if (supervisor == null || !supervisor.isDynamic()) {
			return problem(404, "There is no dynamic supervisor '" + Objects.requireNonNullElse(under, "")
					+ "': expected its path as the parameter 'under'.");
		}
		return Query.parse(name, sort, offset, limit)
			.<Object>map(
					(query) -> new WebEndpointResponse<>(this.viewers.reader().children(supervisor, query), OK, JSON))
			.orElseGet(() -> problem(400, "Expected sort=pid, name, mailbox or messages, and whole numbers up to "
					+ "10000 as offset and limit."));
	}

	private Object process(SecurityContext securityContext, String process, boolean values) {
		OtpEndpointWebExtension endpoint = (values) ? this.shown : this.hidden;
		WebEndpointResponse<Object> answer = find(securityContext, process, endpoint);
		if (!(answer.getBody() instanceof ProcessDescriptor descriptor)) {
			return answer;
		}
		String path = path(descriptor);
		List<View.Event> crashes = (path != null) ? this.history.crashesOf(path) : List.of();
		boolean sees = this.seesValues.test(securityContext);
		if (!values || !sees) {
			crashes = crashes.stream().map(View.Event::withoutState).toList();
		}
		Pid pid = pid(descriptor);
		List<String> actions = actions(descriptor, pid);
		Reader reader = this.viewers.reader();
		Detail detail = (pid != null)
				? new Detail(descriptor, path, actions, crashes, reader.busy(pid), reader.handling(pid),
						reader.waiting(pid, sees, values), this.traces.look(pid, sees))
				: new Detail(descriptor, path, actions, crashes, null, null, null, null);
		return new WebEndpointResponse<>(detail, OK, JSON);
	}

	private static WebEndpointResponse<Object> find(SecurityContext securityContext, String process,
			OtpEndpointWebExtension endpoint) {
		return endpoint.read(securityContext, new String[] { "processes", process }, LINKS, null, null);
	}

	private static @Nullable String path(ProcessDescriptor process) {
		ProcessDescriptor.Place place = process.supervision();
		if (place != null && place.id() != null) {
			return place.supervisor() + "/" + place.id();
		}
		return null;
	}

	private @Nullable Pid pid(ProcessDescriptor process) {
		return (process.pid() != null) ? this.system.pid(process.pid()) : null;
	}

	/** Those that would not be refused. */
	private List<String> actions(ProcessDescriptor process, @Nullable Pid pid) {
		List<String> actions = new ArrayList<>();
		if (!this.writable) {
			return actions;
		}
		ProcessDescriptor.Place place = process.supervision();
		boolean top = place == null && isTop(process);
		if (place != null && place.id() != null && !"temporary".equals(place.restart())) {
			actions.add("restart");
		}
		if (pid != null && Sys.isBehaviour(pid)) {
			boolean suspended = this.system.status(pid) == ProcessInfo.Status.SUSPENDED;
			actions.add((suspended) ? "resume" : "suspend");
			actions.add((this.traces.isTraced(pid)) ? "untrace" : "trace");
		}
		if (pid != null && !top) {
			actions.add("terminate");
		}
		return actions;
	}

	private boolean isTop(ProcessDescriptor process) {
		return Supervision.of(this.system)
			.roots()
			.stream()
			.anyMatch((root) -> root.pid().map(Pid::toString).map((pid) -> pid.equals(process.pid())).orElse(true));
	}

	/**
	 * Begins to do something to a process.
	 * @param securityContext who asks
	 * @param path {@code process/NAME}
	 * @param action {@code restart}, {@code terminate}, {@code suspend}, {@code resume},
	 * {@code trace} or {@code untrace}
	 * @return 202, or a problem
	 */
	@WriteOperation
	public WebEndpointResponse<Object> act(SecurityContext securityContext,
			@Selector(match = Match.ALL_REMAINING) String @Nullable [] path, @Nullable String action) {
		String asked = (path != null) ? String.join("/", path) : "";
		if (!asked.startsWith("process/")) {
			return problem(404, "There is nothing to act on at '" + asked
					+ "': expected process/ and the name or pid of a process.");
		}
		String process = asked.substring("process/".length());
		WebEndpointResponse<Object> answer = begin(securityContext, process, action);
		String who = (securityContext.getPrincipal() != null) ? securityContext.getPrincipal().getName() : "anonymous";
		this.publisher.publishEvent(new AuditApplicationEvent(new AuditEvent(who, "OTP_ACTION",
				Map.of("process", shortened(process), "action", shortened(action), "status", answer.getStatus()))));
		return answer;
	}

	private WebEndpointResponse<Object> begin(SecurityContext securityContext, String process,
			@Nullable String action) {
		if (action == null || !ACTIONS.contains(action)) {
			return problem(400, "Expected {\"action\": \"…\"} with one of " + String.join(", ", ACTIONS) + ", not "
					+ ((action != null) ? "'" + shortened(action) + "'." : "a body without 'action'."));
		}
		if (!action.equals("trace") && !action.equals("untrace")) {
			return this.hidden.act(new String[] { "processes", process }, action);
		}
		WebEndpointResponse<Object> found = find(securityContext, process, this.hidden);
		if (!(found.getBody() instanceof ProcessDescriptor descriptor)) {
			return found;
		}
		Pid pid = pid(descriptor);
		String refusal = (action.equals("trace")) ? this.traces.start(process, pid) : this.traces.stop(process, pid);
		return (refusal == null) ? new WebEndpointResponse<>(new ActionDescriptor(process, action), ACCEPTED)
				: problem(409, refusal);
	}

	private static String shortened(@Nullable String sent) {
		return Text.beginning(String.valueOf(sent), REPEATED);
	}

	private static WebEndpointResponse<Object> problem(int status, String detail) {
		return new WebEndpointResponse<>(
				new ProblemDescriptor(HttpStatus.valueOf(status).getReasonPhrase(), status, detail), status, PROBLEM);
	}

}
