package dev.javaotp.spring.process;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

import dev.javaotp.gen.CallException;
import dev.javaotp.spring.autoconfigure.OtpAutoConfiguration;
import dev.javaotp.spring.process.Bank.Events;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for processes that are used through an interface of theirs.
 */
class InterfaceTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class))
		.withUserConfiguration(Events.class, StockProcess.class, Shop.class);

	@Test
	void aMethodIsACallOfTheProcess() {
		this.runner.run((context) -> {
			Stock stock = context.getBean(Shop.class).stock;
			stock.add("pen", 3);
			assertThat(stock.take("pen", 1)).isEqualTo(2);
			assertThat(context.getBean(Events.class).next()).startsWith("otp")
				.isNotEqualTo(Thread.currentThread().getName());
		});
	}

	@Test
	void aDeclaredExceptionIsAnAnswer() {
		this.runner.run((context) -> {
			Stock stock = context.getBean(Shop.class).stock;
			stock.add("pen", 3);
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> stock.take("pen", 4))
				.withMessage("only 3 of pen");
			assertThat(stock.take("pen", 1)).isEqualTo(2);
		});
	}

	@Test
	void anyOtherExceptionIsACrash() {
		this.runner.run((context) -> {
			Stock stock = context.getBean(Shop.class).stock;
			stock.add("pen", 3);
			assertThatExceptionOfType(CallException.class).isThrownBy(() -> stock.take(null, 1))
				.satisfies(
						(failure) -> assertThat(failure.callReason().cause()).isInstanceOf(NullPointerException.class)
							.hasMessage("what"));
			// until it has been restarted, calls find nobody
			await()
				.untilAsserted(() -> assertThatExceptionOfType(IOException.class).isThrownBy(() -> stock.take("pen", 1))
					.withMessage("only 0 of pen"));
		});
	}

	@Test
	void aCastIsNotWaitedFor() {
		this.runner.run((context) -> {
			context.getBean(Shop.class).stock.sell("pen");
			StockProcess.mayGoOn.countDown();
			context.getBean(Events.class).await("sold pen");
		});
	}

	@Test
	void theMethodsOfObjectAreNotCalls() {
		this.runner.run((context) -> {
			Stock stock = context.getBean(Shop.class).stock;
			assertThat(stock).hasToString("Stock[stock]").isEqualTo(stock).isNotEqualTo("stock");
			assertThat(stock.hashCode()).isEqualTo(stock.hashCode());
		});
	}

	@Test
	void anOrdinaryBeanOfTheInterfaceGoesFirst() {
		this.runner.withUserConfiguration(Fixed.class)
			.run((context) -> assertThat(context.getBean(Shop.class).stock).isInstanceOf(Fixed.class));
	}

	interface Stock {

		void add(String what, int count);

		int take(String what, int count) throws IOException;

		@Cast
		void sell(String what);

	}

	@OtpProcess("stock")
	static class StockProcess implements Stock {

		private static CountDownLatch mayGoOn = new CountDownLatch(1);

		private final Events events;

		private int count;

		StockProcess(Events events) {
			this.events = events;
		}

		@Override
		public void add(String what, int count) {
			this.events.add(Thread.currentThread().getName());
			this.count += count;
		}

		@Override
		public int take(String what, int count) throws IOException {
			if (what == null) {
				throw new NullPointerException("what");
			}
			if (count > this.count) {
				throw new IOException("only " + this.count + " of " + what);
			}
			this.count -= count;
			return this.count;
		}

		@Override
		public void sell(String what) {
			try {
				mayGoOn.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			this.events.add("sold " + what);
		}

	}

	static class Fixed implements Stock {

		@Override
		public void add(String what, int count) {
		}

		@Override
		public int take(String what, int count) {
			return 0;
		}

		@Override
		public void sell(String what) {
		}

	}

	static class Shop {

		@Autowired
		Stock stock;

	}

}
