package dev.javaotp.examples;

import java.time.Duration;

import dev.javaotp.gen.From;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.statem.FsmEvent;
import dev.javaotp.gen.statem.FsmResult;
import dev.javaotp.gen.statem.GenFsm;
import dev.javaotp.gen.statem.StatemInit;
import dev.javaotp.process.ProcessContext;

/** A turnstile that lets one person through for each coin. The data are the coins. */
final class Turnstile implements GenFsm<Turnstile.State, Integer, Turnstile.Query, Turnstile.Signal> {

	static final Duration PATIENCE = Duration.ofSeconds(20);

	enum State {

		LOCKED, UNLOCKED

	}

	sealed interface Query extends Request<Turnstile, Integer> {

	}

	record Coins() implements Query {

	}

	sealed interface Signal extends Message<Turnstile> {

	}

	record Coin() implements Signal {

	}

	record Push() implements Signal {

	}

	record Empty() implements Signal {

	}

	@Override
	public StatemInit<State, Integer> init(ProcessContext self) {
		return StatemInit.ok(State.LOCKED, 0);
	}

	@Override
	public FsmResult<State, Integer> stateEvent(FsmEvent<Signal> event, State state, Integer coins) {
		return switch (state) {
			case LOCKED -> locked(event, coins);
			case UNLOCKED -> unlocked(event, coins);
		};
	}

	private FsmResult<State, Integer> locked(FsmEvent<Signal> event, Integer coins) {
		return switch (event) {
			case FsmEvent.Sent(Coin coin) -> FsmResult.next(State.UNLOCKED, coins + 1, PATIENCE);
			default -> FsmResult.next(State.LOCKED, coins);
		};
	}

	private FsmResult<State, Integer> unlocked(FsmEvent<Signal> event, Integer coins) {
		return switch (event) {
			case FsmEvent.Sent(Push push) -> FsmResult.next(State.LOCKED, coins);
			// nobody came
			case FsmEvent.Timeout() -> FsmResult.next(State.LOCKED, coins);
			default -> FsmResult.next(State.UNLOCKED, coins, PATIENCE);
		};
	}

	@Override
	public FsmResult<State, Integer> handleEvent(Signal signal, State state, Integer coins) {
		return switch (signal) {
			case Empty empty -> FsmResult.next(state, 0);
			case Coin coin -> FsmResult.next(state, coins);
			case Push push -> FsmResult.next(state, coins);
		};
	}

	@Override
	public FsmResult<State, Integer> handleSyncEvent(Query query, From<?> from, State state, Integer coins) {
		return switch (query) {
			case Coins ask -> FsmResult.reply(ask.from(from), coins, state, coins);
		};
	}

}
