package dev.javaotp.demo.observer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.javaotp.demo.Customer;
import dev.javaotp.demo.ExchangeTest;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.DynamicSupervisor;
import dev.javaotp.supervisor.DynamicSupervisorSpec;
import dev.javaotp.supervisor.StartDynamicChildResult;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.javaotp.demo.observer.ObserverPage.address;
import static dev.javaotp.demo.observer.ObserverPage.row;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * With a million processes behind a dynamic supervisor the page is what it is with ten:
 * it shows how many there are, and the few that one looks for.
 */
@ExchangeTest
@BrowserTest
class ObserverCrowdTests {

	private static final Log logger = LogFactory.getLog(ObserverCrowdTests.class);

	private static final int CROWD = 1_000_000;

	/** A guard against tests that hang, not a time that this is expected to take. */
	private static final Duration GUARD = Duration.ofMinutes(3);

	private static final String ROWS = "[aria-label=Children] tbody tr";

	private static final String PAGES = "[aria-label=Children] .pages";

	@Autowired
	private Customer customer;

	@Autowired
	private ProcessSystem system;

	@LocalServerPort
	private int port;

	private DynamicSupervisor<Integer> crowd;

	private volatile Pid last;

	static class Member implements GenServer<Integer, Request<Member, Void>, Message<Member>> {

		private final int number;

		Member(int number) {
			this.number = number;
		}

		@Override
		public InitResult<Integer> init(ProcessContext self) {
			return InitResult.ok(this.number);
		}

	}

	@BeforeEach
	void gather() throws InterruptedException {
		this.crowd = DynamicSupervisor.start(this.system, DynamicSupervisorSpec.of("crowd",
				(Integer number) -> ChildSpec.server("member", () -> new Member(number))));
		CountDownLatch there = new CountDownLatch(1);
		this.system.spawn((self) -> {
			for (int number = 1; number <= CROWD; number++) {
				this.last = ((StartDynamicChildResult.Started) this.crowd.startChild(number)).pid();
			}
			there.countDown();
		});
		assertThat(there.await(GUARD.toSeconds(), TimeUnit.SECONDS)).isTrue();
	}

	@AfterEach
	void disperse() {
		this.crowd.stop(GUARD);
	}

	@Test
	void aMillionChildrenDoNotFreezeThePage(Browser browser) {
		List<Long> millis = Stream.generate(() -> browser.open(address(this.port), row("crowd")))
			.limit(10)
			.map(Duration::toMillis)
			.toList();
		logger.info("With " + CROWD + " children alive the page opened within these milliseconds: " + millis);

		ObserverPage page = ObserverPage.open(browser, this.port);
		browser.awaitText(row("crowd"), "1,000,000 children");
		assertThat(browser.count("[role=row][data-path]")).isLessThan(50);

		page.select("crowd");
		browser.awaitCount(ROWS, 20);
		browser.awaitText(PAGES, "1 to 20 of 1,000,000");
		String first = browser.text(ROWS);
		browser.record(ROWS, PAGES + " [role=status]");
		browser.click(PAGES + " button:last-child");
		browser.awaitText(PAGES, "21 to 40 of 1,000,000");
		assertThat(browser.text(ROWS)).isNotEqualTo(first);
		assertThat(browser.recorded()).as("rows never bear the numbers of others")
			.doesNotContain(List.of(first, "21 to 40 of 1,000,000"));

		browser.read("document.querySelector('[aria-label=Children] input').focus()");
		browser.type(this.last.toString());
		browser.awaitCount(ROWS, 1);
		browser.click(ROWS + " .link");
		page.awaitProcess(this.last.toString());
		browser.awaitText(".process .facts", "Member");

		int restarts = page.restarts("exchange/ledger");
		this.customer.crash("ledger");
		page.awaitMoreRestarts("exchange/ledger", restarts);
		assertThat(browser.complaints()).isEmpty();
	}

}
