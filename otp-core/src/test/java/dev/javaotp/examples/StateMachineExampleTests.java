package dev.javaotp.examples;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.Sys;
import dev.javaotp.gen.statem.GenFsm;
import dev.javaotp.gen.statem.GenStatem;
import dev.javaotp.gen.statem.StateAndData;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ManualScheduler;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.Supervisor;
import dev.javaotp.supervisor.SupervisorSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StateMachineExampleTests {

	private final ManualScheduler scheduler = new ManualScheduler(1);

	private final ProcessSystem system = ProcessSystem.builder().scheduler(this.scheduler).build();

	@AfterEach
	void close() {
		this.system.close();
	}

	private static Object state(Pid pid) {
		return ((StateAndData<?, ?>) Sys.getState(pid)).state();
	}

	@Test
	void aLampGoesOffByItself() {
		Pid pid = GenStatem.start(this.system, new Lamp()).pid();
		ServerRef<Lamp> lamp = GenStatem.ref(pid);
		lamp.cast(new Lamp.Push());
		lamp.cast(new Lamp.Push());
		lamp.cast(new Lamp.Push());
		int pushed = lamp.call(new Lamp.HowOften());
		assertThat(pushed).isEqualTo(2);
		assertThat(state(pid)).isEqualTo(Lamp.State.ON);
		this.scheduler.advance(Lamp.MINUTE);
		assertThat(state(pid)).isEqualTo(Lamp.State.OFF);
	}

	private void enter(ServerRef<CodeLock> lock, String digits) {
		digits.chars().forEach((digit) -> lock.cast(new CodeLock.Button((char) digit)));
		this.scheduler.runUntilIdle();
	}

	@Test
	void theRightCodeOpensTheDoorForAWhile() {
		Pid pid = GenStatem.start(this.system, new CodeLock("1234"), StartOptions.named("door")).pid();
		ServerRef<CodeLock> door = GenStatem.ref(this.system, "door");
		assertThat(door.call(new CodeLock.Length())).isEqualTo(4);
		enter(door, "4321");
		assertThat(state(pid)).isEqualTo(CodeLock.State.LOCKED);
		enter(door, "1234");
		assertThat(state(pid)).isEqualTo(CodeLock.State.OPEN);
		this.scheduler.advance(CodeLock.OPEN_FOR);
		assertThat(state(pid)).isEqualTo(CodeLock.State.LOCKED);
	}

	@Test
	void whatIsEnteredWhileTheDoorIsOpenCountsAfterwards() {
		Pid pid = GenStatem.start(this.system, new CodeLock("12")).pid();
		enter(GenStatem.ref(pid), "1212");
		this.scheduler.advance(CodeLock.OPEN_FOR);
		assertThat(state(pid)).isEqualTo(CodeLock.State.OPEN);
	}

	@Test
	void whoIsSlowBeginsAnew() {
		Pid pid = GenStatem.start(this.system, new CodeLock("12")).pid();
		enter(GenStatem.ref(pid), "1");
		this.scheduler.advance(CodeLock.PATIENCE);
		enter(GenStatem.ref(pid), "2");
		assertThat(state(pid)).isEqualTo(CodeLock.State.LOCKED);
	}

	@Test
	void aCallWaitsForTheStateThatAnswersIt() {
		ServerRef<CodeLock> door = GenStatem.ref(GenStatem.start(this.system, new CodeLock("12")).pid());
		CompletableFuture<Integer> seconds = new CompletableFuture<>();
		this.system.spawn((self) -> seconds.complete(door.call(new CodeLock.AwaitOpen())));
		this.scheduler.advance(Duration.ofDays(1));
		assertThat(seconds).isNotDone();
		enter(door, "12");
		assertThat(seconds).isCompletedWithValue(10);
	}

	@Test
	void aDoorIsSupervised() {
		ChildSpec door = ChildSpec.statem("door", () -> new CodeLock("1234"), StartOptions.named("door"));
		Supervisor.start(this.system, SupervisorSpec.of("house").withChildren(door));

		ServerRef<CodeLock> ref = GenStatem.ref(this.system, "door");

		assertThat(ref.call(new CodeLock.Length())).isEqualTo(4);
	}

	@Test
	void aTurnstileLetsOneThroughForEachCoin() {
		Pid pid = GenFsm.start(this.system, new Turnstile(), StartOptions.DEFAULTS).pid();
		ServerRef<Turnstile> turnstile = ServerRef.of(pid);
		GenFsm.sendEvent(turnstile, new Turnstile.Coin());
		GenFsm.sendEvent(turnstile, new Turnstile.Push());
		GenFsm.sendEvent(turnstile, new Turnstile.Coin());
		int coins = GenFsm.syncSendAllStateEvent(turnstile, new Turnstile.Coins());
		assertThat(coins).isEqualTo(2);
		assertThat(state(pid)).isEqualTo(Turnstile.State.UNLOCKED);
		GenFsm.sendAllStateEvent(turnstile, new Turnstile.Empty());
		assertThat(GenFsm.syncSendAllStateEvent(turnstile, new Turnstile.Coins())).isZero();
	}

	@Test
	void aTurnstileDoesNotWaitForEver() {
		Pid pid = GenFsm.start(this.system, new Turnstile(), StartOptions.DEFAULTS).pid();
		GenFsm.sendEvent(ServerRef.<Turnstile>of(pid), new Turnstile.Coin());
		this.scheduler.advance(Turnstile.PATIENCE);
		assertThat(state(pid)).isEqualTo(Turnstile.State.LOCKED);
	}

}
