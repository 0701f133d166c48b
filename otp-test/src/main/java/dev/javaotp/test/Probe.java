package dev.javaotp.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.javaotp.gen.BehaviourLoop;
import dev.javaotp.gen.From;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.StartResult;
import dev.javaotp.process.Down;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;

/**
 * A process in the hand of a test: what is sent to it the test may look at, and it does
 * what the test says. It traps exits, so it outlives those it is linked with, and
 * {@link dev.javaotp.process.Exit} is a message like any other.
 * <p>
 * A probe with a name stands in for a server: calls come to it, and the test answers
 * them, or does not.
 *
 * <pre class="code">
 * Probe ledger = Probe.named(simulation.system(), "ledger");
 * till.cast(new Pay("ada", 100));
 * Probe.Asked&lt;Deposit, Long&gt; asked = ledger.expectCall(Deposit.class);
 * asked.reply(100L);
 * </pre>
 *
 * All {@code expect} methods take the first message that fits and leave the others where
 * they are. They wait for it for {@link Await#LIMIT} at most, unless they say otherwise,
 * and throw an {@link AssertionError} that says what came instead. For one test thread.
 */
public final class Probe {

	private final ProcessSystem system;

	private final Pid pid;

	private final Loop loop;

	private final Set<Pid> watched = new HashSet<>();

	/** The process. */
	private static final class Loop extends BehaviourLoop {

		// guarded by this
		private final List<Object> received = new ArrayList<>();

		@Override
		protected void init() {
			self().trapExits(true);
			started();
		}

		@Override
		protected synchronized void handleCall(Request<?, ?> request, From<?> from) {
			this.received.add(new Asked<>(request, from));
		}

		@Override
		protected void handleMessage(Object message) {
			if (message instanceof Order order) {
				order.carryOut(self());
			}
			else {
				synchronized (this) {
					this.received.add(message);
				}
			}
		}

		synchronized List<Object> received() {
			return List.copyOf(this.received);
		}

		synchronized <T> @Nullable T take(Class<T> type, Predicate<? super T> match) {
			for (Object message : this.received) {
				if (type.isInstance(message) && match.test(type.cast(message))) {
					this.received.remove(message);
					return type.cast(message);
				}
			}
			return null;
		}

		@Override
		protected Object state() {
			return received();
		}

		@Override
		protected void replaceState(Object state) {
			throw new UnsupportedOperationException("what a probe has received cannot be replaced");
		}

		@Override
		public Class<?> kind() {
			return Probe.class;
		}

	}

	/** Something to do in the process. */
	private record Order(Consumer<ProcessContext> what, CompletableFuture<@Nullable Void> done) {

		Order(Consumer<ProcessContext> what) {
			this(what, new CompletableFuture<>());
		}

		void carryOut(ProcessContext self) {
			try {
				this.what.accept(self);
				this.done.complete(null);
			}
			catch (RuntimeException ex) {
				this.done.completeExceptionally(ex);
			}
		}

	}

	/**
	 * A call that a probe got.
	 *
	 * @param <Q> the type of the request
	 * @param <R> the type of the answer
	 * @param request what was asked
	 * @param from who asked
	 */
	public record Asked<Q, R extends @Nullable Object>(Q request, From<R> from) {

		/**
		 * Answers the call.
		 * @param answer the answer
		 */
		public void reply(R answer) {
			this.from.reply(answer);
		}

	}

	private Probe(ProcessSystem system, StartOptions options) {
		this.system = Objects.requireNonNull(system, "system");
		this.loop = new Loop();
		this.pid = switch (BehaviourLoop.start(system, this.loop, options)) {
			case StartResult.Started started -> started.pid();
			case StartResult.Failed failed ->
				throw new IllegalStateException("there is no probe \"" + options.name() + "\": " + failed.reason());
			case StartResult.Ignored ignored -> throw new IllegalStateException("a probe is never ignored");
		};
	}

	/**
	 * Starts a probe.
	 * @param system where
	 * @return the probe
	 */
	public static Probe of(ProcessSystem system) {
		return new Probe(system, StartOptions.DEFAULTS);
	}

	/**
	 * Starts a probe with a name, in place of a server.
	 * @param system where
	 * @param name the name
	 * @return the probe
	 * @throws IllegalStateException if the name is taken
	 */
	public static Probe named(ProcessSystem system, String name) {
		return new Probe(system, StartOptions.named(name));
	}

	/**
	 * Who this is for others.
	 * @return the process
	 */
	public Pid pid() {
		return this.pid;
	}

	// --- what has come

	/**
	 * Waits for a message of a type.
	 * @param <T> the type
	 * @param type its class
	 * @return the first one
	 */
	public <T> T expect(Class<T> type) {
		return expect(type, (message) -> true);
	}

	/**
	 * Waits for a message of a type that fits.
	 * @param <T> the type
	 * @param type its class
	 * @param match whether it fits
	 * @return the first one
	 */
	public <T> T expect(Class<T> type, Predicate<? super T> match) {
		return await("a " + type.getSimpleName(), type, match);
	}

	/**
	 * Waits for a message that is equal to this one.
	 * @param message the message
	 */
	public void expect(Object message) {
		await(message.toString(), Object.class, message::equals);
	}

	/**
	 * Waits for a call with a request of a type.
	 * @param <R> the type of the answer
	 * @param <Q> the type of the request
	 * @param type its class
	 * @return the first one, to be answered
	 */
	@SuppressWarnings("unchecked")
	public <R extends @Nullable Object, Q extends Request<?, R>> Asked<Q, R> expectCall(Class<Q> type) {
		return await("a call with a " + type.getSimpleName(), Asked.class, (asked) -> type.isInstance(asked.request()));
	}

	/**
	 * Waits for the end of a process: watches it from now on unless it is watched
	 * already.
	 * @param other the process
	 * @return why it ended; {@code noproc} if it had ended before it was watched
	 */
	public ExitReason expectDown(Pid other) {
		if (!this.watched.contains(other)) {
			watch(other);
		}
		Down down = await("the Down of " + other, Down.class, (message) -> message.process().equals(other));
		this.watched.remove(other);
		return down.reason();
	}

	/**
	 * Makes sure that nothing has come that was not expected, after all that can happen
	 * without time moving has happened. In a system with real threads use
	 * {@link #expectNothing(Duration)}.
	 */
	public void expectNothing() {
		expectNothing(Duration.ZERO);
	}

	/**
	 * Makes sure that nothing comes for so long.
	 * @param time how long, in the time of the system
	 */
	public void expectNothing(Duration time) {
		List<Object> received = Await.within(this.system, time,
				() -> this.loop.received().isEmpty() ? null : this.loop.received());
		if (received != null) {
			throw new AssertionError("nothing was to come to " + this.pid + ", but there is " + received);
		}
	}

	/**
	 * What has come and was not taken by an {@code expect} method.
	 * @return the messages in the order of arrival
	 */
	public List<Object> received() {
		return this.loop.received();
	}

	private <T> T await(String what, Class<T> type, Predicate<? super T> match) {
		try {
			return Await.value(this.system, what, Await.LIMIT, () -> this.loop.take(type, match));
		}
		catch (AssertionError error) {
			throw new AssertionError(error.getMessage() + "; what came to " + this.pid + " is " + this.loop.received());
		}
	}

	// --- what it does

	/**
	 * Sends a message from the probe.
	 * @param to the receiver
	 * @param message the message
	 */
	public void send(Pid to, Object message) {
		perform((self) -> self.send(to, message));
	}

	/**
	 * Watches a process: its end will be a {@link Down}.
	 * @param other the process
	 */
	public void watch(Pid other) {
		this.watched.add(other);
		perform((self) -> self.monitor(other));
	}

	/**
	 * Links the probe with a process: its end will be an
	 * {@link dev.javaotp.process.Exit}.
	 * @param other the process
	 */
	public void link(Pid other) {
		perform((self) -> self.link(other));
	}

	/**
	 * Does something as the probe, and waits until it is done.
	 * @param what what to do; it must not wait
	 * @throws java.util.concurrent.CompletionException if it threw; the probe lives on
	 */
	public void perform(Consumer<ProcessContext> what) {
		Order order = new Order(what);
		this.system.send(this.pid, order);
		Await.until(this.system, this + " to do what it was told", order.done()::isDone);
		order.done().join();
	}

	/**
	 * Ends the probe and waits until it has ended. To see others hit by its end link them
	 * with it first.
	 * @param reason the reason that others see
	 */
	public void stop(ExitReason reason) {
		ServerRef.of(this.pid).stop(reason, Await.LIMIT);
	}

	@Override
	public String toString() {
		return "Probe[" + this.pid + "]";
	}

}
