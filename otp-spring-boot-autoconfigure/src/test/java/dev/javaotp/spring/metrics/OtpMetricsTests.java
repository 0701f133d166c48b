package dev.javaotp.spring.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.javaotp.gen.Agent;
import dev.javaotp.gen.CallException;
import dev.javaotp.gen.CallTimeoutException;
import dev.javaotp.gen.NoProcessException;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.Sys;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.MailboxLimit;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ManualScheduler;
import dev.javaotp.spring.Exchange;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.ChildStart;
import dev.javaotp.supervisor.DynamicSupervisor;
import dev.javaotp.supervisor.DynamicSupervisorSpec;
import dev.javaotp.supervisor.PartitionSupervisor;
import dev.javaotp.supervisor.PartitionSupervisorSpec;
import dev.javaotp.supervisor.Restart;
import dev.javaotp.supervisor.StartDynamicChildResult;
import dev.javaotp.supervisor.Supervisor;
import dev.javaotp.supervisor.SupervisorSpec;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The meters, as Prometheus is told them. */
class OtpMetricsTests {

	private static final Duration LIMIT = Duration.ofSeconds(5);

	// only so that a test that goes wrong ends
	private static final Duration GUARD = Duration.ofSeconds(60);

	private final ManualScheduler scheduler = new ManualScheduler(1);

	private final ProcessSystem system = ProcessSystem.builder().scheduler(this.scheduler).build();

	private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private OtpMetrics metrics = bind(1000);

	@AfterEach
	void close() {
		this.metrics.close();
		this.system.close();
	}

	@Test
	void countersAreThereAtZeroBeforeAnythingHasHappened() {
		Exchange.start(this.system);
		assertThat(scrape()).contains("otp_process_restarts_total{process=\"ledger\",supervisor=\"exchange\"} 0.0",
				"otp_process_restarts_total{process=\"switching\",supervisor=\"exchange\"} 0.0",
				"otp_process_restarts_total{process=\"lines\",supervisor=\"switching\"} 0.0",
				"otp_process_restarts_total{process=\"lines\",supervisor=\"lines\"} 0.0",
				"otp_process_mailbox_depth{process=\"ledger\"} 0.0",
				"otp_process_messages_total{process=\"ledger\"} 0.0",
				"otp_process_exits_total{process=\"ledger\",reason=\"normal\"} 0.0",
				"otp_process_exits_total{process=\"ledger\",reason=\"shutdown\"} 0.0",
				"otp_process_exits_total{process=\"ledger\",reason=\"killed\"} 0.0",
				"otp_process_exits_total{process=\"ledger\",reason=\"error\"} 0.0",
				"otp_process_exits_total{process=\"exchange\",reason=\"error\"} 0.0",
				"otp_supervisor_intensity_used{supervisor=\"exchange\"} 0.0",
				"otp_supervisor_intensity_used{supervisor=\"switching\"} 0.0",
				"otp_supervisor_intensity_used{supervisor=\"lines\"} 0.0",
				"otp_call_duration_seconds_count{outcome=\"success\",process=\"ledger\"} 0",
				"otp_call_duration_seconds_count{outcome=\"error\",process=\"ledger\"} 0",
				"otp_call_duration_seconds_count{outcome=\"timeout\",process=\"ledger\"} 0",
				"otp_call_duration_seconds_count{outcome=\"noproc\",process=\"ledger\"} 0",
				"otp_call_duration_seconds_count{outcome=\"noproc\",process=\"other\"} 0", "otp_scheduler_queue 0.0",
				"otp_process_leftover 0.0");
		assertThat(scrape()).anyMatch((line) -> line.startsWith("otp_scheduler_busy "))
			.anyMatch((line) -> line.startsWith("otp_scheduler_threads{kind=\"scheduler\"} "))
			.anyMatch((line) -> line.startsWith("otp_scheduler_threads{kind=\"set-aside\"} "))
			.anyMatch((line) -> line.startsWith("otp_scheduler_threads{kind=\"virtual\"} "))
			.anyMatch((line) -> line.startsWith("otp_scheduler_threads{kind=\"cpu\"} "));
	}

	@Test
	void aPartitionCountsUnderItsSupervisorAndItsNumber() {
		PartitionSupervisor.start(this.system,
				PartitionSupervisorSpec
					.of("counters",
							(partition) -> ChildSpec.worker("counter",
									ChildStart.linked(Agent.linkedStart(() -> 0, StartOptions.DEFAULTS))))
					.withPartitions(2));
		assertThat(scrape()).contains("otp_process_restarts_total{process=\"counters/0\",supervisor=\"counters\"} 0.0",
				"otp_process_restarts_total{process=\"counters/1\",supervisor=\"counters\"} 0.0");
	}

	@Test
	void everyMeterIsDescribedAndNoneHasABaseUnitInItsName() {
		Exchange.start(this.system);
		assertThat(this.registry.getMeters()).isNotEmpty().allSatisfy((meter) -> {
			assertThat(meter.getId().getDescription()).as(meter.getId().getName()).isNotBlank();
			assertThat(meter.getId().getName()).startsWith("otp.").doesNotContainPattern("seconds|count|total$|bytes");
		});
		assertThat(this.registry.getMeters()).extracting((meter) -> meter.getId().getName())
			.containsOnly("otp.processes", "otp.process.mailbox.depth", "otp.process.mailbox.dropped",
					"otp.process.messages", "otp.process.restarts", "otp.process.exits", "otp.process.starts",
					"otp.supervisor.intensity.used", "otp.supervisor.children", "otp.supervisor.up",
					"otp.call.duration", "otp.scheduler.queue", "otp.scheduler.busy", "otp.scheduler.threads",
					"otp.process.leftover");
	}

	@Test
	void theDocumentationNamesEachMeterWithItsTags() throws IOException {
		Exchange.start(this.system);
		String table = Files.readString(Path.of("../docs/metrics.md"));
		assertThat(this.registry.getMeters()).allSatisfy((meter) -> {
			String tags = meter.getId()
				.getTags()
				.stream()
				.map((tag) -> "`" + tag.getKey() + "`")
				.sorted(Comparator.comparing("`process``supervisor``reason``outcome`"::indexOf))
				.collect(Collectors.joining(", "));
			assertThat(table).containsPattern(Pattern.quote("| `" + meter.getId().getName() + "` |") + " \\w+ \\| ?"
					+ Pattern.quote(tags) + " ?\\|");
		});
	}

	@Test
	void processesAreCountedByWhatTheyDo() {
		Exchange.start(this.system);
		settle();
		assertThat(scrape()).contains("otp_processes{state=\"waiting\"} 6.0", "otp_processes{state=\"running\"} 0.0",
				"otp_processes{state=\"runnable\"} 0.0", "otp_processes{state=\"suspended\"} 0.0");
		Sys.suspend(Exchange.pid(this.system, "ledger"));
		this.system.send(Exchange.pid(this.system, "traffic"), new Exchange.Ping());
		passTime();
		assertThat(scrape()).contains("otp_processes{state=\"waiting\"} 4.0", "otp_processes{state=\"suspended\"} 1.0",
				"otp_processes{state=\"runnable\"} 1.0");
	}

	@Test
	void mailboxesAndMessagesAreCounted() {
		Exchange.start(this.system);
		settle();
		Pid ledger = Exchange.pid(this.system, "ledger");
		this.system.send(ledger, new Exchange.Ping());
		this.system.send(ledger, new Exchange.Ping());
		assertThat(scrape()).contains("otp_process_mailbox_depth{process=\"ledger\"} 2.0",
				"otp_process_messages_total{process=\"ledger\"} 0.0");
		settle();
		assertThat(scrape()).contains("otp_process_mailbox_depth{process=\"ledger\"} 0.0",
				"otp_process_messages_total{process=\"ledger\"} 2.0");
	}

	@Test
	void countersSurviveRestarts() {
		Exchange.start(this.system);
		ServerRef<Exchange.Server> ledger = ServerRef.named(this.system, "ledger");
		ledger.call(new Exchange.Ask());
		ledger.call(new Exchange.Ask());
		ledger.cast(new Exchange.Crash());
		settle();
		ledger.call(new Exchange.Ask());
		long handled = messages("ledger");
		assertThat(handled).isGreaterThanOrEqualTo(3);
		assertThat(scrape()).contains("otp_process_restarts_total{process=\"ledger\",supervisor=\"exchange\"} 1.0",
				"otp_process_exits_total{process=\"ledger\",reason=\"error\"} 1.0",
				"otp_call_duration_seconds_count{outcome=\"success\",process=\"ledger\"} 3");
		ledger.cast(new Exchange.Crash());
		settle();
		assertThat(messages("ledger")).isGreaterThanOrEqualTo(handled);
		ledger.call(new Exchange.Ask());
		assertThat(messages("ledger")).isGreaterThan(handled);
		assertThat(scrape()).contains("otp_process_restarts_total{process=\"ledger\",supervisor=\"exchange\"} 2.0");
	}

	@Test
	void countersSurviveTheRestartOfTheirSupervisor() {
		Exchange.start(this.system);
		ServerRef<Exchange.Server> switchboard = ServerRef.named(this.system, "switchboard");
		switchboard.call(new Exchange.Ask());
		long handled = messages("switchboard");
		this.system.exit(Exchange.pid(this.system, "switching"), ExitReason.KILL);
		settle();
		switchboard.call(new Exchange.Ask());
		assertThat(messages("switchboard")).isGreaterThan(handled);
		assertThat(scrape()).contains("otp_process_restarts_total{process=\"switching\",supervisor=\"exchange\"} 1.0",
				"otp_process_restarts_total{process=\"switchboard\",supervisor=\"switching\"} 1.0",
				"otp_process_exits_total{process=\"switching\",reason=\"killed\"} 1.0");
	}

	@Test
	void exitsAreCountedByReason() {
		Supervisor exchange = Exchange.start(this.system);
		ServerRef<Exchange.Server> ledger = ServerRef.named(this.system, "ledger");
		ledger.cast(new Exchange.Stop());
		settle();
		ledger.cast(new Exchange.Crash());
		settle();
		this.system.exit(Exchange.pid(this.system, "ledger"), ExitReason.KILL);
		settle();
		exchange.terminateChild("ledger");
		assertThat(scrape()).contains("otp_process_exits_total{process=\"ledger\",reason=\"normal\"} 1.0",
				"otp_process_exits_total{process=\"ledger\",reason=\"error\"} 1.0",
				"otp_process_exits_total{process=\"ledger\",reason=\"killed\"} 1.0",
				"otp_process_exits_total{process=\"ledger\",reason=\"shutdown\"} 1.0");
		exchange.stop(LIMIT);
		assertThat(scrape()).contains("otp_process_exits_total{process=\"exchange\",reason=\"shutdown\"} 1.0",
				"otp_process_exits_total{process=\"switchboard\",reason=\"shutdown\"} 1.0",
				"otp_process_exits_total{process=\"ledger\",reason=\"normal\"} 1.0");
	}

	@Test
	void theIntensityThatIsUsedIsAShare() {
		Exchange.start(this.system);
		this.system.exit(Exchange.pid(this.system, "ledger"), ExitReason.KILL);
		settle();
		assertThat(this.registry.get("otp.supervisor.intensity.used").tag("supervisor", "exchange").gauge().value())
			.isEqualTo(1.0 / 3);
		this.scheduler.advance(Duration.ofSeconds(10));
		assertThat(this.registry.get("otp.supervisor.intensity.used").tag("supervisor", "exchange").gauge().value())
			.isZero();
	}

	@Test
	void onlyASupervisorAtTheTopIsUpAndDownWhenItHasGivenUp() {
		Exchange.start(this.system);
		assertThat(scrape()).filteredOn((line) -> line.startsWith("otp_supervisor_up"))
			.containsExactly("otp_supervisor_up{supervisor=\"exchange\"} 1.0");
		for (int i = 0; i < 4; i++) {
			this.system.exit(Exchange.pid(this.system, "ledger"), ExitReason.KILL);
			settle();
		}
		assertThat(scrape()).contains("otp_supervisor_up{supervisor=\"exchange\"} 0.0");
		Exchange.start(this.system);
		assertThat(scrape()).contains("otp_supervisor_up{supervisor=\"exchange\"} 1.0");
	}

	@Test
	void childrenAreCountedBySupervisorAndAllStartsTogether() {
		Exchange.start(this.system);
		Exchange.startLine(this.system, "1001");
		Exchange.startLine(this.system, "1002");
		assertThat(scrape()).contains("otp_supervisor_children{supervisor=\"exchange\"} 2.0",
				"otp_supervisor_children{supervisor=\"switching\"} 3.0",
				"otp_supervisor_children{supervisor=\"lines\"} 2.0", "otp_process_starts_total 8.0");
		DynamicSupervisor<String> lines = DynamicSupervisor.named(this.system, "lines");
		lines.terminateChild(lines.whichChildren().getFirst().pid());
		assertThat(scrape()).contains("otp_supervisor_children{supervisor=\"lines\"} 1.0",
				"otp_process_starts_total 8.0");
	}

	@Test
	void callsAreTimedByProcessAndOutcome() {
		Exchange.start(this.system);
		ServerRef<Exchange.Server> ledger = ServerRef.named(this.system, "ledger");
		ServerRef<Exchange.Server> byPid = ServerRef.of(Exchange.pid(this.system, "ledger"));
		ledger.call(new Exchange.Ask());
		byPid.call(new Exchange.Ask());
		assertThatExceptionOfType(CallTimeoutException.class)
			.isThrownBy(() -> byPid.call(new Exchange.AskInVain(), Duration.ofSeconds(2)));
		ledger.cast(new Exchange.Crash());
		assertThatExceptionOfType(CallException.class).isThrownBy(() -> byPid.call(new Exchange.Ask()));
		assertThatExceptionOfType(NoProcessException.class)
			.isThrownBy(() -> ServerRef.<Exchange.Server>named(this.system, "nobody").call(new Exchange.Ask()));
		assertThat(scrape()).contains("otp_call_duration_seconds_count{outcome=\"success\",process=\"ledger\"} 2",
				"otp_call_duration_seconds_count{outcome=\"timeout\",process=\"ledger\"} 1",
				"otp_call_duration_seconds_sum{outcome=\"timeout\",process=\"ledger\"} 2.0",
				"otp_call_duration_seconds_count{outcome=\"error\",process=\"ledger\"} 1",
				"otp_call_duration_seconds_count{outcome=\"noproc\",process=\"other\"} 1");
	}

	@Test
	void tenThousandDynamicProcessesAddNoSeries() {
		try (ProcessSystem real = ProcessSystem.create(); OtpMetrics metrics = new OtpMetrics(real, 1000)) {
			PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
			metrics.bindTo(registry);
			Exchange.start(real);
			int before = scrape(registry).size();
			List<Pid> lines = IntStream.range(0, 10_000)
				.mapToObj((number) -> Exchange.startLine(real, String.valueOf(number)))
				.toList();
			lines.forEach((line) -> real.send(line, new Exchange.Ping()));
			lines.forEach((line) -> ServerRef.<Exchange.Server>of(line).call(new Exchange.Ask()));
			Awaitility.await()
				.atMost(GUARD)
				.until(() -> scrape(registry).contains("otp_processes{state=\"waiting\"} 10006.0"));
			assertThat(registry.get("otp.process.messages").tag("process", "lines").functionCounter().count())
				.isGreaterThanOrEqualTo(30_000);
			assertThat(scrape(registry)).hasSize(before)
				.noneMatch((line) -> line.contains("<0."))
				.contains("otp_process_mailbox_depth{process=\"lines\"} 0.0",
						"otp_call_duration_seconds_count{outcome=\"success\",process=\"lines\"} 20000");
		}
	}

	@Test
	void dynamicChildrenCountUnderTheirSupervisor() {
		Exchange.start(this.system);
		Pid line = Exchange.startLine(this.system, "1001");
		Exchange.startLine(this.system, "1002");
		this.system.send(line, new Exchange.Ping());
		settle();
		passTime();
		long handled = messages("lines");
		this.system.send(line, new Exchange.Crash());
		settle();
		passTime();
		assertThat(messages("lines")).isGreaterThanOrEqualTo(handled);
		assertThat(scrape()).contains("otp_process_restarts_total{process=\"lines\",supervisor=\"lines\"} 1.0",
				"otp_process_restarts_total{process=\"lines\",supervisor=\"switching\"} 0.0",
				"otp_process_exits_total{process=\"lines\",reason=\"error\"} 1.0");
		DynamicSupervisor<String> lines = DynamicSupervisor.named(this.system, "lines");
		lines.terminateChild(lines.whichChildren().getFirst().pid());
		settle();
		passTime();
		assertThat(messages("lines")).isGreaterThanOrEqualTo(handled);
		assertThat(scrape()).contains("otp_process_exits_total{process=\"lines\",reason=\"shutdown\"} 1.0");
	}

	@Test
	void messagesThatAFullMailboxDroppedAreCountedAcrossRestartsAndForAllChildrenTogether() {
		StartOptions one = StartOptions.DEFAULTS.withMailboxLimit(MailboxLimit.of(1));
		DynamicSupervisorSpec<String> crowd = DynamicSupervisorSpec.of("crowd",
				(name) -> ChildSpec.server("one", () -> new Exchange.Server(name), one).withRestart(Restart.TEMPORARY));
		Supervisor.start(this.system, SupervisorSpec.of("top")
			.withChildren(ChildSpec.server("narrow", () -> new Exchange.Server("narrow"), one.withName("narrow")),
					ChildSpec.dynamicSupervisor("crowd", crowd)));
		DynamicSupervisor<String> many = DynamicSupervisor.named(this.system, "crowd");
		for (int round = 0; round < 2; round++) {
			flood(Exchange.pid(this.system, "narrow"));
			flood(((StartDynamicChildResult.Started) many.startChild("first")).pid());
			flood(((StartDynamicChildResult.Started) many.startChild("second")).pid());
		}
		passTime();
		assertThat(scrape()).contains("otp_process_mailbox_dropped_total{process=\"narrow\"} 4.0",
				"otp_process_mailbox_dropped_total{process=\"crowd\"} 8.0",
				"otp_process_mailbox_dropped_total{process=\"top\"} 0.0");
	}

	/** Sends two messages too many, then ends the process. */
	private void flood(Pid pid) {
		settle();
		for (int i = 0; i < 3; i++) {
			this.system.send(pid, new Exchange.Ping());
		}
		settle();
		this.system.exit(pid, ExitReason.KILL);
		settle();
	}

	@Test
	void theSeriesOfAChildComeWithItAndGoWithIt() {
		Supervisor exchange = Exchange.start(this.system);
		int before = scrape().size();
		exchange.startChild(Exchange.server("billing"));
		assertThat(scrape()).contains("otp_process_restarts_total{process=\"billing\",supervisor=\"exchange\"} 0.0");
		exchange.terminateChild("billing");
		assertThat(scrape()).contains("otp_process_mailbox_depth{process=\"billing\"} 0.0");
		exchange.deleteChild("billing");
		assertThat(scrape()).hasSize(before).noneMatch((line) -> line.contains("billing"));
		exchange.startChild(Exchange.server("once").withRestart(Restart.TEMPORARY));
		this.system.exit(Exchange.pid(this.system, "once"), ExitReason.KILL);
		settle();
		assertThat(scrape()).hasSize(before);
	}

	@Test
	void noScrapeWaitsForVeryManyProcesses() {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		try (ProcessSystem real = ProcessSystem.create(); OtpMetrics meters = new OtpMetrics(real, 1000)) {
			meters.bindTo(registry);
			spawnIdle(real, OtpMetrics.COUNTED_AT_ONCE + 1);
			scrape(registry);
			spawnIdle(real, 1);
			String all = "otp_processes{state=\"waiting\"} " + (OtpMetrics.COUNTED_AT_ONCE + 2.0);
			Awaitility.await().atMost(GUARD).until(() -> scrape(registry).contains(all));
		}
	}

	private static void spawnIdle(ProcessSystem system, int processes) {
		for (int i = 0; i < processes; i++) {
			Agent.start(system, () -> 0);
		}
	}

	@Test
	void processesOfOneNameCountTogether() {
		Supervisor.start(this.system, SupervisorSpec.of("one").withChildren(twin()));
		Supervisor.start(this.system, SupervisorSpec.of("two").withChildren(twin()));
		assertThat(scrape()).filteredOn((line) -> line.startsWith("otp_process_messages_total{process=\"twin\"}"))
			.hasSize(1);
		assertThat(scrape()).contains("otp_process_restarts_total{process=\"twin\",supervisor=\"one\"} 0.0",
				"otp_process_restarts_total{process=\"twin\",supervisor=\"two\"} 0.0");
	}

	@Test
	void namesBeyondTheLimitCountAsOther() {
		this.metrics.close();
		this.registry.clear();
		this.metrics = bind(3);
		Supervisor exchange = Exchange.start(this.system);
		exchange.startChild(Exchange.server("billing"));
		this.system.exit(Exchange.pid(this.system, "billing"), ExitReason.KILL);
		settle();
		assertThat(scrape())
			.contains("otp_process_exits_total{process=\"other\",reason=\"killed\"} 1.0",
					"otp_process_restarts_total{process=\"other\",supervisor=\"exchange\"} 1.0")
			.noneMatch((line) -> line.contains("billing"));
		assertThat(scrape()).filteredOn((line) -> line.startsWith("otp_process_mailbox_depth")).hasSize(4);
	}

	@Test
	void treesThatStartedBeforeTheMetersAreThere() {
		Exchange.start(this.system);
		PrometheusMeterRegistry late = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		this.metrics.bindTo(late);
		assertThat(late.scrape()).contains("otp_process_mailbox_depth{process=\"ledger\"} 0.0");
		ServerRef.<Exchange.Server>named(this.system, "ledger").call(new Exchange.Ask());
		assertThat(late.scrape()).contains("otp_call_duration_seconds_count{outcome=\"success\",process=\"ledger\"} 1");
	}

	private OtpMetrics bind(int maxProcesses) {
		OtpMetrics metrics = new OtpMetrics(this.system, maxProcesses);
		metrics.bindTo(this.registry);
		return metrics;
	}

	private static ChildSpec twin() {
		return ChildSpec.server("twin", () -> new Exchange.Server("twin"));
	}

	/** Lets everybody do what there is to do. */
	private void settle() {
		this.scheduler.runUntilIdle();
	}

	/** Lets so much time pass that all processes are looked at anew. */
	private void passTime() {
		this.scheduler.time().advance(Duration.ofSeconds(1));
	}

	private long messages(String process) {
		return (long) this.registry.get("otp.process.messages").tag("process", process).functionCounter().count();
	}

	private List<String> scrape() {
		return scrape(this.registry);
	}

	private static List<String> scrape(PrometheusMeterRegistry registry) {
		return registry.scrape().lines().filter((line) -> !line.startsWith("#")).toList();
	}

}
