package dev.javaotp.spring.process;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

import dev.javaotp.gen.From;
import dev.javaotp.process.ProcessContext;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * A handler method, ready to be called: whatever parameters it declares and in whatever
 * order, it is invoked with bean, message, process, caller and state, and picks what it
 * wants.
 */
final class Handler {

	private static final int BEAN = 0;

	private static final int MESSAGE = 1;

	private static final int PROCESS = 2;

	private static final int CALLER = 3;

	private static final int STATE = 4;

	private final Method method;

	private final @Nullable Class<?> accepts;

	private final boolean repliesLater;

	private final MethodHandle handle;

	private Handler(Method method, @Nullable Class<?> accepts, boolean repliesLater, MethodHandle handle) {
		this.method = method;
		this.accepts = accepts;
		this.repliesLater = repliesLater;
		this.handle = handle;
	}

	/**
	 * Return the handler for a method whose signature has been checked.
	 * @param method the method of the user's class
	 * @param invocable the same method, as the bean has it: another one if the bean is a
	 * proxy of interfaces
	 */
	static Handler of(Method method, Method invocable) {
		return of(method, invocable, null);
	}

	/**
	 * The same for a method of a class that has states.
	 */
	static Handler of(Method method, Method invocable, @Nullable States states) {
		Class<?>[] types = method.getParameterTypes();
		int[] order = new int[types.length + 1];
		order[0] = BEAN;
		Class<?> accepts = null;
		boolean repliesLater = false;
		for (int i = 0; i < types.length; i++) {
			if (types[i] == ProcessContext.class) {
				order[i + 1] = PROCESS;
			}
			else if (types[i] == From.class) {
				order[i + 1] = CALLER;
				repliesLater = true;
			}
			else if (states != null && states.isState(types[i])) {
				order[i + 1] = STATE;
			}
			else {
				order[i + 1] = MESSAGE;
				accepts = ClassUtils.resolvePrimitiveIfNecessary(types[i]);
			}
		}
		return new Handler(method, accepts, repliesLater, handle(invocable, order));
	}

	private static MethodHandle handle(Method method, int[] order) {
		try {
			method.setAccessible(true);
			MethodHandle handle = MethodHandles.lookup().unreflect(method);
			MethodHandle erased = handle.asType(MethodType.genericMethodType(order.length));
			return MethodHandles.permuteArguments(erased, MethodType.genericMethodType(5), order);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("Cannot call " + HandlerTable.describe(method), ex);
		}
	}

	/**
	 * Call the method.
	 * @param bean whose method it is
	 * @param message what it handles, {@code null} if it takes none
	 * @param self the process
	 * @param from the caller, {@code null} unless it is a call
	 * @return what the method returns, {@code null} if nothing
	 */
	@Nullable Object invoke(Object bean, @Nullable Object message, ProcessContext self, @Nullable From<?> from) throws Exception {
		return invoke(bean, message, self, from, null);
	}

	/**
	 * The same for a method of a class that has states.
	 */
	@Nullable Object invoke(Object bean, @Nullable Object message, ProcessContext self, @Nullable From<?> from,
			@Nullable Object state) throws Exception {
		try {
			// the exact types of the handle: anything else is an order of magnitude
			// slower
			return (Object) this.handle.invokeExact((Object) bean, (Object) message, (Object) self, (Object) from,
					(Object) state);
		}
		catch (Exception | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What it handles; {@code null} if it takes no message. */
	@Nullable Class<?> accepts() {
		return this.accepts;
	}

	/** Whether it takes the caller, and answers when it likes. */
	boolean repliesLater() {
		return this.repliesLater;
	}

	Method method() {
		return this.method;
	}

	@Override
	public String toString() {
		return HandlerTable.describe(this.method);
	}

}
