package dev.javaotp.examples;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.javaotp.gen.Agent;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.KeyRegistry;
import dev.javaotp.registry.UniqueKeys;
import dev.javaotp.spring.process.HandleCall;
import dev.javaotp.spring.process.HandleCast;
import dev.javaotp.spring.process.OnStart;
import dev.javaotp.spring.process.OtpProcess;
import dev.javaotp.spring.process.PartitionedRef;
import dev.javaotp.supervisor.TaskSupervisor;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

/**
 * What the guide shows of partitions, tasks, agents and registries in an application.
 */
@EnableAsync
@Configuration(proxyBeanMethods = false)
@Import({ Shop.Carts.class, Shop.Counter.class, Shop.Mail.class })
class Shop {

	@OtpProcess(value = "carts", dynamic = true)
	static class Carts {

		private final Map<String, Integer> pieces = new HashMap<>();

		private int partition;

		@OnStart
		void start(int partition) {
			this.partition = partition;
		}

		@HandleCast
		void add(Add add) {
			this.pieces.merge(add.customer(), 1, Integer::sum);
		}

		@HandleCall
		String pieces(Pieces request) {
			return this.pieces.getOrDefault(request.customer(), 0) + " in " + this.partition;
		}

	}

	record Add(String customer) implements Message<Carts> {
	}

	record Pieces(String customer) implements Request<Carts, String> {
	}

	static class Counter {

		private final PartitionedRef<Carts> carts;

		private final TaskSupervisor tasks;

		Counter(PartitionedRef<Carts> carts, TaskSupervisor tasks) {
			this.carts = carts;
			this.tasks = tasks;
		}

		void add(String customer) {
			this.carts.ref(customer).cast(new Add(customer));
		}

		String pieces(String customer) {
			return this.carts.ref(customer).call(new Pieces(customer));
		}

		int sum() {
			return this.tasks.asyncNolink(() -> 40 + 2).await();
		}

	}

	static class Mail {

		@Async("mail")
		CompletableFuture<String> send(String letter) {
			return CompletableFuture.completedFuture("sent " + letter);
		}

	}

	@Bean
	Agent<Map<String, Integer>> stock(ProcessSystem system) {
		return Agent.start(system, Map::of, StartOptions.named("stock"));
	}

	@Bean
	UniqueKeys<String, String> orders(ProcessSystem system) {
		return KeyRegistry.<String, String>builder(system, "orders").unique();
	}

}
