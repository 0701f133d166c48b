package dev.javaotp.spring.process;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.javaotp.gen.From;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Next;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.statem.EnterResult;
import dev.javaotp.gen.statem.Event;
import dev.javaotp.gen.statem.Transition;
import dev.javaotp.process.ProcessContext;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * Judges the handler methods of a class before any of its processes is started, and says
 * all that is wrong with them.
 */
final class HandlerCheck {

	private static final List<Class<?>> OWN_EVENTS = List.of(Event.StateTimeout.class, Event.EventTimeout.class,
			Event.NamedTimeout.class, Event.Internal.class);

	private final Class<?> type;

	private final boolean dynamic;

	private final List<String> problems;

	// of a state machine
	private final @Nullable States states;

	private HandlerCheck(Class<?> type, boolean dynamic, List<String> problems) {
		this.type = type;
		this.dynamic = dynamic;
		this.problems = problems;
		this.states = HandlerTable.isMachine(type) ? States.of(type) : null;
	}

	/**
	 * Add everything that is wrong with a class.
	 * @param type the class of a process bean
	 * @param dynamic whether its processes are started on demand, with an argument
	 * @param problems where to add
	 */
	static void check(Class<?> type, boolean dynamic, List<String> problems) {
		new HandlerCheck(type, dynamic, problems).check();
	}

	private void check() {
		int before = this.problems.size();
		Map<Method, Class<? extends Annotation>> methods = HandlerTable.methods(this.type);
		String behaviour = Behaviours.of(this.type);
		boolean handles = methods.values().stream().anyMatch((annotation) -> annotation != OnStart.class);
		InterfaceMethods interfaceMethods = InterfaceMethods.of(this.type);
		if (behaviour != null && handles) {
			this.problems.add(this.type.getName() + " is a " + behaviour + " and has handler methods, "
					+ "which nobody calls: choose one of the two");
		}
		else if (behaviour == null && !handles && interfaceMethods.isEmpty()) {
			this.problems.add(this.type.getName() + " is a process bean that handles nothing: mark methods with "
					+ "@HandleCall, @HandleCast or @HandleInfo, those of a state machine with @OnEvent, or implement "
					+ "GenServer or GenStatem");
		}
		else if (HandlerTable.isMachine(this.type) && !isMachine(methods)) {
			return;
		}
		interfaceMethods.check(this.problems);
		methods.forEach((method, annotation) -> method(method, annotation, behaviour));
		if (this.problems.size() == before) {
			if (this.states != null) {
				eventTies(methods, this.states);
			}
			else {
				ties(methods);
			}
		}
	}

	/**
	 * Whether a class with events for its methods says its states, and handles nothing
	 * else.
	 */
	private boolean isMachine(Map<Method, Class<? extends Annotation>> methods) {
		if (this.states == null) {
			this.problems.add(this.type.getName() + " has @OnEvent methods, but nothing says which states there are: "
					+ "let its @OnStart method return the first state, of an enum or a sealed type");
			return false;
		}
		List<Class<? extends Annotation>> others = List.of(HandleCall.class, HandleCast.class, HandleInfo.class,
				HandleContinue.class);
		methods.forEach((method, annotation) -> {
			if (others.contains(annotation)) {
				this.problems.add("@" + annotation.getSimpleName() + " method " + HandlerTable.describe(method)
						+ " is of a class with @OnEvent methods: mark it with @OnEvent, which without a state serves all");
			}
		});
		return true;
	}

	private void method(Method method, Class<? extends Annotation> annotation, @Nullable String behaviour) {
		String what = "@" + annotation.getSimpleName() + " method " + HandlerTable.describe(method);
		List<String> all = HandlerTable.ANNOTATIONS.stream()
			.filter((other) -> AnnotatedElementUtils.hasAnnotation(method, other))
			.map((other) -> "@" + other.getSimpleName())
			.toList();
		if (all.size() > 1) {
			this.problems.add("Method " + HandlerTable.describe(method) + " is marked with " + String.join(" and ", all)
					+ ": a method handles one kind of message");
			return;
		}
		if (Modifier.isStatic(method.getModifiers())) {
			this.problems.add(what + " is static: a handler belongs to one process, make it an instance method");
			return;
		}
		ResolvableType caller = parameter(method, From.class);
		if (this.states != null && (annotation == OnEvent.class || annotation == OnEnter.class)) {
			states(what, method, this.states);
		}
		if (annotation == OnEvent.class) {
			event(what, method, messages(method), caller);
			return;
		}
		if (annotation == OnEnter.class) {
			enter(what, method, messages(method), caller);
			return;
		}
		if (caller != null && annotation != HandleCall.class) {
			this.problems.add(what + " takes a From, and only a call has a caller: leave it out");
			return;
		}
		List<ResolvableType> parameters = messages(method);
		if (annotation == OnStart.class) {
			onStart(what, method, parameters, behaviour);
			return;
		}
		if (parameters.size() != 1) {
			this.problems
				.add(what + " takes " + ((parameters.isEmpty()) ? "no message" : parameters.size() + " messages")
						+ ": expected one parameter for the message, and at most a ProcessContext"
						+ ((annotation == HandleCall.class) ? " and a From" : "") + " beside it");
			return;
		}
		ResolvableType message = parameters.getFirst();
		if (annotation == HandleCall.class) {
			call(what, method, message, caller);
			return;
		}
		if (annotation == HandleCast.class) {
			protocol(what, message, Message.class, "@HandleInfo is for other messages");
		}
		else if (annotation == HandleInfo.class) {
			info(what, message);
		}
		returnsNext(what, method);
	}

	private void call(String what, Method method, ResolvableType message, @Nullable ResolvableType caller) {
		if (!protocol(what, message, Request.class,
				"a message without an answer is a Message" + ((this.states != null) ? "" : " and has a @HandleCast"))) {
			return;
		}
		ResolvableType answer = boxed(message.as(Request.class).getGeneric(1));
		if (caller != null) {
			ResolvableType expected = caller.getGeneric(0);
			if (isKnown(answer) && isKnown(expected) && !expected.getType().equals(answer.getType())) {
				this.problems.add(what + " takes a From<" + name(expected) + ">, but the answer to " + name(message)
						+ " is a " + name(answer) + ": take a From<" + name(answer) + ">");
			}
			if (this.states != null) {
				returnsState(what, method, this.states);
			}
			else {
				returnsNext(what, method);
			}
			return;
		}
		ResolvableType returned = ResolvableType.forMethodReturnType(method, this.type);
		if (returned.resolve() == void.class) {
			if (isKnown(answer) && answer.resolve() != Void.class) {
				this.problems.add(what + " returns nothing, but the answer to " + name(message) + " is a "
						+ name(answer) + ": return it, or take a From<" + name(answer) + "> to answer later");
			}
			return;
		}
		if (isKnown(answer) && !answer.isAssignableFrom(boxed(returned))) {
			this.problems.add(what + " returns " + name(returned) + ", but the answer to " + name(message) + " is a "
					+ name(answer) + ": return that, or change the request to Request<" + this.type.getSimpleName()
					+ ", " + name(boxed(returned)) + ">");
		}
	}

	/** Whether a message type is of the kind that is handled, and of this class. */
	private boolean protocol(String what, ResolvableType message, Class<?> kind, String otherwise) {
		ResolvableType protocol = message.as(kind);
		if (protocol == ResolvableType.NONE) {
			this.problems.add(what + " takes " + name(message) + ", which is no " + kind.getSimpleName()
					+ ": let it implement " + kind.getSimpleName() + "<" + this.type.getSimpleName()
					+ ((kind == Request.class) ? ", …>" : ">") + "; " + otherwise);
			return false;
		}
		Class<?> owner = protocol.getGeneric(0).resolve();
		if (owner != null && owner != Object.class && !owner.isAssignableFrom(this.type)) {
			this.problems.add(what + " takes " + name(message) + ", which belongs to the protocol of " + owner.getName()
					+ ": nobody can send it to a ServerRef<" + this.type.getSimpleName() + ">");
			return false;
		}
		return true;
	}

	private void info(String what, ResolvableType message) {
		Class<?> type = message.resolve(Object.class);
		if (Message.class.isAssignableFrom(type)) {
			this.problems.add(what + " takes " + name(message)
					+ ", which is a Message and therefore a cast however it is sent: mark the method with @HandleCast");
		}
		else if (Request.class.isAssignableFrom(type)) {
			this.problems.add(what + " takes " + name(message)
					+ ", which is a Request and therefore a call: mark the method with @HandleCall");
		}
	}

	// --- state machines

	private void states(String what, Method method, States states) {
		List<String> known = states.names();
		for (String name : States.named(method)) {
			if (!known.contains(name)) {
				this.problems.add(what + " is for the state '" + name + "', which " + states.type().getName()
						+ " does not have: expected one of " + String.join(", ", known));
				return;
			}
		}
		if (states.kinds().stream().noneMatch((kind) -> states.fit(method, kind) != null)) {
			this.problems.add(what + " is for " + String.join(", ", States.named(method))
					+ ", and none of these is what it takes as the state: it would never be called; remove the names");
		}
	}

	private void event(String what, Method method, List<ResolvableType> parameters, @Nullable ResolvableType caller) {
		if (this.states == null) {
			return;
		}
		if (parameters.size() != 1) {
			this.problems.add(what + " takes " + ((parameters.isEmpty()) ? "no event" : parameters.size() + " events")
					+ ": expected one parameter for the event, and at most the state, a ProcessContext and a From "
					+ "beside it");
			return;
		}
		ResolvableType event = parameters.getFirst();
		Class<?> raw = event.resolve(Object.class);
		if (Request.class.isAssignableFrom(raw)) {
			call(what, method, event, caller);
			return;
		}
		if (caller != null) {
			this.problems.add(what + " takes a From, and only a call has a caller: leave it out");
			return;
		}
		if (Message.class.isAssignableFrom(raw)) {
			protocol(what, event, Message.class, "");
		}
		else if (Event.class.isAssignableFrom(raw) && !OWN_EVENTS.contains(raw)) {
			this.problems
				.add(what + " takes " + raw.getSimpleName() + ": take the request or message itself, or one of "
						+ String.join(", ", OWN_EVENTS.stream().map((own) -> "Event." + own.getSimpleName()).toList()));
		}
		returnsState(what, method, this.states);
	}

	private void enter(String what, Method method, List<ResolvableType> parameters, @Nullable ResolvableType caller) {
		if (!parameters.isEmpty() || caller != null) {
			this.problems.add(what + " takes " + name((caller != null) ? caller : parameters.getFirst())
					+ ", but no event comes when a state is entered: take the state and a ProcessContext at most");
		}
		Class<?> returned = method.getReturnType();
		if (returned != void.class && returned != EnterResult.class) {
			this.problems.add(what + " returns " + returned.getSimpleName()
					+ ", but a state that is entered cannot be left there: return nothing, or an EnterResult");
		}
	}

	private void returnsState(String what, Method method, States states) {
		ResolvableType returned = ResolvableType.forMethodReturnType(method, this.type);
		Class<?> raw = returned.resolve(Object.class);
		Class<?> next = (raw == Transition.class) ? returned.getGeneric(0).resolve(states.type()) : raw;
		if (raw != void.class && !states.isState(next)) {
			this.problems.add(what + " returns " + name(returned) + ", which is no state of " + states.type().getName()
					+ ": return nothing to stay, the next state, or a Transition<" + states.type().getSimpleName()
					+ ", " + this.type.getSimpleName() + ">");
		}
	}

	private void eventTies(Map<Method, Class<? extends Annotation>> methods, States states) {
		List<Handler> handlers = methods.keySet().stream().map((method) -> Handler.of(method, method, states)).toList();
		Set<List<Handler>> told = new LinkedHashSet<>();
		for (Object state : states.kinds()) {
			for (States.Fit fit : States.Fit.values()) {
				List<Handler> enters = states.handlers(handlers, OnEnter.class, state, fit);
				if (enters.size() > 1 && told.add(enters)) {
					this.problems.add("Both " + enters.get(0) + " and " + enters.get(1) + " are called when "
							+ States.name(state) + " is entered: remove one");
				}
				List<Handler> events = states.handlers(handlers, OnEvent.class, state, fit);
				Set<Class<?>> types = new LinkedHashSet<>();
				events.forEach((handler) -> collect(handler.accepts(), types));
				for (Class<?> type : types) {
					List<Handler> best = Dispatch.mostSpecific(events, type);
					if (best.size() > 1 && told.add(best)) {
						this.problems.add("Both " + best.get(0) + " and " + best.get(1) + " handle " + type.getName()
								+ " in state " + States.name(state) + " (@OnEvent), and neither is more specific: "
								+ "remove one");
					}
				}
			}
		}
	}

	private void onStart(String what, Method method, List<ResolvableType> arguments, @Nullable String behaviour) {
		long starts = HandlerTable.methods(this.type)
			.values()
			.stream()
			.filter((other) -> other == OnStart.class)
			.count();
		if (starts > 1) {
			this.problems.add(what + " is one of " + starts + " @OnStart methods: a process has one start, let one "
					+ "method call the others");
		}
		if (!this.dynamic && !arguments.isEmpty()) {
			this.problems.add(what + " takes " + name(arguments.getFirst())
					+ ", and only processes that are started on demand get an argument: set @OtpProcess(dynamic = true), "
					+ "or have a bean injected by the constructor");
		}
		else if (arguments.size() > 1) {
			this.problems.add(what + " takes " + arguments.size()
					+ " arguments, but DynamicSupervisorRef.start has one: put them into a record");
		}
		if (this.states != null) {
			// returns the first of them
			return;
		}
		if (behaviour == null) {
			returnsNext(what, method);
		}
		else if (method.getReturnType() != void.class) {
			this.problems.add(what + " of a " + behaviour + " returns " + method.getReturnType().getSimpleName()
					+ ": return nothing, its init says what comes next");
		}
	}

	private void returnsNext(String what, Method method) {
		Class<?> returned = method.getReturnType();
		if (returned != void.class && returned != Next.class) {
			this.problems.add(what + " returns " + returned.getSimpleName()
					+ ", which nobody would get: return nothing, or a Next");
		}
	}

	private List<ResolvableType> messages(Method method) {
		List<ResolvableType> messages = new ArrayList<>();
		for (int i = 0; i < method.getParameterCount(); i++) {
			ResolvableType parameter = ResolvableType.forMethodParameter(method, i, this.type);
			Class<?> raw = parameter.resolve(Object.class);
			if (raw != ProcessContext.class && raw != From.class
					&& !(this.states != null && this.states.isState(raw))) {
				messages.add(parameter);
			}
		}
		return messages;
	}

	private @Nullable ResolvableType parameter(Method method, Class<?> wanted) {
		for (int i = 0; i < method.getParameterCount(); i++) {
			ResolvableType parameter = ResolvableType.forMethodParameter(method, i, this.type);
			if (parameter.resolve() == wanted) {
				return parameter;
			}
		}
		return null;
	}

	// --- ties

	/**
	 * Two handlers of one message, neither of which is more specific. Two interfaces can
	 * have a message in common that nobody has written yet, so only messages that can be
	 * seen from the parameters count: the parameters themselves and, of sealed types,
	 * what they permit.
	 */
	private void ties(Map<Method, Class<? extends Annotation>> methods) {
		for (Class<? extends Annotation> annotation : HandlerTable.ANNOTATIONS) {
			List<Handler> handlers = methods.entrySet()
				.stream()
				.filter((entry) -> entry.getValue() == annotation && annotation != OnStart.class)
				.map((entry) -> Handler.of(entry.getKey(), entry.getKey()))
				.toList();
			Set<Class<?>> messages = new LinkedHashSet<>();
			handlers.forEach((handler) -> collect(handler.accepts(), messages));
			Set<List<Handler>> told = new LinkedHashSet<>();
			for (Class<?> message : messages) {
				List<Handler> best = Dispatch.mostSpecific(handlers, message);
				if (best.size() > 1 && told.add(best)) {
					this.problems.add("Both " + best.get(0) + " and " + best.get(1) + " handle " + message.getName()
							+ " (@" + annotation.getSimpleName() + "), and neither is more specific: remove one"
							+ ((best.get(0).accepts() == best.get(1).accepts()) ? ""
									: ", or add a handler for " + message.getSimpleName() + " itself"));
				}
			}
		}
	}

	private static void collect(@Nullable Class<?> message, Set<Class<?>> messages) {
		if (message != null && messages.add(message) && message.isSealed()) {
			Arrays.stream(message.getPermittedSubclasses()).forEach((permitted) -> collect(permitted, messages));
		}
	}

	// --- types

	private static ResolvableType boxed(ResolvableType type) {
		Class<?> raw = type.resolve();
		return (raw != null && raw.isPrimitive()) ? ResolvableType.forClass(ClassUtils.resolvePrimitiveIfNecessary(raw))
				: type;
	}

	private static boolean isKnown(ResolvableType type) {
		return type.resolve() != null && type.resolve() != Object.class && !type.hasUnresolvableGenerics();
	}

	static String name(ResolvableType type) {
		Class<?> raw = type.resolve();
		if (raw == null) {
			return type.toString();
		}
		if (!type.hasGenerics() || type.hasUnresolvableGenerics()) {
			return raw.getSimpleName();
		}
		return raw.getSimpleName() + "<"
				+ String.join(", ", Arrays.stream(type.getGenerics()).map(HandlerCheck::name).toList()) + ">";
	}

}
