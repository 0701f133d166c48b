package dev.javaotp.demo.observer;

import dev.javaotp.demo.Customer;
import dev.javaotp.demo.ExchangeTest;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The observer page of the exchange, in a browser. Whatever a test does, the console says
 * nothing: no error, no request that failed, nothing that the content security policy
 * forbids.
 */
@ExchangeTest
@BrowserTest
class ObserverPageTests {

	private static final String LEDGER = "exchange/ledger";

	private static final String LINES = "exchange/switching/lines";

	@Autowired
	private Customer customer;

	@LocalServerPort
	private int port;

	private Browser browser;

	private ObserverPage page;

	@BeforeEach
	void open(Browser browser) {
		this.browser = browser;
		this.page = ObserverPage.open(browser, this.port);
		this.page.awaitRow(LEDGER);
	}

	@AfterEach
	void theConsoleSaysNothing() {
		assertThat(this.browser.complaints()).isEmpty();
	}

	@Test
	void showsTheTreeOfTheConfiguration() {
		assertThat(this.browser
			.<Object>read("[...document.querySelectorAll('[role=row][data-path]')].map((row) => row.dataset.path)"))
			.asInstanceOf(InstanceOfAssertFactories.list(String.class))
			.startsWith("exchange", LEDGER)
			.contains("exchange/switching", "exchange/switching/switchboard", LINES, "exchange/switching/traffic");
		assertThat(this.page.status(LEDGER)).isEqualTo("running");
		assertThat(this.page.pid(LEDGER)).isEqualTo(this.customer.pid("ledger"));
		assertThat(this.browser.text(ObserverPage.row("exchange/switching"))).contains("rest-for-one");
		assertThat(this.browser.text(ObserverPage.row(LINES))).containsPattern("2\\d\\d children");
		assertThat(Integer.parseInt(this.browser.text("[data-figure=processes]"))).isGreaterThan(200);
	}

	@Test
	void aProcessThatCrashesBlinksAndCounts() {
		int restarts = this.page.restarts(LEDGER);
		String pid = this.page.pid(LEDGER);

		this.customer.crash("ledger");

		this.page.awaitRestarts(LEDGER, restarts + 1);
		assertThat(this.page.flashes(LEDGER)).isEqualTo(1);
		assertThat(this.browser.shows(ObserverPage.row(LEDGER) + " .flash")).isTrue();
		Customer.eventually()
			.untilAsserted(
					() -> assertThat(this.page.pid(LEDGER)).isEqualTo(this.customer.pid("ledger")).isNotEqualTo(pid));
		this.browser.awaitText(".events", "chaos");
		this.browser.awaitText(".attention", "ledger");
	}

	@Test
	void anActionIsAskedOnceAndDone() {
		int restarts = this.page.restarts(LEDGER);
		this.page.select(LEDGER);

		this.browser.click("[data-action=restart]");
		this.browser.awaitText("dialog[open] h2", "Restart ledger?");
		this.browser.type(Keys.ESCAPE);
		Customer.eventually().until(() -> !this.browser.shows("dialog"));
		assertThat(this.customer.<Integer>inTree("ledger", "restarts")).isEqualTo(restarts);

		this.page.act("restart");
		this.page.awaitRestarts(LEDGER, restarts + 1);
		assertThat(this.page.flashes(LEDGER)).isEqualTo(1);
	}

	@Test
	void aSuspendedProcessIsSeenAndOfferedToGoOn() {
		String path = "exchange/switching/traffic";
		this.page.select(path);
		this.page.act("suspend");
		Customer.eventually().until(() -> this.page.status(path).equals("suspended"));
		this.browser.awaitText(".attention", "traffic is suspended");
		this.page.act("resume");
		Customer.eventually().until(() -> this.page.status(path).equals("running"));
	}

	@Test
	void theKeyboardWalksTheTree() {
		this.browser.read("document.querySelector('[role=row][data-path=exchange]').focus()");
		assertThat(this.browser.pathAfter(Keys.ARROW_DOWN)).isEqualTo(LEDGER);
		assertThat(this.browser.pathAfter(Keys.END)).startsWith("exchange/");
		assertThat(this.browser.pathAfter(Keys.HOME)).isEqualTo("exchange");
		this.browser.type(Keys.ARROW_LEFT);
		Customer.eventually().until(() -> !this.browser.shows(ObserverPage.row(LEDGER)));
		this.browser.type(Keys.ARROW_RIGHT);
		this.browser.awaitShown(ObserverPage.row(LEDGER));
		assertThat(this.browser.pathAfter(Keys.ARROW_RIGHT)).isEqualTo(LEDGER);
		this.browser.type(Keys.ENTER);
		this.browser.awaitShown(".process[data-process='exchange/ledger']");
		assertThat(this.browser.<Long>read("document.querySelectorAll('[role=row][tabindex=\"0\"]').length")).isOne();
	}

	@Test
	void childrenOfADynamicSupervisorAreSearchedByTheServer() {
		this.page.select(LINES);
		this.browser.awaitText("[aria-label=Children]", "line 1001");
		this.browser.read("document.querySelector('[aria-label=Children] input').focus()");
		this.browser.type("1042");
		Customer.eventually()
			.untilAsserted(() -> assertThat(
					this.browser.<Long>read("document.querySelectorAll('[aria-label=Children] tbody tr').length"))
				.isOne());
		this.browser.awaitText("[aria-label=Children] tbody", "line 1042");
	}

	@Test
	void statesAndMessagesAreHiddenUnlessConfigured() {
		this.page.select(LEDGER);
		this.browser.click("[data-show=values]");
		this.browser.awaitText("[aria-label='State and messages']", "otp.endpoint.show-values");
	}

	@Test
	void aLostConnectionIsSaidAndMadeAgain() {
		this.browser.offline(true);
		try {
			// an open stream survives that, a new one does not get through
			this.browser.click("[aria-label=Pause]");
			this.browser.click("[aria-label='Go on']");
			this.browser.awaitText("[role=alert]", "The connection was lost");
		}
		finally {
			this.browser.offline(false);
		}
		this.page.awaitLive();
		assertThat(this.browser.shows("[role=alert]")).isFalse();
		assertThat(this.browser.complaints()).allMatch((line) -> line.contains("ERR_INTERNET_DISCONNECTED"));
	}

	@Test
	void fitsOnAPhone() {
		this.browser.resize(390, 844);
		try {
			this.page.select(LEDGER);
			assertThat(this.browser.<Long>read("document.documentElement.scrollWidth")).isEqualTo(390);
		}
		finally {
			this.browser.resize(1440, 900);
		}
	}

}
