package dev.javaotp.examples;

import java.util.HashMap;
import java.util.Map;

import dev.javaotp.gen.Agent;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ManualScheduler;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.ChildStart;
import dev.javaotp.supervisor.Supervisor;
import dev.javaotp.supervisor.SupervisorSpec;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AgentExampleTests {

	private static Map<String, Integer> with(Map<String, Integer> stock, String article, int pieces) {
		Map<String, Integer> changed = new HashMap<>(stock);
		changed.put(article, pieces);
		return Map.copyOf(changed);
	}

	@Test
	void aStockIsReadAndChanged() {
		try (ProcessSystem system = ProcessSystem.builder().scheduler(new ManualScheduler(1)).build()) {
			Agent<Map<String, Integer>> stock = Agent.start(system, Map::of, StartOptions.named("stock"));

			stock.update((articles) -> with(articles, "tea", 12));
			int left = stock.get((articles) -> articles.getOrDefault("tea", 0));
			boolean sold = stock.getAndUpdate((articles) -> {
				int pieces = articles.getOrDefault("tea", 0);
				return (pieces > 0) ? new Agent.Update<>(true, with(articles, "tea", pieces - 1))
						: new Agent.Update<>(false, articles);
			});

			assertThat(left).isEqualTo(12);
			assertThat(sold).isTrue();
			assertThat(stock.<Integer>get((articles) -> articles.get("tea"))).isEqualTo(11);
		}
	}

	@Test
	void aStockIsSupervised() {
		try (ProcessSystem system = ProcessSystem.builder().scheduler(new ManualScheduler(1)).build()) {
			ChildSpec stock = ChildSpec.worker("stock",
					ChildStart.linked(Agent.linkedStart(Map::of, StartOptions.named("stock"))));
			Supervisor.start(system, SupervisorSpec.of("shop").withChildren(stock));

			Agent<Map<String, Integer>> found = Agent.named(system, "stock");

			assertThat(found.<Integer>get(Map::size)).isZero();
		}
	}

}
