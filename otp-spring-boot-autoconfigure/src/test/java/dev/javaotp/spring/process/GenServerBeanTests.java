package dev.javaotp.spring.process;

import java.time.Duration;

import dev.javaotp.gen.CallResult;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.From;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Next;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.Sys;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.Registry;
import dev.javaotp.spring.autoconfigure.OtpAutoConfiguration;
import dev.javaotp.spring.process.Bank.Events;
import dev.javaotp.spring.process.GenServerBeanTests.Counter.Query;
import dev.javaotp.spring.process.GenServerBeanTests.Counter.Set;
import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for process beans that are a {@link GenServer}.
 */
class GenServerBeanTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class))
		.withUserConfiguration(Events.class, Counter.class, Client.class);

	@Test
	void allCallbacksReachTheBean() {
		this.runner.run((context) -> {
			Client client = context.getBean(Client.class);
			Events events = context.getBean(Events.class);
			events.await("init", "continue go", "info ELAPSED");
			client.counter.cast(new Set(41));
			assertThat(client.counter.call(new Query())).isEqualTo(41);
			assertThat(client.counter.call(new Query())).isEqualTo(42);
			client.counter.send("text");
			events.await("info text");
			client.counter.stop();
			assertThat(events.until("ended normal")).startsWith("terminate normal", "destroyed");
		});
	}

	@Test
	void itsStateIsItsOwn() {
		this.runner.run((context) -> {
			ProcessSystem system = context.getBean(ProcessSystem.class);
			assertThat(Sys.getState(Registry.of(system).whereIs("counter"))).isEqualTo(0);
		});
	}

	@Test
	void itDoesNotTrapExitsUnlessItSaysSo() {
		this.runner.run((context) -> {
			Events events = context.getBean(Events.class);
			events.await("init", "continue go", "info ELAPSED");
			ProcessSystem system = context.getBean(ProcessSystem.class);
			system.exit(Registry.of(system).whereIs("counter"), ExitReason.of("away"));
			assertThat(events.until("ended away")).noneMatch((event) -> event.startsWith("terminate"));
		});
	}

	@OtpProcess("counter")
	static class Counter implements GenServer<Integer, Query, Set> {

		record Query() implements Request<Counter, Integer> {
		}

		record Set(int to) implements Message<Counter> {
		}

		private final Events events;

		Counter(Events events) {
			this.events = events;
		}

		@Override
		public InitResult<Integer> init(ProcessContext self) {
			this.events.add("init");
			return InitResult.ok(0, Next.continueWith("go"));
		}

		@Override
		public CallResult<Integer> handleCall(Query query, From<?> from, Integer state) {
			return query.reply(state, state + 1);
		}

		@Override
		public CastResult<Integer> handleCast(Set set, Integer state) {
			return CastResult.noReply(set.to());
		}

		@Override
		public CastResult<Integer> handleInfo(Object message, Integer state) {
			this.events.add("info " + message);
			return CastResult.noReply(state);
		}

		@Override
		public CastResult<Integer> handleContinue(Object argument, Integer state) {
			this.events.add("continue " + argument);
			return CastResult.noReply(state, Next.timeout(Duration.ZERO));
		}

		@Override
		public void terminate(ExitReason reason, Integer state) {
			this.events.add("terminate " + reason);
		}

		@Override
		public void ended(ExitReason reason) {
			this.events.add("ended " + reason);
		}

		@PreDestroy
		void destroy() {
			this.events.add("destroyed");
		}

	}

	static class Client {

		@Autowired
		ServerRef<Counter> counter;

	}

}
