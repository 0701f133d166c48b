package dev.javaotp.gen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;

/**
 * The same to servers of one name on several nodes.
 */
final class MultiCall {

	private MultiCall() {
	}

	static <R extends @Nullable Object> MultiCallResult<R> ask(ProcessSystem system, Collection<String> nodes,
			String name, Request<?, R> request, Duration timeout) {
		Objects.requireNonNull(request, "request");
		Map<String, @Nullable PendingCall<R>> calls = new LinkedHashMap<>();
		for (String node : nodes) {
			calls.put(node, send(ServerRef.onNode(system, node, name), request));
		}
		List<MultiCallResult.Reply<R>> replies = new ArrayList<>();
		List<String> badNodes = new ArrayList<>();
		long limit = Inquiry.nanos(timeout);
		long start = system.time().nanoTime();
		calls.forEach((node, call) -> {
			Duration left = (limit == Long.MAX_VALUE) ? ServerRef.FOREVER
					: Duration.ofNanos(Math.max(0, limit - (system.time().nanoTime() - start)));
			if (call != null && call.receiveResponse(left) instanceof CallOutcome.Reply<R> reply) {
				replies.add(new MultiCallResult.Reply<>(node, reply.value()));
			}
			else {
				badNodes.add(node);
			}
		});
		return new MultiCallResult<>(replies, badNodes);
	}

	private static <R extends @Nullable Object> @Nullable PendingCall<R> send(@Nullable ServerRef<Object> server,
			Request<?, R> request) {
		return (server != null) ? server.sendRequest(ofAnyone(request)) : null;
	}

	// that the servers speak the protocol is taken on trust, as with any name
	@SuppressWarnings("unchecked")
	private static <R extends @Nullable Object> Request<Object, R> ofAnyone(Request<?, R> request) {
		return (Request<Object, R>) request;
	}

	static void tell(ProcessSystem system, Collection<String> nodes, String name, Message<?> message) {
		Objects.requireNonNull(message, "message");
		for (String node : nodes) {
			ServerRef<Object> server = ServerRef.onNode(system, node, name);
			if (server != null) {
				server.send(message);
			}
		}
	}

}
