package dev.javaotp.spring.process;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * The states that a class with {@link OnEvent} methods can be in, and which of them a
 * method serves. What is the same for all methods is the <em>kind</em> of a state: the
 * constant of an enum, the class of a value of a sealed type.
 *
 * @param type the enum or sealed type
 */
record States(Class<?> type) {

	/** How well a method fits a state; the best one is called. */
	enum Fit {

		/** It is for exactly this state. */
		EXACT,

		/** It is for a sealed type that the state belongs to. */
		WIDER,

		/** It is for all states. */
		ANY

	}

	/**
	 * Return the states of a class, {@code null} if its {@link OnStart} method does not
	 * say which there are.
	 */
	static @Nullable States of(Class<?> type) {
		for (var entry : HandlerTable.methods(type).entrySet()) {
			Class<?> returned = entry.getKey().getReturnType();
			if (entry.getValue() == OnStart.class && (returned.isEnum() || returned.isSealed())) {
				return new States(returned);
			}
		}
		return null;
	}

	/** Return what a value is the state of. */
	static Object kind(Object state) {
		return (state instanceof Enum<?>) ? state : state.getClass();
	}

	static String name(Object kind) {
		return (kind instanceof Class<?> type) ? type.getSimpleName() : ((Enum<?>) kind).name();
	}

	/** All kinds that are known. */
	List<Object> kinds() {
		if (this.type.isEnum()) {
			return List.of(this.type.getEnumConstants());
		}
		return types().stream().filter((type) -> !type.isSealed()).<Object>map((type) -> type).toList();
	}

	/** The names that methods can use. */
	List<String> names() {
		return this.type.isEnum() ? kinds().stream().map(States::name).toList()
				: types().stream().map(Class::getSimpleName).toList();
	}

	private Set<Class<?>> types() {
		Set<Class<?>> types = new LinkedHashSet<>();
		collect(this.type, types);
		types.remove(this.type);
		return types;
	}

	private static void collect(Class<?> type, Set<Class<?>> types) {
		if (types.add(type) && type.isSealed()) {
			Arrays.stream(type.getPermittedSubclasses()).forEach((permitted) -> collect(permitted, types));
		}
	}

	/** Whether a parameter takes the state. */
	boolean isState(Class<?> parameter) {
		return this.type.isAssignableFrom(parameter);
	}

	/** The states that a method names. */
	static String[] named(Method method) {
		OnEvent event = AnnotatedElementUtils.findMergedAnnotation(method, OnEvent.class);
		return (event != null) ? event.value()
				: Objects.requireNonNull(AnnotatedElementUtils.findMergedAnnotation(method, OnEnter.class)).value();
	}

	/** Return how well a method fits a state, {@code null} if not at all. */
	@Nullable Fit fit(Method method, Object kind) {
		Fit byName = byName(Arrays.asList(named(method)), kind);
		Fit byParameter = byParameter(method, kind);
		return (byName == null || byParameter == null) ? null
				: (byName.compareTo(byParameter) < 0) ? byName : byParameter;
	}

	private @Nullable Fit byName(List<String> names, Object kind) {
		if (names.isEmpty()) {
			return Fit.ANY;
		}
		if (names.contains(name(kind))) {
			return Fit.EXACT;
		}
		return (kind instanceof Class<?> state && types().stream()
			.anyMatch((type) -> type.isAssignableFrom(state) && names.contains(type.getSimpleName()))) ? Fit.WIDER
					: null;
	}

	private @Nullable Fit byParameter(Method method, Object kind) {
		for (Class<?> parameter : method.getParameterTypes()) {
			if (isState(parameter) && parameter != this.type && kind instanceof Class<?> state) {
				return (parameter == state) ? Fit.EXACT : parameter.isAssignableFrom(state) ? Fit.WIDER : null;
			}
		}
		return Fit.ANY;
	}

	/** Return the methods with an annotation that fit a state as well as is said. */
	List<Handler> handlers(List<Handler> handlers, Class<? extends Annotation> annotation, Object kind, Fit fit) {
		List<Handler> found = new ArrayList<>();
		for (Handler handler : handlers) {
			if (AnnotatedElementUtils.hasAnnotation(handler.method(), annotation)
					&& fit(handler.method(), kind) == fit) {
				found.add(handler);
			}
		}
		return found;
	}

}
