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

	private static final String TRAFFIC = "exchange/switching/traffic";

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
		ObserverPage page = open("light", 1440, 1160);
		page.select(LEDGER);
		this.browser.awaitShown(".process .waiting");
		take("observer-light.png");
	}

	@Test
	void dark() throws IOException {
		ObserverPage page = open("dark", 1440, 1160);
		page.select(TRAFFIC);
		page.act("trace");
		this.browser.awaitShown("[aria-label=Trace] tr:nth-child(10)");
		this.browser.awaitGone("[aria-label=Actions] .done");
		take("observer-dark.png");
	}

	@Test
	void phone() throws IOException {
		open("light", 390, 844);
		take("observer-phone.png");
	}

	private ObserverPage open(String colorScheme, int width, int height) {
		this.browser.prefer(colorScheme);
		this.browser.resize(width, height);
		ObserverPage page = ObserverPage.open(this.browser, this.port);
		this.browser.awaitText(".events", "chaos");
		return page;
	}

	private void take(String name) throws IOException {
		this.browser.screenshot(Path.of("..", System.getProperty("observer.screenshots"), name));
	}

}
