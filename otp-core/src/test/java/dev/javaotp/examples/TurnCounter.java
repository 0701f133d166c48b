package dev.javaotp.examples;

import dev.javaotp.gen.CallResult;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.From;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.process.ProcessContext;
import org.jspecify.annotations.Nullable;

/** A newer version of the counter, which remembers how often it was reset. */
final class TurnCounter implements GenServer<TurnCounter.Turns, Counter.Query, Counter.Reset> {

	record Turns(long count, int resets) {

	}

	@Override
	public InitResult<Turns> init(ProcessContext self) {
		return InitResult.ok(new Turns(0, 0));
	}

	@Override
	public Turns codeChange(ProcessContext self, Object oldVersion, Object state, @Nullable Object extra) {
		return new Turns((Long) state, 0);
	}

	@Override
	public CallResult<Turns> handleCall(Counter.Query query, From<?> from, Turns turns) {
		return switch (query) {
			case Counter.Next next -> next.reply(turns.count(), new Turns(turns.count() + 1, turns.resets()));
			case Counter.Peek peek -> peek.reply(turns.count(), turns);
		};
	}

	@Override
	public CastResult<Turns> handleCast(Counter.Reset reset, Turns turns) {
		return CastResult.noReply(new Turns(reset.to(), turns.resets() + 1));
	}

}
