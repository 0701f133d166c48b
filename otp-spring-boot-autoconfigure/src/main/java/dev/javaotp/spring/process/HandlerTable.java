package dev.javaotp.spring.process;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * The handler methods of a class of process beans, found once and shared by all its
 * processes.
 */
final class HandlerTable {

	static final List<Class<? extends Annotation>> ANNOTATIONS = List.of(HandleCall.class, HandleCast.class,
			HandleInfo.class, HandleContinue.class, OnEvent.class, OnEnter.class, OnStart.class);

	private final Class<?> type;

	private final Dispatch calls;

	private final Dispatch casts;

	private final Dispatch infos;

	private final Dispatch continuations;

	private final @Nullable EventTable events;

	private final @Nullable Handler onStart;

	private final InterfaceMethods interfaceMethods;

	/**
	 * Create the table of a class.
	 * @param type the user's class, whose signatures have been checked
	 * @param bean the class that the beans have: another one if they are proxies
	 */
	HandlerTable(Class<?> type, Class<?> bean) {
		this.type = type;
		Map<Method, Class<? extends Annotation>> methods = methods(type);
		this.calls = new Dispatch(handlers(methods, HandleCall.class, bean));
		this.casts = new Dispatch(handlers(methods, HandleCast.class, bean));
		this.infos = new Dispatch(handlers(methods, HandleInfo.class, bean));
		this.continuations = new Dispatch(handlers(methods, HandleContinue.class, bean));
		States states = isMachine(type) ? States.of(type) : null;
		this.events = (states != null) ? new EventTable(type, bean, states) : null;
		List<Handler> starts = handlers(methods, OnStart.class, bean);
		this.onStart = starts.isEmpty() ? null : starts.getFirst();
		this.interfaceMethods = InterfaceMethods.of(type);
	}

	/**
	 * Return the annotated methods of a class, in a stable order.
	 */
	static Map<Method, Class<? extends Annotation>> methods(Class<?> type) {
		Map<Method, Class<? extends Annotation>> methods = new LinkedHashMap<>();
		MethodIntrospector.selectMethods(type, (Method method) -> annotation(method) != null)
			.stream()
			.sorted(Comparator.comparing(HandlerTable::describe))
			.forEach((method) -> {
				Class<? extends Annotation> annotation = annotation(method);
				if (annotation != null) {
					methods.put(method, annotation);
				}
			});
		return methods;
	}

	/** Whether a class is a state machine by its methods. */
	static boolean isMachine(Class<?> type) {
		return methods(type).values()
			.stream()
			.anyMatch((annotation) -> annotation == OnEvent.class || annotation == OnEnter.class);
	}

	private static @Nullable Class<? extends Annotation> annotation(Method method) {
		for (Class<? extends Annotation> annotation : ANNOTATIONS) {
			if (AnnotatedElementUtils.hasAnnotation(method, annotation)) {
				return annotation;
			}
		}
		return null;
	}

	private static List<Handler> handlers(Map<Method, Class<? extends Annotation>> methods,
			Class<? extends Annotation> annotation, Class<?> bean) {
		List<Handler> handlers = new ArrayList<>();
		methods.forEach((method, kind) -> {
			if (kind == annotation) {
				handlers.add(Handler.of(method, ProxyCheck.invocable(method, bean)));
			}
		});
		return handlers;
	}

	Handler call(Object request) {
		Handler handler = this.calls.find(request);
		if (handler == null) {
			throw new NoHandlerException(this.type, "call", request, HandleCall.class);
		}
		return handler;
	}

	Handler cast(Object message) {
		Handler handler = this.casts.find(message);
		if (handler == null) {
			throw new NoHandlerException(this.type, "cast", message, HandleCast.class);
		}
		return handler;
	}

	/** Return the handler for any other message, {@code null} if there is none. */
	@Nullable Handler info(Object message) {
		return this.infos.find(message);
	}

	Handler continuation(Object argument) {
		Handler handler = this.continuations.find(argument);
		if (handler == null) {
			throw new NoHandlerException(this.type, "continuation", argument, HandleContinue.class);
		}
		return handler;
	}

	/** What a class with states does in each, {@code null} for any other. */
	@Nullable EventTable events() {
		return this.events;
	}

	@Nullable Handler onStart() {
		return this.onStart;
	}

	InterfaceMethods interfaceMethods() {
		return this.interfaceMethods;
	}

	/** Return a method as people write it: class, name and what it takes. */
	static String describe(Method method) {
		return method.getDeclaringClass().getName() + "." + method.getName()
				+ Arrays.stream(method.getParameterTypes())
					.map(Class::getSimpleName)
					.collect(Collectors.joining(", ", "(", ")"));
	}

}
