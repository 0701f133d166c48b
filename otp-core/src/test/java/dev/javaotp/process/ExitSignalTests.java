package dev.javaotp.process;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Erlang's table of exit signals, row by row: who sends what to whom, and what becomes of
 * the receiver.
 */
@ParameterizedClass
@EnumSource(Machine.Runner.class)
class ExitSignalTests {

	private static final ExitReason BOOM = ExitReason.of("boom");

	private final Machine machine;

	private final Puppet sender;

	ExitSignalTests(Machine.Runner runner) {
		this.machine = new Machine(runner);
		this.sender = this.machine.puppet();
	}

	@AfterEach
	void close() {
		this.machine.close();
	}

	@Test
	void normalFromAnotherProcessIsIgnoredByOneThatDoesNotTrap() {
		Puppet receiver = this.machine.puppet();
		this.sender.runs((self) -> self.exit(receiver.pid(), ExitReason.NORMAL));
		assertThat(receiver.received()).isEmpty();
		assertThat(receiver.isAlive()).isTrue();
	}

	@Test
	void normalFromAnotherProcessIsAMessageForOneThatTraps() {
		Puppet receiver = this.machine.trapping();
		this.sender.runs((self) -> self.exit(receiver.pid(), ExitReason.NORMAL));
		assertThat(receiver.received()).containsExactly(new Exit(this.sender.pid(), ExitReason.NORMAL));
	}

	@Test
	void normalToItselfEndsOneThatDoesNotTrap() {
		Puppet process = this.machine.puppet();
		process.told((self) -> self.exit(self.self(), ExitReason.NORMAL));
		assertThat(process.end()).isEqualTo(ExitReason.NORMAL);
	}

	@Test
	void normalToItselfIsAMessageForOneThatTraps() {
		Puppet process = this.machine.trapping();
		process.runs((self) -> self.exit(self.self(), ExitReason.NORMAL));
		assertThat(process.received()).containsExactly(new Exit(process.pid(), ExitReason.NORMAL));
	}

	@Test
	void killEndsOneThatDoesNotTrapWithKilled() {
		Puppet receiver = this.machine.puppet();
		this.sender.runs((self) -> self.exit(receiver.pid(), ExitReason.KILL));
		assertThat(receiver.end()).isEqualTo(ExitReason.KILLED);
	}

	@Test
	void killCannotBeTrapped() {
		Puppet receiver = this.machine.trapping();
		this.sender.runs((self) -> self.exit(receiver.pid(), ExitReason.KILL));
		assertThat(receiver.end()).isEqualTo(ExitReason.KILLED);
	}

	@Test
	void killToItselfCannotBeTrapped() {
		Puppet process = this.machine.trapping();
		process.told((self) -> self.exit(self.self(), ExitReason.KILL));
		assertThat(process.end()).isEqualTo(ExitReason.KILLED);
	}

	@Test
	void anyOtherReasonEndsOneThatDoesNotTrap() {
		Puppet receiver = this.machine.puppet();
		this.sender.runs((self) -> self.exit(receiver.pid(), BOOM));
		assertThat(receiver.end()).isEqualTo(BOOM);
		assertThat(this.sender.isAlive()).isTrue();
	}

	@Test
	void anyOtherReasonIsAMessageForOneThatTraps() {
		Puppet receiver = this.machine.trapping();
		this.sender.runs((self) -> self.exit(receiver.pid(), BOOM));
		assertThat(receiver.received()).containsExactly(new Exit(this.sender.pid(), BOOM));
	}

	@Test
	void anyOtherReasonToItselfEndsOneThatDoesNotTrapAtOnce() {
		Puppet process = this.machine.puppet();
		process.told((self) -> {
			self.exit(self.self(), BOOM);
			self.send(this.sender.pid(), "never");
		});
		assertThat(process.end()).isEqualTo(BOOM);
		assertThat(this.sender.received()).isEmpty();
	}

	@Test
	void aSignalFromOutsideNamesTheDeadProcessThatStandsForIt() {
		Puppet receiver = this.machine.trapping();
		this.machine.system.exit(receiver.pid(), BOOM);
		assertThat(receiver.received()).containsExactly(new Exit(this.machine.system.outside(), BOOM));
		assertThat(this.machine.system.outside().isAlive()).isFalse();
	}

	@Test
	void aSignalToADeadProcessIsDropped() {
		Puppet receiver = this.machine.puppet();
		this.machine.system.exit(receiver.pid(), BOOM);
		receiver.end();
		this.sender.runs((self) -> self.exit(receiver.pid(), ExitReason.KILL));
		assertThat(this.sender.isAlive()).isTrue();
	}

	// --- links

	@Test
	void aLinkBrokenByNormalIsIgnoredByOneThatDoesNotTrap() {
		assertThat(peerOfOneThatEndsWith(ExitReason.NORMAL, /* trapping= */ false).received()).isEmpty();
	}

	@Test
	void aLinkBrokenByNormalIsAMessageForOneThatTraps() {
		assertThat(peerOfOneThatEndsWith(ExitReason.NORMAL, /* trapping= */ true).received())
			.containsExactly(new Exit(this.sender.pid(), ExitReason.NORMAL));
	}

	@Test
	void aLinkBrokenByAKillEndsOneThatDoesNotTrapWithKilled() {
		Puppet peer = linkedWithSender(/* trapping= */ false);
		this.machine.system.exit(this.sender.pid(), ExitReason.KILL);
		assertThat(peer.end()).isEqualTo(ExitReason.KILLED);
	}

	@Test
	void aLinkBrokenByAKillIsAMessageForOneThatTraps() {
		Puppet peer = linkedWithSender(/* trapping= */ true);
		this.machine.system.exit(this.sender.pid(), ExitReason.KILL);
		this.sender.end();
		assertThat(peer.received()).containsExactly(new Exit(this.sender.pid(), ExitReason.KILLED));
	}

	@Test
	void aLinkBrokenByThePeersOwnExitWithKillEndsOneThatDoesNotTrapWithKill() {
		Puppet peer = linkedWithSender(/* trapping= */ false);
		this.sender.told((self) -> self.exit(ExitReason.KILL));
		assertThat(peer.end()).isEqualTo(ExitReason.KILL);
	}

	@Test
	void aLinkBrokenByThePeersOwnExitWithKillIsTrapped() {
		assertThat(peerOfOneThatEndsWith(ExitReason.KILL, /* trapping= */ true).received())
			.containsExactly(new Exit(this.sender.pid(), ExitReason.KILL));
	}

	@Test
	void aLinkBrokenByAnyOtherReasonEndsOneThatDoesNotTrap() {
		Puppet peer = linkedWithSender(/* trapping= */ false);
		this.sender.told((self) -> self.exit(BOOM));
		assertThat(peer.end()).isEqualTo(BOOM);
	}

	@Test
	void aLinkBrokenByAnyOtherReasonIsAMessageForOneThatTraps() {
		assertThat(peerOfOneThatEndsWith(BOOM, /* trapping= */ true).received())
			.containsExactly(new Exit(this.sender.pid(), BOOM));
	}

	@Test
	void aSignalTravelsThroughAChainOfLinks() {
		Puppet first = this.machine.puppet();
		Puppet last = first;
		for (int i = 0; i < 10; i++) {
			last = this.machine.child(last);
		}
		this.machine.system.exit(first.pid(), BOOM);
		assertThat(last.end()).isEqualTo(BOOM);
	}

	// --- trapping

	@Test
	void trappingIsTurnedOnAndOffAndSaysWhatItWas() {
		Puppet receiver = this.machine.puppet();
		assertThat(receiver.<Boolean>does((self) -> self.trapExits(true))).isFalse();
		this.machine.system.exit(receiver.pid(), BOOM);
		assertThat(receiver.received()).hasSize(1);
		assertThat(receiver.<Boolean>does((self) -> self.trapExits(false))).isTrue();
		this.machine.system.exit(receiver.pid(), BOOM);
		assertThat(receiver.end()).isEqualTo(BOOM);
	}

	@Test
	void twoProcessesMayExitEachOtherAtTheSameTime() {
		for (int i = 0; i < 500; i++) {
			Puppet one = this.machine.puppet();
			Puppet other = this.machine.puppet();
			Answer<ExitReason> first = new Answer<>(this.machine.system);
			this.machine.system.onDown(one.pid(), first::put);
			this.machine.system.onDown(other.pid(), first::put);
			one.told((self) -> self.exit(other.pid(), BOOM));
			other.told((self) -> self.exit(one.pid(), ExitReason.SHUTDOWN));
			assertThat(first.get()).isIn(BOOM, ExitReason.SHUTDOWN);
			this.machine.system.exit(one.pid(), ExitReason.KILL);
			this.machine.system.exit(other.pid(), ExitReason.KILL);
			one.end();
			other.end();
		}
	}

	private Puppet linkedWithSender(boolean trapping) {
		Puppet peer = (trapping) ? this.machine.trapping() : this.machine.puppet();
		peer.runs((self) -> self.link(this.sender.pid()));
		return peer;
	}

	private Puppet peerOfOneThatEndsWith(ExitReason reason, boolean trapping) {
		Puppet peer = linkedWithSender(trapping);
		this.sender.told((self) -> self.exit(reason));
		assertThat(this.sender.end()).isEqualTo(reason);
		return peer;
	}

}
