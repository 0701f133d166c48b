package dev.javaotp.spring.process;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * A call of a method of an interface on its way to the process.
 * <p>
 * Which exceptions belong to the protocol is what the method says in its {@code throws}
 * clause: such a one is an answer, which the caller gets as it is, and the process lives
 * on. Any other is a crash, as that of every handler, and the caller gets a
 * {@link dev.javaotp.gen.CallException}.
 */
sealed interface Invocation extends MethodMessage {

	/** What it is called with. */
	@Nullable Object[] arguments();

	/**
	 * Call the method on the bean.
	 * @throws Exception what the method throws
	 */
	default @Nullable Object invoke(Object bean) throws Exception {
		try {
			ReflectionUtils.makeAccessible(method());
			return method().invoke(bean, arguments());
		}
		catch (InvocationTargetException ex) {
			ReflectionUtils.rethrowException(ex.getTargetException());
			throw ex;
		}
	}

	/** Call it and return what to answer. */
	default Outcome answer(Object bean) throws Exception {
		try {
			return new Outcome(invoke(bean), null);
		}
		catch (Exception ex) {
			if (Arrays.stream(method().getExceptionTypes()).noneMatch((declared) -> declared.isInstance(ex))) {
				throw ex;
			}
			return new Outcome(null, ex);
		}
	}

	/**
	 * A method that is waited for.
	 */
	record MethodCall(Method method, @Nullable Object[] arguments) implements Invocation, Request<Object, Outcome> {

		@Override
		public String toString() {
			return HandlerTable.describe(this.method);
		}

	}

	/**
	 * A method that is not waited for.
	 */
	record MethodCast(Method method, @Nullable Object[] arguments) implements Invocation, Message<Object> {

		@Override
		public String toString() {
			return HandlerTable.describe(this.method);
		}

	}

	/**
	 * What a method returned or threw.
	 */
	record Outcome(@Nullable Object value, @Nullable Exception thrown) {

	}

}
