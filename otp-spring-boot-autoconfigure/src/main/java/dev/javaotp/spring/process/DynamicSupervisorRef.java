package dev.javaotp.spring.process;

import java.util.Optional;

import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.supervisor.DynamicSupervisor;
import dev.javaotp.supervisor.StartDynamicChildResult;
import dev.javaotp.supervisor.TerminateChildResult;

/**
 * A dynamic supervisor of the tree, to be injected: starts processes of one kind on
 * demand, finds them and ends them. Keeps working across restarts of the supervisor.
 *
 * <pre class="code">
 * Switchboard(DynamicSupervisorRef&lt;String&gt; lines) …
 *
 * switch (lines.start("1001")) {
 *     case StartDynamicChildResult.Started line -&gt; …
 * }
 * ServerRef&lt;SubscriberLine&gt; line = lines.child("1001");
 * </pre>
 *
 * What is injected is found by the type of the argument that the process bean takes in
 * {@link OnStart}, or by {@code @Qualifier} with the name of the dynamic supervisor; with
 * that of the process bean if the configuration does not mention it.
 * <p>
 * May be used by any thread. Every method that asks the supervisor throws a
 * {@link dev.javaotp.gen.CallException} if it is not there, or ends meanwhile.
 *
 * @param <A> what a process is started with
 */
public final class DynamicSupervisorRef<A> {

	private final DynamicSupervisor<A> supervisor;

	private final ProcessDirectory directory;

	private final String name;

	DynamicSupervisorRef(ProcessSystem system, String name) {
		this.directory = ProcessDirectory.of(system);
		this.name = name;
		this.supervisor = DynamicSupervisor.of(system, this.directory.target(name),
				() -> this.directory.dynamicSupervisor(name));
	}

	/**
	 * Starts a process and waits until its {@link OnStart} is through. The supervisor
	 * keeps the argument, for restarts.
	 * @param argument what the process is started with
	 * @return how it went
	 */
	public StartDynamicChildResult start(A argument) {
		return this.supervisor.startChild(argument);
	}

	/**
	 * Finds a process by what it was started with, without asking anybody. Meant for
	 * arguments that differ and have value equality: of several with equal ones it knows
	 * the last.
	 * @param argument an argument that is equal to the one it was started with
	 * @return the process that has it now; empty if there is none, or if it is just being
	 * restarted
	 */
	public Optional<Pid> find(A argument) {
		return Optional.ofNullable(this.directory.findChild(this.name, argument));
	}

	/**
	 * Refers to a process by what it was started with: finds it for each use, and so goes
	 * on working when it is restarted. That the process speaks the protocol is taken on
	 * trust.
	 * @param <P> the protocol, the class of the process bean
	 * @param argument an argument that is equal to the one it was started with
	 * @return the reference; such a process need not be there yet
	 */
	public <P> ServerRef<P> child(A argument) {
		return this.directory.child(this.name, argument);
	}

	/**
	 * Ends a process for good and waits until it has ended.
	 * @param child the process
	 * @return how it went
	 */
	public TerminateChildResult terminate(Pid child) {
		return this.supervisor.terminateChild(child);
	}

	/**
	 * Counts the processes that it supervises, those that are being restarted included.
	 * @return how many there are
	 */
	public int count() {
		return this.supervisor.countChildren().workers();
	}

	/**
	 * The supervisor itself.
	 * @return its pid; empty if it is not there now
	 */
	public Optional<Pid> pid() {
		return this.supervisor.pid();
	}

	@Override
	public String toString() {
		return "DynamicSupervisorRef[" + this.name + "]";
	}

}
