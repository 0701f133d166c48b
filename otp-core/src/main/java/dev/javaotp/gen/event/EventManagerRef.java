package dev.javaotp.gen.event;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.javaotp.gen.CallException;
import dev.javaotp.gen.PendingCall;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.RegistrationException;
import dev.javaotp.registry.Registry;
import dev.javaotp.registry.Via;
import org.jspecify.annotations.Nullable;

/**
 * Whom to tell what happened: an event manager, typed by the events it takes. Made from a
 * name it finds whoever has the name now, and so goes on working when the manager is
 * restarted, which then has no handlers.
 * <p>
 * May be used by any thread, except for what takes a {@link ProcessContext}. Unless
 * stated otherwise a method waits without limit, as in OTP, and throws a
 * {@link CallException} as {@link ServerRef#call} does; a handler that would ask its own
 * manager is told {@code calling_self}.
 *
 * @param <E> the type of the events
 * @see GenEvent
 */
public final class EventManagerRef<E> {

	private final ServerRef<EventManagerLoop> manager;

	private final Consumer<Notification> sender;

	private EventManagerRef(ServerRef<EventManagerLoop> manager, Consumer<Notification> sender) {
		this.manager = manager;
		this.sender = sender;
	}

	/**
	 * Returns a reference to a manager: it ends with it.
	 * @param <E> the type of the events
	 * @param pid the manager
	 * @return the reference
	 */
	public static <E> EventManagerRef<E> of(Pid pid) {
		ServerRef<EventManagerLoop> manager = ServerRef.of(pid);
		return new EventManagerRef<>(manager, manager::send);
	}

	/**
	 * Returns a reference to whoever has a name, looked up for each use.
	 * @param <E> the type of the events
	 * @param system where the name is registered
	 * @param name the name; nobody needs to have it yet
	 * @return the reference
	 */
	public static <E> EventManagerRef<E> named(ProcessSystem system, String name) {
		Registry registry = Registry.of(system);
		return new EventManagerRef<>(ServerRef.named(system, name),
				(notification) -> registry.send(name, notification));
	}

	/**
	 * Returns a reference to whoever is registered somewhere, under a key of a registry
	 * say, looked up for each use.
	 * @param <E> the type of the events
	 * @param via where; nobody needs to be there yet
	 * @return the reference
	 */
	public static <E> EventManagerRef<E> of(Via via) {
		ServerRef<EventManagerLoop> manager = ServerRef.of(via);
		return new EventManagerRef<>(manager, manager::send);
	}

	/**
	 * Returns a reference to whoever is found in some other way, for each use.
	 * @param <E> the type of the events
	 * @param system where the processes live
	 * @param target what to call it in messages and exit reasons
	 * @param lookUp finds the process, or {@code null} if there is none now
	 * @return the reference
	 */
	public static <E> EventManagerRef<E> of(ProcessSystem system, Object target, Supplier<@Nullable Pid> lookUp) {
		ServerRef<EventManagerLoop> manager = ServerRef.of(system, target, lookUp);
		return new EventManagerRef<>(manager, manager::send);
	}

	// --- events

	/**
	 * Tells all handlers what happened, without waiting. To a manager that has ended it
	 * is dropped in silence.
	 * @param event what happened
	 * @throws RegistrationException ({@code badarg}) if this is a name that nobody has,
	 * unlike a cast of a {@code GenServer}
	 */
	public void notify(E event) {
		this.sender.accept(new Notification(Objects.requireNonNull(event, "event")));
	}

	/**
	 * Tells all handlers what happened, and waits until each has done what it does about
	 * it.
	 * @param event what happened
	 * @throws CallException if the manager is not there or has ended; not if a handler
	 * broke
	 */
	public void syncNotify(E event) {
		syncNotify(event, ServerRef.FOREVER);
	}

	/**
	 * Tells all handlers what happened, and waits for a limited time.
	 * @param event what happened
	 * @param timeout how long to wait at most; when it is up the handlers still go on
	 * @throws CallException if the manager is not there or has ended, or the time is up
	 */
	public void syncNotify(E event, Duration timeout) {
		this.manager.call(new ManagerRequest.SyncNotify(Objects.requireNonNull(event, "event")), timeout);
	}

	/**
	 * Sends all handlers a message that is no event, for {@code handleInfo}. To nobody it
	 * is dropped in silence.
	 * @param info the message
	 */
	public void send(Object info) {
		this.manager.send(info);
	}

	// --- handlers

	/**
	 * Adds a handler, in front of those that are there.
	 * @param handler the handler, a new object
	 * @return how it went, and what it is called
	 */
	public AddHandlerResult addHandler(EventHandler<?, ? super E, ?> handler) {
		return add(handler, null, null);
	}

	/**
	 * Adds a handler with an id of its own.
	 * @param handler the handler, a new object
	 * @param id what tells it from others of its class
	 * @return how it went, and what it is called
	 */
	public AddHandlerResult addHandler(EventHandler<?, ? super E, ?> handler, Object id) {
		return add(handler, Objects.requireNonNull(id, "id"), null);
	}

	/**
	 * Adds a handler that belongs to the calling process. The two processes are linked:
	 * when the owner ends the handler is removed, and when the handler is removed the
	 * owner gets one {@link HandlerExit}. When the manager ends in an orderly way the
	 * owner gets its {@link HandlerExit} and nothing else; when it is killed, the exit
	 * signal of the link.
	 * @param owner the calling process
	 * @param handler the handler, a new object
	 * @return how it went, and what it is called
	 */
	public AddHandlerResult addSupervisedHandler(ProcessContext owner, EventHandler<?, ? super E, ?> handler) {
		return add(handler, null, owner.self());
	}

	/**
	 * Adds a handler that belongs to the calling process, with an id of its own.
	 * @param owner the calling process
	 * @param handler the handler, a new object
	 * @param id what tells it from others of its class
	 * @return how it went, and what it is called
	 */
	public AddHandlerResult addSupervisedHandler(ProcessContext owner, EventHandler<?, ? super E, ?> handler,
			Object id) {
		return add(handler, Objects.requireNonNull(id, "id"), owner.self());
	}

	private AddHandlerResult add(EventHandler<?, ?, ?> handler, @Nullable Object id, @Nullable Pid owner) {
		HandlerId<?> handlerId = new HandlerId<>(handler.kind(), id);
		return this.manager.call(new ManagerRequest.AddHandler(handler, handlerId, owner), ServerRef.FOREVER);
	}

	/**
	 * Removes a handler; its {@code terminate} is called.
	 * @param handler what it is called
	 * @param argument what it gets in {@link HandlerEnd.Deleted}
	 * @return what its {@code terminate} returned, or why there is nothing
	 */
	public DeleteHandlerResult deleteHandler(HandlerId<?> handler, @Nullable Object argument) {
		Objects.requireNonNull(handler, "handler");
		return this.manager.call(new ManagerRequest.DeleteHandler(handler, argument), ServerRef.FOREVER);
	}

	/**
	 * Removes a handler and puts another one in front of those that are there, with the
	 * owner of the old one. Nothing happens between the two. If there is no such handler
	 * the new one is added all the same.
	 * @param handler what the one is called that goes
	 * @param swap who comes
	 * @return how it went, and what the new one is called
	 */
	public AddHandlerResult swapHandler(HandlerId<?> handler, Swap<? super E> swap) {
		Objects.requireNonNull(handler, "handler");
		return this.manager.call(new ManagerRequest.SwapHandler(handler, swap, null), ServerRef.FOREVER);
	}

	/**
	 * Removes a handler and puts another one in front of those that are there, which
	 * belongs to the calling process.
	 * @param owner the calling process
	 * @param handler what the one is called that goes
	 * @param swap who comes
	 * @return how it went, and what the new one is called
	 * @see #addSupervisedHandler(ProcessContext, EventHandler)
	 */
	public AddHandlerResult swapSupervisedHandler(ProcessContext owner, HandlerId<?> handler, Swap<? super E> swap) {
		Objects.requireNonNull(handler, "handler");
		return this.manager.call(new ManagerRequest.SwapHandler(handler, swap, owner.self()), ServerRef.FOREVER);
	}

	/**
	 * The handlers that are there.
	 * @return what they are called, newest first
	 */
	public List<HandlerId<?>> whichHandlers() {
		return this.manager.call(new ManagerRequest.WhichHandlers(), ServerRef.FOREVER);
	}

	/**
	 * Asks one handler and waits for the answer, for five seconds at most.
	 * @param <H> the class of the handler
	 * @param <R> the type of the answer
	 * @param handler what it is called
	 * @param request the request
	 * @return the answer
	 * @throws CallException see {@link #call(HandlerId, HandlerRequest, Duration)}
	 */
	public <H, R extends @Nullable Object> R call(HandlerId<H> handler, HandlerRequest<? super H, R> request) {
		return call(handler, request, ServerRef.DEFAULT_TIMEOUT);
	}

	/**
	 * Asks one handler and waits for the answer.
	 * @param <H> the class of the handler
	 * @param <R> the type of the answer
	 * @param handler what it is called
	 * @param request the request
	 * @param timeout how long to wait at most
	 * @return the answer
	 * @throws CallException with {@code bad_module} if there is no such handler, with
	 * what it threw if it broke, where Erlang returns {@code {error, Reason}}; otherwise
	 * as {@link ServerRef#call}
	 */
	public <H, R extends @Nullable Object> R call(HandlerId<H> handler, HandlerRequest<? super H, R> request,
			Duration timeout) {
		return this.manager.call(new ManagerRequest.CallHandler<R>(handler, request), timeout);
	}

	/**
	 * Asks one handler without waiting: Erlang's {@code send_request}. Never fails at
	 * once.
	 * @param <H> the class of the handler
	 * @param <R> the type of the answer
	 * @param handler what it is called
	 * @param request the request
	 * @return where the answer will be
	 */
	public <H, R extends @Nullable Object> PendingCall<R> sendRequest(HandlerId<H> handler,
			HandlerRequest<? super H, R> request) {
		return this.manager.sendRequest(new ManagerRequest.CallHandler<R>(handler, request));
	}

	// --- the manager

	/**
	 * Ends the manager with {@code normal} and waits, without limit, until it has ended;
	 * the handlers' {@code terminate} runs first.
	 */
	public void stop() {
		this.manager.stop();
	}

	/**
	 * Ends the manager and waits until it has ended.
	 * @param reason the reason it ends with
	 * @param timeout how long to wait at most; when it is up the manager still ends
	 * @throws CallException as {@link ServerRef#stop(ExitReason, Duration)}
	 */
	public void stop(ExitReason reason, Duration timeout) {
		this.manager.stop(reason, timeout);
	}

	/**
	 * The process that is meant now.
	 * @return the pid, empty if there is none; it may have ended meanwhile
	 */
	public Optional<Pid> pid() {
		return this.manager.pid();
	}

	@Override
	public String toString() {
		return "EventManagerRef" + this.manager.toString().substring("ServerRef".length());
	}

}
