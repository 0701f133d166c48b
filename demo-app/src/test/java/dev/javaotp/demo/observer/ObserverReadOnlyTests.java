package dev.javaotp.demo.observer;

import java.util.Map;

import dev.javaotp.demo.Customer;
import dev.javaotp.demo.ExchangeTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever may only look can only look.
 */
@ExchangeTest
@BrowserTest
@TestPropertySource(properties = "management.endpoint.observer.access=read-only")
class ObserverReadOnlyTests {

	@Autowired
	private Customer customer;

	@LocalServerPort
	private int port;

	@Test
	void thereIsNoActionOnThePageAndNoneByHand(Browser browser) {
		String pid = this.customer.pid("ledger");
		ObserverPage page = ObserverPage.open(browser, this.port);
		page.select("exchange/ledger");

		browser.awaitShown("[aria-label='Links and monitors']");
		assertThat(browser.shows("[data-action]")).isFalse();
		this.customer.post(ObserverPage.PATH + "/process/ledger", Map.of("action", "restart"))
			.expectStatus()
			.is4xxClientError();
		assertThat(this.customer.pid("ledger")).isEqualTo(pid);
		assertThat(browser.complaints()).isEmpty();
	}

}
