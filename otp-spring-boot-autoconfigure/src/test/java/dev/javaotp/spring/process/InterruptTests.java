package dev.javaotp.spring.process;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.autoconfigure.OtpAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for whether a kill interrupts the handler of a process bean (rule 3).
 */
class InterruptTests {

	private static final int GUARD_SECONDS = 10;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class))
		.withUserConfiguration(Works.class);

	@Test
	void aKillInterruptsAHandler() {
		this.runner.run((context) -> {
			Work work = new Work();
			kill(context.getBean(ProcessSystem.class), context.getBean(Works.class).ordinary, work);
			assertThat(work.outcome()).isEqualTo("interrupted");
		});
	}

	@Test
	void aHandlerThatAskedForItIsNotInterruptedByAKill() {
		this.runner.run((context) -> {
			Work work = new Work();
			kill(context.getBean(ProcessSystem.class), context.getBean(Works.class).careful, work);
			work.mayGoOn.countDown();
			assertThat(work.outcome()).isEqualTo("done");
		});
	}

	private static void kill(ProcessSystem system, ServerRef<?> ref, Work work) throws InterruptedException {
		Pid pid = ref.pid().orElseThrow();
		ref.send(work);
		assertThat(work.begun.await(GUARD_SECONDS, TimeUnit.SECONDS)).isTrue();
		system.exit(pid, ExitReason.KILL);
		assertThat(pid.isAlive()).isFalse();
	}

	static final class Work {

		private final CountDownLatch begun = new CountDownLatch(1);

		private final CountDownLatch mayGoOn = new CountDownLatch(1);

		private final BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();

		void work() {
			this.begun.countDown();
			try {
				this.mayGoOn.await();
				this.outcomes.add("done");
			}
			catch (InterruptedException ex) {
				this.outcomes.add("interrupted");
			}
		}

		String outcome() throws InterruptedException {
			return this.outcomes.poll(GUARD_SECONDS, TimeUnit.SECONDS);
		}

	}

	@OtpProcess("ordinary")
	static class Ordinary {

		@HandleInfo
		void work(Work work) {
			work.work();
		}

	}

	@OtpProcess(value = "careful", interruptible = false)
	static class Careful {

		@HandleInfo
		void work(Work work) {
			work.work();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Ordinary.class, Careful.class })
	static class Works {

		@Autowired
		ServerRef<Ordinary> ordinary;

		@Autowired
		ServerRef<Careful> careful;

	}

}
