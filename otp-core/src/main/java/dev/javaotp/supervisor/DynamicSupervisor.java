package dev.javaotp.supervisor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.javaotp.gen.CallException;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartException;
import dev.javaotp.gen.StartResult;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;

/**
 * A supervisor of many children that are started on demand, each from an argument: how it
 * is started, and what it can be asked.
 *
 * <pre class="code">
 * DynamicSupervisor&lt;String&gt; lines = DynamicSupervisor.start(system,
 *     DynamicSupervisorSpec.of("lines", (number) -&gt; ChildSpec.server("line", () -&gt; new Line(number))));
 * lines.startChild("2001");
 * </pre>
 *
 * Children are known by their process only, are restarted one by one, each with the
 * argument it was started with, and are stopped all at once. One child is started at a
 * time, and the supervisor answers nobody meanwhile: let {@code init} be quick.
 * <p>
 * An object of this class only addresses a supervisor; it may be made and thrown away at
 * will, and be used by any thread. To look at a supervisor without waiting see
 * {@link Supervision}. Every method that asks throws a {@link CallException} if the
 * supervisor has ended, or ends before it answers.
 * <p>
 * Not for children that depend on each other or have names of their own:
 * {@link Supervisor}. Mirrors Elixir's {@code DynamicSupervisor}, and
 * {@code simple_one_for_one} of Erlang's {@code supervisor}.
 *
 * @param <A> what a child is started with
 */
public final class DynamicSupervisor<A> {

	private final ServerRef<SupervisorLoop> ref;

	private DynamicSupervisor(ServerRef<SupervisorLoop> ref) {
		this.ref = ref;
	}

	/**
	 * Starts a dynamic supervisor that has no parent, the root of a tree.
	 * @param <A> what a child is started with
	 * @param system where
	 * @param spec what it does
	 * @return the supervisor
	 * @throws StartException if the name is taken
	 */
	public static <A> DynamicSupervisor<A> start(ProcessSystem system, DynamicSupervisorSpec<A> spec) {
		return of(DynamicSupervisorLoop.startRoot(system, spec).pid());
	}

	/**
	 * Starts a dynamic supervisor as a child of a process, linked with it: it ends when
	 * that process does, or tells it to.
	 * @param parent the process that starts it
	 * @param spec what it does
	 * @return how it went
	 */
	public static StartResult startLink(ProcessContext parent, DynamicSupervisorSpec<?> spec) {
		return DynamicSupervisorLoop.startRoot(parent, () -> spec);
	}

	/**
	 * Starts a dynamic supervisor whose specification is made in its own process, as
	 * {@code init} does in OTP: when that fails, so does the start.
	 * @param parent the process that starts it
	 * @param spec makes what it does; must be free of side effects
	 * @return how it went
	 */
	public static StartResult startLink(ProcessContext parent, Supplier<? extends DynamicSupervisorSpec<?>> spec) {
		return DynamicSupervisorLoop.startRoot(parent, spec);
	}

	/**
	 * Addresses a dynamic supervisor by its process. What its children are started with
	 * is taken on trust.
	 * @param <A> what a child is started with
	 * @param pid the process
	 * @return the supervisor
	 */
	public static <A> DynamicSupervisor<A> of(Pid pid) {
		return new DynamicSupervisor<>(ServerRef.of(pid));
	}

	/**
	 * Addresses a dynamic supervisor by its registered name, whoever has it at the time.
	 * What its children are started with is taken on trust.
	 * @param <A> what a child is started with
	 * @param system where
	 * @param name the name
	 * @return the supervisor
	 */
	public static <A> DynamicSupervisor<A> named(ProcessSystem system, String name) {
		return new DynamicSupervisor<>(ServerRef.named(system, name));
	}

	/**
	 * Addresses a dynamic supervisor that is found anew for each request.
	 * @param <A> what a child is started with
	 * @param system where
	 * @param target what to call it in messages, a path say
	 * @param lookUp finds it, or returns {@code null} if there is none now
	 * @return the supervisor
	 */
	public static <A> DynamicSupervisor<A> of(ProcessSystem system, Object target, Supplier<@Nullable Pid> lookUp) {
		return new DynamicSupervisor<>(ServerRef.of(system, target, lookUp));
	}

	/**
	 * Starts a child and waits until it is ready.
	 * @param argument what it is started with, now and when it is restarted
	 * @return how it went
	 */
	public StartDynamicChildResult startChild(A argument) {
		return ask(new SupervisorRequest.StartDynamicChild(argument));
	}

	/**
	 * Stops a child and forgets it.
	 * @param child its process, or the last one it had if it is being restarted
	 * @return how it went
	 */
	public TerminateChildResult terminateChild(Pid child) {
		return ask(new SupervisorRequest.TerminateDynamicChild(child));
	}

	/**
	 * All children in start order; there may be very many, see
	 * {@link #whichChildren(Pid, int)}.
	 * @return the children, without ids
	 */
	public List<ChildInfo> whichChildren() {
		return whichChildren(null, Integer.MAX_VALUE);
	}

	/**
	 * Some of the children, in start order.
	 * @param after the last child of the page before, or {@code null} for the first page,
	 * which also comes when that child is gone
	 * @param limit how many at most
	 * @return the children, without ids
	 */
	public List<ChildInfo> whichChildren(@Nullable Pid after, int limit) {
		return ask(new SupervisorRequest.WhichChildren(after, limit));
	}

	/**
	 * Counts the children, in constant time.
	 * @return how many there are
	 */
	public ChildCounts countChildren() {
		return ask(new SupervisorRequest.CountChildren());
	}

	/**
	 * Stops all children at once, then the supervisor, and waits until it has ended.
	 * @param limit how long to wait; when it is up the supervisor goes on stopping
	 * @throws dev.javaotp.gen.CallTimeoutException if it has not ended in time
	 */
	public void stop(Duration limit) {
		this.ref.stop(ExitReason.SHUTDOWN, limit);
	}

	/**
	 * The process that is addressed now.
	 * @return the process, empty if there is none; it may have ended meanwhile
	 */
	public Optional<Pid> pid() {
		return this.ref.pid();
	}

	private <R> R ask(SupervisorRequest<R> request) {
		return this.ref.call(request, ServerRef.FOREVER);
	}

	@Override
	public String toString() {
		return "DynamicSupervisor[" + this.ref + "]";
	}

}
