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
 * A supervisor with children that are known by name and start in order: how one is
 * started, and what it can be asked.
 *
 * <pre class="code">
 * Supervisor exchange = Supervisor.start(system, SupervisorSpec.of("exchange")
 *     .withChildren(ChildSpec.server("ledger", Ledger::new)));
 * exchange.whichChildren();
 * exchange.stop(Duration.ofSeconds(10));
 * </pre>
 *
 * An object of this class only addresses a supervisor; it may be made and thrown away at
 * will, and be used by any thread. Requests are answered one after the other, and not
 * while the supervisor starts, restarts or stops children: each waits as long as that
 * takes. To look at a supervisor without waiting see {@link Supervision}.
 * <p>
 * Every method that asks throws a {@link CallException} if the supervisor has ended, or
 * ends before it answers.
 * <p>
 * Not for many children of one kind that come and go: {@link DynamicSupervisor}. Mirrors
 * Erlang's {@code supervisor}.
 */
public final class Supervisor {

	private final ServerRef<SupervisorLoop> ref;

	private Supervisor(ServerRef<SupervisorLoop> ref) {
		this.ref = ref;
	}

	/**
	 * Starts a supervisor that has no parent, the root of a tree, with all its children,
	 * and waits until they have started.
	 * @param system where
	 * @param spec what it does
	 * @return the supervisor
	 * @throws StartException if a child could not be started, with the reason
	 * {@code {shutdown, {failed_to_start_child, Id, Reason}}}; those started before it
	 * have been stopped again, in reverse order; or if the name is taken
	 */
	public static Supervisor start(ProcessSystem system, SupervisorSpec spec) {
		return of(StaticSupervisor.startRoot(system, () -> spec).pid());
	}

	/**
	 * Starts a supervisor as a child of a process, linked with it: it ends when that
	 * process does, or tells it to. Waits until all its children have started. Mirrors
	 * {@code supervisor:start_link}.
	 * @param parent the process that starts it
	 * @param spec what it does
	 * @return how it went; the reason of a failure as for
	 * {@link #start(ProcessSystem, SupervisorSpec)}
	 */
	public static StartResult startLink(ProcessContext parent, SupervisorSpec spec) {
		return StaticSupervisor.startRoot(parent, () -> spec);
	}

	/**
	 * Starts a supervisor whose specification is made in its own process, as {@code init}
	 * does in OTP: when that fails, so does the start.
	 * @param parent the process that starts it
	 * @param spec makes what it does; must be free of side effects
	 * @return how it went; {@code {start_spec, Reason}} if the specification is invalid
	 */
	public static StartResult startLink(ProcessContext parent, Supplier<SupervisorSpec> spec) {
		return StaticSupervisor.startRoot(parent, spec);
	}

	/**
	 * Addresses a supervisor by its process.
	 * @param pid the process
	 * @return the supervisor
	 */
	public static Supervisor of(Pid pid) {
		return new Supervisor(ServerRef.of(pid));
	}

	/**
	 * Addresses a supervisor by its registered name, whoever has it at the time.
	 * @param system where
	 * @param name the name
	 * @return the supervisor
	 */
	public static Supervisor named(ProcessSystem system, String name) {
		return new Supervisor(ServerRef.named(system, name));
	}

	/**
	 * Addresses a supervisor that is found anew for each request.
	 * @param system where
	 * @param target what to call it in messages, a path say
	 * @param lookUp finds it, or returns {@code null} if there is none now
	 * @return the supervisor
	 */
	public static Supervisor of(ProcessSystem system, Object target, Supplier<@Nullable Pid> lookUp) {
		return new Supervisor(ServerRef.of(system, target, lookUp));
	}

	/**
	 * Starts a child behind all others, and keeps its specification: Erlang's
	 * {@code start_child}.
	 * @param spec the child
	 * @return how it went
	 */
	public StartChildResult startChild(ChildSpec spec) {
		return ask(new SupervisorRequest.StartChild(spec));
	}

	/**
	 * Stops a child and keeps its specification, unless it is temporary. It stays down
	 * until it is started with {@link #restartChild(String)}, or with its group. Erlang's
	 * {@code terminate_child}.
	 * @param id the child
	 * @return how it went
	 */
	public TerminateChildResult terminateChild(String id) {
		return ask(new SupervisorRequest.TerminateChild(id));
	}

	/**
	 * Starts a child that is down. Does not count against the restart intensity. Erlang's
	 * {@code restart_child}.
	 * @param id the child
	 * @return how it went
	 */
	public RestartChildResult restartChild(String id) {
		return ask(new SupervisorRequest.RestartChild(id));
	}

	/**
	 * Forgets a child that is down. Erlang's {@code delete_child}.
	 * @param id the child
	 * @return how it went
	 */
	public DeleteChildResult deleteChild(String id) {
		return ask(new SupervisorRequest.DeleteChild(id));
	}

	/**
	 * The children, newest first, running or not. Erlang's {@code which_children}.
	 * @return the children
	 */
	public List<ChildInfo> whichChildren() {
		return ask(new SupervisorRequest.WhichChildren(null, Integer.MAX_VALUE));
	}

	/**
	 * One child, running or not. Erlang's {@code which_child}.
	 * @param id the child
	 * @return the child, if there is one
	 */
	public Optional<ChildInfo> whichChild(String id) {
		return ask(new SupervisorRequest.WhichChild(id));
	}

	/**
	 * Counts the children. Erlang's {@code count_children}.
	 * @return how many there are
	 */
	public ChildCounts countChildren() {
		return ask(new SupervisorRequest.CountChildren());
	}

	/**
	 * The specification of a child. Erlang's {@code get_childspec}.
	 * @param id the child
	 * @return its specification, if there is such a child
	 */
	public Optional<ChildSpec> childSpec(String id) {
		return ask(new SupervisorRequest.GetChildSpec(id));
	}

	/**
	 * Stops all children in reverse start order, then the supervisor, and waits until it
	 * has ended. A supervisor above it restarts it if it is permanent; use
	 * {@link #terminateChild(String)} there.
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
		return "Supervisor[" + this.ref + "]";
	}

}
