package dev.javaotp.spring.process;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.springframework.util.ClassUtils;

/**
 * The interfaces of a class of process beans that others can use it through: those of the
 * application, not of the JDK, of Spring or of the behaviours.
 */
final class InterfaceMethods {

	private static final List<String> NOT_OF_THE_APPLICATION = List.of("java.", "javax.", "jakarta.", "kotlin.",
			"groovy.", "scala.", "org.springframework.", "dev.javaotp.process.", "dev.javaotp.gen.");

	private final List<Class<?>> interfaces;

	private InterfaceMethods(List<Class<?>> interfaces) {
		this.interfaces = interfaces;
	}

	/**
	 * Return the interfaces of a class.
	 * @param type the class of a process bean
	 */
	static InterfaceMethods of(Class<?> type) {
		if (Behaviours.of(type) != null) {
			return new InterfaceMethods(List.of());
		}
		return new InterfaceMethods(Arrays.stream(ClassUtils.getAllInterfacesForClass(type))
			.filter((candidate) -> NOT_OF_THE_APPLICATION.stream().noneMatch(candidate.getName()::startsWith))
			.filter((candidate) -> !methods(candidate).isEmpty())
			.<Class<?>>map((candidate) -> candidate)
			.toList());
	}

	/** Return the methods of an interface that go to the process. */
	static List<Method> methods(Class<?> type) {
		return Arrays.stream(type.getMethods()).filter((method) -> !Modifier.isStatic(method.getModifiers())).toList();
	}

	List<Class<?>> interfaces() {
		return this.interfaces;
	}

	boolean isEmpty() {
		return this.interfaces.isEmpty();
	}

	/** Add what is wrong with the methods. */
	void check(List<String> problems) {
		for (Class<?> type : this.interfaces) {
			for (Method method : methods(type)) {
				if (isCast(method)) {
					checkCast(method, problems);
				}
			}
		}
	}

	private static void checkCast(Method method, List<String> problems) {
		List<String> reasons = new ArrayList<>();
		if (method.getReturnType() != void.class) {
			reasons.add("returns " + method.getReturnType().getSimpleName());
		}
		if (method.getExceptionTypes().length > 0) {
			reasons.add("declares " + method.getExceptionTypes()[0].getSimpleName());
		}
		if (!reasons.isEmpty()) {
			problems.add("@Cast method " + HandlerTable.describe(method) + " " + String.join(" and ", reasons)
					+ ", but nobody waits for it: return nothing and declare no exceptions, or remove @Cast");
		}
	}

	static boolean isCast(Method method) {
		return method.isAnnotationPresent(Cast.class);
	}

}
