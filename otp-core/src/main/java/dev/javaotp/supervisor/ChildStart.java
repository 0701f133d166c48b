package dev.javaotp.supervisor;

import java.util.Objects;
import java.util.function.Supplier;

import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.LinkedStart;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.StartResult;
import dev.javaotp.process.ProcessContext;

/**
 * How a child is started: what {@code start} is in an OTP child specification. The same
 * start is used for each restart.
 * <p>
 * A supervisor waits for its child to say that it is ready, but does not block its thread
 * meanwhile, except in a {@link #calling(Function) function} that does.
 */
public sealed interface ChildStart permits LinkedChildStart, CallingChildStart, NestedChildStart {

	/**
	 * A function that starts a child: Erlang's module, function and arguments.
	 */
	@FunctionalInterface
	interface Function {

		/**
		 * Starts a process that is linked with the supervisor. Called on the supervisor's
		 * process, which does nothing else until this returns.
		 * @param supervisor the supervisor
		 * @return how it went; {@code null} is taken as a failure
		 * @throws Exception to fail
		 */
		StartResult start(ProcessContext supervisor) throws Exception;

	}

	/**
	 * A start of a server.
	 * @param server makes the server, a new one for each start
	 * @param options how the process is started; its time-out is not looked at, see
	 * {@link ChildSpec#startTimeout()}
	 * @return the start
	 */
	static ChildStart server(Supplier<? extends GenServer<?, ?, ?>> server, StartOptions options) {
		return linked(GenServer.linkedStart(server, options));
	}

	/**
	 * A start of a process that says itself when it is ready.
	 * @param start starts it
	 * @return the start
	 */
	static ChildStart linked(LinkedStart start) {
		return new LinkedChildStart(start);
	}

	/**
	 * A start by a function. {@link ChildSpec#startTimeout()} does not apply to it.
	 * @param function starts the child and waits until it is ready
	 * @return the start
	 */
	static ChildStart calling(Function function) {
		return new CallingChildStart(function);
	}

	/**
	 * A start of a static supervisor.
	 * @param spec makes its specification, anew for each start
	 * @return the start
	 */
	static ChildStart supervisor(Supplier<SupervisorSpec> spec) {
		Objects.requireNonNull(spec, "spec");
		return new NestedChildStart((parent, place) -> StaticSupervisor.startLinked(parent, spec, place));
	}

	/**
	 * A start of a dynamic supervisor.
	 * @param spec makes its specification, anew for each start
	 * @return the start
	 */
	static ChildStart dynamicSupervisor(Supplier<? extends DynamicSupervisorSpec<?>> spec) {
		Objects.requireNonNull(spec, "spec");
		return new NestedChildStart((parent, place) -> DynamicSupervisorLoop.startLinked(parent, spec, place));
	}

}
