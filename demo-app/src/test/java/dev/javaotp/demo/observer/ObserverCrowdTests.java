package dev.javaotp.demo.observer;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.javaotp.demo.Customer;
import dev.javaotp.demo.ExchangeTest;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.DynamicSupervisor;
import dev.javaotp.supervisor.DynamicSupervisorSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With a million processes behind a dynamic supervisor the page is what it is with ten:
 * it shows how many there are, and the few that one looks for.
 */
@ExchangeTest
@BrowserTest
class ObserverCrowdTests {

	private static final int CROWD = 1_000_000;

	/** A guard against tests that hang, not a time that this is expected to take. */
	private static final Duration GUARD = Duration.ofMinutes(3);

	@Autowired
	private Customer customer;

	@Autowired
	private ProcessSystem system;

	@LocalServerPort
	private int port;

	private DynamicSupervisor<Integer> crowd;

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
				this.crowd.startChild(number);
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
		ObserverPage page = ObserverPage.open(browser, this.port);
		browser.awaitText(ObserverPage.row("crowd"), "1,000,000 children");
		assertThat(browser.<Long>read("document.querySelectorAll('[role=row][data-path]').length")).isLessThan(50);

		page.select("crowd");
		Customer.eventually()
			.untilAsserted(() -> assertThat(
					browser.<Long>read("document.querySelectorAll('[aria-label=Children] tbody tr').length"))
				.isEqualTo(20));

		int restarts = page.restarts("exchange/ledger");
		this.customer.crash("ledger");
		page.awaitRestarts("exchange/ledger", restarts + 1);
		assertThat(browser.complaints()).isEmpty();
	}

}
