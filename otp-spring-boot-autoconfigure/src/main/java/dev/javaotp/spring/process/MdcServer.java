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

/**
 * Keeps the {@link LoggingContext} of a server.
 */
final class MdcServer implements GenServer<Object, Request<?, ?>, Message<?>> {

	private final GenServer<Object, Request<?, ?>, Message<?>> server;

	private final LoggingContext logging;

	private MdcServer(GenServer<Object, Request<?, ?>, Message<?>> server, String name) {
		this.server = server;
		this.logging = new LoggingContext(name);
	}

	@SuppressWarnings("unchecked")
	static MdcServer around(GenServer<?, ?, ?> server, String name) {
		return new MdcServer((GenServer<Object, Request<?, ?>, Message<?>>) server, name);
	}

	@Override
	public InitResult<Object> init(ProcessContext self) throws Exception {
		this.logging.begin(self.self());
		return this.logging.bracket(() -> this.server.init(self));
	}

	@Override
	public CallResult<Object> handleCall(Request<?, ?> request, From<?> from, Object state) throws Exception {
		return this.logging.bracket(() -> this.server.handleCall(request, from, state));
	}

	@Override
	public CastResult<Object> handleCast(Message<?> message, Object state) throws Exception {
		return this.logging.bracket(() -> this.server.handleCast(message, state));
	}

	@Override
	public CastResult<Object> handleInfo(Object message, Object state) throws Exception {
		return this.logging.bracket(() -> this.server.handleInfo(message, state));
	}

	@Override
	public CastResult<Object> handleContinue(Object argument, Object state) throws Exception {
		return this.logging.bracket(() -> this.server.handleContinue(argument, state));
	}

	@Override
	public void terminate(ExitReason reason, Object state) throws Exception {
		this.logging.bracket(() -> {
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

}
