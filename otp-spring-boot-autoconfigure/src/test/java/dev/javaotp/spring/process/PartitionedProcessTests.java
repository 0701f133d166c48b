package dev.javaotp.spring.process;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.javaotp.gen.NoProcessException;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.autoconfigure.OtpAutoConfiguration;
import dev.javaotp.spring.process.Bank.Events;
import dev.javaotp.spring.supervision.SupervisionTree;
import dev.javaotp.supervisor.Supervisor;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for processes that share the work of one, and for {@link PartitionedRef}.
 */
class PartitionedProcessTests {

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class))
		.withUserConfiguration(Events.class);

	private final ApplicationContextRunner runner = this.bare.withPropertyValues("otp.supervision[0].supervisor=shop",
			"otp.supervision[0].children[0].partitioned=carts", "otp.supervision[0].children[0].process=cart",
			"otp.supervision[0].children[0].partitions=3");

	@Test
	void thereAreAsManyPartitionsAsConfiguredAndEachKnowsItsNumber() {
		this.runner.withUserConfiguration(Cart.class, Client.class).run((context) -> {
			PartitionedRef<Cart> carts = context.getBean(Client.class).carts;
			assertThat(carts.partitions()).isEqualTo(3);
			assertThat(IntStream.range(0, 3).mapToObj((partition) -> carts.ref(partition).call(new Number())))
				.containsExactly(0, 1, 2);
		});
	}

	@Test
	void aKeyAlwaysBelongsToTheSameProcess() {
		this.runner.withUserConfiguration(Cart.class, Client.class).run((context) -> {
			PartitionedRef<Cart> carts = context.getBean(Client.class).carts;
			Set<Pid> found = IntStream.range(0, 10)
				.mapToObj((time) -> carts.find("ada").orElseThrow())
				.collect(Collectors.toSet());
			assertThat(found).hasSize(1);
		});
	}

	@Test
	void aReferenceSurvivesARestartWithTheSameNumber() {
		this.runner.withUserConfiguration(Cart.class, Client.class).run((context) -> {
			PartitionedRef<Cart> carts = context.getBean(Client.class).carts;
			Events events = context.getBean(Events.class);
			IntStream.range(0, 3).forEach((partition) -> events.await("started " + partition));
			ServerRef<Cart> second = carts.ref(1);
			Pid before = second.pid().orElseThrow();
			ProcessSystem system = context.getBean(ProcessSystem.class);
			system.exit(before, ExitReason.KILL);
			events.await("started 1");
			// answers when it has noted the new process
			Supervisor.named(system, "carts").countChildren();
			assertThat(second.call(new Number())).isEqualTo(1);
			assertThat(second.pid()).isPresent().get().isNotEqualTo(before);
		});
	}

	@Test
	void theReferenceIsInjectedByTheNameOfTheSupervisor() {
		this.runner.withUserConfiguration(Cart.class, Client.class)
			.run((context) -> assertThat(context.getBean(Client.class).byName)
				.isSameAs(context.getBean("cartsPartitionedRef"))
				.hasToString("PartitionedRef[carts]"));
	}

	@Test
	void aTreeInJavaIsFoundByTheNameOfTheProcessBean() {
		this.bare.withUserConfiguration(Cart.class, TreeConfiguration.class).run((context) -> {
			PartitionedRef<?> carts = (PartitionedRef<?>) context.getBean("cartPartitionedRef");
			assertThat(carts.partitions()).isEqualTo(2);
		});
	}

	@Test
	void aReferenceSaysWhyThereIsNoProcess() {
		this.runner.withUserConfiguration(Cart.class, Client.class)
			.withPropertyValues("otp.enabled=false")
			.run((context) -> {
				PartitionedRef<Cart> carts = context.getBean(Client.class).carts;
				assertThat(carts.partitions()).isZero();
				assertThat(carts.find("ada")).isEmpty();
				assertThatExceptionOfType(NoProcessException.class)
					.isThrownBy(() -> carts.ref("ada").call(new Number()))
					.withMessageContaining("carts[ada] (otp.enabled is false)");
			});
	}

	@Test
	void anArgumentThatIsNoNumberIsRefused() {
		this.runner.withUserConfiguration(NamedCart.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("@OnStart method dev.javaotp.spring.process.PartitionedProcessTests$NamedCart"
						+ ".start(String) takes a String, but 'carts' starts it as a partition, with its number: "
						+ "let it take an int, or nothing"));
	}

	record Number() implements Request<Cart, Integer> {
	}

	@OtpProcess(value = "cart", dynamic = true)
	static class Cart {

		private final Events events;

		private int partition;

		Cart(Events events) {
			this.events = events;
		}

		@OnStart
		void start(int partition) {
			this.partition = partition;
			this.events.add("started " + partition);
		}

		@HandleCall
		int number(Number request) {
			return this.partition;
		}

	}

	@OtpProcess(value = "cart", dynamic = true)
	static class NamedCart {

		@OnStart
		void start(String name) {
		}

		@HandleCall
		int number(Number request) {
			return 0;
		}

	}

	static class Client {

		@Autowired
		PartitionedRef<Cart> carts;

		@Autowired
		@Qualifier("carts")
		PartitionedRef<?> byName;

	}

	@Configuration(proxyBeanMethods = false)
	static class TreeConfiguration {

		@Bean
		SupervisionTree tree() {
			return SupervisionTree.of(SupervisionTree.supervisor("shop")
				.children(SupervisionTree.partitioned("carts", SupervisionTree.process("cart")).partitions(2)));
		}

	}

}
