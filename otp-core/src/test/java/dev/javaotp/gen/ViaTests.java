package dev.javaotp.gen;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.registry.KeyRegistry;
import dev.javaotp.registry.Registry;
import dev.javaotp.registry.UniqueKeys;
import dev.javaotp.registry.Via;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Servers that are registered under a key instead of a name. */
class ViaTests extends GenTestSupport {

	private final UniqueKeys<Integer, String> lines = KeyRegistry.<Integer, String>builder(this.system, "lines")
		.unique();

	private final Via line = this.lines.via(2001, "Ada");

	@Test
	void aServerIsRegisteredBeforeItsInit() {
		Scripted server = new Scripted().init((self) -> InitResult.ok(this.lines.keys(self.self())));
		Pid pid = start(server, StartOptions.via(this.line));
		assertThat(this.lines.whereIs(2001)).isSameAs(pid);
		assertThat(ServerRef.<Scripted>of(pid).call(Scripted.Ask.state())).hasToString("[2001]");
	}

	@Test
	void aReferenceFindsWhoeverHasTheKey() {
		ServerRef<Scripted> ref = ServerRef.of(this.line);
		assertThatExceptionOfType(NoProcessException.class).isThrownBy(() -> ref.call(Scripted.Ask.reply(1)))
			.withMessage("there is no process named lines[2001] to take an ask");
		Pid first = start(new Scripted(), StartOptions.via(this.line));
		assertThat(ref.call(Scripted.Ask.reply(1))).isEqualTo(1);
		this.system.exit(first, ExitReason.KILL);
		start(new Scripted(), StartOptions.via(this.line));
		assertThat(ref.call(Scripted.Ask.reply(2))).isEqualTo(2);
		assertThat(ref).hasToString("ServerRef[lines[2001]]");
	}

	@Test
	void aKeyThatIsTakenFailsTheStart() {
		Pid first = start(new Scripted(), StartOptions.via(this.line));
		assertThat(GenServer.start(this.system, new Scripted(), StartOptions.via(this.line)))
			.isEqualTo(new StartResult.Failed(ExitReason.tagged("already_started", first)));
	}

	@Test
	void aNameTakesThePlaceOfAKeyAndTheOtherWayRound() {
		Pid named = start(new Scripted(), StartOptions.via(this.line).withName("line"));
		assertThat(Registry.of(this.system).whereIs("line")).isSameAs(named);
		assertThat(this.lines.whereIs(2001)).isNull();
		Pid keyed = start(new Scripted(), StartOptions.named("other").withVia(this.line));
		assertThat(Registry.of(this.system).whereIs("other")).isNull();
		assertThat(this.lines.whereIs(2001)).isSameAs(keyed);
	}

	@Test
	void aNameThatCannotBeFailsTheStart() {
		assertThat(GenServer.start(this.system, new Scripted(), StartOptions.named(""))).isInstanceOfSatisfying(
				StartResult.Failed.class,
				(failed) -> assertThat(failed.reason().cause()).hasMessage("the name of a process must not be empty"));
	}

}
