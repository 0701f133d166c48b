package dev.javaotp.supervisor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.LinkedStart;
import dev.javaotp.gen.StartException;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.StartResult;
import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessBody;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.SpawnOptions;
import dev.javaotp.process.ThrownValue;
import dev.javaotp.registry.Registry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How a supervisor starts, and what it does when that fails. */
class SupervisorStartTests {

	private final Tree tree = new Tree();

	@AfterEach
	void close() {
		this.tree.close();
	}

	@Test
	void childrenStartInOrder() {
		this.tree.start(SupervisorSpec.unnamed()
			.withChildren(this.tree.worker("b"), this.tree.worker("a"), this.tree.worker("c")));
		assertThat(this.tree.happened()).containsExactly("+b", "+a", "+c");
	}

	@Test
	void aChildStartsOnlyWhenTheOneBeforeIsReady() {
		CompletableFuture<Pid> slow = new CompletableFuture<>();
		ChildSpec first = ChildSpec.server("slow", () -> new SlowServer(slow), StartOptions.DEFAULTS);
		CompletableFuture<StartResult> result = this.tree
			.beginStartLink(() -> SupervisorSpec.unnamed().withChildren(first, this.tree.worker("b")));
		assertThat(this.tree.happened()).isEmpty();
		this.tree.system.send(slow.join(), "go");
		assertThat(this.tree.happened()).containsExactly("+b");
		assertThat(result).isCompleted();
	}

	@Test
	void aDeepTreeThatStartsHoldsNoThreads() {
		CompletableFuture<Pid> slow = new CompletableFuture<>();
		ChildSpec child = ChildSpec.server("slow", () -> new SlowServer(slow), StartOptions.DEFAULTS);
		for (int depth = 0; depth < 50; depth++) {
			child = ChildSpec.supervisor("level" + depth, SupervisorSpec.unnamed().withChildren(child));
		}
		SupervisorSpec root = SupervisorSpec.unnamed().withChildren(child);
		this.tree.beginStartLink(() -> root);
		assertThat(this.tree.scheduler.figures().setAside()).as("those that wait: parent and slow child").isEqualTo(2);
	}

	@Test
	void whenAChildFailsThoseBeforeItAreStoppedInReverseAndTheStartFails() {
		this.tree.failNextStart("c", "nope");
		StartResult result = this.tree.startLink(() -> SupervisorSpec.unnamed()
			.withChildren(this.tree.worker("a"), this.tree.worker("b"), this.tree.worker("c"), this.tree.worker("d")));
		assertThat(this.tree.happened()).containsExactly("+a", "+b", "-b", "-a");
		assertThat(result).isInstanceOfSatisfying(StartResult.Failed.class,
				(failed) -> assertThat(failed.reason()).hasToString("{shutdown,{failed_to_start_child,c,nope}}"));
		assertThat(this.tree.problems()).containsExactly("START_ERROR c nope");
	}

	@Test
	void theFirstStartIsNotTriedAgain() {
		this.tree.failNextStart("a", "once");
		assertThatExceptionOfType(StartException.class)
			.isThrownBy(() -> this.tree.start(SupervisorSpec.of("exchange").withChildren(this.tree.worker("a"))))
			.withMessageContaining("{shutdown,{failed_to_start_child,a,once}}");
		assertThat(this.tree.happened()).isEmpty();
	}

	@Test
	void aFailureBelowFailsTheWholeTree() {
		this.tree.failNextStart("deep", "nope");
		StartResult result = this.tree.startLink(() -> SupervisorSpec.unnamed()
			.withChildren(this.tree.worker("a"),
					ChildSpec.supervisor("sub", SupervisorSpec.unnamed().withChildren(this.tree.worker("deep")))));
		assertThat(result).isInstanceOfSatisfying(StartResult.Failed.class, (failed) -> assertThat(failed.reason())
			.hasToString("{shutdown,{failed_to_start_child,sub," + "{shutdown,{failed_to_start_child,deep,nope}}}}"));
		assertThat(this.tree.happened()).containsExactly("+a", "-a");
	}

	@Test
	void anInvalidSpecificationFailsTheStart() {
		StartResult result = this.tree
			.startLink(() -> SupervisorSpec.unnamed().withChildren(this.tree.worker("a"), this.tree.worker("a")));
		assertThat(result).isEqualTo(new StartResult.Failed(
				ExitReason.tagged("start_spec", ExitReason.tagged("duplicate_child_name", "a"))));
	}

	@Test
	void aSpecificationThatCannotBeMadeFailsTheStart() {
		StartResult result = this.tree.startLink(() -> {
			throw new ErlangError("no_config");
		});
		assertThat(result).isInstanceOfSatisfying(StartResult.Failed.class,
				(failed) -> assertThat(failed.reason().toString()).startsWith("{no_config,"));
	}

	@Test
	void theSpecificationOfANestedSupervisorIsMadeAnewForEachStart() {
		int[] made = new int[1];
		this.tree.start(SupervisorSpec.unnamed()
			.withChildren(ChildSpec.supervisor("sub",
					() -> SupervisorSpec.unnamed().withChildren(this.tree.worker("v" + ++made[0])))));
		this.tree
			.kill(Supervision.of(this.tree.system).roots().getFirst().child("sub").orElseThrow().pid().orElseThrow());
		assertThat(this.tree.happened()).startsWith("+v1").endsWith("+v2");
	}

	@Test
	void anIgnoredChildIsKeptWithoutAProcess() {
		this.tree.ignoreNextStart("a");
		Supervisor supervisor = this.tree
			.start(SupervisorSpec.unnamed().withChildren(this.tree.worker("a"), this.tree.worker("b")));
		assertThat(supervisor.countChildren()).isEqualTo(new ChildCounts(2, 1, 0, 2));
		assertThat(supervisor.whichChildren().getLast())
			.isEqualTo(new ChildInfo("a", null, ChildStatus.STOPPED, ChildType.WORKER));
	}

	@Test
	void anIgnoredTemporaryChildIsForgotten() {
		this.tree.ignoreNextStart("a");
		Supervisor supervisor = this.tree
			.start(SupervisorSpec.unnamed().withChildren(this.tree.worker("a").withRestart(Restart.TEMPORARY)));
		assertThat(supervisor.whichChildren()).isEmpty();
	}

	@Test
	void aNamedSupervisorIsFoundByItsName() {
		this.tree.start(SupervisorSpec.of("exchange").withChildren(this.tree.worker("a")));
		assertThat(Supervisor.named(this.tree.system, "exchange").countChildren().active()).isEqualTo(1);
	}

	@Test
	void aNameThatIsTakenFailsTheStart() {
		Supervisor first = this.tree.start(SupervisorSpec.of("exchange"));
		StartResult result = this.tree.startLink(() -> SupervisorSpec.of("exchange"));
		assertThat(result)
			.isEqualTo(new StartResult.Failed(ExitReason.tagged("already_started", first.pid().orElseThrow())));
		assertThat(Supervision.of(this.tree.system).roots()).extracting(SupervisorFigures::pid)
			.as("the figures stay those of the first")
			.containsExactly(first.pid());
	}

	@Test
	void theNameIsFreeAgainWhenTheSupervisorHasEnded() {
		this.tree.start(SupervisorSpec.of("exchange")).stop(Duration.ofSeconds(1));
		assertThat(Registry.of(this.tree.system).whereIs("exchange")).isNull();
	}

	// --- starts by functions

	@Test
	void aFunctionMayStartAnything() {
		ProcessBody body = ProcessContext::receive;
		Supervisor supervisor = this.tree.start(SupervisorSpec.unnamed()
			.withChildren(ChildSpec.worker("plain", ChildStart
				.calling((self) -> new StartResult.Started(self.spawnLink(body, SpawnOptions.DEFAULTS), "info")))));
		ChildInfo child = supervisor.whichChildren().getFirst();
		assertThat(child.status()).isEqualTo(ChildStatus.RUNNING);
		this.tree.system.send(child.pid(), "end");
		this.tree.settle();
		assertThat(supervisor.whichChildren().getFirst().pid()).isNotNull().isNotEqualTo(child.pid());
	}

	@Test
	void aFunctionThatThrowsFailsTheStart() {
		assertThat(startFailure((self) -> {
			throw new ErlangError("bad");
		}).toString()).startsWith("{EXIT,{bad,");
	}

	@Test
	void aFunctionThatExitsFailsTheStart() {
		assertThat(startFailure((self) -> {
			throw self.exit(ExitReason.of("gone"));
		})).hasToString("{EXIT,gone}");
	}

	@Test
	void aFunctionThatThrowsAValueFailsTheStartWithIt() {
		assertThat(startFailure((self) -> {
			throw new ThrownValue("oops");
		})).hasToString("oops");
	}

	@Test
	@SuppressWarnings("NullAway")
	void aFunctionThatReturnsNothingFailsTheStart() {
		assertThat(startFailure((self) -> null)).hasToString("{bad_return_value,null}");
	}

	@Test
	void aStartThatCannotEvenBeginFails() {
		ChildSpec child = ChildSpec.worker("a", ChildStart.linked((self) -> {
			throw new ErlangError("no_bean");
		}));
		StartResult result = this.tree.startLink(() -> SupervisorSpec.unnamed().withChildren(child));
		assertThat(((StartResult.Failed) result).reason().toString())
			.startsWith("{shutdown,{failed_to_start_child,a,{EXIT,{no_bean,");
	}

	private Object startFailure(ChildStart.Function function) {
		ChildSpec child = ChildSpec.worker("a", ChildStart.calling(function));
		StartResult result = this.tree.startLink(() -> SupervisorSpec.unnamed().withChildren(child));
		ExitReason.Tagged shutdown = (ExitReason.Tagged) ((StartResult.Failed) result).reason();
		ExitReason.Tagged failure = (ExitReason.Tagged) shutdown.elements().getFirst();
		return failure.elements().getLast();
	}

	// --- starts that take too long

	@Test
	void aStartThatTakesTooLongIsKilledAndFailsWithTimeout() {
		CompletableFuture<Pid> slow = new CompletableFuture<>();
		ChildSpec child = ChildSpec.server("slow", () -> new SlowServer(slow), StartOptions.named("slow"))
			.withStartTimeout(Duration.ofSeconds(2));
		CompletableFuture<StartResult> result = this.tree
			.beginStartLink(() -> SupervisorSpec.unnamed().withChildren(child));
		this.tree.scheduler.advance(Duration.ofMillis(1999));
		assertThat(result).isNotDone();
		this.tree.scheduler.advance(Duration.ofMillis(1));
		assertThat(result.join()).isEqualTo(new StartResult.Failed(
				ExitReason.shutdown(ExitReason.tagged("failed_to_start_child", "slow", ExitReason.TIMEOUT))));
		assertThat(slow.join().isAlive()).isFalse();
		assertThat(Registry.of(this.tree.system).whereIs("slow")).isNull();
	}

	@Test
	void theLimitIsThatOfTheStartUnderWay() {
		CompletableFuture<Pid> slow = new CompletableFuture<>();
		Supervisor supervisor = this.tree.start(
				SupervisorSpec.unnamed().withChildren(this.tree.worker("a").withStartTimeout(Duration.ofSeconds(3))));
		this.tree.scheduler.advance(Duration.ofSeconds(2));
		ChildSpec late = ChildSpec.server("slow", () -> new SlowServer(slow), StartOptions.DEFAULTS)
			.withStartTimeout(Duration.ofSeconds(3));
		CompletableFuture<StartChildResult> result = new CompletableFuture<>();
		ProcessBody client = (self) -> result.complete(supervisor.startChild(late));
		this.tree.system.spawn(client);
		this.tree.scheduler.advance(Duration.ofMillis(2999));
		assertThat(result).as("the timer of the first start has gone off meanwhile").isNotDone();
		this.tree.scheduler.advance(Duration.ofMillis(1));
		assertThat(result.join()).isEqualTo(new StartChildResult.Failed(ExitReason.TIMEOUT));
	}

	@Test
	void aShorterLimitIsKeptAfterALongerOne() {
		CompletableFuture<Pid> slow = new CompletableFuture<>();
		Supervisor supervisor = this.tree
			.start(SupervisorSpec.unnamed().withChildren(this.tree.worker("a").withStartTimeout(Duration.ofHours(1))));
		ChildSpec late = ChildSpec.server("slow", () -> new SlowServer(slow), StartOptions.DEFAULTS)
			.withStartTimeout(Duration.ofSeconds(1));
		CompletableFuture<StartChildResult> result = new CompletableFuture<>();
		ProcessBody client = (self) -> result.complete(supervisor.startChild(late));
		this.tree.system.spawn(client);
		this.tree.scheduler.advance(Duration.ofSeconds(1));
		assertThat(result.join()).isEqualTo(new StartChildResult.Failed(ExitReason.TIMEOUT));
	}

	@Test
	void aChildThatIsKilledWhileItStartsHasFailed() {
		CompletableFuture<Pid> slow = new CompletableFuture<>();
		Supervisor supervisor = this.tree.start(SupervisorSpec.unnamed());
		CompletableFuture<StartChildResult> result = new CompletableFuture<>();
		ProcessBody client = (self) -> result.complete(
				supervisor.startChild(ChildSpec.server("slow", () -> new SlowServer(slow), StartOptions.DEFAULTS)));
		this.tree.system.spawn(client);
		this.tree.settle();
		this.tree.kill(slow.join());
		assertThat(result.join()).isEqualTo(new StartChildResult.Failed(ExitReason.KILLED));
		assertThat(supervisor.whichChildren()).isEmpty();
	}

	@Test
	void aChildThatIsKilledBeforeItRunsHasFailed() {
		LinkedStart start = GenServer.linkedStart(() -> this.tree.new Worker("a"), StartOptions.DEFAULTS);
		ChildSpec killed = ChildSpec.worker("a", ChildStart.linked((self) -> {
			Pid pid = start.startLink(self);
			self.exit(pid, ExitReason.KILL);
			return pid;
		}));
		assertThat(this.tree.start(SupervisorSpec.unnamed()).startChild(killed))
			.isEqualTo(new StartChildResult.Failed(ExitReason.KILLED));
	}

	@Test
	void whatArrivesWhileAChildStartsWaitsInOrder() {
		CompletableFuture<Pid> slow = new CompletableFuture<>();
		Supervisor supervisor = this.tree.start(SupervisorSpec.unnamed());
		List<String> answers = new java.util.ArrayList<>();
		ProcessBody starter = (self) -> {
			supervisor.startChild(ChildSpec.server("slow", () -> new SlowServer(slow), StartOptions.DEFAULTS));
			answers.add("started");
		};
		ProcessBody counter = (self) -> answers.add("counted " + supervisor.countChildren().active());
		this.tree.system.spawn(starter);
		this.tree.settle();
		this.tree.system.spawn(counter);
		this.tree.settle();
		assertThat(answers).isEmpty();
		this.tree.system.send(slow.join(), "go");
		this.tree.settle();
		assertThat(answers).containsExactlyInAnyOrder("started", "counted 1");
	}

	@Test
	void initWithoutAnErrorIsReportedAsProgress() {
		this.tree.start(SupervisorSpec.of("exchange").withChildren(this.tree.worker("a")));
		assertThat(this.tree.reports).singleElement()
			.isInstanceOfSatisfying(SupervisorReport.Progress.class, (progress) -> {
				assertThat(progress.supervisor()).isEqualTo("exchange");
				assertThat(progress.started().id()).isEqualTo("a");
				assertThat(progress.started().pid()).isEqualTo(this.tree.pid("a"));
				assertThat(progress).hasToString("Supervisor exchange: started child a " + this.tree.pid("a"));
			});
	}

	@Test
	void anInitThatAnswersErrorFailsWithoutACrash() {
		this.tree.nextStart("a", InitResult.error(ExitReason.of("refused")));
		StartResult result = this.tree.startLink(() -> SupervisorSpec.unnamed().withChildren(this.tree.worker("a")));
		assertThat(((StartResult.Failed) result).reason()).hasToString("{shutdown,{failed_to_start_child,a,refused}}");
	}

}
