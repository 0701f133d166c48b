package dev.javaotp.spring.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.MailboxReport;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ManualScheduler;
import dev.javaotp.spring.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** Reports of crashes as the structured formats of Spring Boot write them. */
class StructuredReportsTests {

	private final JsonMapper strict = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

	private final ManualScheduler scheduler = new ManualScheduler(1);

	private final Logger logger = (Logger) LoggerFactory.getLogger(ReportLogger.class);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.log.start();
		this.logger.addAppender(this.log);
		this.logger.setLevel(Level.DEBUG);
	}

	@AfterEach
	void hearNoMore() {
		this.logger.detachAppender(this.log);
		this.logger.setLevel(null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ecs", "logstash", "gelf" })
	void eachReportIsOneObjectWithItsFieldsBesideThoseOfTheFormat(String format) {
		crash();
		assertThat(encode(format)).hasSizeGreaterThan(2).allSatisfy((line) -> {
			assertThat(line).endsWith("\n").doesNotContain("\n{");
			// fails if a name is there twice
			assertThat(this.strict.readTree(line).isObject()).isTrue();
		});
	}

	@ParameterizedTest
	@CsvSource({ "ecs, /otp/report/, /message", "logstash, /otp.report., /message",
			"gelf, /_otp.report., /short_message" })
	void theFieldsOfACrashCanBeSearched(String format, String prefix, String message) {
		crash();
		JsonNode crash = this.strict.readTree(encode(format).stream()
			.filter((line) -> line.contains("Process ledger crashed while it handled"))
			.findFirst()
			.orElseThrow());
		assertThat(crash.at(message).asString()).startsWith("Process ledger crashed while it handled Crash: ");
		assertThat(crash.at(prefix + "process").asString()).isEqualTo("ledger");
		assertThat(crash.at(prefix + "pid").asString()).isEqualTo("<0.2.0>");
		assertThat(crash.at(prefix + "kind").asString()).isEqualTo(Exchange.Server.class.getName());
		assertThat(crash.at(prefix + "message").asString()).isEqualTo(Exchange.Crash.class.getName());
		assertThat(crash.at(prefix + "reason").asString()).contains("IllegalStateException: crashed by a test");
		assertThat(crash.at(prefix + "client").isMissingNode()).as("what is not known is left out").isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ecs", "logstash", "gelf" })
	void aReportByTheThreadOfAProcessThatIsNamedInTheLoggingContextIsWritten(String format) {
		MDC.put("otp.process", "traffic");
		MDC.put("otp.pid", "<0.7.0>");
		try (ProcessSystem system = ProcessSystem.builder().scheduler(this.scheduler).build()) {
			reportLogger().report(new MailboxReport(system.outside(), "ledger", null, "Ledger",
					MailboxReport.State.LONG, 11, 10, null, 0));
		}
		finally {
			MDC.clear();
		}
		assertThat(encode(format)).singleElement()
			.satisfies((line) -> assertThat(this.strict.readTree(line).toString()).contains("traffic", "ledger"));
	}

	private ReportLogger reportLogger() {
		return new ReportLogger(new OtpProperties.Reports(false, 20, Duration.ofSeconds(10)), this.scheduler.time());
	}

	private void crash() {
		try (ProcessSystem system = ProcessSystem.builder()
			.scheduler(this.scheduler)
			.reportListener(reportLogger())
			.build()) {
			Exchange.start(system);
			ServerRef.<Exchange.Server>named(system, "ledger").cast(new Exchange.Crash());
			this.scheduler.runUntilIdle();
		}
	}

	private List<String> encode(String format) {
		StructuredLogEncoder encoder = new StructuredLogEncoder();
		encoder.setContext(this.logger.getLoggerContext());
		this.logger.getLoggerContext().putObject(Environment.class.getName(), new MockEnvironment());
		encoder.setFormat(format);
		encoder.start();
		return this.log.list.stream()
			.map((event) -> new String(encoder.encode(event), StandardCharsets.UTF_8))
			.toList();
	}

}
