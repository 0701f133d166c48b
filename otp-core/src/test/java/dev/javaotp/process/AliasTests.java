package dev.javaotp.process;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Aliases: addresses that can be taken back. */
@ParameterizedClass
@EnumSource(Machine.Runner.class)
class AliasTests {

	private final Machine machine;

	private final Puppet owner;

	private final Puppet sender;

	AliasTests(Machine.Runner runner) {
		this.machine = new Machine(runner);
		this.owner = this.machine.puppet();
		this.sender = this.machine.puppet();
	}

	@AfterEach
	void close() {
		this.machine.close();
	}

	@Test
	void anAliasWorksUntilItsOwnerTakesItBack() {
		Alias alias = this.owner.does((self) -> self.alias(Alias.Mode.EXPLICIT_UNALIAS));
		send(alias, 1);
		send(alias, 2);
		assertThat(this.owner.<Boolean>does((self) -> self.unalias(alias))).isTrue();
		send(alias, 3);
		assertThat(this.owner.<Boolean>does((self) -> self.unalias(alias))).isFalse();
		assertThat(this.owner.received()).containsExactly(1, 2);
	}

	@Test
	void aReplyAliasEndsWithTheFirstMessage() {
		Alias alias = this.owner.does((self) -> self.alias(Alias.Mode.REPLY));
		send(alias, "reply");
		send(alias, "late");
		assertThat(this.owner.received()).containsExactly("reply");
	}

	@Test
	void whatHasNotBeenReceivedWhenAnAliasEndsIsDropped() {
		assertThat(this.owner.<Boolean>does((self) -> {
			Alias alias = self.alias(Alias.Mode.REPLY);
			self.send(alias, "early");
			return self.unalias(alias);
		})).isTrue();
		assertThat(this.owner.received()).isEmpty();
	}

	@Test
	void whatHasBeenReceivedWhenAnAliasEndsStays() {
		assertThat(this.owner.<Boolean>does((self) -> {
			Alias alias = self.alias(Alias.Mode.EXPLICIT_UNALIAS);
			self.send(alias, "early");
			self.sleep(Duration.ZERO);
			return self.unalias(alias);
		})).isTrue();
		assertThat(this.owner.received()).containsExactly("early");
	}

	@Test
	void onlyItsOwnerTakesAnAliasBack() {
		Alias alias = this.owner.does((self) -> self.alias(Alias.Mode.EXPLICIT_UNALIAS));
		assertThat(this.sender.<Boolean>does((self) -> self.unalias(alias))).isFalse();
		send(alias, 1);
		assertThat(this.owner.received()).containsExactly(1);
	}

	@Test
	void aMessageToAnInactiveAliasNeverReachesTheMailbox() {
		Alias alias = this.owner.does((self) -> {
			Alias made = self.alias(Alias.Mode.EXPLICIT_UNALIAS);
			self.unalias(made);
			return made;
		});
		int depth = this.owner.does((self) -> {
			self.send(alias, "late");
			this.machine.system.send(alias, "late");
			return self.mailboxDepth();
		});
		assertThat(depth).isZero();
	}

	@Test
	void anAliasOfADeadProcessDropsInSilence() {
		Alias alias = this.owner.does((self) -> self.alias(Alias.Mode.EXPLICIT_UNALIAS));
		this.machine.system.exit(this.owner.pid(), ExitReason.KILL);
		this.owner.end();
		send(alias, "late");
		assertThat(this.sender.isAlive()).isTrue();
	}

	@Test
	void anAliasMayBeUsedFromOutside() {
		Alias alias = this.owner.does((self) -> self.alias(Alias.Mode.EXPLICIT_UNALIAS));
		this.machine.system.send(alias, "hello");
		assertThat(this.owner.received()).containsExactly("hello");
	}

	@Test
	void anAliasTiedToAMonitorEndsWithDemonitor() {
		Puppet server = this.machine.puppet();
		Alias alias = monitored(server, Alias.Mode.DEMONITOR);
		send(alias, 1);
		assertThat(this.owner.<Boolean>does((self) -> self.demonitor(alias.ref()))).isTrue();
		send(alias, 2);
		assertThat(this.owner.received()).containsExactly(1);
	}

	@Test
	void anAliasTiedToAMonitorEndsWithItsDown() {
		Puppet server = this.machine.puppet();
		Alias alias = monitored(server, Alias.Mode.DEMONITOR);
		this.machine.system.exit(server.pid(), ExitReason.KILL);
		assertThat(this.owner.gets(Down.class)).isEqualTo(new Down(alias.ref(), server.pid(), ExitReason.KILLED));
		send(alias, "late");
		assertThat(this.owner.received()).isEmpty();
	}

	@Test
	void aReplyToAnAliasTiedToAMonitorEndsBoth() {
		Puppet server = this.machine.puppet();
		Alias alias = monitored(server, Alias.Mode.REPLY_DEMONITOR);
		send(alias, "reply");
		send(alias, "late");
		Answer<ExitReason> end = this.machine.endOf(server.pid());
		this.machine.system.exit(server.pid(), ExitReason.KILL);
		end.get();
		assertThat(this.owner.received()).containsExactly("reply");
		assertThat(this.machine.system.info(this.owner.pid()).orElseThrow().monitors()).isZero();
	}

	@Test
	void anExplicitAliasTiedToAMonitorOutlivesIt() {
		Puppet server = this.machine.puppet();
		Alias alias = monitored(server, Alias.Mode.EXPLICIT_UNALIAS);
		this.machine.system.exit(server.pid(), ExitReason.KILL);
		this.owner.gets(Down.class);
		send(alias, "still here");
		assertThat(this.owner.received()).containsExactly("still here");
	}

	@Test
	void anAliasTiedToAMonitorOfADeadProcessHasEndedFromTheStart() {
		Puppet server = this.machine.puppet();
		this.machine.system.exit(server.pid(), ExitReason.KILL);
		server.end();
		Alias alias = monitored(server, Alias.Mode.REPLY_DEMONITOR);
		send(alias, "late");
		assertThat(this.owner.received()).containsExactly(new Down(alias.ref(), server.pid(), ExitReason.NOPROC));
	}

	@Test
	void aRequestToAnInactiveAliasEndsAsIfNobodyWereThere() {
		Alias alias = this.owner.does((self) -> self.alias(Alias.Mode.REPLY));
		send(alias, "reply");
		Answer<Object> request = new Answer<>(this.machine.system);
		send(alias, request);
		assertThat(request.ended()).isEqualTo(ExitReason.NOPROC);
	}

	private Alias monitored(Puppet server, Alias.Mode mode) {
		return this.owner.does((self) -> self.monitor(server.pid(), server.pid(), mode));
	}

	private void send(Alias alias, Object message) {
		this.sender.runs((self) -> self.send(alias, message));
	}

}
