package dev.javaotp.spring.supervision;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.supervisor.AutoShutdown;
import dev.javaotp.supervisor.ChildInfo;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.ChildStart;
import dev.javaotp.supervisor.ChildType;
import dev.javaotp.supervisor.DynamicSupervisor;
import dev.javaotp.supervisor.Restart;
import dev.javaotp.supervisor.RestartIntensity;
import dev.javaotp.supervisor.Shutdown;
import dev.javaotp.supervisor.StartDynamicChildResult;
import dev.javaotp.supervisor.Strategy;
import dev.javaotp.supervisor.Supervisor;
import dev.javaotp.supervisor.SupervisorSpec;
import org.junit.jupiter.api.Test;

import static dev.javaotp.spring.supervision.SupervisionTree.dynamic;
import static dev.javaotp.spring.supervision.SupervisionTree.process;
import static dev.javaotp.spring.supervision.SupervisionTree.supervisor;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a tree in the core.
 */
class SpecsTests {

	/** A guard only: nothing here takes time. */
	private static final long GUARD_SECONDS = 10;

	private static final SupervisorNode EXCHANGE = supervisor("exchange").strategy(Strategy.ONE_FOR_ALL)
		.maxRestarts(7)
		.within(Duration.ofMinutes(1))
		.autoShutdown(AutoShutdown.ANY_SIGNIFICANT)
		.children(
				process("ledger").restart(Restart.TRANSIENT)
					.shutdown(Duration.ofSeconds(10))
					.significant(true)
					.startTimeout(Duration.ofMinutes(2)),
				supervisor("switching").strategy(Strategy.REST_FOR_ONE)
					.children(process("switchboard"),
							dynamic("lines", process("subscriberLine").restart(Restart.TEMPORARY)).maxChildren(1)));

	private final BlockingQueue<String> started = new LinkedBlockingQueue<>();

	private final ProcessStarts starts = new ProcessStarts() {

		@Override
		public ChildStart start(String process) {
			return server(process, StartOptions.named(process));
		}

		@Override
		public ChildStart startOnDemand(String process, String supervisor, Object argument) {
			return server(supervisor + " " + process + " " + argument, StartOptions.DEFAULTS);
		}

		private ChildStart server(String name, StartOptions options) {
			return ChildStart.server(() -> new Server(name, SpecsTests.this.started), options);
		}

	};

	@Test
	void everySettingReachesItsSpecification() {
		SupervisorSpec spec = EXCHANGE.toSpec(this.starts);
		assertThat(spec.name()).isEqualTo("exchange");
		assertThat(spec.strategy()).isEqualTo(Strategy.ONE_FOR_ALL);
		assertThat(spec.intensity()).isEqualTo(new RestartIntensity(7, Duration.ofMinutes(1)));
		assertThat(spec.autoShutdown()).isEqualTo(AutoShutdown.ANY_SIGNIFICANT);
		assertThat(spec.children()).extracting(ChildSpec::id).containsExactly("ledger", "switching");
		ChildSpec ledger = spec.children().getFirst();
		assertThat(ledger.restart()).isEqualTo(Restart.TRANSIENT);
		assertThat(ledger.shutdown()).isEqualTo(Shutdown.after(Duration.ofSeconds(10)));
		assertThat(ledger.significant()).isTrue();
		assertThat(ledger.type()).isEqualTo(ChildType.WORKER);
		assertThat(ledger.startTimeout()).isEqualTo(Duration.ofMinutes(2));
	}

	@Test
	void aSupervisorHasTheTimeThatItsChildrenNeed() {
		ChildSpec switching = EXCHANGE.toSpec(this.starts).children().getLast();
		assertThat(switching.type()).isEqualTo(ChildType.SUPERVISOR);
		assertThat(switching.shutdown()).isEqualTo(Shutdown.infinity());
		assertThat(switching.startTimeout()).isNull();
	}

	@Test
	void theTreeStartsInItsOrderAndUnderItsNames() throws InterruptedException {
		try (ProcessSystem system = ProcessSystem.create()) {
			Supervisor.start(system, EXCHANGE.toSpec(this.starts));
			assertThat(List.of(nextStarted(), nextStarted())).containsExactly("ledger", "switchboard");
			assertThat(Supervisor.named(system, "switching").whichChildren()).extracting(ChildInfo::id)
				.containsExactlyInAnyOrder("switchboard", "lines");
		}
	}

	@Test
	void childrenAreStartedOnDemandUpToTheirLimit() throws InterruptedException {
		try (ProcessSystem system = ProcessSystem.create()) {
			Supervisor.start(system, EXCHANGE.toSpec(this.starts));
			DynamicSupervisor<String> lines = DynamicSupervisor.named(system, "lines");
			assertThat(lines.startChild("1001")).isInstanceOf(StartDynamicChildResult.Started.class);
			assertThat(List.of(nextStarted(), nextStarted(), nextStarted())).containsExactly("ledger", "switchboard",
					"lines subscriberLine 1001");
			assertThat(lines.startChild("1002")).isInstanceOf(StartDynamicChildResult.MaxChildren.class);
		}
	}

	private String nextStarted() throws InterruptedException {
		String name = this.started.poll(GUARD_SECONDS, TimeUnit.SECONDS);
		assertThat(name).as("the next process to start").isNotNull();
		return name;
	}

	private record Server(String name,
			BlockingQueue<String> started) implements GenServer<String, Request<?, ?>, Message<?>> {

		@Override
		public InitResult<String> init(ProcessContext self) {
			this.started.add(this.name);
			return InitResult.ok(this.name);
		}

	}

}
