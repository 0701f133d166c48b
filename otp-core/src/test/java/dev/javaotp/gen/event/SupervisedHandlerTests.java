package dev.javaotp.gen.event;

import java.util.List;

import dev.javaotp.process.ErlangError;
import dev.javaotp.process.Exit;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Handlers that belong to a process. */
class SupervisedHandlerTests extends EventTestSupport {

	@Test
	void aHandlerGoesWithItsOwner() {
		this.manager.addHandler(handler("a"), 1);
		Pid owner = owner((self) -> this.manager.addSupervisedHandler(self, handler("b")));
		this.system.send(owner, BOOM);
		this.scheduler.runUntilIdle();
		assertThat(this.events).endsWith("b OwnerEnded[reason=boom] 0", "a info " + new Exit(owner, BOOM));
		assertThat(this.manager.whichHandlers()).containsExactly(id(1));
		assertThat(this.reports).noneMatch(HandlerReport.class::isInstance);
	}

	@Test
	void aDeadOwnerIsNoticed() {
		Pid dead = owner((self) -> this.manager.addSupervisedHandler(self, handler("a"), 1));
		this.system.exit(dead, ExitReason.KILL);
		this.scheduler.runUntilIdle();
		assertThat(this.events).contains("a OwnerEnded[reason=killed] 0");
	}

	@Test
	void theOwnerIsToldOfEveryEnd() {
		List<Object> mail = mailOf((self) -> {
			this.manager.addSupervisedHandler(self, handler("a"), 1);
			this.manager.addSupervisedHandler(self, handler("b").on("go", (state) -> EventResult.remove()), 2);
			this.manager.addSupervisedHandler(self, handler("c").on("go", (state) -> {
				throw new ErlangError("boom");
			}), 3);
			this.manager.addSupervisedHandler(self, handler("d"), 4);
		});
		this.manager.deleteHandler(id(1), null);
		this.manager.syncNotify("go");
		this.manager.stop();
		this.scheduler.runUntilIdle();
		assertThat(mail).containsExactly(exit(1, ExitReason.NORMAL), exit(3, ExitReason.crash(new ErlangError("boom"))),
				exit(2, ExitReason.NORMAL), exit(4, ExitReason.SHUTDOWN));
	}

	@Test
	void theOwnerIsToldWhoCameInstead() {
		Pid[] owner = new Pid[1];
		List<Object> mail = mailOf((self) -> {
			owner[0] = self.self();
			this.manager.addSupervisedHandler(self, handler("a"), 1);
		});
		this.manager.swapHandler(id(1), Swap.to(handler("b")).withId(2));
		this.manager.deleteHandler(id(2), null);
		this.scheduler.runUntilIdle();
		assertThat(mail).containsExactly(exit(1, ExitReason.tagged("swapped", id(2), owner[0])),
				exit(2, ExitReason.NORMAL));
	}

	@Test
	void aSwapMayChangeTheOwner() {
		Pid[] second = new Pid[1];
		List<Object> firstMail = mailOf((self) -> this.manager.addSupervisedHandler(self, handler("a"), 1));
		List<Object> secondMail = mailOf((self) -> {
			second[0] = self.self();
			this.manager.swapSupervisedHandler(self, id(1), Swap.to(handler("b")).withId(2));
		});
		this.manager.deleteHandler(id(2), null);
		this.scheduler.runUntilIdle();
		assertThat(firstMail).containsExactly(exit(1, ExitReason.tagged("swapped", id(2), second[0])));
		assertThat(secondMail).containsExactly(exit(2, ExitReason.NORMAL));
	}

	@Test
	void theOwnerIsToldOfASuccessorThatFailed() {
		List<Object> mail = mailOf((self) -> {
			Scripted next = handler("b").init(() -> HandlerInit.error(ExitReason.of("nope")));
			this.manager.addSupervisedHandler(self,
					handler("a").on("go", (state) -> EventResult.swap(state, Swap.to(next).withId(2))), 1);
			this.manager.syncNotify("go");
		});
		assertThat(mail).hasSize(2).last().isEqualTo(exit(2, ExitReason.of("crash")));
	}

	@Test
	void anOwnerThatTrapsHearsOfAManagerThatIsKilled() {
		List<Object> mail = mailOf((self) -> this.manager.addSupervisedHandler(self, handler("a")));
		this.system.exit(this.pid, ExitReason.KILL);
		this.scheduler.runUntilIdle();
		assertThat(mail).containsExactly(new Exit(this.pid, ExitReason.KILLED));
	}

	private HandlerExit exit(Object id, ExitReason reason) {
		return new HandlerExit(this.pid, id(id), reason);
	}

}
