package dev.javaotp.spring;

import java.util.concurrent.CountDownLatch;

import dev.javaotp.gen.CallResult;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.From;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.Registry;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.DynamicSupervisor;
import dev.javaotp.supervisor.DynamicSupervisorSpec;
import dev.javaotp.supervisor.Restart;
import dev.javaotp.supervisor.StartDynamicChildResult;
import dev.javaotp.supervisor.Strategy;
import dev.javaotp.supervisor.Supervision;
import dev.javaotp.supervisor.Supervisor;
import dev.javaotp.supervisor.SupervisorSpec;

/**
 * A small telephone exchange for tests, made by hand:
 *
 * <pre>
 * exchange (one-for-one)
 *   ledger
 *   switching (rest-for-one)
 *     switchboard
 *     lines (dynamic)
 *     traffic (temporary)
 * </pre>
 */
public final class Exchange {

	private Exchange() {
	}

	/** Starts the exchange in a system. */
	public static Supervisor start(ProcessSystem system) {
		return Supervisor.start(system, SupervisorSpec.of("exchange")
			.withChildren(server("ledger"), ChildSpec.supervisor("switching", switching())));
	}

	private static SupervisorSpec switching() {
		return SupervisorSpec.of("switching")
			.withStrategy(Strategy.REST_FOR_ONE)
			.withChildren(server("switchboard"),
					ChildSpec.dynamicSupervisor("lines",
							DynamicSupervisorSpec.of("lines",
									(String number) -> ChildSpec.server("line", () -> new Server("line " + number),
											StartOptions.DEFAULTS.withLabel(number)))),
					server("traffic").withRestart(Restart.TEMPORARY));
	}

	/** The specification of a server that is registered under its id. */
	public static ChildSpec server(String id) {
		return ChildSpec.server(id, () -> new Server("state of " + id), StartOptions.named(id).withTrapExits());
	}

	/** The process that has a name now. */
	public static Pid pid(ProcessSystem system, String name) {
		Pid pid = Registry.of(system).whereIs(name);
		if (pid == null) {
			throw new AssertionError("nobody is called " + name);
		}
		return pid;
	}

	/** Starts a line. */
	public static Pid startLine(ProcessSystem system, String number) {
		var result = DynamicSupervisor.<String>named(system, "lines").startChild(number);
		return ((StartDynamicChildResult.Started) result).pid();
	}

	/** How often a child was restarted. */
	public static long restarts(ProcessSystem system, String supervisor, String id) {
		return Supervision.of(system).find(supervisor).orElseThrow().child(id).orElseThrow().restarts();
	}

	/** Asks for the state. */
	public record Ask() implements Request<Server, String> {
	}

	/** Is never answered. */
	public record AskInVain() implements Request<Server, String> {
	}

	/** Crashes whoever takes it. */
	public record Crash() implements Message<Server> {
	}

	/** Ends whoever takes it, in order. */
	public record Stop() implements Message<Server> {
	}

	/** Does nothing. */
	public record Ping() implements Message<Server> {
	}

	/**
	 * Holds up whoever takes it.
	 *
	 * @param reached counted down when it is there
	 * @param until when it goes on
	 */
	public record Block(CountDownLatch reached, CountDownLatch until) implements Message<Server> {
	}

	/** A server that does what it is told. */
	public static final class Server implements GenServer<String, Request<?, ?>, Message<?>> {

		private final String state;

		/**
		 * Creates a server.
		 * @param state its state
		 */
		public Server(String state) {
			this.state = state;
		}

		@Override
		public InitResult<String> init(ProcessContext self) {
			return InitResult.ok(this.state);
		}

		@Override
		public CallResult<String> handleCall(Request<?, ?> request, From<?> from, String state) {
			return switch (request) {
				case Ask ask -> ask.reply(state, state);
				case AskInVain never -> CastResult.noReply(state);
				default -> throw new IllegalArgumentException("unknown request");
			};
		}

		@Override
		public CastResult<String> handleCast(Message<?> message, String state) throws Exception {
			switch (message) {
				case Crash crash -> throw new IllegalStateException("crashed by a test");
				case Stop stop -> {
					return CastResult.stop(ExitReason.NORMAL, state);
				}
				case Block block -> {
					block.reached().countDown();
					block.until().await();
				}
				default -> {
				}
			}
			return CastResult.noReply(state);
		}

	}

}
