package dev.javaotp.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.javaotp.process.Down;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.KeyRegistry.Entry;
import dev.javaotp.scheduler.ManualScheduler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class KeyRegistryTests {

	private final ManualScheduler scheduler = new ManualScheduler(1);

	private final ProcessSystem system = ProcessSystem.builder().scheduler(this.scheduler).nodeName("here").build();

	private final UniqueKeys<Integer, String> lines = KeyRegistry.<Integer, String>builder(this.system, "lines")
		.listener("listener")
		.unique();

	private final DuplicateKeys<String, Integer> topics = KeyRegistry.<String, Integer>builder(this.system, "topics")
		.duplicate();

	private record Step(Function<ProcessContext, ?> action, CompletableFuture<Object> answer) {
	}

	@AfterEach
	void close() {
		this.system.close();
	}

	/** A process that does what it is told, and keeps what else it gets. */
	private Pid process() {
		return this.system.spawn((self) -> {
			while (true) {
				Step step = self.receive(Step.class);
				step.answer().complete(step.action().apply(self));
			}
		});
	}

	@SuppressWarnings("unchecked")
	private <T> T in(Pid pid, Function<ProcessContext, T> action) {
		CompletableFuture<Object> answer = new CompletableFuture<>();
		this.system.send(pid, new Step(action, answer));
		this.scheduler.runUntilIdle();
		assertThat(answer).isDone();
		return (T) answer.join();
	}

	private void run(Pid pid, Consumer<ProcessContext> action) {
		in(pid, (self) -> {
			action.accept(self);
			return "done";
		});
	}

	private RegisterResult register(Pid pid, int key, String value) {
		return in(pid, (self) -> this.lines.register(self, key, value));
	}

	private Optional<UniqueKeys.Updated<String>> update(Pid pid, int key) {
		return in(pid, (self) -> this.lines.updateValue(self, key, String::toUpperCase));
	}

	private void subscribe(Pid pid, String key, int value) {
		run(pid, (self) -> this.topics.register(self, key, value));
	}

	private void kill(Pid pid) {
		this.system.exit(pid, ExitReason.KILL);
		this.scheduler.runUntilIdle();
	}

	// --- unique keys

	@Test
	void aKeyFindsItsProcess() {
		Pid pid = process();
		assertThat(this.lines.whereIs(2001)).isNull();
		assertThat(register(pid, 2001, "Ada")).isEqualTo(new RegisterResult.Registered());
		assertThat(this.lines.whereIs(2001)).isSameAs(pid);
		assertThat(this.lines.lookup(2001)).containsExactly(new Entry<>(2001, pid, "Ada"));
		assertThat(this.lines.values(2001, pid)).containsExactly("Ada");
		assertThat(this.lines.keys(pid)).containsExactly(2001);
	}

	@Test
	void aUniqueKeyIsGivenOnceEvenToTheSameProcess() {
		Pid pid = process();
		register(pid, 2001, "Ada");
		assertThat(register(process(), 2001, "Bob")).isEqualTo(new RegisterResult.AlreadyRegistered(pid));
		assertThat(register(pid, 2001, "Bob")).isEqualTo(new RegisterResult.AlreadyRegistered(pid));
		assertThat(this.lines.lookup(2001)).extracting(Entry::value).containsExactly("Ada");
	}

	@Test
	void aProcessMayHaveManyKeys() {
		Pid pid = process();
		register(pid, 2002, "b");
		register(pid, 2001, "a");
		assertThat(this.lines.keys(pid)).containsExactly(2002, 2001);
		assertThat(this.lines.count()).isEqualTo(2);
		kill(pid);
		assertThat(this.lines.keys(pid)).isEmpty();
		assertThat(this.lines.count()).isZero();
	}

	@Test
	void aValueIsReplacedByItsOwner() {
		Pid pid = process();
		register(pid, 2001, "Ada");
		assertThat(update(pid, 2001)).contains(new UniqueKeys.Updated<>("ADA", "Ada"));
		assertThat(this.lines.lookup(2001)).extracting(Entry::value).containsExactly("ADA");
	}

	@Test
	void aValueOfSomebodyElseIsNotReplaced() {
		register(process(), 2001, "Ada");
		Pid other = process();
		assertThat(update(other, 2001)).isEmpty();
		assertThat(update(other, 2002)).isEmpty();
		assertThat(this.lines.lookup(2001)).extracting(Entry::value).containsExactly("Ada");
	}

	@Test
	void aKeyIsFreeWhenTheEndOfItsProcessIsHeardOf() {
		Pid pid = process();
		register(pid, 2001, "Ada");
		CompletableFuture<RegisterResult> next = new CompletableFuture<>();
		this.system.spawn((self) -> {
			self.monitor(pid);
			self.receive(Down.class);
			next.complete(this.lines.register(self, 2001, "Bob"));
			self.receive();
		});
		this.scheduler.runUntilIdle();
		kill(pid);
		assertThat(next).isCompletedWithValue(new RegisterResult.Registered());
		assertThat(this.lines.lookup(2001)).extracting(Entry::value).containsExactly("Bob");
	}

	@Test
	void aKeyOfTheDeadIsFreeBeforeAnybodyIsTold() {
		Pid pid = process();
		register(pid, 2001, "Ada");
		Pid next = process();
		run(next, (self) -> {
			self.exit(pid, ExitReason.KILL);
			assertThat(this.lines.whereIs(2001)).isNull();
			assertThat(this.lines.lookup(2001)).isEmpty();
			assertThat(this.lines.entries()).isEmpty();
			assertThat(this.lines.register(self, 2001, "Bob")).isEqualTo(new RegisterResult.Registered());
		});
		assertThat(this.lines.lookup(2001)).containsExactly(new Entry<>(2001, next, "Bob"));
	}

	@Test
	void aKeyCanBeTakenBackAndGivenAnew() {
		Pid pid = process();
		register(pid, 2001, "Ada");
		run(pid, (self) -> this.lines.unregister(self, 2001));
		assertThat(this.lines.whereIs(2001)).isNull();
		assertThat(this.lines.keys(pid)).isEmpty();
		Pid other = process();
		register(other, 2001, "Bob");
		kill(pid);
		assertThat(this.lines.whereIs(2001)).isSameAs(other);
	}

	@Test
	void takingBackWhatOneDoesNotHaveIsNoError() {
		Pid owner = process();
		register(owner, 2001, "Ada");
		run(process(), (self) -> this.lines.unregister(self, 2001));
		run(owner, (self) -> this.lines.unregister(self, 2002));
		assertThat(this.lines.whereIs(2001)).isSameAs(owner);
	}

	@Test
	void theValueMayBeNothing() {
		UniqueKeys<String, @Nullable Void> names = KeyRegistry.<String, @Nullable Void>builder(this.system, "names")
			.unique();
		Pid pid = process();
		run(pid, (self) -> names.register(self, "a", null));
		assertThat(names.lookup("a")).containsExactly(new Entry<>("a", pid, null));
	}

	// --- duplicate keys

	@Test
	void aDuplicateKeyBelongsToAnyNumberInTheOrderOfRegistration() {
		Pid first = process();
		Pid second = process();
		subscribe(second, "alarms", 1);
		subscribe(first, "alarms", 2);
		subscribe(second, "alarms", 3);
		assertThat(this.topics.lookup("alarms")).containsExactly(new Entry<>("alarms", second, 1),
				new Entry<>("alarms", first, 2), new Entry<>("alarms", second, 3));
		assertThat(this.topics.keys(second)).containsExactly("alarms", "alarms");
		assertThat(this.topics.values("alarms", second)).containsExactly(1, 3);
		assertThat(this.topics.values("alarms", first)).containsExactly(2);
		assertThat(this.topics.count()).isEqualTo(3);
	}

	@Test
	void unregisterTakesAllRegistrationsOfAProcessUnderAKey() {
		Pid pid = process();
		Pid other = process();
		subscribe(pid, "alarms", 1);
		subscribe(other, "alarms", 2);
		subscribe(pid, "alarms", 3);
		subscribe(pid, "calls", 4);
		run(pid, (self) -> this.topics.unregister(self, "alarms"));
		assertThat(this.topics.lookup("alarms")).extracting(Entry::value).containsExactly(2);
		assertThat(this.topics.keys(pid)).containsExactly("calls");
	}

	@Test
	void unregisterMatchTakesThoseWithMatchingValues() {
		Pid pid = process();
		subscribe(pid, "alarms", 1);
		subscribe(pid, "alarms", 2);
		subscribe(pid, "alarms", 3);
		run(pid, (self) -> this.topics.unregisterMatch(self, "alarms", (value) -> value % 2 == 1));
		assertThat(this.topics.values("alarms", pid)).containsExactly(2);
	}

	@Test
	void matchFindsThoseWithMatchingValues() {
		Pid pid = process();
		subscribe(pid, "alarms", 1);
		subscribe(pid, "alarms", 2);
		subscribe(pid, "calls", 3);
		assertThat(this.topics.match("alarms", (value) -> value > 1)).containsExactly(new Entry<>("alarms", pid, 2));
		assertThat(this.topics.match("none", (value) -> true)).isEmpty();
	}

	@Test
	void entriesAreAllThatIsRegistered() {
		Pid pid = process();
		subscribe(pid, "alarms", 1);
		subscribe(pid, "calls", 2);
		assertThat(this.topics.entries()).containsExactlyInAnyOrder(new Entry<>("alarms", pid, 1),
				new Entry<>("calls", pid, 2));
		kill(pid);
		assertThat(this.topics.entries()).isEmpty();
		assertThat(this.topics.count()).isZero();
	}

	@Test
	void dispatchCallsOnceInTheCallersThread() {
		Pid a = process();
		Pid b = process();
		subscribe(a, "alarms", 1);
		subscribe(b, "alarms", 2);
		List<Object> called = new ArrayList<>();
		this.topics.dispatch("alarms", (entries) -> {
			called.add(Thread.currentThread());
			called.add(entries.stream().map(Entry::pid).toList());
		});
		assertThat(called).containsExactly(Thread.currentThread(), List.of(a, b));
	}

	@Test
	void dispatchToNobodyCallsNothing() {
		this.topics.dispatch("alarms", (entries) -> {
			throw new AssertionError("called with " + entries);
		});
	}

	@Test
	void whatADispatchedActionThrowsComesBack() {
		subscribe(process(), "alarms", 1);
		assertThatIllegalStateException().isThrownBy(() -> this.topics.dispatch("alarms", (entries) -> {
			throw new IllegalStateException("boom");
		})).withMessage("boom");
	}

	// --- listeners and notes

	@Test
	void aListenerIsToldOfEachRegistrationAndItsEnd() {
		List<Object> told = new ArrayList<>();
		Pid listener = this.system.spawn((self) -> {
			while (true) {
				told.add(self.receive());
			}
		});
		Registry.of(this.system).register("listener", listener);
		Pid a = process();
		Pid b = process();
		register(a, 2001, "Ada");
		register(b, 2001, "refused");
		register(a, 2002, "Bob");
		run(a, (self) -> this.lines.unregister(self, 2001));
		kill(a);
		assertThat(told).containsExactly(new KeyEvent.Registered("lines", 2001, a, "Ada"),
				new KeyEvent.Registered("lines", 2002, a, "Bob"), new KeyEvent.Unregistered("lines", 2001, a),
				new KeyEvent.Unregistered("lines", 2002, a));
		assertThat(told).extracting((event) -> ((KeyEvent) event).registry()).containsOnly("lines");
	}

	@Test
	void aListenerThatIsNotThereIsNotMissed() {
		assertThat(register(process(), 2001, "Ada")).isEqualTo(new RegisterResult.Registered());
	}

	@Test
	void notesStayUntilTheyAreDeleted() {
		assertThat(this.lines.meta("area")).isEmpty();
		this.lines.putMeta("area", 30);
		this.lines.putMeta("area", 31);
		assertThat(this.lines.meta("area")).contains(31);
		this.lines.deleteMeta("area");
		assertThat(this.lines.meta("area")).isEqualTo(Optional.empty());
	}

	// --- mistakes

	@Test
	void onlyTheProcessItselfRegisters() {
		Pid pid = process();
		ProcessContext[] leaked = new ProcessContext[1];
		run(pid, (self) -> leaked[0] = self);
		assertThatIllegalStateException().isThrownBy(() -> this.lines.register(leaked[0], 2001, "Ada"))
			.withMessageStartingWith(
					"only process " + pid + " itself can change what it has registered in 'lines', but")
			.withMessageEndingWith("tried to");
		assertThatIllegalStateException().isThrownBy(() -> this.lines.unregister(leaked[0], 2001));
		assertThatIllegalStateException().isThrownBy(() -> this.lines.updateValue(leaked[0], 2001, (value) -> value));
	}

	@Test
	void aKilledProcessIsNotRegistered() {
		CompletableFuture<Throwable> thrown = new CompletableFuture<>();
		Pid[] pid = new Pid[1];
		pid[0] = this.system.spawn((self) -> {
			this.system.spawn((killer) -> killer.exit(pid[0], ExitReason.KILL));
			try {
				self.receive();
			}
			catch (Throwable killed) {
				try {
					this.lines.register(self, 2001, "Ada");
				}
				catch (RegistrationException refused) {
					thrown.complete(refused);
				}
			}
		});
		this.scheduler.runUntilIdle();
		assertThat(thrown).isDone();
		assertThat(thrown.join())
			.hasMessage("process " + pid[0] + " cannot be registered in registry 'lines': it has ended");
		assertThat(this.lines.count()).isZero();
	}

	@Test
	void aProcessOfAnotherSystemIsNotRegistered() {
		ManualScheduler elsewhere = new ManualScheduler(1);
		try (ProcessSystem other = ProcessSystem.builder().scheduler(elsewhere).nodeName("there").build()) {
			CompletableFuture<Throwable> thrown = new CompletableFuture<>();
			Pid stranger = other.spawn((self) -> {
				try {
					this.lines.register(self, 2001, "Ada");
				}
				catch (IllegalArgumentException refused) {
					thrown.complete(refused);
				}
			});
			elsewhere.runUntilIdle();
			assertThat(thrown).isDone();
			assertThat(thrown.join()).hasMessage("process " + stranger
					+ " cannot be registered in registry 'lines': it belongs to another system (there)");
		}
		assertThat(this.lines.count()).isZero();
	}

	// --- addresses

	@Test
	void aKeyIsAnAddress() {
		Via via = this.lines.via(2001, "Ada");
		assertThat(via).hasToString("lines[2001]");
		assertThat(via.system()).isSameAs(this.system);
		assertThat(via.whereIs()).isNull();
		Pid pid = process();
		run(pid, (self) -> assertThat(via.register(self)).isNull());
		assertThat(via.whereIs()).isSameAs(pid);
		assertThat(in(process(), via::register)).isSameAs(pid);
		assertThat(this.lines.lookup(2001)).containsExactly(new Entry<>(2001, pid, "Ada"));
	}

	@Test
	void aNameIsAnAddress() {
		Via via = Registry.of(this.system).via("switchboard");
		assertThat(via).hasToString("switchboard");
		assertThat(via.system()).isSameAs(this.system);
		assertThat(via.whereIs()).isNull();
		Pid pid = process();
		run(pid, (self) -> assertThat(via.register(self)).isNull());
		assertThat(Registry.of(this.system).whereIs("switchboard")).isSameAs(pid);
		assertThat(in(process(), via::register)).isSameAs(pid);
		assertThatExceptionOfType(RegistrationException.class)
			.isThrownBy(() -> Registry.of(this.system).register("switchboard", process()));
	}

	@Test
	void aRegistrySaysWhatItIs() {
		assertThat(this.lines).hasToString("KeyRegistry[lines]");
		assertThat(this.lines.name()).isEqualTo("lines");
		assertThat(this.lines.system()).isSameAs(this.system);
	}

}
