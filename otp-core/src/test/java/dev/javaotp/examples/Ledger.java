package dev.javaotp.examples;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.javaotp.gen.CallResult;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.From;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerStatus;
import dev.javaotp.process.ProcessContext;

/**
 * Keeps accounts: requests with answers of different types, and a state that is mutable
 * because nobody else ever sees it.
 */
final class Ledger implements GenServer<Map<String, Long>, Ledger.Query<?>, Ledger.Close> {

	sealed interface Query<R> extends Request<Ledger, R> {

	}

	record Deposit(String account, long cents) implements Query<Long> {

	}

	record Balance(String account) implements Query<Long> {

	}

	record Accounts() implements Query<Set<String>> {

	}

	record Close(String account) implements Message<Ledger> {

	}

	@Override
	public InitResult<Map<String, Long>> init(ProcessContext self) {
		return InitResult.ok(new TreeMap<>());
	}

	@Override
	public CallResult<Map<String, Long>> handleCall(Query<?> query, From<?> from, Map<String, Long> accounts) {
		return switch (query) {
			case Deposit deposit -> {
				if (deposit.cents() <= 0) {
					throw new IllegalArgumentException("a deposit must be positive, not " + deposit.cents());
				}
				yield deposit.reply(accounts.merge(deposit.account(), deposit.cents(), Long::sum), accounts);
			}
			case Balance balance -> balance.reply(accounts.getOrDefault(balance.account(), 0L), accounts);
			case Accounts all -> all.reply(Set.copyOf(accounts.keySet()), accounts);
		};
	}

	@Override
	public CastResult<Map<String, Long>> handleCast(Close close, Map<String, Long> accounts) {
		accounts.remove(close.account());
		return CastResult.noReply(accounts);
	}

	@Override
	public ServerStatus formatStatus(ServerStatus status) {
		return status.withState("accounts not shown");
	}

}
