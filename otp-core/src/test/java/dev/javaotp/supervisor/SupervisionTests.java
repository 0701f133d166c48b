package dev.javaotp.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What can be seen without asking a supervisor, and what listeners are told. */
class SupervisionTests {

	private final Tree tree = new Tree();

	private final Supervision supervision = Supervision.of(this.tree.system);

	@AfterEach
	void close() {
		this.tree.close();
	}

	/** exchange with a, and switching with b and c. */
	private Supervisor startExchange() {
		return this.tree.start(SupervisorSpec.of("exchange")
			.withStrategy(Strategy.REST_FOR_ONE)
			.withChildren(this.tree.worker("a"),
					ChildSpec.supervisor("switching",
							SupervisorSpec.unnamed()
								.withIntensity(new RestartIntensity(2, Duration.ofSeconds(5)))
								.withChildren(this.tree.worker("b"), this.tree.worker("c")))));
	}

	private SupervisorFigures figures(String path) {
		return this.supervision.find(path).orElseThrow();
	}

	private ChildFigures child(String supervisor, String id) {
		return figures(supervisor).child(id).orElseThrow();
	}

	@Test
	void thereIsOneSupervisionPerSystem() {
		assertThat(Supervision.of(this.tree.system)).isSameAs(this.supervision);
		try (ProcessSystem other = ProcessSystem.create()) {
			assertThat(Supervision.of(other)).isNotSameAs(this.supervision);
		}
	}

	@Test
	void aTreeCanBeWalkedFromItsRoot() {
		Supervisor exchange = startExchange();
		SupervisorFigures root = this.supervision.roots().getFirst();
		assertThat(root.path()).isEqualTo("exchange");
		assertThat(root.id()).isEqualTo("exchange");
		assertThat(root.pid()).isEqualTo(exchange.pid());
		assertThat(root.strategy()).contains(Strategy.REST_FOR_ONE);
		assertThat(root.isDynamic()).isFalse();
		assertThat(root.children()).extracting(ChildFigures::id).containsExactly("a", "switching");
		SupervisorFigures switching = root.child("switching").orElseThrow().supervisor().orElseThrow();
		assertThat(switching.path()).isEqualTo("exchange/switching");
		assertThat(switching.id()).isEqualTo("switching");
		assertThat(switching.intensity().maxRestarts()).isEqualTo(2);
		assertThat(switching.childCount()).isEqualTo(2);
		assertThat(switching.child("c").orElseThrow().path()).isEqualTo("exchange/switching/c");
		assertThat(switching.child("c").orElseThrow().pid()).contains(this.tree.pid("c"));
	}

	@Test
	void aSupervisorIsFoundByItsPath() {
		startExchange();
		assertThat(figures("exchange/switching").id()).isEqualTo("switching");
		assertThat(this.supervision.find("exchange/a")).as("not a supervisor").isEmpty();
		assertThat(this.supervision.find("nobody")).isEmpty();
	}

	@Test
	void restartsAreCountedByPath() {
		startExchange();
		assertThat(child("exchange/switching", "b").restarts()).isZero();
		this.tree.crash("b");
		assertThat(child("exchange/switching", "b").restarts()).isEqualTo(1);
		assertThat(child("exchange/switching", "c").restarts()).isZero();
		assertThat(figures("exchange/switching").restartsOfChildren()).isEqualTo(1);
	}

	@Test
	void groupRestartsCountForEveryMember() {
		startExchange();
		this.tree.crash("a");
		assertThat(child("exchange", "a").restarts()).isEqualTo(1);
		assertThat(child("exchange", "switching").restarts()).isEqualTo(1);
		assertThat(child("exchange/switching", "b").restarts()).isEqualTo(1);
	}

	@Test
	void restartsSurviveTheRestartOfTheSupervisor() {
		startExchange();
		ChildFigures b = child("exchange/switching", "b");
		this.tree.crash("b");
		this.tree.kill(figures("exchange/switching").pid().orElseThrow());
		assertThat(b.restarts()).isEqualTo(2);
		assertThat(b).as("the same object").isSameAs(child("exchange/switching", "b"));
		assertThat(child("exchange", "switching").restarts()).isEqualTo(1);
	}

	@Test
	void restartsByHandCount() {
		Supervisor exchange = startExchange();
		exchange.terminateChild("a");
		exchange.restartChild("a");
		assertThat(child("exchange", "a").restarts()).isEqualTo(1);
	}

	@Test
	void failedAttemptsAreCountedApart() {
		startExchange();
		this.tree.failNextStart("a", "bad");
		this.tree.crash("a");
		assertThat(child("exchange", "a").restarts()).isEqualTo(1);
		assertThat(child("exchange", "a").failedStarts()).isEqualTo(1);
	}

	@Test
	void aDeletedChildIsForgottenWithItsCount() {
		Supervisor exchange = startExchange();
		this.tree.crash("a");
		exchange.terminateChild("a");
		assertThat(child("exchange", "a").status()).isEqualTo(ChildStatus.STOPPED);
		exchange.deleteChild("a");
		assertThat(figures("exchange").child("a")).isEmpty();
		exchange.startChild(this.tree.worker("a"));
		assertThat(child("exchange", "a").restarts()).isZero();
	}

	@Test
	void theIntensityUsedRisesAndFallsWithTime() {
		startExchange();
		SupervisorFigures switching = figures("exchange/switching");
		assertThat(switching.intensityUsed()).isZero();
		this.tree.crash("b");
		assertThat(switching.intensityUsed()).isEqualTo(0.5);
		this.tree.crash("c");
		assertThat(switching.intensityUsed()).isEqualTo(1.0);
		this.tree.scheduler.advance(Duration.ofSeconds(6));
		assertThat(switching.intensityUsed()).isZero();
	}

	@Test
	void aSupervisorAtWorkCanBeLookedAt() {
		startExchange();
		java.util.concurrent.CompletableFuture<Pid> slow = new java.util.concurrent.CompletableFuture<>();
		dev.javaotp.process.ProcessBody client = (self) -> Supervisor.named(this.tree.system, "exchange")
			.startChild(ChildSpec.server("slow", () -> new SlowServer(slow)));
		this.tree.system.spawn(client);
		this.tree.settle();
		assertThat(child("exchange", "slow").status()).isEqualTo(ChildStatus.STOPPED);
		assertThat(child("exchange", "a").status()).isEqualTo(ChildStatus.RUNNING);
	}

	@Test
	void aNamedRootIsStillThereWhenItHasEnded() {
		startExchange().stop(Duration.ofSeconds(10));
		assertThat(figures("exchange").pid()).isEmpty();
		assertThat(figures("exchange").children()).extracting(ChildFigures::status).containsOnly(ChildStatus.STOPPED);
	}

	@Test
	void aKilledRootHasNoRunningChildren() {
		Supervisor exchange = startExchange();
		this.tree.kill(exchange.pid().orElseThrow());
		assertThat(figures("exchange").children()).extracting(ChildFigures::status).containsOnly(ChildStatus.STOPPED);
	}

	@Test
	void aRootWithoutANameIsThereAsLongAsItLives() {
		Supervisor supervisor = this.tree.start(SupervisorSpec.unnamed());
		assertThat(this.supervision.roots()).extracting(SupervisorFigures::path)
			.containsExactly(supervisor.pid().orElseThrow().toString());
		supervisor.stop(Duration.ofSeconds(1));
		this.tree.settle();
		assertThat(this.supervision.roots()).isEmpty();
	}

	@Test
	void whatIsStartedAnewUnderTheSameNameCountsAnew() {
		startExchange();
		this.tree.crash("a");
		Supervisor.named(this.tree.system, "exchange").stop(Duration.ofSeconds(1));
		startExchange();
		assertThat(child("exchange", "a").restarts()).isZero();
	}

	// --- listeners

	private final List<String> told = new ArrayList<>();

	private final SupervisorListener listener = new SupervisorListener() {

		@Override
		public void restarted(String path, Pid pid) {
			SupervisionTests.this.told.add("restarted " + path);
		}

		@Override
		public void ended(String path, Pid pid, ExitReason reason) {
			SupervisionTests.this.told.add("ended " + path + " " + reason);
		}

		@Override
		public void gaveUp(String path, Pid pid, String child) {
			SupervisionTests.this.told.add("gave up " + path + " because of " + child);
		}

		@Override
		public void rootEnded(String path, Pid pid, ExitReason reason) {
			SupervisionTests.this.told.add("root ended " + path + " " + reason);
		}

	};

	@Test
	void listenersAreToldOfRestartsInOrder() {
		startExchange();
		this.supervision.addListener(this.listener);
		this.tree.crash("b");
		assertThat(this.told).containsExactly("ended exchange/switching/b boom", "restarted exchange/switching/b");
	}

	@Test
	void listenersAreToldOfTheEscalation() {
		this.tree.start(SupervisorSpec.of("exchange")
			.withIntensity(new RestartIntensity(0, Duration.ofSeconds(5)))
			.withChildren(this.tree.worker("a"), this.tree.worker("b")));
		this.supervision.addListener(this.listener);
		this.tree.crash("b");
		assertThat(this.told).containsExactly("ended exchange/b boom", "gave up exchange because of b",
				"ended exchange/a shutdown", "root ended exchange shutdown");
	}

	@Test
	void aListenerThatThrowsHarmsNobody() {
		startExchange();
		this.supervision.addListener(new SupervisorListener() {

			@Override
			public void ended(String path, Pid pid, ExitReason reason) {
				throw new IllegalStateException("listener");
			}

		});
		this.supervision.addListener(this.listener);
		this.tree.crash("b");
		assertThat(this.told).contains("restarted exchange/switching/b");
	}

	@Test
	void aListenerThatWasRemovedIsToldNothing() {
		startExchange();
		this.supervision.addListener(this.listener);
		this.supervision.removeListener(this.listener);
		this.tree.crash("b");
		assertThat(this.told).isEmpty();
	}

}
