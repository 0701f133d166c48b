package dev.javaotp.gen.event;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Objects;
import java.util.function.UnaryOperator;

import dev.javaotp.gen.BehaviourLoop;
import dev.javaotp.gen.CodeChange;
import dev.javaotp.gen.From;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerStatus;
import dev.javaotp.gen.SystemEvent;
import dev.javaotp.process.Exit;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessKilledError;
import dev.javaotp.process.ThrownValue;
import dev.javaotp.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * The manager's process: keeps the handlers and calls them.
 */
final class EventManagerLoop extends BehaviourLoop {

	/*
	 * The one thing this adds to a server is that no handler can do harm to another: all
	 * code of a handler runs in attempt(), which turns whatever comes out of it into a
	 * value, and a handler that failed is removed, told so, reported, and its owner
	 * informed, in that order. Only the end of the manager itself passes through.
	 *
	 * The list changes while it is walked: a handler may remove itself or put another one
	 * into its place. That one does not see the event that was being handled. A swap that
	 * comes from outside is not in place: the new handler is the newest.
	 *
	 * The link with an owner stays when its handler goes, as in OTP: the owner may have
	 * another handler, or a link of its own.
	 */

	/** Code of a handler. */
	private interface Callback<R> {

		@Nullable R run() throws Exception;

	}

	/**
	 * What came out of a callback.
	 *
	 * @param value what it returned or threw as a value, if anything
	 * @param failure why it did not
	 */
	private record Attempt(@Nullable Object value, @Nullable ExitReason failure) {
	}

	private final Class<?> events;

	// newest first
	private final List<Installed> handlers = new ArrayList<>();

	EventManagerLoop(Class<?> events) {
		this.events = Objects.requireNonNull(events, "events");
	}

	@Override
	protected void init() {
		started();
	}

	// --- messages

	@Override
	protected void handleMessage(Object message) {
		switch (message) {
			case Notification notification -> tellAll(notification.event(), /* isEvent= */ true);
			case Exit exit -> {
				removeHandlersOf(exit.from(), exit.reason());
				tellAll(exit, /* isEvent= */ false);
			}
			default -> tellAll(message, /* isEvent= */ false);
		}
	}

	@Override
	protected void handleCall(Request<?, ?> request, From<?> from) {
		switch ((ManagerRequest<?>) request) {
			case ManagerRequest.AddHandler add ->
				add.from(from).reply(add(add.handler(), add.id(), add.owner(), () -> add.handler().init(self())));
			case ManagerRequest.DeleteHandler delete -> delete.from(from).reply(delete(delete));
			case ManagerRequest.SwapHandler swap -> swap.from(from).reply(swap(swap));
			case ManagerRequest.CallHandler<?> call -> call(call.id(), call.request(), from);
			case ManagerRequest.SyncNotify notify -> {
				tellAll(notify.event(), /* isEvent= */ true);
				notify.from(from).reply(null);
			}
			case ManagerRequest.WhichHandlers which ->
				which.from(from).reply(this.handlers.stream().<HandlerId<?>>map(Installed::id).toList());
		}
	}

	private void tellAll(Object message, boolean isEvent) {
		ListIterator<Installed> places = this.handlers.listIterator();
		while (places.hasNext()) {
			Installed installed = places.next();
			EventHandler<Object, Object, ?> handler = installed.handler();
			Attempt attempt = attempt(() -> isEvent ? handler.handleEvent(message, installed.state())
					: handler.handleInfo(message, installed.state()));
			Installed next = next(installed, attempt, message);
			if (next != null) {
				places.set(next);
			}
			else {
				places.remove();
			}
		}
	}

	private void call(HandlerId<?> id, HandlerRequest<?, ?> request, From<?> from) {
		int place = find(id);
		if (place < 0) {
			refuse(from, ExitReason.of("bad_module"), "there is no handler " + id + ", add it first");
			return;
		}
		Installed installed = this.handlers.get(place);
		Attempt attempt = attempt(() -> installed.handler().handleCall(request, installed.state()));
		HandlerCallResult<?> result = (attempt.value() instanceof HandlerCallResult<?> known) ? known : null;
		Installed next = next(installed, (result != null) ? new Attempt(result.result(), null) : attempt, request);
		if (next != null) {
			this.handlers.set(place, next);
		}
		else {
			this.handlers.remove(place);
		}
		if (result != null) {
			answer(from, result.value());
		}
		else {
			ExitReason failure = failure(installed, attempt);
			refuse(from, failure, "handler " + id + " broke and was removed, " + failure);
		}
	}

	@SuppressWarnings("unchecked")
	private static void answer(From<?> from, @Nullable Object value) {
		((From<@Nullable Object>) from).reply(value);
	}

	// --- handlers come and go

	private AddHandlerResult add(EventHandler<?, ?, ?> handler, HandlerId<?> id, @Nullable Pid owner,
			Callback<HandlerInit<?>> init) {
		Attempt attempt = attempt(() -> {
			if (owner != null) {
				self().link(owner);
			}
			return init.run();
		});
		return switch (attempt.value()) {
			case HandlerInit.Ok<?> ok -> {
				this.handlers.addFirst(Installed.of(handler, id, owner, ok.state()));
				yield new AddHandlerResult.Added(id);
			}
			case HandlerInit.Error<?> error -> new AddHandlerResult.Failed(error.reason());
			case null, default -> new AddHandlerResult.Failed(failure(handler, attempt));
		};
	}

	private DeleteHandlerResult delete(ManagerRequest.DeleteHandler request) {
		int place = find(request.id());
		if (place < 0) {
			return new DeleteHandlerResult.NotFound();
		}
		Attempt left = end(this.handlers.remove(place), new HandlerEnd.Deleted(request.argument()), ExitReason.NORMAL);
		return (left.failure() != null) ? new DeleteHandlerResult.Failed(left.failure())
				: new DeleteHandlerResult.Deleted(left.value());
	}

	private AddHandlerResult swap(ManagerRequest.SwapHandler request) {
		Swap<?> swap = request.swap();
		Pid owner = request.owner();
		Predecessor predecessor = new Predecessor.Missing();
		int place = find(request.id());
		if (place >= 0) {
			Installed installed = this.handlers.remove(place);
			owner = (owner != null) ? owner : installed.owner();
			predecessor = leave(installed, swap, owner);
		}
		Predecessor left = predecessor;
		return add(swap.next(), swap.nextId(), owner, () -> swap.next().takeOver(self(), left));
	}

	/** What stands in the place of a handler after a callback, if anything does. */
	private @Nullable Installed next(Installed installed, Attempt attempt, Object message) {
		return switch (attempt.value()) {
			case EventResult.Ok<?> ok -> installed.withState(ok.state());
			case EventResult.Remove<?> remove -> {
				end(installed, new HandlerEnd.Removed(), ExitReason.NORMAL);
				yield null;
			}
			case EventResult.SwapHandler<?> swap -> successor(installed.withState(swap.state()), swap.swap());
			case null, default -> {
				fail(installed, failure(installed, attempt), message);
				yield null;
			}
		};
	}

	private @Nullable Installed successor(Installed installed, Swap<?> swap) {
		Pid owner = installed.owner();
		Predecessor predecessor = leave(installed, swap, owner);
		Attempt attempt = attempt(() -> swap.next().takeOver(self(), predecessor));
		if (attempt.value() instanceof HandlerInit.Ok<?> ok) {
			return Installed.of(swap.next(), swap.nextId(), owner, ok.state());
		}
		ExitReason failure = (attempt.value() instanceof HandlerInit.Error<?> error) ? error.reason()
				: failure(swap.next(), attempt);
		report(new HandlerReport(self().self(), name(), swap.nextId(), failure, null, null));
		// OTP does not say why, either
		tell(owner, swap.nextId(), ExitReason.of("crash"));
		return null;
	}

	private Predecessor leave(Installed installed, Swap<?> swap, @Nullable Pid owner) {
		ExitReason told = ExitReason.tagged("swapped", swap.nextId(), (owner != null) ? owner : "false");
		Attempt left = end(installed, new HandlerEnd.Swapped(swap.argument(), swap.nextId()), told);
		return new Predecessor.Found(installed.id(), (left.failure() != null) ? left.failure() : left.value());
	}

	private void removeHandlersOf(Pid owner, ExitReason reason) {
		Iterator<Installed> places = this.handlers.iterator();
		while (places.hasNext()) {
			Installed installed = places.next();
			if (installed.owner() == owner) {
				places.remove();
				end(installed, new HandlerEnd.OwnerEnded(reason), ExitReason.SHUTDOWN);
			}
		}
	}

	private void fail(Installed installed, ExitReason reason, Object message) {
		attempt(() -> installed.handler().terminate(new HandlerEnd.Failed(reason), installed.state()));
		ServerStatus status = shown(installed, new ServerStatus(installed.state(), message, reason));
		report(new HandlerReport(self().self(), name(), installed.id(),
				(status.reason() != null) ? status.reason() : reason, status.message(), status.state()));
		tell(installed.owner(), installed.id(), reason);
	}

	private Attempt end(Installed installed, HandlerEnd end, ExitReason told) {
		Attempt left = attempt(() -> installed.handler().terminate(end, installed.state()));
		tell(installed.owner(), installed.id(), told);
		return left;
	}

	private void tell(@Nullable Pid owner, HandlerId<?> handler, ExitReason reason) {
		if (owner != null) {
			self().send(owner, new HandlerExit(self().self(), handler, reason));
		}
	}

	private int find(HandlerId<?> id) {
		for (int place = 0; place < this.handlers.size(); place++) {
			if (this.handlers.get(place).id().equals(id)) {
				return place;
			}
		}
		return -1;
	}

	// --- code of handlers

	private <R> Attempt attempt(Callback<R> callback) {
		try {
			return new Attempt(callback.run(), null);
		}
		catch (ProcessKilledError killed) {
			throw killed;
		}
		catch (ThrownValue thrown) {
			return new Attempt(thrown.value(), null);
		}
		catch (Throwable thrown) {
			if (!self().self().isAlive()) {
				// killed: no code of any handler is to run any more
				throw stop(ExitReason.KILLED);
			}
			return new Attempt(null, ExitReason.crash(thrown));
		}
	}

	private static ExitReason failure(Installed installed, Attempt attempt) {
		return failure(installed.handler(), attempt);
	}

	private static ExitReason failure(EventHandler<?, ?, ?> handler, Attempt attempt) {
		if (attempt.failure() != null) {
			return attempt.failure();
		}
		Object value = attempt.value();
		return ExitReason.tagged("bad_return_value",
				(value != null) ? value : "null, from a callback of " + handler.kind().getName());
	}

	// what cannot be shown does no harm
	private static ServerStatus shown(Installed installed, ServerStatus status) {
		try {
			return installed.handler().formatStatus(status);
		}
		catch (RuntimeException | StackOverflowError ex) {
			return new ServerStatus(null, null, status.reason());
		}
	}

	private void report(HandlerReport report) {
		self().system().report(report);
	}

	private @Nullable String name() {
		return Registry.of(self().system()).nameOf(self().self());
	}

	// --- the manager itself

	@Override
	protected void terminate(ExitReason reason) {
		for (Installed installed : this.handlers) {
			end(installed, new HandlerEnd.ManagerStops(), ExitReason.SHUTDOWN);
		}
		for (Installed installed : this.handlers) {
			Pid owner = installed.owner();
			if (owner != null && owner != parent()) {
				self().unlink(owner);
			}
		}
	}

	@Override
	protected Object state() {
		return this.handlers.stream().map((installed) -> new HandlerState(installed.id(), installed.state())).toList();
	}

	@Override
	protected void replaceState(Object state) {
		throw new UnsupportedOperationException("an event manager has a state for each handler, see replaceEach");
	}

	@Override
	protected List<Object> replaceEach(UnaryOperator<Object> change) {
		this.handlers.replaceAll((installed) -> {
			HandlerState current = new HandlerState(installed.id(), installed.state());
			Object changed = attempt(() -> change.apply(current)).value();
			return (changed instanceof HandlerState next && next.handler().equals(current.handler()))
					? installed.withState(next.state()) : installed;
		});
		return List.copyOf((List<?>) state());
	}

	@Override
	protected void codeChange(CodeChange change) throws Exception {
		List<Installed> changed = new ArrayList<>();
		for (Installed installed : this.handlers) {
			changed.add(change.concerns(installed.handler()) ? changed(installed, change) : installed);
		}
		this.handlers.clear();
		this.handlers.addAll(changed);
	}

	private Installed changed(Installed installed, CodeChange change) throws Exception {
		EventHandler<?, ?, ?> next = change.successorOf(EventHandler.class, installed.handler());
		Object state = Objects.requireNonNull(
				next.codeChange(self(), change.oldVersion(), installed.state(), change.extra()),
				() -> "null, from codeChange of " + next.kind().getName());
		return Installed.of(next, new HandlerId<>(next.kind(), installed.id().id()), installed.owner(), state);
	}

	@Override
	protected @Nullable SystemEvent received(Object message) {
		if (message instanceof Notification notification) {
			return new SystemEvent.In(notification.event(), null);
		}
		SystemEvent event = super.received(message);
		return (event instanceof SystemEvent.In in && in.message() instanceof ManagerRequest.SyncNotify notify)
				? new SystemEvent.In(notify.event(), in.from()) : event;
	}

	@Override
	protected ServerStatus formatStatus(ServerStatus status) {
		return status.withState(this.handlers.stream()
			.map((installed) -> new HandlerState(installed.id(), Objects.requireNonNullElse(
					shown(installed, new ServerStatus(installed.state(), null, status.reason())).state(), "not shown")))
			.toList());
	}

	@Override
	public Class<?> kind() {
		return this.events;
	}

}
