package dev.javaotp.benchmarks.otp;

import dev.javaotp.gen.CallResult;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.From;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.process.ProcessContext;

/** The server of the works that need one: a number that is added to and asked for. */
public final class Counter implements GenServer<Long, Counter.Query, Counter.Change> {

	/** What it is asked. */
	public sealed interface Query extends Request<Counter, Long> {

	}

	/** How far it got. */
	public record Sum() implements Query {

	}

	/** What it is told. */
	public sealed interface Change extends Message<Counter> {

	}

	/** To add one. */
	public record Increment() implements Change {

	}

	private final long first;

	/**
	 * Creates a server.
	 * @param first where it begins
	 */
	public Counter(long first) {
		this.first = first;
	}

	@Override
	public InitResult<Long> init(ProcessContext self) {
		return InitResult.ok(this.first);
	}

	@Override
	public CallResult<Long> handleCall(Query query, From<?> from, Long sum) {
		return switch (query) {
			case Sum ask -> ask.reply(sum, sum);
		};
	}

	@Override
	public CastResult<Long> handleCast(Change change, Long sum) {
		return switch (change) {
			case Increment increment -> CastResult.noReply(sum + 1);
		};
	}

}
