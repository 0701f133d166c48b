package dev.javaotp.process;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What links do, apart from the table in {@link ExitSignalTests}. */
@ParameterizedClass
@EnumSource(Machine.Runner.class)
class LinkTests {

	private static final ExitReason BOOM = ExitReason.of("boom");

	private final Machine machine;

	LinkTests(Machine.Runner runner) {
		this.machine = new Machine(runner);
	}

	@AfterEach
	void close() {
		this.machine.close();
	}

	@Test
	void aLinkWorksInBothDirections() {
		Puppet one = this.machine.puppet();
		Puppet other = this.machine.puppet();
		one.runs((self) -> self.link(other.pid()));
		this.machine.system.exit(other.pid(), BOOM);
		assertThat(one.end()).isEqualTo(BOOM);
		Puppet third = this.machine.puppet();
		Puppet fourth = this.machine.puppet();
		third.runs((self) -> self.link(fourth.pid()));
		this.machine.system.exit(third.pid(), BOOM);
		assertThat(fourth.end()).isEqualTo(BOOM);
	}

	@Test
	void linkingTwiceAndUnlinkingOnceLeavesNoLink() {
		Puppet one = this.machine.puppet();
		Puppet other = this.machine.puppet();
		one.runs((self) -> {
			self.link(other.pid());
			self.link(other.pid());
			self.unlink(other.pid());
		});
		this.machine.system.exit(other.pid(), BOOM);
		other.end();
		assertThat(one.received()).isEmpty();
		assertThat(links(one)).isEmpty();
	}

	@Test
	void eitherSideMayUnlink() {
		Puppet one = this.machine.puppet();
		Puppet other = this.machine.puppet();
		one.runs((self) -> self.link(other.pid()));
		assertThat(links(one)).containsExactly(other.pid());
		assertThat(links(other)).containsExactly(one.pid());
		other.runs((self) -> self.unlink(one.pid()));
		assertThat(links(one)).isEmpty();
		assertThat(links(other)).isEmpty();
	}

	@Test
	void linkingADeadProcessRaisesNoprocInOneThatDoesNotTrap() {
		Puppet dead = dead();
		Puppet process = this.machine.puppet();
		process.runs((self) -> assertThatExceptionOfType(ErlangError.class).isThrownBy(() -> self.link(dead.pid()))
			.withMessage("noproc"));
		process.told((self) -> self.link(dead.pid()));
		assertThat(process.end()).isEqualTo(new ExitReason.Crash("noproc", new ErlangError("noproc")));
	}

	@Test
	void linkingADeadProcessIsAMessageForOneThatTraps() {
		Puppet dead = dead();
		Puppet process = this.machine.trapping();
		process.runs((self) -> self.link(dead.pid()));
		assertThat(process.received()).containsExactly(new Exit(dead.pid(), ExitReason.NOPROC));
		assertThat(links(process)).isEmpty();
	}

	@Test
	void linkingItselfDoesNothing() {
		Puppet process = this.machine.puppet();
		process.runs((self) -> self.link(self.self()));
		assertThat(links(process)).isEmpty();
	}

	@Test
	void afterUnlinkNoSignalOfThatLinkComes() {
		for (int i = 0; i < 300; i++) {
			Puppet peer = this.machine.puppet();
			Puppet process = this.machine.trapping();
			process.runs((self) -> self.link(peer.pid()));
			peer.told((self) -> self.exit(BOOM));
			process.runs((self) -> {
				self.unlink(peer.pid());
				self.receive(Exit.class::isInstance, Duration.ZERO);
				process.forget();
			});
			peer.end();
			assertThat(process.received()).isEmpty();
		}
	}

	@Test
	void anExitThatIsInTheMailboxStaysThereAfterUnlink() {
		Puppet peer = this.machine.puppet();
		Puppet process = this.machine.trapping();
		process.runs((self) -> self.link(peer.pid()));
		Exit left = process.does((self) -> {
			self.monitor(peer.pid());
			self.exit(peer.pid(), BOOM);
			self.receive(Down.class);
			self.unlink(peer.pid());
			return self.receive(Exit.class);
		});
		assertThat(left).isEqualTo(new Exit(peer.pid(), BOOM));
	}

	@Test
	void aProcessStartedWithALinkIsNeverWithoutIt() {
		Puppet parent = this.machine.trapping();
		for (int i = 0; i < 200; i++) {
			Pid pid = parent.does((self) -> self.spawnLink((ProcessContext child) -> {
				throw new ErlangError("at once");
			}, SpawnOptions.DEFAULTS));
			assertThat(parent.gets(Exit.class))
				.isEqualTo(new Exit(pid, new ExitReason.Crash("at once", new ErlangError(""))));
		}
	}

	@Test
	void aProcessMayHaveManyLinks() {
		Puppet parent = this.machine.trapping();
		List<Pid> children = parent.does((self) -> Stream.generate(() -> self.spawnLink((Reaction) (message) -> {
		}, SpawnOptions.DEFAULTS)).limit(300).toList());
		assertThat(links(parent)).containsExactlyInAnyOrderElementsOf(children);
		children.forEach((child) -> this.machine.system.exit(child, BOOM));
		assertThat(parent.gets(children.size(), Exit.class)).extracting(Exit::from)
			.containsExactlyInAnyOrderElementsOf(children);
		assertThat(links(parent)).isEmpty();
	}

	@Test
	void anExitSignalThatWasTrappedIsJudgedWhenItIsReceived() {
		Puppet process = this.machine.trapping();
		process.runs((self) -> {
			self.exit(self.self(), BOOM);
			self.trapExits(false);
		});
		assertThat(process.end()).isEqualTo(BOOM);
	}

	@Test
	void anExitSignalThatWasReceivedIsAMessageForGood() {
		Puppet process = this.machine.trapping();
		process.runs((self) -> {
			self.exit(self.self(), BOOM);
			self.sleep(Duration.ZERO);
			self.trapExits(false);
		});
		assertThat(process.received()).containsExactly(new Exit(process.pid(), BOOM));
	}

	@Test
	void twoSystemsRefuseToLink() {
		try (ProcessSystem other = ProcessSystem.builder().nodeName("other").build()) {
			Pid stranger = other.spawn((ProcessContext self) -> {
			});
			Puppet process = this.machine.puppet();
			process.runs((self) -> assertThatExceptionOfType(IllegalArgumentException.class)
				.isThrownBy(() -> self.link(stranger))
				.withMessage("process " + process.pid() + " of system test cannot be linked with " + stranger
						+ " of system other: links do not cross systems"));
		}
	}

	private List<Pid> links(Puppet puppet) {
		puppet.received();
		return this.machine.system.info(puppet.pid()).orElseThrow().links();
	}

	private Puppet dead() {
		Puppet dead = this.machine.puppet();
		this.machine.system.exit(dead.pid(), ExitReason.KILL);
		dead.end();
		return dead;
	}

}
