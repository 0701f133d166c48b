package dev.javaotp.examples;

import java.util.ArrayList;
import java.util.List;

import dev.javaotp.gen.CallResult;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.From;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.DuplicateKeys;
import dev.javaotp.registry.KeyRegistry;
import dev.javaotp.registry.Registry;
import dev.javaotp.registry.UniqueKeys;
import dev.javaotp.scheduler.ManualScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyRegistryExampleTests {

	private final ManualScheduler scheduler = new ManualScheduler(1);

	private final ProcessSystem system = ProcessSystem.builder().scheduler(this.scheduler).build();

	/** A customer's account, a process of its own. */
	static final class Account implements GenServer<Long, Account.Deposit, Message<?>> {

		record Deposit(long cents) implements Request<Account, Long> {
		}

		@Override
		public InitResult<Long> init(ProcessContext self) {
			return InitResult.ok(0L);
		}

		@Override
		public CallResult<Long> handleCall(Deposit deposit, From<?> from, Long balance) {
			long sum = balance + deposit.cents();
			return deposit.reply(sum, sum);
		}

	}

	/** Listens to a topic. */
	static final class Subscriber implements GenServer<List<String>, Request<?, ?>, Subscriber.Alarm> {

		record Alarm(String text) implements Message<Subscriber> {
		}

		private final DuplicateKeys<String, Integer> topics;

		final List<String> heard = new ArrayList<>();

		Subscriber(DuplicateKeys<String, Integer> topics) {
			this.topics = topics;
		}

		@Override
		public InitResult<List<String>> init(ProcessContext self) {
			this.topics.register(self, "alarms", 1);
			return InitResult.ok(this.heard);
		}

		@Override
		public CastResult<List<String>> handleCast(Alarm alarm, List<String> state) {
			state.add(alarm.text());
			return CastResult.noReply(state);
		}

	}

	@AfterEach
	void close() {
		this.system.close();
	}

	@Test
	void aProcessHasAName() {
		Pid pid = GenServer.start(this.system, new Account(), StartOptions.named("savings")).pid();
		assertThat(Registry.of(this.system).whereIs("savings")).isSameAs(pid);
	}

	@Test
	void aProcessForEachCustomer() {
		UniqueKeys<Integer, String> accounts = KeyRegistry.<Integer, String>builder(this.system, "accounts").unique();

		GenServer.start(this.system, new Account(), StartOptions.via(accounts.via(4711, "Ada")));

		ServerRef<Account> ada = ServerRef.of(accounts.via(4711, "Ada"));
		long balance = ada.call(new Account.Deposit(100));
		List<String> customers = accounts.entries().map(KeyRegistry.Entry::value).toList();

		assertThat(balance).isEqualTo(100);
		assertThat(customers).containsExactly("Ada");
	}

	@Test
	void manyListenToATopic() {
		DuplicateKeys<String, Integer> topics = KeyRegistry.<String, Integer>builder(this.system, "topics").duplicate();
		Subscriber one = new Subscriber(topics);
		Subscriber two = new Subscriber(topics);
		GenServer.start(this.system, one);
		GenServer.start(this.system, two);

		topics.dispatch("alarms", (entries) -> {
			for (KeyRegistry.Entry<String, Integer> entry : entries) {
				this.system.send(entry.pid(), new Subscriber.Alarm("line 2001 is down"));
			}
		});

		this.scheduler.runUntilIdle();
		assertThat(one.heard).containsExactly("line 2001 is down");
		assertThat(two.heard).containsExactly("line 2001 is down");
	}

}
