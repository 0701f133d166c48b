package dev.javaotp.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Mailboxes with a limit, one step at a time: nothing runs before a test says so. */
class MailboxLimitTests {

	private static final MailboxLimit THREE = MailboxLimit.of(3);

	private static final MailboxLimit NEWEST = THREE.withOverflow(Overflow.DROP_OLDEST);

	private static final MailboxLimit KILL = THREE.withOverflow(Overflow.KILL);

	private final Machine machine = new Machine(Machine.Runner.MANUAL);

	private final ProcessSystem system = this.machine.system;

	private final List<Object> handled = new ArrayList<>();

	@AfterEach
	void close() {
		this.machine.close();
	}

	private Pid limited(MailboxLimit limit) {
		Pid pid = this.system.spawn((Reaction) this.handled::add, SpawnOptions.DEFAULTS.withMailboxLimit(limit));
		this.machine.manual().runUntilIdle();
		return pid;
	}

	private void send(Pid pid, int from, int to) {
		IntStream.rangeClosed(from, to).forEach((number) -> this.system.send(pid, number));
	}

	private Question ask(Pid pid) {
		Question question = new Question();
		this.system.request(pid, question);
		return question;
	}

	private void run() {
		this.machine.manual().runUntilIdle();
	}

	/** Shows its outcome. */
	private static final class Question extends PendingReply {

		Object now() {
			return Objects.requireNonNullElse(outcome(), "nothing yet");
		}

		void tell(Pid pid, Object message) {
			notify(pid, message);
		}

	}

	private record Maintenance() implements SystemMessage {
	}

	// --- the three policies

	@Test
	void rejectDropsWhatComesToAFullMailboxAndCountsIt() {
		Pid pid = limited(THREE);
		send(pid, 1, 5);
		assertThat(this.system.mailboxDepth(pid)).isEqualTo(3);
		assertThat(this.system.messagesDropped(pid)).isEqualTo(2);
		run();
		send(pid, 6, 6);
		run();
		assertThat(this.handled).containsExactly(1, 2, 3, 6);
		assertThat(this.system.messagesDropped(pid)).isEqualTo(2);
		assertThat(this.system.mailboxDepth(pid)).isZero();
	}

	@Test
	void rejectEndsARequestAtOnce() {
		Pid pid = limited(THREE);
		send(pid, 1, 3);
		assertThat(ask(pid).now()).isEqualTo(new PendingReply.Rejected(THREE, 3));
	}

	@Test
	void aRequestTakesAPlaceLikeAnythingElse() {
		Pid pid = limited(THREE);
		Question taken = ask(pid);
		send(pid, 1, 3);
		assertThat(taken.now()).isEqualTo("nothing yet");
		assertThat(this.system.messagesDropped(pid)).isOne();
	}

	@Test
	void dropOldestKeepsTheNewestInTheirOrder() {
		Pid pid = limited(NEWEST);
		send(pid, 1, 5);
		assertThat(this.system.mailboxDepth(pid)).isEqualTo(3);
		run();
		assertThat(this.handled).containsExactly(3, 4, 5);
		assertThat(this.system.messagesDropped(pid)).isEqualTo(2);
		assertThat(this.system.mailboxDepth(pid)).isZero();
	}

	@Test
	void aLookFromOutsideLeavesOutWhatHasBeenDropped() {
		Pid pid = limited(NEWEST);
		send(pid, 1, 5);
		assertThat(this.system.waitingMessages(pid, 2)).containsExactly(3, 4);
		assertThat(this.system.waitingMessages(pid, 10)).containsExactly(3, 4, 5);
	}

	@Test
	void dropOldestEndsTheRequestsThatItDrops() {
		Pid pid = limited(NEWEST);
		Question oldest = ask(pid);
		Question newer = ask(pid);
		send(pid, 1, 2);
		run();
		assertThat(oldest.now()).isEqualTo(new PendingReply.Rejected(NEWEST, 3));
		assertThat(newer.now()).isEqualTo("nothing yet");
		assertThat(this.handled).containsExactly(newer, 1, 2);
	}

	@Test
	void dropOldestBoundsWhatIsKeptOfAProcessThatDoesNotLook() {
		Pid pid = limited(NEWEST);
		Question oldest = ask(pid);
		send(pid, 1, 100_000);
		int kept = 0;
		for (Message message = ((ProcessCell) pid).arrived(); message != null; message = message.next) {
			kept++;
		}
		assertThat(kept).isLessThanOrEqualTo(2 * NEWEST.max());
		assertThat(this.system.mailboxDepth(pid)).isEqualTo(3);
		run();
		assertThat(oldest.now()).isEqualTo(new PendingReply.Rejected(NEWEST, 3));
		assertThat(this.handled).containsExactly(99_998, 99_999, 100_000);
		assertThat(this.system.messagesDropped(pid)).isEqualTo(99_998);
	}

	@Test
	void killEndsTheProcessAndAllThatWaitsForIt() {
		Puppet watcher = this.machine.trapping();
		Puppet victim = this.machine.puppet(SpawnOptions.DEFAULTS.withTrapExits().withMailboxLimit(KILL));
		watcher.runs((self) -> self.link(victim.pid()));
		run();
		Question waits = ask(victim.pid());
		send(victim.pid(), 1, 2);
		Question tooMuch = ask(victim.pid());
		assertThat(tooMuch.now()).isEqualTo(new PendingReply.Ended(KILL.reason()));
		assertThat(victim.end()).isEqualTo(ExitReason.tagged("mailbox_full", 3));
		assertThat(waits.now()).isEqualTo(new PendingReply.Ended(KILL.reason()));
		assertThat(watcher.gets(Exit.class)).isEqualTo(new Exit(victim.pid(), KILL.reason()));
	}

	@Test
	void aFullMailboxIsNoReasonToKillUntilOneMoreComes() {
		Pid pid = limited(KILL);
		send(pid, 1, 3);
		run();
		assertThat(pid.isAlive()).isTrue();
		assertThat(this.handled).containsExactly(1, 2, 3);
	}

	@Test
	void aMessageToADeadProcessIsNotCountedAsDropped() {
		Pid pid = limited(THREE);
		this.system.exit(pid, ExitReason.KILL);
		run();
		assertThat(ask(pid).now()).isEqualTo(new PendingReply.Ended(ExitReason.NOPROC));
		send(pid, 1, 2);
		assertThat(this.system.messagesDropped(pid)).isZero();
		assertThat(this.system.mailboxDepth(pid)).isZero();
	}

	// --- what does not count

	@ParameterizedTest
	@EnumSource(Overflow.class)
	void whatKeepsTheSystemGoingIsTakenInItsOrderAndNotCounted(Overflow overflow) {
		MailboxLimit limit = THREE.withOverflow(overflow);
		Puppet other = this.machine.puppet();
		Alias[] alias = new Alias[1];
		Pid pid = this.system.spawn(new MessageHandler() {

			@Override
			public void start(ProcessContext self) {
				self.monitor(other.pid());
				self.link(other.pid());
				self.sendAfter(Duration.ofSeconds(1), self.self(), "tick");
				alias[0] = self.alias(Alias.Mode.REPLY);
			}

			@Override
			public void handle(Object message) {
				MailboxLimitTests.this.handled.add(message.getClass().getSimpleName());
			}

		}, SpawnOptions.DEFAULTS.withTrapExits().withMailboxLimit(limit));
		run();
		send(pid, 1, 3);
		this.system.send(pid, new Maintenance());
		this.system.send(alias[0], List.of("answer"));
		((ProcessCell) other.pid()).endFromOutside(ExitReason.of("boom"));
		new Question().tell(pid, 0.5);
		assertThat(this.system.mailboxDepth(pid)).isEqualTo(6);
		assertThat(this.system.messagesDropped(pid)).isZero();
		run();
		this.machine.manual().advance(Duration.ofSeconds(1));
		assertThat(this.handled).startsWith("Integer", "Integer", "Integer", "Maintenance")
			.contains("Down", "Exit", "Double")
			.endsWith("String")
			.hasSize(9);
		assertThat(pid.isAlive()).isTrue();
	}

	@Test
	void whatAProcessSendsItselfDoesNotCount() {
		Pid pid = this.system.spawn((self) -> {
			IntStream.range(0, 10).forEach((number) -> self.send(self.self(), number));
			IntStream.range(0, 10).forEach((number) -> this.handled.add(self.receive()));
		}, SpawnOptions.DEFAULTS.withMailboxLimit(THREE));
		run();
		assertThat(this.handled).hasSize(10);
		assertThat(this.system.messagesDropped(pid)).isZero();
	}

	@Test
	void droppingTheOldestSparesWhatDoesNotCount() {
		Pid pid = limited(NEWEST);
		send(pid, 1, 1);
		this.system.send(pid, new Maintenance());
		send(pid, 2, 100);
		this.system.send(pid, new Maintenance());
		send(pid, 101, 200);
		assertThat(this.system.mailboxDepth(pid)).isEqualTo(5);
		run();
		assertThat(this.handled).containsExactly(new Maintenance(), new Maintenance(), 198, 199, 200);
	}

	// --- processes that choose among their messages

	@Test
	void aSelectiveReceiveGoesOnAfterTheMessageItStoodAtWasDropped() {
		this.system.spawn((self) -> {
			self.sendAfter(Duration.ofSeconds(1), self.self(), "wanted");
			this.handled.add(self.receive(String.class));
			while (self.receive((message) -> true, Duration.ZERO) instanceof Integer number) {
				this.handled.add(number);
			}
		}, SpawnOptions.DEFAULTS.withMailboxLimit(NEWEST));
		Pid pid = this.system.processes().findFirst().orElseThrow();
		run();
		for (int i = 0; i < 10; i++) {
			send(pid, 3 * i, 3 * i + 2);
			run();
		}
		assertThat(this.system.mailboxDepth(pid)).isEqualTo(3);
		this.machine.manual().advance(Duration.ofSeconds(1));
		assertThat(this.handled).containsExactly("wanted", 27, 28, 29);
	}

	@Test
	void aProcessThatHandlesOnlySomeMessagesKeepsTheNewestOfTheOthers() {
		Puppet puppet = this.machine.puppet(SpawnOptions.DEFAULTS.withMailboxLimit(NEWEST));
		puppet.runs((self) -> self.handleOnly((message) -> message instanceof Maintenance));
		for (int i = 1; i <= 10; i++) {
			send(puppet.pid(), i, i);
			run();
		}
		this.system.send(puppet.pid(), new Maintenance());
		run();
		assertThat(this.system.mailboxDepth(puppet.pid())).isEqualTo(3);
		assertThat(this.system.messagesDropped(puppet.pid())).isEqualTo(7);
	}

	// --- the figures and the values

	@Test
	void theLimitAndWhatWasDroppedCanBeSeen() {
		Pid pid = limited(THREE);
		send(pid, 1, 4);
		ProcessInfo info = this.system.info(pid).orElseThrow();
		assertThat(info.mailboxLimit()).isEqualTo(THREE);
		assertThat(info.messagesDropped()).isOne();
		assertThat(info.mailboxDepth()).isEqualTo(3);
		ProcessInfo other = this.system.info(this.machine.puppet().pid()).orElseThrow();
		assertThat(other.mailboxLimit()).isNull();
		assertThat(other.messagesDropped()).isZero();
	}

	@Test
	void aLimitIsOneOrMore() {
		assertThatIllegalArgumentException().isThrownBy(() -> MailboxLimit.of(0))
			.withMessage("the limit of a mailbox must be 1 or more, got: 0; leave it out for no limit");
	}

}
