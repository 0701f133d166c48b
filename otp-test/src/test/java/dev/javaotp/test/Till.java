package dev.javaotp.test;

import dev.javaotp.gen.CallResult;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.From;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.ProcessContext;

/** A till that counts what it takes in, and tells the bank. */
final class Till implements GenServer<Long, Till.Query, Till.Command> {

	sealed interface Query extends Request<Till, Long> {

		record Total() implements Query {
		}

	}

	sealed interface Command extends Message<Till> {

		record Take(long cents) implements Command {
		}

		record Drop() implements Command {
		}

		record CashUp() implements Command {
		}

	}

	/** What the bank is asked. */
	record Deposit(long cents) implements Request<Bank, Long> {
	}

	/** The bank, of which there is only a probe. */
	interface Bank {

	}

	@SuppressWarnings("NullAway.Init")
	private ProcessContext self;

	@Override
	public InitResult<Long> init(ProcessContext self) {
		this.self = self;
		return InitResult.ok(0L);
	}

	@Override
	public CallResult<Long> handleCall(Query query, From<?> from, Long total) {
		return switch (query) {
			case Query.Total request -> request.reply(total, total);
		};
	}

	@Override
	public CastResult<Long> handleCast(Command command, Long total) {
		return switch (command) {
			case Command.Take take -> CastResult.noReply(total + take.cents());
			case Command.Drop drop -> throw new IllegalStateException("dropped");
			case Command.CashUp cashUp -> {
				ServerRef<Bank> bank = ServerRef.named(this.self.system(), "bank");
				yield CastResult.noReply(total - bank.call(new Deposit(total)));
			}
		};
	}

}
