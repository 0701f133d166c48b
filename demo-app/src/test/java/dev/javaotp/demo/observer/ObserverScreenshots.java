package dev.javaotp.demo.observer;

import java.io.IOException;
import java.nio.file.Path;

import dev.javaotp.demo.Customer;
import dev.javaotp.demo.ExchangeTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/**
 * Takes the pictures of the documentation, only when asked to:
 * {@code ./mvnw test -pl demo-app -am -Dtest=ObserverScreenshots
 * -Dsurefire.failIfNoSpecifiedTests=false -Dobserver.screenshots=docs/images}.
 */
@ExchangeTest
@BrowserTest
@EnabledIfSystemProperty(named = "observer.screenshots", matches = ".+")
@TestPropertySource(properties = { "exchange.traffic.calls-per-second=20", "otp.processes.exchange.max-restarts=3" })
class ObserverScreenshots {

	private static final String LEDGER = "exchange/ledger";

	@Autowired
	private Customer customer;

	@LocalServerPort
	private int port;

	private Browser browser;

	@BeforeEach
	void crashAndHoldUpSomething(Browser browser) {
		this.browser = browser;
		ObserverPage page = ObserverPage.open(browser, this.port);
		page.awaitRow(LEDGER);
		if (page.restarts(LEDGER) == 0) {
			this.customer.crashOnce("ledger");
			this.customer.crashOnce("2007");
			this.customer.crashOnce("ledger");
			page.awaitMoreRestarts(LEDGER, 1);
			page.select(LEDGER);
			page.act("suspend");
		}
		Customer.eventually().until(() -> this.customer.<Integer>inTree("ledger", "mailboxDepth") > 40);
	}

	@Test
	void light() throws IOException {
		take("observer-light.png", "light", 1440, 1160, true);
	}

	@Test
	void dark() throws IOException {
		take("observer-dark.png", "dark", 1440, 1160, true);
	}

	@Test
	void phone() throws IOException {
		take("observer-phone.png", "light", 390, 844, false);
	}

	private void take(String name, String colorScheme, int width, int height, boolean selected) throws IOException {
		this.browser.prefer(colorScheme);
		this.browser.resize(width, height);
		ObserverPage page = ObserverPage.open(this.browser, this.port);
		if (selected) {
			page.select(LEDGER);
		}
		this.browser.awaitText(".events", "chaos");
		this.browser.screenshot(Path.of("..", System.getProperty("observer.screenshots"), name));
	}

}
