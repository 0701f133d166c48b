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
import dev.javaotp.spring.process.ProcessBean.ChildArgument;
import org.jspecify.annotations.Nullable;

/**
 * Serves a bean that is a {@link GenServer} itself: what it adds is the life of the bean.
 */
final class GenServerBean extends BeanServer<Object> {

	GenServerBean(ProcessBean process, @Nullable ChildArgument child, ProcessBeans beans) {
		super(process, child, beans);
	}

	@SuppressWarnings("unchecked")
	private GenServer<Object, Request<?, ?>, Message<?>> server() {
		return (GenServer<Object, Request<?, ?>, Message<?>>) bean();
	}

	@Override
	public InitResult<Object> init(ProcessContext self) throws Exception {
		start(self);
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
			super.terminate(reason, state);
		}
	}

	@Override
	public void ended(ExitReason reason) {
		if (hasBean()) {
			server().ended(reason);
		}
		super.ended(reason);
	}

	@Override
	public ServerStatus formatStatus(ServerStatus status) {
		return server().formatStatus(status);
	}

}
