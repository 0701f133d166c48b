package dev.javaotp.gen;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import dev.javaotp.gen.StartResult.Failed;
import dev.javaotp.gen.StartResult.Ignored;
import dev.javaotp.gen.StartResult.Started;
import dev.javaotp.process.Down;
import dev.javaotp.process.ErlangError;
import dev.javaotp.process.Exit;
import dev.javaotp.process.ExitException;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.ThrownValue;
import dev.javaotp.registry.Registry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GenServerStartTests extends GenTestSupport {

	private final AtomicReference<Pid> pid = new AtomicReference<>();

	private StartResult startWith(Scripted.Init init) {
		return GenServer.start(this.system, new Scripted().init((self) -> {
			this.pid.set(self.self());
			return init.init(self);
		}));
	}

	@Test
	void startReturnsWhenInitIsThrough() {
		Scripted server = new Scripted();
		StartResult result = GenServer.start(this.system, server);
		assertThat(server.events).containsExactly("init");
		assertThat(result).isEqualTo(new Started(server.self.self()));
		assertThat(ServerRef.<Scripted>of(result.pid()).call(Scripted.Ask.state())).isEqualTo("state");
	}

	@Test
	void initThatIgnoresStartsNothingAndIsNoError() {
		assertThat(startWith((self) -> InitResult.ignore())).isEqualTo(new Ignored());
		assertThat(this.pid.get().isAlive()).isFalse();
		assertThat(this.reports).isEmpty();
	}

	@Test
	void initThatStopsFailsTheStartWithItsReason() {
		assertThat(startWith((self) -> InitResult.stop(BOOM))).isEqualTo(new Failed(BOOM));
		assertThat(this.pid.get().isAlive()).isFalse();
		assertThat(this.reports).hasSize(1);
	}

	@Test
	void initThatReturnsAnErrorFailsTheStartWithoutACrashReport() {
		assertThat(startWith((self) -> InitResult.error(BOOM))).isEqualTo(new Failed(BOOM));
		assertThat(this.pid.get().isAlive()).isFalse();
		assertThat(this.reports).isEmpty();
	}

	@Test
	void initThatCrashesFailsTheStartWithTheCrash() {
		ErlangError error = new ErlangError("boom");
		StartResult result = startWith((self) -> {
			throw error;
		});
		assertThat(result).isEqualTo(new Failed(new ExitReason.Crash("boom", error)));
	}

	@Test
	void initThatExitsFailsTheStartWithTheReason() {
		StartResult result = startWith((self) -> {
			throw new ExitException(BOOM);
		});
		assertThat(result).isEqualTo(new Failed(BOOM));
	}

	@Test
	void whatInitThrowsAsAValueIsItsResult() {
		StartResult result = startWith((self) -> {
			throw new ThrownValue(InitResult.ignore());
		});
		assertThat(result).isEqualTo(new Ignored());
	}

	@Test
	void aThrownValueThatIsNoResultIsABadReturnValue() {
		StartResult result = startWith((self) -> {
			throw new ThrownValue("nonsense");
		});
		assertThat(result).isEqualTo(new Failed(ExitReason.tagged("bad_return_value", "nonsense")));
	}

	@Test
	void initThatReturnsNullIsABadReturnValue() {
		assertThat(startWith((self) -> null)).isEqualTo(
				new Failed(ExitReason.tagged("bad_return_value", "null, from init of " + Scripted.class.getName())));
	}

	@Test
	void terminateDoesNotRunWhenInitFails() {
		Scripted server = new Scripted().init((self) -> InitResult.stop(BOOM));
		GenServer.start(this.system, server);
		assertThat(server.events).containsExactly("init", "ended boom");
	}

	@Test
	void theNameIsRegisteredBeforeInitRuns() {
		Registry names = Registry.of(this.system);
		AtomicReference<Pid> seen = new AtomicReference<>();
		Pid started = start(new Scripted().init((self) -> {
			seen.set(names.whereIs("server"));
			return InitResult.ok("state");
		}), StartOptions.named("server"));
		assertThat(seen.get()).isSameAs(started).isSameAs(names.whereIs("server"));
	}

	@Test
	void aNameThatIsTakenFailsTheStartWithItsOwner() {
		Pid first = start(new Scripted(), StartOptions.named("server"));
		Scripted second = new Scripted();
		StartResult result = GenServer.start(this.system, second, StartOptions.named("server"));
		assertThat(result).isEqualTo(new Failed(ExitReason.tagged("already_started", first)));
		assertThat(second.events).doesNotContain("init");
	}

	@Test
	void aNameThatIsTakenMeanwhileFailsTheStartInTheNewProcess() {
		// the look before the start finds the name free; the linked start does not look
		Pid first = inTrappingProcess((self) -> {
			Pid taker = this.system.spawn((other) -> other.receive());
			Registry.of(this.system).register("server", taker);
			Scripted second = new Scripted();
			Pid child = GenServer.linkedStart(() -> second, StartOptions.named("server")).startLink(self);
			StartAck ack = self.receive(StartAck.class);
			assertThat(ack).isEqualTo(new StartAck(child, new Failed(ExitReason.tagged("already_started", taker))));
			assertThat(self.receive(Exit.class)).isEqualTo(new Exit(child, ExitReason.NORMAL));
			assertThat(second.events).doesNotContain("init");
			return taker;
		});
		assertThat(first).isNotNull();
	}

	@Test
	void theNameIsFreeWhenAFailedStartReturns() {
		StartOptions named = StartOptions.named("server");
		GenServer.start(this.system, new Scripted().init((self) -> InitResult.stop(BOOM)), named);
		assertThat(Registry.of(this.system).whereIs("server")).isNull();
		assertThat(GenServer.start(this.system, new Scripted(), named)).isInstanceOf(Started.class);
	}

	@Test
	void initThatTakesTooLongIsKilled() {
		Scripted slow = new Scripted().init((self) -> {
			self.sleep(Duration.ofMinutes(1));
			return InitResult.ok("state");
		});
		StartResult result = GenServer.start(this.system, slow,
				StartOptions.named("server").withTimeout(Duration.ofSeconds(2)));
		assertThat(result).isEqualTo(new Failed(ExitReason.TIMEOUT));
		assertThat(slow.self.self().isAlive()).isFalse();
		assertThat(Registry.of(this.system).whereIs("server")).isNull();
	}

	@Test
	void aLinkedStartThatTakesTooLongLeavesNoExitMessage() {
		Object left = inTrappingProcess((self) -> {
			StartResult result = GenServer.startLink(self, new Scripted().init((child) -> {
				child.sleep(Duration.ofMinutes(1));
				return InitResult.ok("state");
			}), StartOptions.DEFAULTS.withTimeout(Duration.ofSeconds(2)));
			assertThat(result).isEqualTo(new Failed(ExitReason.TIMEOUT));
			return self.receive((message) -> true, Duration.ofSeconds(1));
		});
		assertThat(left).isNull();
	}

	@Test
	void aLinkedStartThatFailsLeavesAnExitMessageIfTheStarterTrapsExits() {
		assertThat(exitLeftBy(InitResult.stop(BOOM))).isEqualTo(BOOM);
		assertThat(exitLeftBy(InitResult.error(BOOM))).isEqualTo(ExitReason.NORMAL);
		assertThat(exitLeftBy(InitResult.ignore())).isEqualTo(ExitReason.NORMAL);
	}

	private ExitReason exitLeftBy(InitResult<Object> result) {
		return inTrappingProcess((self) -> {
			GenServer.startLink(self, new Scripted().init((child) -> result));
			// it is there already
			return ((Exit) self.receive((message) -> true, Duration.ZERO)).reason();
		});
	}

	@Test
	void aLinkedStartThatFailsEndsAStarterThatDoesNotTrapExits() {
		Pid starter = this.system
			.spawn((self) -> GenServer.startLink(self, new Scripted().init((child) -> InitResult.stop(BOOM))));
		assertThat(end(starter)).isEqualTo(BOOM);
	}

	@Test
	void aLinkedServerEndsWithItsParent() {
		Scripted server = new Scripted();
		this.system.spawn((self) -> {
			GenServer.startLink(self, server);
			throw self.exit(BOOM);
		});
		this.scheduler.runUntilIdle();
		assertThat(server.events).containsExactly("init", "ended boom");
	}

	@Test
	void aMonitoredStartGivesADownWhenTheServerEnds() {
		Down down = inProcess((self) -> {
			MonitoredStart started = GenServer.startMonitor(self, new Scripted(), StartOptions.DEFAULTS);
			ServerRef.of(started.result().pid()).stop();
			Down last = self.receive(Down.class);
			assertThat(last.ref()).isSameAs(started.monitor());
			return last;
		});
		assertThat(down.reason()).isEqualTo(ExitReason.NORMAL);
	}

	@Test
	void aMonitoredStartThatFailsLeavesNoDown() {
		Object left = inProcess((self) -> {
			MonitoredStart started = GenServer.startMonitor(self, new Scripted().init((child) -> InitResult.stop(BOOM)),
					StartOptions.DEFAULTS);
			assertThat(started).isEqualTo(new MonitoredStart(new Failed(BOOM), null));
			return self.receive((message) -> true, Duration.ofSeconds(1));
		});
		assertThat(left).isNull();
	}

	@Test
	void aStartThatNobodyWaitsForIsAcknowledgedWithAMessage() {
		inTrappingProcess((self) -> {
			Pid child = GenServer.linkedStart(Scripted::new, StartOptions.DEFAULTS).startLink(self);
			assertThat(self.receive()).isEqualTo(new StartAck(child, new Started(child)));
			assertThat(ServerRef.<Scripted>of(child).call(Scripted.Ask.state())).isEqualTo("state");
			return null;
		});
	}

	@Test
	void aFailureIsAcknowledgedWhenProcessAndNameAreGone() {
		inTrappingProcess((self) -> {
			Pid child = GenServer
				.linkedStart(() -> new Scripted().init((server) -> InitResult.error(BOOM)),
						StartOptions.named("server"))
				.startLink(self);
			assertThat(self.receive(StartAck.class)).isEqualTo(new StartAck(child, new Failed(BOOM)));
			assertThat(child.isAlive()).isFalse();
			assertThat(Registry.of(this.system).whereIs("server")).isNull();
			assertThat(self.receive(Exit.class)).isEqualTo(new Exit(child, ExitReason.NORMAL));
			return null;
		});
	}

	@Test
	void aProcessThatIsKilledInItsInitIsAcknowledgedAtOnce() {
		inTrappingProcess((self) -> {
			Pid child = GenServer.linkedStart(() -> new Scripted().init((server) -> {
				server.sleep(ServerRef.DEFAULT_TIMEOUT);
				return InitResult.ok("state");
			}), StartOptions.DEFAULTS).startLink(self);
			self.sleep(Duration.ofMillis(1));
			self.exit(child, ExitReason.KILL);
			assertThat(self.receive(StartAck.class)).isEqualTo(new StartAck(child, new Failed(ExitReason.KILLED)));
			return null;
		});
	}

	@Test
	void aResultThatIsNoProcessSaysWhy() {
		assertThatExceptionOfType(StartException.class).isThrownBy(() -> new Failed(BOOM).pid())
			.withMessage("the process did not start: boom")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(BOOM));
		assertThatExceptionOfType(StartException.class).isThrownBy(() -> new Ignored().pid())
			.withMessage("nothing was started: init returned ignore");
	}

	@Test
	void initMayWaitForMessagesAndSeesNoneThatNobodySent() {
		start(new Scripted().init((self) -> {
			assertThat(self.receive((message) -> true, Duration.ofSeconds(1))).isNull();
			self.send(self.self(), "hello");
			return InitResult.ok(self.receive());
		}));
		inTrappingProcess((self) -> {
			GenServer
				.linkedStart(() -> new Scripted().init((server) -> InitResult.ok(server.receive())),
						StartOptions.named("server"))
				.startLink(self);
			self.sleep(Duration.ofSeconds(1));
			Registry.of(this.system).send("server", "hello");
			assertThat(self.receive(StartAck.class).result()).isInstanceOf(Started.class);
			return null;
		});
	}

	@Test
	void theSchedulerKnowsTheServersClass() {
		Pid pid = start(new Scripted());
		assertThat(this.system.info(pid).orElseThrow().kind()).isEqualTo(Scripted.class.getName());
	}

	@Test
	@Timeout(value = 10, unit = TimeUnit.SECONDS)
	void anInterruptEndsTheWaitAndTheProcess() throws Exception {
		try (ProcessSystem threads = ProcessSystem.create()) {
			CountDownLatch inInit = new CountDownLatch(1);
			CompletableFuture<String> outcome = new CompletableFuture<>();
			Scripted stuck = new Scripted().init((self) -> {
				inInit.countDown();
				self.receive();
				return InitResult.ok("state");
			});
			Thread starter = Thread.ofPlatform().start(() -> {
				try {
					GenServer.start(threads, stuck);
				}
				catch (StartException ex) {
					outcome.complete(ex.getMessage() + " " + Thread.currentThread().isInterrupted());
				}
			});
			inInit.await();
			starter.interrupt();
			Pid pid = stuck.self.self();
			assertThat(outcome.get()).isEqualTo("interrupted while " + pid + " was starting; it was killed true");
			assertThat(pid.isAlive()).isFalse();
		}
	}

}
