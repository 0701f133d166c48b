package dev.javaotp.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A look from outside at what a process will handle next.
 */
@ParameterizedClass
@EnumSource(Machine.Runner.class)
class WaitingMessagesTests {

	private final Machine machine;

	WaitingMessagesTests(Machine.Runner runner) {
		this.machine = new Machine(runner);
	}

	@AfterEach
	void close() {
		this.machine.close();
	}

	@Test
	void theOldestComeFirstWithoutTheOneInHand() {
		Puppet process = this.machine.puppet();
		List<Object> waiting = process.does((self) -> {
			sendUpTo(self, 5);
			return waiting(self, 10);
		});
		assertThat(waiting).containsExactly(1, 2, 3, 4, 5);
	}

	@Test
	void thereAreNoMoreThanAskedFor() {
		Puppet process = this.machine.puppet();
		List<Object> waiting = process.does((self) -> {
			sendUpTo(self, 5);
			return waiting(self, 2);
		});
		assertThat(waiting).containsExactly(1, 2);
	}

	@Test
	void whatIsPutOffComesBeforeWhatCameLater() {
		Puppet process = this.machine.puppet();
		List<Object> waiting = process.does((self) -> {
			sendUpTo(self, 5);
			self.receive((message) -> message.equals(3));
			sendUpTo(self, 2);
			return waiting(self, 10);
		});
		assertThat(waiting).containsExactly(1, 2, 4, 5, 1, 2);
	}

	@Test
	void messagesHandledTogetherDoNotWaitAnyMore() {
		Looker looker = new Looker();
		Pid pid = this.machine.system.spawn(looker, SpawnOptions.DEFAULTS);
		Answer<ExitReason> end = this.machine.endOf(pid);
		this.machine.system.send(pid, "go");
		end.get();
		List<List<Object>> expected = new ArrayList<>();
		IntStream.rangeClosed(2, 100).forEach((number) -> expected.add(List.of(number)));
		expected.add(List.of());
		assertThat(looker.seen).isEqualTo(expected);
	}

	/** Sends itself a hundred messages, and looks at each what comes next. */
	private static final class Looker implements MessageHandler {

		private final List<List<Object>> seen = new CopyOnWriteArrayList<>();

		private @Nullable ProcessContext self;

		@Override
		public void start(ProcessContext self) {
			this.self = self;
		}

		@Override
		public void handle(Object message) {
			ProcessContext self = Objects.requireNonNull(this.self);
			if (message.equals("go")) {
				sendUpTo(self, 100);
				return;
			}
			this.seen.add(self.system().waitingMessages(self.self(), 1));
			if (message.equals(100)) {
				self.exit(ExitReason.NORMAL);
			}
		}

	}

	@Test
	void nothingWaitsForAnIdleOrADeadProcess() {
		Puppet process = this.machine.puppet();
		this.machine.system.send(process.pid(), "one");
		process.received();
		assertThat(this.machine.system.waitingMessages(process.pid(), 10)).isEmpty();
		this.machine.system.exit(process.pid(), ExitReason.KILL);
		process.end();
		assertThat(this.machine.system.waitingMessages(process.pid(), 10)).isEmpty();
	}

	private List<Object> waiting(ProcessContext self, int limit) {
		return this.machine.system.waitingMessages(self.self(), limit);
	}

	private static void sendUpTo(ProcessContext self, int last) {
		for (int number = 1; number <= last; number++) {
			self.send(self.self(), number);
		}
	}

}
