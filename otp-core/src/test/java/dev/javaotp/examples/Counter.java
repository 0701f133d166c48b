package dev.javaotp.examples;

import dev.javaotp.gen.CallResult;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.From;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.process.ProcessContext;

/** Hands out numbers. The state is the next one. */
final class Counter implements GenServer<Long, Counter.Query, Counter.Reset> {

	sealed interface Query extends Request<Counter, Long> {

	}

	record Next() implements Query {

	}

	record Peek() implements Query {

	}

	record Reset(long to) implements Message<Counter> {

	}

	private final long first;

	Counter(long first) {
		this.first = first;
	}

	@Override
	public InitResult<Long> init(ProcessContext self) {
		return InitResult.ok(this.first);
	}

	@Override
	public CallResult<Long> handleCall(Query query, From<?> from, Long count) {
		return switch (query) {
			case Next next -> next.reply(count, count + 1);
			case Peek peek -> peek.reply(count, count);
		};
	}

	@Override
	public CastResult<Long> handleCast(Reset reset, Long count) {
		return CastResult.noReply(reset.to());
	}

}
