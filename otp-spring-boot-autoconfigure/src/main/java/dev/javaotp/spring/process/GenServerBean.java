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
 * Serves a bean that is a {@link GenServer} itself: what it adds is the life of the bean.
 */
final class GenServerBean implements GenServer<Object, Request<?, ?>, Message<?>> {

	private final BeanLife life;

	GenServerBean(BeanLife life) {
		this.life = life;
	}

	@SuppressWarnings("unchecked")
	private GenServer<Object, Request<?, ?>, Message<?>> server() {
		return (GenServer<Object, Request<?, ?>, Message<?>>) this.life.bean();
	}

	@Override
	public InitResult<Object> init(ProcessContext self) throws Exception {
		this.life.start(self);
		return server().init(self);
	}

	@Override
	public CallResult<Object> handleCall(Request<?, ?> request, From<?> from, Object state) throws Exception {
		return server().handleCall(request, from, state);
	}

	@Override
	public CastResult<Object> handleCast(Message<?> message, Object state) throws Exception {
		return server().handleCast(message, state);
	}

	@Override
	public CastResult<Object> handleInfo(Object message, Object state) throws Exception {
		return server().handleInfo(message, state);
	}

	@Override
	public CastResult<Object> handleContinue(Object argument, Object state) throws Exception {
		return server().handleContinue(argument, state);
	}

	@Override
	public void terminate(ExitReason reason, Object state) throws Exception {
		try {
			server().terminate(reason, state);
		}
		finally {
			this.life.destroy();
		}
	}

	@Override
	public void ended(ExitReason reason) {
		if (this.life.hasBean()) {
			server().ended(reason);
		}
		this.life.ended();
	}

	@Override
	public ServerStatus formatStatus(ServerStatus status) {
		return server().formatStatus(status);
	}

	@Override
	public Class<?> kind() {
		return this.life.process().type();
	}

}
