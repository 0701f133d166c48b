package dev.javaotp.demo.observer;

import java.time.Duration;
import java.util.Objects;

import dev.javaotp.demo.ExchangeTest;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.Supervisor;
import dev.javaotp.supervisor.SupervisorSpec;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A tree of a thousand processes, all of them on the page.
 */
@ExchangeTest
@BrowserTest
@TestPropertySource(properties = "spring.application.name=forest")
class ObserverForestTests {

	private static final int TREES = 25;

	private static final int LEAVES = 40;

	private static final String LEAF = "forest/tree-20/leaf-30";

	private static final Duration GUARD = Duration.ofSeconds(30);

	@Autowired
	private ProcessSystem system;

	@LocalServerPort
	private int port;

	private static SupervisorSpec tree() {
		SupervisorSpec spec = SupervisorSpec.unnamed();
		for (int leaf = 1; leaf <= LEAVES; leaf++) {
			spec = spec.withChildren(ChildSpec.server("leaf-" + leaf, () -> new ObserverCrowdTests.Member(0)));
		}
		return spec;
	}

	private static SupervisorSpec forest() {
		SupervisorSpec spec = SupervisorSpec.of("forest");
		for (int tree = 1; tree <= TREES; tree++) {
			spec = spec.withChildren(ChildSpec.supervisor("tree-" + tree, tree()));
		}
		return spec;
	}

	@Test
	void aThousandProcessesAreOnThePageAsSoonAsTheyAreThere(Browser browser) {
		ObserverPage page = ObserverPage.open(browser, this.port);
		Supervisor forest = Supervisor.start(this.system, forest());
		try {
			browser.awaitCount("[role=row][data-path^='forest/']", TREES + TREES * LEAVES);

			String pid = page.pid(LEAF);
			int restarts = page.restarts(LEAF);
			this.system.exit(Objects.requireNonNull(this.system.pid(pid)), ExitReason.of("storm"));
			page.awaitMoreRestarts(LEAF, restarts);
			assertThat(page.pid(LEAF)).isNotEqualTo(pid);
			assertThat(page.flashes(LEAF)).isPositive();

			browser.read("document.querySelector('[role=row][data-path=forest]').focus()");
			assertThat(browser.pathAfter(Keys.END)).startsWith("forest/tree-25/");
			browser.read("document.querySelector('[aria-label=\"Supervision tree\"] input').focus()");
			browser.type("leaf-40");
			browser.awaitCount("[role=row][data-path^='forest/'][aria-level='3']", TREES);
		}
		finally {
			forest.stop(GUARD);
		}
		browser.awaitGone("[role=row][data-path^='forest'][data-status=running]");
		browser.awaitText(".attention", "forest has stopped");
		assertThat(browser.complaints()).isEmpty();
	}

}
