package dev.javaotp.spring.process;

import dev.javaotp.gen.CallResult;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.From;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerStatus;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts name and pid of the process into the logging context while it does something, and
 * leaves nothing there: its thread serves another process next.
 */
final class MdcServer implements GenServer<Object, Request<?, ?>, Message<?>> {

	static final String NAME = "otp.process";

	static final String PID = "otp.pid";

	private final GenServer<Object, Request<?, ?>, Message<?>> server;

	private final String name;

	private @Nullable String pid;

	private MdcServer(GenServer<Object, Request<?, ?>, Message<?>> server, String name) {
		this.server = server;
		this.name = name;
	}

	@SuppressWarnings("unchecked")
	static MdcServer around(GenServer<?, ?, ?> server, String name) {
		return new MdcServer((GenServer<Object, Request<?, ?>, Message<?>>) server, name);
	}

	private <R> R bracket(Step<R> step) throws Exception {
		MDC.put(NAME, this.name);
		MDC.put(PID, this.pid);
		try {
			return step.take();
		}
		finally {
			MDC.clear();
		}
	}

	@Override
	public InitResult<Object> init(ProcessContext self) throws Exception {
		this.pid = self.self().toString();
		return bracket(() -> this.server.init(self));
	}

	@Override
	public CallResult<Object> handleCall(Request<?, ?> request, From<?> from, Object state) throws Exception {
		return bracket(() -> this.server.handleCall(request, from, state));
	}

	@Override
	public CastResult<Object> handleCast(Message<?> message, Object state) throws Exception {
		return bracket(() -> this.server.handleCast(message, state));
	}

	@Override
	public CastResult<Object> handleInfo(Object message, Object state) throws Exception {
		return bracket(() -> this.server.handleInfo(message, state));
	}

	@Override
	public CastResult<Object> handleContinue(Object argument, Object state) throws Exception {
		return bracket(() -> this.server.handleContinue(argument, state));
	}

	@Override
	public void terminate(ExitReason reason, Object state) throws Exception {
		bracket(() -> {
			this.server.terminate(reason, state);
			return reason;
		});
	}

	@Override
	public void ended(ExitReason reason) {
		this.server.ended(reason);
	}

	@Override
	public ServerStatus formatStatus(ServerStatus status) {
		return this.server.formatStatus(status);
	}

	@Override
	public Class<?> kind() {
		return this.server.kind();
	}

	/** One callback. */
	private interface Step<R> {

		R take() throws Exception;

	}

}
