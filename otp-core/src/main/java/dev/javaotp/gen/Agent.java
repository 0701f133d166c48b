package dev.javaotp.gen;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.Via;
import org.jspecify.annotations.Nullable;

/**
 * A value in a process of its own, which others read and change: the shortest server
 * there is.
 *
 * <pre class="code">
 * Agent&lt;Map&lt;String, Integer&gt;&gt; stock = Agent.start(system, Map::of, StartOptions.named("stock"));
 * int left = stock.get((articles) -&gt; articles.getOrDefault("tea", 0));
 * stock.update((articles) -&gt; with(articles, "tea", 12));
 * </pre>
 *
 * The functions run <em>in the agent's process</em>, one at a time: let them be quick,
 * and do what takes long before. What they throw ends the agent, and the caller gets a
 * {@link CallException}. The value passes by reference, so it is immutable: a function
 * returns a new one.
 * <p>
 * An object of this class only addresses an agent; it may be made and thrown away at
 * will, and be used by any thread. That the agent keeps a value of the type is taken on
 * trust.
 * <p>
 * Not for a protocol that is worth a name, nor for time-outs, links and monitors:
 * {@link GenServer}. Mirrors Elixir's {@code Agent}.
 *
 * @param <S> the type of the value
 */
public final class Agent<S> {

	private final ServerRef<AgentServer<S>> ref;

	/**
	 * An answer, and what the agent is to keep from then on.
	 *
	 * @param <R> the type of the answer
	 * @param <S> the type of the value that the agent keeps
	 * @param value the answer
	 * @param state what the agent keeps
	 */
	public record Update<R extends @Nullable Object, S>(R value, S state) {

		public Update {
			Objects.requireNonNull(state, "state");
		}

	}

	private Agent(ServerRef<AgentServer<S>> ref) {
		this.ref = ref;
	}

	// --- starting

	/**
	 * Starts an agent that no process is the parent of.
	 * @param <S> the type of the value
	 * @param system where
	 * @param first makes the first value, in the new process
	 * @return the agent, addressed by its process
	 * @throws StartException if it did not start
	 */
	public static <S> Agent<S> start(ProcessSystem system, Supplier<? extends S> first) {
		return start(system, first, StartOptions.DEFAULTS);
	}

	/**
	 * Starts an agent that no process is the parent of.
	 * @param <S> the type of the value
	 * @param system where
	 * @param first makes the first value, in the new process
	 * @param options how
	 * @return the agent, addressed by its process
	 * @throws StartException if it did not start
	 */
	public static <S> Agent<S> start(ProcessSystem system, Supplier<? extends S> first, StartOptions options) {
		return of(GenServer.start(system, new AgentServer<S>(first), options).pid());
	}

	/**
	 * Starts an agent as a child of a process, linked with it.
	 * @param parent the process that starts it
	 * @param first makes the first value, in the new process
	 * @param options how
	 * @return how it went
	 */
	public static StartResult startLink(ProcessContext parent, Supplier<?> first, StartOptions options) {
		return GenServer.startLink(parent, new AgentServer<>(first), options);
	}

	/**
	 * Says how to start a linked agent without waiting: for child specifications.
	 * @param first makes the first value, in the new process, for each start
	 * @param options how
	 * @return the start
	 */
	public static LinkedStart linkedStart(Supplier<?> first, StartOptions options) {
		return GenServer.linkedStart(() -> new AgentServer<>(first), options);
	}

	// --- addressing

	/**
	 * Addresses an agent by its process.
	 * @param <S> the type of the value
	 * @param pid the process
	 * @return the agent
	 */
	public static <S> Agent<S> of(Pid pid) {
		return new Agent<>(ServerRef.of(pid));
	}

	/**
	 * Addresses an agent by its registered name, whoever has it at the time.
	 * @param <S> the type of the value
	 * @param system where
	 * @param name the name
	 * @return the agent
	 */
	public static <S> Agent<S> named(ProcessSystem system, String name) {
		return new Agent<>(ServerRef.named(system, name));
	}

	/**
	 * Addresses an agent by the place where it is registered.
	 * @param <S> the type of the value
	 * @param via where
	 * @return the agent
	 */
	public static <S> Agent<S> of(Via via) {
		return new Agent<>(ServerRef.of(via));
	}

	// --- using

	/**
	 * Reads something from the value, waiting for five seconds at most.
	 * @param <R> the type of the answer
	 * @param read what is read
	 * @return the answer
	 * @throws CallException see {@link ServerRef#call(Request, Duration)}
	 */
	public <R extends @Nullable Object> R get(Function<? super S, ? extends R> read) {
		return get(read, ServerRef.DEFAULT_TIMEOUT);
	}

	/**
	 * Reads something from the value.
	 * @param <R> the type of the answer
	 * @param read what is read
	 * @param timeout how long to wait at most
	 * @return the answer
	 * @throws CallException see {@link ServerRef#call(Request, Duration)}
	 */
	public <R extends @Nullable Object> R get(Function<? super S, ? extends R> read, Duration timeout) {
		return getAndUpdate((state) -> new Update<R, S>(read.apply(state), state), timeout);
	}

	/**
	 * Replaces the value, and waits, five seconds at most, until that is done.
	 * @param update makes the new value from the old one
	 * @throws CallException see {@link ServerRef#call(Request, Duration)}
	 */
	public void update(UnaryOperator<S> update) {
		update(update, ServerRef.DEFAULT_TIMEOUT);
	}

	/**
	 * Replaces the value, and waits until that is done.
	 * @param update makes the new value from the old one
	 * @param timeout how long to wait at most; the value is replaced all the same
	 * @throws CallException see {@link ServerRef#call(Request, Duration)}
	 */
	public void update(UnaryOperator<S> update, Duration timeout) {
		getAndUpdate((state) -> new Update<>(Boolean.TRUE, update.apply(state)), timeout);
	}

	/**
	 * Reads something and replaces the value in one step, waiting for five seconds at
	 * most.
	 * @param <R> the type of the answer
	 * @param update makes the answer and the new value from the old one
	 * @return the answer
	 * @throws CallException see {@link ServerRef#call(Request, Duration)}
	 */
	public <R extends @Nullable Object> R getAndUpdate(Function<? super S, Update<R, S>> update) {
		return getAndUpdate(update, ServerRef.DEFAULT_TIMEOUT);
	}

	/**
	 * Reads something and replaces the value in one step.
	 * @param <R> the type of the answer
	 * @param update makes the answer and the new value from the old one
	 * @param timeout how long to wait at most; the value is replaced all the same
	 * @return the answer
	 * @throws CallException see {@link ServerRef#call(Request, Duration)}
	 */
	public <R extends @Nullable Object> R getAndUpdate(Function<? super S, Update<R, S>> update, Duration timeout) {
		return this.ref.call(new AgentServer.Ask<>(update), timeout);
	}

	/**
	 * Replaces the value without waiting. To nobody it is dropped in silence.
	 * @param update makes the new value from the old one
	 */
	public void cast(UnaryOperator<S> update) {
		this.ref.cast(new AgentServer.Change<>(update));
	}

	/**
	 * Ends the agent with {@code normal} and waits, without limit, until it has ended.
	 * @throws CallException see {@link #stop(ExitReason, Duration)}
	 */
	public void stop() {
		this.ref.stop();
	}

	/**
	 * Ends the agent and waits until it has ended.
	 * @param reason the reason it ends with
	 * @param timeout how long to wait at most; when it is up the agent still ends
	 * @throws CallException see {@link ServerRef#stop(ExitReason, Duration)}
	 */
	public void stop(ExitReason reason, Duration timeout) {
		this.ref.stop(reason, timeout);
	}

	/**
	 * The process that is meant now.
	 * @return the pid, empty if there is none; it may have ended meanwhile
	 */
	public Optional<Pid> pid() {
		return this.ref.pid();
	}

	@Override
	public String toString() {
		return "Agent[" + this.ref + "]";
	}

}
