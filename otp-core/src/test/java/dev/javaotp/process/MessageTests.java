package dev.javaotp.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Sending (rule 1 of the architecture), the order of signals, and selective receive.
 */
@ParameterizedClass
@EnumSource(Machine.Runner.class)
class MessageTests {

	private static final ExitReason BOOM = ExitReason.of("boom");

	private final Machine machine;

	MessageTests(Machine.Runner runner) {
		this.machine = new Machine(runner);
	}

	@AfterEach
	void close() {
		this.machine.close();
	}

	// --- ordering and delivery

	@Test
	void messagesFromOneSenderArriveInTheOrderSent() {
		Puppet receiver = this.machine.puppet();
		Puppet one = this.machine.puppet();
		Puppet other = this.machine.puppet();
		one.told((self) -> IntStream.range(0, 5_000).forEach((i) -> self.send(receiver.pid(), i)));
		other.told((self) -> IntStream.range(0, 5_000).forEach((i) -> self.send(receiver.pid(), -i - 1)));
		one.received();
		other.received();
		List<Integer> all = receiver.received().stream().map(Integer.class::cast).toList();
		assertThat(all.stream().filter((i) -> i >= 0)).isSorted().hasSize(5_000);
		assertThat(all.stream().filter((i) -> i < 0).map((i) -> -i)).isSorted().hasSize(5_000);
	}

	@Test
	void signalsOfAllKindsFromOneSenderTakeEffectInTheOrderSent() {
		Puppet receiver = this.machine.trapping();
		Puppet sender = this.machine.puppet();
		sender.told((self) -> {
			self.send(receiver.pid(), "message");
			self.exit(receiver.pid(), BOOM);
			self.send(receiver.pid(), "after the exit signal");
			self.link(receiver.pid());
			self.send(receiver.pid(), "last");
			self.exit(ExitReason.SHUTDOWN);
		});
		receiver.runs((self) -> self.monitor(sender.pid()));
		receiver.gets(Down.class);
		assertThat(receiver.received()).containsExactly("message", new Exit(sender.pid(), BOOM),
				"after the exit signal", "last", new Exit(sender.pid(), ExitReason.SHUTDOWN));
	}

	@Test
	void aMessageSentBeforeAnUntrappedExitIsNotHandledAfterIt() {
		Puppet receiver = this.machine.puppet();
		Puppet sender = this.machine.puppet();
		List<String> handled = new ArrayList<>();
		Answer<ExitReason> end = this.machine.endOf(receiver.pid());
		receiver.told((self) -> {
			this.machine.system.exit(self.self(), BOOM);
			handled.add("after");
		});
		sender.runs((self) -> self.send(receiver.pid(), "late"));
		assertThat(end.get()).isEqualTo(BOOM);
		assertThat(handled).isEmpty();
	}

	@Test
	void aMessageToADeadProcessIsDroppedInSilence() {
		Puppet dead = this.machine.puppet();
		this.machine.system.exit(dead.pid(), ExitReason.KILL);
		dead.end();
		this.machine.puppet().runs((self) -> self.send(dead.pid(), "hello"));
		this.machine.system.send(dead.pid(), "hello");
		assertThat(this.machine.system.mailboxDepth(dead.pid())).isZero();
	}

	@Test
	void whatTheSenderDidBeforeIsVisibleToTheReceiver() {
		int[] plain = new int[1];
		Puppet one = this.machine.puppet();
		Puppet other = this.machine.puppet();
		for (int i = 0; i < 1_000; i++) {
			int expected = i;
			(((i & 1) == 0) ? one : other).runs((self) -> {
				assertThat(plain[0]).isEqualTo(expected);
				plain[0]++;
			});
		}
	}

	@Test
	void messagesPassByReference() {
		Puppet receiver = this.machine.puppet();
		Object message = new Object();
		this.machine.system.send(receiver.pid(), message);
		assertThat(receiver.received().get(0)).isSameAs(message);
	}

	// --- selective receive

	@Test
	void receiveTakesTheFirstThatMatchesAndLeavesTheOthersInOrder() {
		assertThat(this.machine.<List<Object>>inProcess((self) -> {
			for (int i = 0; i < 6; i++) {
				self.send(self.self(), i);
			}
			return List.of(self.receive((message) -> (int) message == 3), self.receive((message) -> (int) message > 3),
					self.receive(), self.receive(), self.receive(), self.receive());
		})).containsExactly(3, 4, 0, 1, 2, 5);
	}

	@Test
	void receiveWithALimitOfZeroLooksOnce() {
		assertThat(this.machine.<List<Object>>inProcess((self) -> {
			self.send(self.self(), "here");
			List<Object> got = new ArrayList<>();
			got.add(self.receive((message) -> message.equals("here"), Duration.ZERO));
			got.add(self.receive((message) -> true, Duration.ZERO));
			return got;
		})).containsExactly("here", null);
	}

	@Test
	void receiveWaitsForWhatMatchesWhileOthersCome() {
		Puppet sender = this.machine.puppet();
		Answer<List<Object>> answer = new Answer<>(this.machine.system);
		Pid receiver = this.machine.system.spawn((self) -> {
			Object wanted = self.receive((message) -> message.equals("wanted"));
			answer.put(List.of(wanted, self.receive(), self.receive(), self.receive()));
		});
		sender.runs((self) -> {
			self.send(receiver, 1);
			self.send(receiver, 2);
			self.send(receiver, "wanted");
			self.send(receiver, 3);
		});
		assertThat(answer.get()).containsExactly("wanted", 1, 2, 3);
	}

	@Test
	void receiveByTypeTakesOnlyThatType() {
		assertThat(this.machine.<String>inProcess((self) -> {
			self.send(self.self(), 1);
			self.send(self.self(), "text");
			return self.receive(String.class);
		})).isEqualTo("text");
	}

	@Test
	void anEventDrivenProcessMayReceiveInsideAHandler() {
		Puppet process = this.machine.puppet();
		process.told((self) -> {
			Object first = self.receive(String.class);
			self.send(self.self(), "got " + first);
		});
		this.machine.system.send(process.pid(), 1);
		this.machine.system.send(process.pid(), "one");
		assertThat(process.gets(String.class)).isEqualTo("got one");
		assertThat(process.received()).containsExactly(1);
	}

	@Test
	void onlyTheProcessItselfMayReceiveItsMessages() {
		Puppet one = this.machine.puppet();
		ProcessContext stolen = one.does((self) -> self);
		this.machine.puppet()
			.runs((self) -> assertThatIllegalStateException().isThrownBy(stolen::receive)
				.withMessageStartingWith("only process " + one.pid() + " itself may receive its messages, but "));
		assertThatIllegalStateException().isThrownBy(stolen::receive);
	}

	@Test
	void aHandlerMayPutOffWhatDoesNotMatchAndTakeItUpAgain() {
		Puppet process = this.machine.puppet();
		process.runs((self) -> self.handleOnly((message) -> !(message instanceof Integer)));
		for (int i = 0; i < 3; i++) {
			this.machine.system.send(process.pid(), i);
			this.machine.system.send(process.pid(), "text " + i);
		}
		assertThat(process.received()).containsExactly("text 0", "text 1", "text 2");
		assertThat(this.machine.system.mailboxDepth(process.pid())).isEqualTo(3);
		process.runs((self) -> self.handleOnly(null));
		assertThat(process.received()).containsExactly("text 0", "text 1", "text 2", 0, 1, 2);
	}

	@Test
	void aConditionForMessagesThatFailsEndsTheProcess() {
		Puppet process = this.machine.puppet();
		process.runs((self) -> self.handleOnly((message) -> {
			throw new ErlangError("condition");
		}));
		this.machine.system.send(process.pid(), "any");
		assertThat(process.end()).isEqualTo(new ExitReason.Crash("condition", new ErlangError("")));
	}

	@Test
	void theDepthOfTheMailboxCountsWhatWaits() {
		Puppet process = this.machine.puppet();
		int depth = process.does((self) -> {
			self.send(self.self(), 1);
			self.send(self.self(), 2);
			return self.mailboxDepth();
		});
		assertThat(depth).isEqualTo(2);
		process.received();
		assertThat(this.machine.system.mailboxDepth(process.pid())).isZero();
	}

	// --- waiting

	@Test
	void anUntrappedExitEndsAWait() {
		Puppet process = this.machine.puppet();
		process.told(ProcessContext::receive);
		this.machine.system.exit(process.pid(), BOOM);
		assertThat(process.end()).isEqualTo(BOOM);
		Puppet sleeper = this.machine.puppet();
		sleeper.told((self) -> self.sleep(Duration.ofDays(1)));
		this.machine.system.exit(sleeper.pid(), BOOM);
		assertThat(sleeper.end()).isEqualTo(BOOM);
	}

	@Test
	void aWaitOfAProcessThatIsNotInterruptedEndsWithTheProcessAllTheSame() {
		for (int i = 0; i < 200; i++) {
			Answer<ExitReason> ended = new Answer<>(this.machine.system);
			Answer<Boolean> waits = new Answer<>(this.machine.system);
			Pid pid = this.machine.system.spawn(new MessageHandler() {

				private ProcessContext self;

				@Override
				public void start(ProcessContext self) {
					this.self = self;
				}

				@Override
				public void handle(Object message) {
					waits.put(true);
					this.self.receive((other) -> false);
				}

				@Override
				public void ended(ExitReason reason) {
					ended.put(reason);
				}

			}, SpawnOptions.DEFAULTS.withoutInterrupt());
			this.machine.system.send(pid, "wait");
			waits.get();
			this.machine.system.exit(pid, BOOM);
			assertThat(ended.get()).isEqualTo(BOOM);
		}
	}

	@Test
	void anInterruptThatNoKillHasSentIsAnError() {
		Puppet process = this.machine.puppet();
		process.runs((self) -> assertThatExceptionOfType(ErlangError.class).isThrownBy(() -> {
			Thread.currentThread().interrupt();
			self.receive((message) -> false);
		}).withMessage("interrupted"));
	}

}
