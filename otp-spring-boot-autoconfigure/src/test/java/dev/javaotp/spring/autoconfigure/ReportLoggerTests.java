package dev.javaotp.spring.autoconfigure;

import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.javaotp.gen.CallException;
import dev.javaotp.gen.CallResult;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.From;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.event.EventHandler;
import dev.javaotp.gen.event.EventManagerRef;
import dev.javaotp.gen.event.EventResult;
import dev.javaotp.gen.event.GenEvent;
import dev.javaotp.gen.event.HandlerInit;
import dev.javaotp.gen.event.HandlerRequest;
import dev.javaotp.gen.task.Task;
import dev.javaotp.process.MailboxLimit;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ManualScheduler;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.RestartIntensity;
import dev.javaotp.supervisor.Supervisor;
import dev.javaotp.supervisor.SupervisorSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for how crashes are logged.
 */
class ReportLoggerTests {

	private static final String KIND = "dev.javaotp.spring.autoconfigure.ReportLoggerTests$Vault";

	private final ManualScheduler scheduler = new ManualScheduler(1);

	private final Logger logger = (Logger) LoggerFactory.getLogger(ReportLogger.class);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.log.start();
		this.logger.addAppender(this.log);
		this.logger.setLevel(Level.INFO);
	}

	@AfterEach
	void hearNoMore() {
		this.logger.detachAppender(this.log);
	}

	private ProcessSystem system(boolean showValues, int limit) {
		return ProcessSystem.builder()
			.scheduler(this.scheduler)
			.reportListener(new ReportLogger(new OtpProperties.Reports(showValues, limit, Duration.ofSeconds(10)),
					this.scheduler.time()))
			.build();
	}

	private List<String> lines() {
		return this.log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	@Test
	void oneCrashIsOneErrorWithoutMessageAndState() {
		try (ProcessSystem system = system(/* showValues= */ false, 20)) {
			ServerRef<Vault> vault = ServerRef
				.of(GenServer.start(system, new Vault(), StartOptions.named("vault")).pid());
			vault.cast(new Break("1234"));
			this.scheduler.runUntilIdle();
			assertThat(this.log.list).singleElement().satisfies((event) -> {
				assertThat(event.getLevel()).isEqualTo(Level.ERROR);
				assertThat(event.getFormattedMessage())
					.matches("Process vault crashed while it handled Break: \\{java\\.lang\\.IllegalStateException: "
							+ "broken,\\[ReportLoggerTests\\.java:\\d+\\]\\}");
				assertThat(event.getThrowableProxy().getMessage()).isEqualTo("broken");
				assertThat(event.getKeyValuePairs()).extracting((pair) -> pair.key)
					.containsExactly("otp.report.pid", "otp.report.process", "otp.report.kind", "otp.report.reason",
							"otp.report.message");
				assertThat(event.getKeyValuePairs()).extracting((pair) -> String.valueOf(pair.value))
					.contains("vault", KIND, "dev.javaotp.spring.autoconfigure.ReportLoggerTests$Break")
					.noneMatch((value) -> value.contains("1234") || value.contains("secret state"));
			});
		}
	}

	@Test
	void valuesAreShownWhenConfigured() {
		try (ProcessSystem system = system(/* showValues= */ true, 20)) {
			ServerRef<Vault> vault = ServerRef.of(GenServer.start(system, new Vault()).pid());
			vault.cast(new Break("1234"));
			this.scheduler.runUntilIdle();
			assertThat(this.log.list).singleElement().satisfies((event) -> {
				assertThat(event.getFormattedMessage())
					.startsWith("Process <0.1.0> crashed while it handled Break[code=1234]: ");
				assertThat(event.getKeyValuePairs()).extracting((pair) -> String.valueOf(pair.value))
					.contains("Break[code=1234]", "secret state");
			});
		}
	}

	@Test
	void aBrokenEventHandlerIsOneErrorWithoutTheEvent() {
		try (ProcessSystem system = system(/* showValues= */ false, 20)) {
			GenEvent.start(system, String.class, StartOptions.named("alarms"));
			EventManagerRef<String> alarms = EventManagerRef.named(system, "alarms");
			alarms.addHandler(new Broken());
			alarms.syncNotify("secret");
			assertThat(this.log.list).singleElement().satisfies((event) -> {
				assertThat(event.getLevel()).isEqualTo(Level.ERROR);
				assertThat(event.getFormattedMessage()).startsWith("Event handler " + Broken.class.getName()
						+ " of alarms was removed: {java.lang.IllegalStateException: broken,");
				assertThat(event.getKeyValuePairs()).extracting((pair) -> pair.key)
					.containsExactly("otp.report.pid", "otp.report.process", "otp.report.kind", "otp.report.reason");
			});
		}
	}

	/** Throws at the first event. */
	private static final class Broken implements EventHandler<String, String, HandlerRequest<?, ?>> {

		@Override
		public HandlerInit<String> init(ProcessContext manager) {
			return HandlerInit.ok("state");
		}

		@Override
		public EventResult<String> handleEvent(String event, String state) {
			throw new IllegalStateException("broken");
		}

	}

	@Test
	void aFailedTaskIsOneError() {
		try (ProcessSystem system = system(/* showValues= */ false, 20)) {
			Task.start(system, () -> {
				throw new IllegalStateException("lost");
			});
			this.scheduler.runUntilIdle();
			assertThat(this.log.list).singleElement().satisfies((event) -> {
				assertThat(event.getLevel()).isEqualTo(Level.ERROR);
				assertThat(event.getFormattedMessage())
					.startsWith("Task <0.1.0> failed: {java.lang.IllegalStateException: lost,");
				assertThat(event.getKeyValuePairs()).extracting((pair) -> pair.key)
					.containsExactly("otp.report.pid", "otp.report.kind", "otp.report.reason", "otp.report.callers");
			});
		}
	}

	@Test
	void theRequestOfAFailedCallIsNotLogged() {
		try (ProcessSystem system = system(/* showValues= */ false, 20)) {
			ServerRef<Vault> nobody = ServerRef.named(system, "nobody");
			system.spawn((self) -> nobody.call(new Open("1234")));
			this.scheduler.runUntilIdle();
			assertThat(this.log.list).singleElement().satisfies((event) -> {
				assertThat(event.getFormattedMessage())
					.isEqualTo("Process <0.1.0> crashed: {noproc,{call,nobody,Open}}");
				assertThat(event.getThrowableProxy().getMessage()).isNull();
				assertThat(event.getThrowableProxy().getStackTraceElementProxyArray()).isNotEmpty();
				assertThat(event.getKeyValuePairs().toString()).doesNotContain("1234");
			});
		}
	}

	@Test
	void aFailedCallBehindAnotherExceptionIsNotLoggedEither() {
		CallException failure;
		try (ProcessSystem system = system(/* showValues= */ false, 20)) {
			failure = catchThrowableOfType(CallException.class,
					() -> ServerRef.<Vault>named(system, "nobody").call(new Open("1234")));
			assertThat(failure).hasMessageContaining("1234");
			RuntimeException wrapped = new IllegalStateException(failure);
			system.spawn((self) -> {
				throw wrapped;
			});
			this.scheduler.runUntilIdle();
			assertThat(lines()).singleElement().isEqualTo("Process <0.1.0> crashed: java.lang.IllegalStateException");
			assertThat(this.log.list.getFirst().getThrowableProxy().getCause().getMessage()).isNull();
		}
	}

	@Test
	void aFullMailboxIsAWarningAndItsEndIsLoggedToo() {
		try (ProcessSystem system = system(/* showValues= */ false, 20)) {
			ServerRef<Vault> vault = ServerRef.of(GenServer
				.start(system, new Vault(), StartOptions.named("vault").withMailboxLimit(MailboxLimit.of(2)))
				.pid());
			this.scheduler.runUntilIdle();
			for (int i = 0; i < 5; i++) {
				vault.send("secret");
			}
			this.scheduler.runUntilIdle();
			assertThat(this.log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);
			assertThat(lines().getFirst())
				.matches("Process vault has a full mailbox: \\d messages wait, the limit is 2; more are refused");
			assertThat(lines().getLast())
				.matches("Process vault has caught up: \\d messages wait; 3 were dropped since it started");
			assertThat(this.log.list.getFirst().getKeyValuePairs()).extracting((pair) -> pair.key)
				.containsExactly("otp.report.pid", "otp.report.process", "otp.report.kind", "otp.report.mailbox",
						"otp.report.mailboxDepth", "otp.report.dropped");
		}
	}

	@Test
	void aStormIsCutShortAndCounted() {
		try (ProcessSystem system = system(/* showValues= */ false, 2)) {
			for (int i = 0; i < 100; i++) {
				ServerRef.<Vault>of(GenServer.start(system, new Vault()).pid()).cast(new Break("1234"));
			}
			this.scheduler.runUntilIdle();
			assertThat(lines()).hasSize(2);
			this.scheduler.advance(Duration.ofSeconds(10));
			assertThat(lines()).last().isEqualTo("98 more reports about " + KIND + " within PT10S were left out");
			ServerRef.<Vault>of(GenServer.start(system, new Vault()).pid()).cast(new Break("1234"));
			this.scheduler.runUntilIdle();
			assertThat(lines()).hasSize(4);
		}
	}

	@Test
	void whatWasLeftOutIsToldAtTheEndToo() {
		ReportLogger reports = new ReportLogger(new OtpProperties.Reports(false, 1, Duration.ofSeconds(10)),
				this.scheduler.time());
		try (ProcessSystem system = ProcessSystem.builder().scheduler(this.scheduler).reportListener(reports).build()) {
			for (int i = 0; i < 3; i++) {
				ServerRef.<Vault>of(GenServer.start(system, new Vault()).pid()).cast(new Break("1234"));
			}
			this.scheduler.runUntilIdle();
		}
		reports.close();
		assertThat(lines()).last().isEqualTo("2 more reports about " + KIND + " within PT10S were left out");
	}

	@Test
	void aSupervisorSaysWhatItHadToDoWith() {
		try (ProcessSystem system = system(/* showValues= */ false, 20)) {
			Supervisor.start(system,
					SupervisorSpec.of("bank")
						.withIntensity(new RestartIntensity(0, Duration.ofSeconds(5)))
						.withChildren(ChildSpec.server("vault", Vault::new, StartOptions.named("vault"))));
			ServerRef.<Vault>named(system, "vault").cast(new Break("1234"));
			this.scheduler.runUntilIdle();
			assertThat(this.log.list).extracting((event) -> event.getLevel() + " " + event.getFormattedMessage())
				.hasSize(3)
				.satisfiesExactly((line) -> assertThat(line).startsWith("ERROR Process vault crashed"),
						(line) -> assertThat(line).startsWith("WARN Supervisor bank: its child ended, vault <0.2.0>: "),
						(line) -> assertThat(line)
							.isEqualTo("ERROR Supervisor bank: gives up because of vault <0.2.0>: "
									+ "reached_max_restart_intensity"));
		}
	}

	record Break(String code) implements Message<Vault> {
	}

	record Open(String code) implements Request<Vault, String> {
	}

	static class Vault implements GenServer<String, Open, Break> {

		@Override
		public InitResult<String> init(ProcessContext self) {
			return InitResult.ok("secret state");
		}

		@Override
		public CallResult<String> handleCall(Open open, From<?> from, String state) {
			return open.reply("", state);
		}

		@Override
		public CastResult<String> handleCast(Break message, String state) {
			throw new IllegalStateException("broken");
		}

	}

}
