package dev.javaotp.spring.process;

import java.util.Objects;

import dev.javaotp.gen.CallResult;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.From;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Next;
import dev.javaotp.gen.Request;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a bean with handler methods: its state is the bean.
 */
final class HandlerBean implements GenServer<Object, Request<?, ?>, Message<?>> {

	private static final Logger logger = LoggerFactory.getLogger(OtpProcess.class);

	private final BeanLife life;

	// both are set by init, before anything else is called
	private @Nullable ProcessContext self;

	private @Nullable HandlerTable handlers;

	HandlerBean(BeanLife life) {
		this.life = life;
	}

	@Override
	public InitResult<Object> init(ProcessContext self) throws Exception {
		this.self = self;
		Object next = this.life.start(self);
		Object bean = this.life.bean();
		this.handlers = this.life.process().handlers(bean);
		return InitResult.ok(bean, next(next));
	}

	@Override
	public CallResult<Object> handleCall(Request<?, ?> request, From<?> from, Object bean) throws Exception {
		if (request instanceof Invocation.MethodCall call) {
			return CallResult.reply(call.answer(bean), bean);
		}
		Handler handler = handlers().call(request);
		Object result = handler.invoke(bean, request, self(), from);
		return handler.repliesLater() ? CastResult.noReply(bean, next(result)) : CallResult.reply(result, bean);
	}

	@Override
	public CastResult<Object> handleCast(Message<?> message, Object bean) throws Exception {
		if (message instanceof Invocation.MethodCast tell) {
			tell.invoke(bean);
			return CastResult.noReply(bean);
		}
		return goOn(handlers().cast(message), message, bean);
	}

	@Override
	public CastResult<Object> handleInfo(Object message, Object bean) throws Exception {
		Handler handler = handlers().info(message);
		if (handler == null) {
			logger.warn("{} dropped a message of {}: add a @HandleInfo method to handle it", kind().getName(),
					message.getClass().getName());
			return CastResult.noReply(bean);
		}
		return goOn(handler, message, bean);
	}

	@Override
	public CastResult<Object> handleContinue(Object argument, Object bean) throws Exception {
		return goOn(handlers().continuation(argument), argument, bean);
	}

	@Override
	public void terminate(ExitReason reason, Object bean) {
		this.life.destroy();
	}

	@Override
	public void ended(ExitReason reason) {
		this.life.ended();
	}

	@Override
	public Class<?> kind() {
		return this.life.process().type();
	}

	private CastResult<Object> goOn(Handler handler, Object message, Object bean) throws Exception {
		return CastResult.noReply(bean, next(handler.invoke(bean, message, self(), null)));
	}

	private static Next next(@Nullable Object returned) {
		return (returned instanceof Next next) ? next : Next.message();
	}

	private ProcessContext self() {
		return Objects.requireNonNull(this.self);
	}

	private HandlerTable handlers() {
		return Objects.requireNonNull(this.handlers);
	}

}
