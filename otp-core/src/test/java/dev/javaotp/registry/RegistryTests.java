package dev.javaotp.registry;

import java.util.concurrent.CompletableFuture;

import dev.javaotp.process.Down;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ManualScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RegistryTests {

	private final ManualScheduler scheduler = new ManualScheduler(1);

	private final ProcessSystem system = ProcessSystem.builder().scheduler(this.scheduler).nodeName("here").build();

	private final Registry names = Registry.of(this.system);

	@AfterEach
	void close() {
		this.system.close();
	}

	private Pid process() {
		return this.system.spawn((self) -> self.receive((message) -> message.equals("end")));
	}

	@Test
	void aSystemHasOneRegistry() {
		assertThat(Registry.of(this.system)).isSameAs(this.names);
		try (ProcessSystem other = ProcessSystem.builder().scheduler(new ManualScheduler(1)).build()) {
			assertThat(Registry.of(other)).isNotSameAs(this.names);
		}
	}

	@Test
	void aNameFindsItsProcess() {
		Pid pid = process();
		assertThat(this.names.whereIs("a")).isNull();
		this.names.register("a", pid);
		assertThat(this.names.whereIs("a")).isSameAs(pid);
		assertThat(this.names.nameOf(pid)).isEqualTo("a");
		assertThat(this.names.registered()).containsExactly("a");
		assertThat(this.system.info(pid).orElseThrow().registeredName()).isEqualTo("a");
	}

	@Test
	void aNameIsGivenOnce() {
		Pid pid = process();
		this.names.register("a", pid);
		Pid other = process();
		assertThatExceptionOfType(RegistrationException.class).isThrownBy(() -> this.names.register("a", other))
			.withMessage("process " + other + " cannot be registered as 'a': " + pid + " has that name")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo("badarg"));
		assertThat(this.names.whereIs("a")).isSameAs(pid);
		assertThat(this.names.nameOf(other)).isNull();
	}

	@Test
	void aProcessHasOneName() {
		Pid pid = process();
		this.names.register("a", pid);
		assertThatExceptionOfType(RegistrationException.class).isThrownBy(() -> this.names.register("b", pid))
			.withMessage("process " + pid + " cannot be registered as 'b': it is registered as 'a' already");
		assertThat(this.names.registered()).containsExactly("a");
	}

	@Test
	void theDeadGetNoName() {
		Pid pid = process();
		this.system.exit(pid, ExitReason.KILL);
		assertThatExceptionOfType(RegistrationException.class).isThrownBy(() -> this.names.register("a", pid))
			.withMessage("process " + pid + " cannot be registered as 'a': it has ended");
		assertThat(this.names.registered()).isEmpty();
	}

	@Test
	void aNameIsNotEmpty() {
		assertThatExceptionOfType(RegistrationException.class).isThrownBy(() -> this.names.register("", process()))
			.withMessage("the name of a process must not be empty");
	}

	@Test
	void aProcessOfAnotherSystemGetsNoName() {
		try (ProcessSystem other = ProcessSystem.builder()
			.scheduler(new ManualScheduler(1))
			.nodeName("there")
			.build()) {
			Pid stranger = other.spawn((self) -> self.receive());
			assertThatIllegalArgumentException().isThrownBy(() -> this.names.register("a", stranger))
				.withMessage(
						"process " + stranger + " cannot be registered as 'a': it belongs to another system (there)");
			Registry.of(other).register("a", stranger);
			assertThat(this.names.nameOf(stranger)).isNull();
		}
	}

	@Test
	void aNameCanBeTakenBackAndGivenAnew() {
		Pid pid = process();
		this.names.register("a", pid);
		this.names.unregister("a");
		assertThat(this.names.whereIs("a")).isNull();
		assertThat(this.names.nameOf(pid)).isNull();
		assertThat(this.system.info(pid).orElseThrow().registeredName()).isNull();
		this.names.register("b", pid);
		this.names.register("a", process());
		assertThat(this.names.registered()).containsExactly("a", "b");
	}

	@Test
	void takingBackANameThatNobodyHasIsAnError() {
		assertThatExceptionOfType(RegistrationException.class).isThrownBy(() -> this.names.unregister("a"))
			.withMessage("no process is registered as 'a'");
	}

	@Test
	void aNameIsFreeWhenTheEndOfItsProcessIsHeardOf() {
		Pid pid = process();
		this.names.register("a", pid);
		CompletableFuture<Pid> next = new CompletableFuture<>();
		this.system.spawn((self) -> {
			self.monitor(pid);
			self.receive(Down.class);
			this.names.register("a", self.self());
			next.complete(this.names.whereIs("a"));
			self.receive();
		});
		this.scheduler.runUntilIdle();
		this.system.exit(pid, ExitReason.KILL);
		this.scheduler.runUntilIdle();
		assertThat(next).isDone();
		assertThat(next.join()).isNotSameAs(pid);
		assertThat(this.names.nameOf(pid)).isNull();
	}

	@Test
	void aMessageFindsTheProcessByItsName() {
		Pid pid = process();
		this.names.register("a", pid);
		this.names.send("a", "end");
		this.scheduler.runUntilIdle();
		assertThat(pid.isAlive()).isFalse();
	}

	@Test
	void aMessageToANameThatNobodyHasIsAnError() {
		assertThatExceptionOfType(RegistrationException.class).isThrownBy(() -> this.names.send("a", "end"))
			.withMessage("no process is registered as 'a'");
	}

	@Test
	void aMonitorByNameStaysWithTheProcess() {
		Pid pid = process();
		this.names.register("a", pid);
		CompletableFuture<Down> down = new CompletableFuture<>();
		this.system.spawn((self) -> {
			this.names.monitor(self, "a");
			down.complete(self.receive(Down.class));
		});
		this.scheduler.runUntilIdle();
		this.names.unregister("a");
		this.scheduler.runUntilIdle();
		assertThat(down).isNotDone();
		this.system.send(pid, "end");
		this.scheduler.runUntilIdle();
		assertThat(down.join().process()).isEqualTo(new ProcessName("a"));
		assertThat(down.join().reason()).isEqualTo(ExitReason.NORMAL);
	}

	@Test
	void aMonitorOfANameThatNobodyHasSaysNoproc() {
		CompletableFuture<Down> down = new CompletableFuture<>();
		this.system.spawn((self) -> {
			this.names.monitor(self, "a");
			down.complete(self.receive(Down.class));
		});
		this.scheduler.runUntilIdle();
		assertThat(down.join().process()).isEqualTo(new ProcessName("a"));
		assertThat(down.join().reason()).isEqualTo(ExitReason.NOPROC);
	}

}
