package dev.javaotp.gen;

import java.util.ArrayList;
import java.util.List;

import dev.javaotp.gen.event.EventManagerRef;
import dev.javaotp.gen.event.GenEvent;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.MailboxLimit;
import dev.javaotp.process.Overflow;
import dev.javaotp.process.Pid;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Calls and casts to a server whose mailbox is full. */
class MailboxFullTests extends GenTestSupport {

	private static final MailboxLimit TWO = MailboxLimit.of(2);

	private static final Scripted.Tell NOTHING = new Scripted.Tell(CastResult::noReply);

	private final Scripted scripted = new Scripted();

	private ServerRef<Scripted> server(MailboxLimit limit) {
		start(this.scripted, StartOptions.named("ledger").withMailboxLimit(limit));
		this.scheduler.runUntilIdle();
		return ServerRef.named(this.system, "ledger");
	}

	private static void fill(ServerRef<Scripted> server) {
		server.cast(NOTHING);
		server.cast(NOTHING);
	}

	@Test
	void aCallFailsAtOnceAndSaysWhy() {
		ServerRef<Scripted> server = server(TWO);
		fill(server);
		assertThatExceptionOfType(MailboxFullException.class).isThrownBy(() -> server.call(Scripted.Ask.state()))
			.withMessage("ledger did not take an ask: 2 messages wait in its mailbox, whose limit is 2; "
					+ "call again later, send it less, or raise the limit")
			.satisfies((ex) -> {
				assertThat(ex.callReason()).isEqualTo(ExitReason.tagged("mailbox_full", 2));
				assertThat(ex.target()).isEqualTo("ledger");
				assertThat(ex.limit()).isEqualTo(TWO);
				assertThat(ex.depth()).isEqualTo(2);
			});
		this.scheduler.runUntilIdle();
		assertThat(server.call(Scripted.Ask.state())).isEqualTo("state");
	}

	@Test
	void aRequestThatNobodyWaitsForFailsWithTheReason() {
		ServerRef<Scripted> server = server(TWO);
		fill(server);
		assertThat(server.sendRequest(Scripted.Ask.state()).waitResponse(ServerRef.FOREVER))
			.isEqualTo(new CallOutcome.Failed<>(ExitReason.tagged("mailbox_full", 2)));
	}

	@Test
	void aCastIsDroppedInSilenceAndCounted() {
		ServerRef<Scripted> server = server(TWO);
		fill(server);
		fill(server);
		this.scheduler.runUntilIdle();
		assertThat(this.scripted.events).containsExactly("init", "cast", "cast");
		assertThat(this.system.messagesDropped(server.pid().orElseThrow())).isEqualTo(2);
	}

	@Test
	void aCallThatIsDroppedForNewerMessagesFailsWhileTheServerIsBusy() {
		ServerRef<Scripted> server = server(TWO.withOverflow(Overflow.DROP_OLDEST));
		server.cast(new Scripted.Tell((state) -> {
			this.scripted.self.receive("go"::equals);
			return CastResult.noReply(state);
		}));
		List<String> failures = new ArrayList<>();
		this.system.spawn((self) -> {
			try {
				server.call(Scripted.Ask.state());
			}
			catch (MailboxFullException ex) {
				failures.add(ex.getMessage());
			}
		});
		this.scheduler.runUntilIdle();
		fill(server);
		this.scheduler.runUntilIdle();
		assertThat(failures)
			.containsExactly("ledger dropped an ask for newer messages: 2 messages wait in its mailbox, whose limit "
					+ "is 2; call again later, send it less, or raise the limit");
	}

	@Test
	void callersOfAServerThatIsKilledForItsMailboxGetTheReason() {
		ServerRef<Scripted> server = server(TWO.withOverflow(Overflow.KILL));
		fill(server);
		assertThatExceptionOfType(CallException.class).isThrownBy(() -> server.call(Scripted.Ask.state()))
			.withMessage("ledger ended before it answered an ask: {mailbox_full,2}");
		this.scheduler.runUntilIdle();
		assertThat(server.pid()).isEmpty();
	}

	@Test
	void sysReachesAServerWhoseMailboxIsFull() {
		ServerRef<Scripted> server = server(TWO);
		Pid pid = server.pid().orElseThrow();
		Sys.suspend(pid);
		fill(server);
		assertThat(Sys.getState(pid)).isEqualTo("state");
		Sys.resume(pid);
		server.stop();
		assertThat(this.system.messagesDropped(pid)).isZero();
	}

	@Test
	void whoeverManagesAnEventManagerReachesItThoughItsMailboxIsFull() {
		Pid pid = GenEvent.start(this.system, String.class, StartOptions.DEFAULTS.withMailboxLimit(TWO)).pid();
		EventManagerRef<String> manager = EventManagerRef.of(pid);
		this.scheduler.runUntilIdle();
		manager.notify("one");
		manager.notify("two");
		manager.notify("three");
		assertThat(manager.whichHandlers()).isEmpty();
		assertThat(this.system.messagesDropped(pid)).isOne();
	}

}
