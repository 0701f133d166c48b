package dev.javaotp.spring.autoconfigure;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.javaotp.gen.Message;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.metrics.OtpMetrics;
import dev.javaotp.spring.process.DynamicSupervisorRef;
import dev.javaotp.spring.process.HandleCast;
import dev.javaotp.spring.process.OnStart;
import dev.javaotp.spring.process.OtpProcess;
import dev.javaotp.spring.process.ProcessRestartedEvent;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes that crash as fast as they are started again fill neither the log, nor the
 * memory, nor the scrape.
 */
@Timeout(120)
class CrashStormTests {

	private static final int CRASHES = 10_000;

	// only so that a test that goes wrong ends
	private static final Duration GUARD = Duration.ofSeconds(30);

	private final Logger logger = (Logger) LoggerFactory.getLogger("dev.javaotp");

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

	@Test
	void aStormLeavesNothingBehindButCounts() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class))
			.withUserConfiguration(Storm.class, Crashing.class, CrashingLine.class)
			.withPropertyValues("otp.reports.within=1h", "otp.supervision[0].supervisor=coast",
					"otp.supervision[0].max-restarts=1000000", "otp.supervision[0].children[0].process=crashing",
					"otp.supervision[0].children[1].dynamic=lines",
					"otp.supervision[0].children[1].process=crashingLine",
					"otp.supervision[0].children[1].max-restarts=1000000")
			.run((context) -> {
				Storm storm = context.getBean(Storm.class);
				ProcessSystem system = context.getBean(ProcessSystem.class);
				PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
				new OtpMetrics(system, 1_000).bindTo(registry);
				@SuppressWarnings("unchecked")
				DynamicSupervisorRef<String> lines = (DynamicSupervisorRef<String>) context
					.getBean("linesSupervisorRef");
				lines.start("1001");
				int processes = system.processCount();
				long series = registry.scrape().lines().count();
				storm.begins.countDown();
				assertThat(storm.over.await(GUARD.toSeconds() * 3, TimeUnit.SECONDS)).isTrue();
				storm.listens.countDown();

				assertThat(system.processCount()).isEqualTo(processes);
				assertThat(registry.scrape().lines().count()).isEqualTo(series);
				assertThat(registry.get("otp.process.exits")
					.tags("process", "crashing", "reason", "error")
					.functionCounter()
					.count()).isEqualTo(CRASHES);
				assertThat(List.copyOf(this.log.list)).as("lines in the log").hasSizeLessThan(200);
				Awaitility.await().atMost(GUARD).until(() -> {
					System.gc();
					return storm.instances.stream().filter((instance) -> instance.get() != null).count() < 100;
				});
				assertThat(storm.heard.get()).as("events that waited").isLessThanOrEqualTo(1_010);
			});
	}

	/** What the crashing processes share. */
	static class Storm {

		final CountDownLatch begins = new CountDownLatch(1);

		final CountDownLatch over = new CountDownLatch(2);

		final CountDownLatch listens = new CountDownLatch(1);

		final AtomicInteger heard = new AtomicInteger();

		final ConcurrentLinkedQueue<WeakReference<Object>> instances = new ConcurrentLinkedQueue<>();

		private final Map<Class<?>, AtomicInteger> crashes = new ConcurrentHashMap<>();

		@EventListener
		void restarted(ProcessRestartedEvent event) throws InterruptedException {
			this.listens.await();
			this.heard.incrementAndGet();
		}

		void crash(Object process) throws InterruptedException {
			this.begins.await();
			AtomicInteger crashes = this.crashes.computeIfAbsent(process.getClass(), (type) -> new AtomicInteger());
			if (crashes.getAndIncrement() < CRASHES) {
				throw new IllegalStateException("tilt");
			}
			this.over.countDown();
		}

	}

	record Go() implements Message<Object> {
	}

	/** Crashes as soon as it runs. */
	abstract static class Crasher {

		private final Storm storm;

		Crasher(Storm storm) {
			this.storm = storm;
			storm.instances.add(new WeakReference<>(this));
		}

		@OnStart
		void start(ProcessContext self) {
			self.send(self.self(), new Go());
		}

		@HandleCast
		void go(Go go) throws InterruptedException {
			this.storm.crash(this);
		}

	}

	@OtpProcess("crashing")
	static class Crashing extends Crasher {

		Crashing(Storm storm) {
			super(storm);
		}

	}

	@OtpProcess(value = "crashingLine", dynamic = true)
	static class CrashingLine extends Crasher {

		CrashingLine(Storm storm) {
			super(storm);
		}

	}

}
