package dev.javaotp.benchmarks.spring;

import java.util.HashMap;
import java.util.Map;

import dev.javaotp.benchmarks.otp.PingPong;
import dev.javaotp.benchmarks.peer.Figures;
import dev.javaotp.process.ProcessSystem;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/**
 * Ping-pong on the process system of an application, with its meters or without. The
 * applications stay: what is compared is their running.
 */
public final class HopInApplication implements AutoCloseable {

	/** Of each application. */
	private static final int TURNS = 20;

	private final Map<Boolean, ConfigurableApplicationContext> applications = new HashMap<>();

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Server.class)
	static class Application {

	}

	/**
	 * Lets two processes send a message to and fro in both applications, by turns: two
	 * JVMs, or one at two times, differ by more than what is looked for.
	 * @param messages how often, all together
	 * @return how long it takes with meters, in percent of what it takes without
	 * @throws InterruptedException if the thread is interrupted
	 */
	public double percentWithMetrics(int messages) throws InterruptedException {
		int each = messages / (2 * TURNS);
		long[] perMillion = new long[TURNS];
		for (int i = 0; i < TURNS; i++) {
			boolean first = i % 2 == 0;
			double one = run(first, each);
			double other = run(!first, each);
			perMillion[i] = Math.round(1e6 * ((first) ? one / other : other / one));
		}
		return Figures.percentile(perMillion, 50) / 1e4;
	}

	private double run(boolean metrics, int messages) throws InterruptedException {
		ConfigurableApplicationContext application = this.applications.computeIfAbsent(metrics, (key) -> start(key));
		return PingPong.run(application.getBean(ProcessSystem.class), 1, messages);
	}

	private static ConfigurableApplicationContext start(boolean metrics) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("otp.metrics.enabled=" + metrics, "logging.level.root=off", "spring.main.banner-mode=off")
			.run();
	}

	@Override
	public void close() {
		this.applications.values().forEach(ConfigurableApplicationContext::close);
	}

}
