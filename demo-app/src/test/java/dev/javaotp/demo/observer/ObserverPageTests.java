package dev.javaotp.demo.observer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.javaotp.demo.Customer;
import dev.javaotp.demo.ExchangeTest;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The observer page of the exchange, in a browser. Whatever a test does, the console says
 * nothing: no error, no request that failed, nothing that the content security policy
 * forbids.
 * <p>
 * The exchange is one that no other test class uses, so that all that happened to it is
 * what these tests did.
 */
@ExchangeTest
@BrowserTest
@TestPropertySource(properties = "spring.application.name=observed")
class ObserverPageTests {

	private static final String LEDGER = "exchange/ledger";

	private static final String LINES = "exchange/switching/lines";

	private static final String TRAFFIC = "exchange/switching/traffic";

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
			.contains("exchange/switching", "exchange/switching/switchboard", LINES, TRAFFIC);
		assertThat(this.page.status(LEDGER)).isEqualTo("running");
		assertThat(this.browser.text(ObserverPage.row("exchange/switching"))).contains("rest-for-one");
		assertThat(this.browser.text(ObserverPage.row(LINES))).containsPattern("\\d+ children");
		assertThat(Integer.parseInt(this.browser.text("[data-figure=processes]"))).isGreaterThan(200);
	}

	@Test
	void aProcessThatCrashesBlinksAndCounts() {
		String pid = this.customer.pid("ledger");
		int restarts = this.page.restarts(LEDGER);

		this.customer.crash("ledger");

		this.page.awaitMoreRestarts(LEDGER, restarts);
		assertThat(this.page.flashes(LEDGER)).isPositive();
		assertThat(this.browser.shows(ObserverPage.row(LEDGER) + " .flash")).isTrue();
		Customer.eventually()
			.untilAsserted(
					() -> assertThat(this.page.pid(LEDGER)).isEqualTo(this.customer.pid("ledger")).isNotEqualTo(pid));
		this.browser.awaitText(".events", "chaos");
		this.browser.awaitText(".attention", "ledger");
	}

	@Test
	void childrenOfADynamicSupervisorAreCalledByTheirNames() {
		this.customer.crash("switchboard");
		this.browser.awaitText(".events", "lines was restarted as");
		assertThat(this.browser.text(".events")).doesNotContain("a child of lines");

		this.customer.awaitTelephone("1048", (telephone) -> true);
		this.customer.crash("1048");
		this.browser.awaitText(".events", "line 1048 was restarted as");
		this.browser.awaitText(".attention", "line 1048 crashed");
	}

	@Test
	void anActionIsAskedOnceAndDone() {
		String pid = this.customer.pid("ledger");
		int restarts = this.page.restarts(LEDGER);
		this.page.select(LEDGER);

		this.browser.click("[data-action=restart]");
		this.browser.awaitText("dialog[open] h2", "Restart ledger?");
		this.browser.type(Keys.ESCAPE);
		this.browser.awaitGone("dialog");
		assertThat(this.customer.pid("ledger")).isEqualTo(pid);

		this.page.act("restart");
		this.browser.awaitText("[aria-label=Actions] [role=status]", "Restarting ledger.");
		this.page.awaitMoreRestarts(LEDGER, restarts);
		assertThat(this.page.flashes(LEDGER)).isPositive();
		Customer.eventually().untilAsserted(() -> assertThat(this.customer.pid("ledger")).isNotEqualTo(pid));
	}

	@Test
	void aSuspendedProcessIsSeenAndOfferedToGoOn() {
		this.page.select(TRAFFIC);
		this.page.act("suspend");
		Customer.eventually().until(() -> "suspended".equals(this.page.status(TRAFFIC)));
		this.browser.awaitText(".attention", "traffic is suspended");
		this.page.act("resume");
		Customer.eventually().until(() -> "running".equals(this.page.status(TRAFFIC)));
	}

	@Test
	void whatWaitsForAProcessIsNamed() {
		this.page.select(LEDGER);
		this.page.act("suspend");
		this.browser.awaitShown("[data-action=resume]");
		this.customer.hangUp(this.customer.call("1044", "1045"));
		this.browser.awaitText(".process .waiting", "Write");
		this.page.act("resume");
		this.browser.awaitGone(".process .waiting");
	}

	@Test
	void aTraceShowsWhatAProcessGotAndHowLongThatTook() {
		this.page.select(LEDGER);
		this.page.act("trace");
		this.browser.awaitShown("[aria-label=Trace]");
		this.customer.hangUp(this.customer.call("1046", "1047"));
		String row = "[aria-label=Trace] tr[data-kind=in]";
		this.browser.awaitText(row + " .message", "Ledger.Write");
		Customer.eventually()
			.untilAsserted(() -> assertThat(this.browser.text(row + " .number")).matches("[\\d.]+ (µs|ms|s)"));
		this.page.act("untrace");
		this.browser.awaitGone("[aria-label=Trace]");
	}

	@Test
	void theKeyboardWalksTheTree() {
		this.browser.read("document.querySelector('[role=row][data-path=exchange]').focus()");
		assertThat(this.browser.pathAfter(Keys.ARROW_DOWN)).isEqualTo(LEDGER);
		assertThat(this.browser.pathAfter(Keys.END)).startsWith("exchange/");
		assertThat(this.browser.pathAfter(Keys.HOME)).isEqualTo("exchange");
		this.browser.type(Keys.ARROW_LEFT);
		this.browser.awaitGone(ObserverPage.row(LEDGER));
		this.browser.type(Keys.ARROW_RIGHT);
		this.browser.awaitShown(ObserverPage.row(LEDGER));
		assertThat(this.browser.pathAfter(Keys.ARROW_RIGHT)).isEqualTo(LEDGER);
		assertThat(this.browser.count("[role=row][tabindex='0']")).isOne();
	}

	@Test
	void theKeyboardAloneDoesAsMuchAsTheMouse() {
		this.browser.read("document.querySelector('[role=row][data-path=exchange]').focus()");
		this.browser.type(Keys.ARROW_DOWN, Keys.ENTER);
		this.page.awaitProcess(LEDGER);
		this.browser.awaitFocus(".process");
		this.browser.awaitShown("[data-action=restart]");
		this.browser.type(Keys.TAB, Keys.TAB);
		this.browser.awaitFocus("[data-action=restart]");
		this.browser.type(Keys.ENTER);
		this.browser.awaitFocus("dialog[open] button");
		this.browser.type(Keys.ESCAPE);
		this.browser.awaitFocus("[data-action=restart]");
		this.browser.type(Keys.ESCAPE);
		this.browser.awaitGone(".process");
		this.browser.awaitFocus(ObserverPage.row(LEDGER));
	}

	@Test
	void aScreenReaderIsToldWhatEverythingIs() {
		this.page.select(LEDGER);
		this.browser.awaitShown("[data-action=restart]");
		List<String> told = this.browser.readOut();
		assertThat(told)
			.contains("treegrid Supervision tree", "searchbox Filter the tree", "button Pause", "region Process ledger",
					"button Close the process", "button Restart", "heading Events")
			.anyMatch((part) -> part.matches("row running ledger .*\\d+ messages? .*<0\\.\\d+\\.0>.*"))
			.doesNotContain("button", "searchbox", "radio", "region", "image", "img", "link", "combobox");
	}

	@Test
	void childrenOfADynamicSupervisorAreSearchedByTheServer() {
		this.page.select(LINES);
		this.browser.awaitCount("[aria-label=Children] tbody tr", 20);
		this.browser.read("document.querySelector('[aria-label=Children] input').focus()");
		this.browser.type("1042");
		this.browser.awaitCount("[aria-label=Children] tbody tr", 1);
		this.browser.awaitText("[aria-label=Children] tbody", "line 1042");
	}

	@Test
	void aProcessThatIsNotInTheTreeIsFoundByItsPid() {
		String pid = this.customer.awaitTelephone("1043", (telephone) -> true).pid();
		this.browser.read("document.querySelector('[aria-label=\"Supervision tree\"] input').focus()");
		this.browser.type(pid);
		this.browser.awaitGone(ObserverPage.row(LEDGER));
		this.browser.click("[aria-label='Supervision tree'] .empty .link");
		this.page.awaitProcess(pid);
		assertThat(this.browser.text(".process h2")).isEqualTo("line 1043");
	}

	@Test
	void anAddressWithAPidLeadsToItsPlaceInTheTree() {
		this.browser.open(ObserverPage.address(this.port) + "#"
				+ URLEncoder.encode(this.customer.pid("ledger"), StandardCharsets.UTF_8));
		this.page.awaitProcess(LEDGER);
		this.browser.awaitShown(ObserverPage.row(LEDGER) + "[aria-selected=true]");
	}

	@Test
	void statesAreHiddenUnlessConfigured() {
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
			this.browser.awaitShown("[data-connection=paused]");
			this.browser.click("[aria-label='Go on']");
			this.browser.awaitText("[role=alert]", "The connection was lost");
		}
		finally {
			this.browser.offline(false);
		}
		this.page.awaitLive();
		this.browser.awaitGone("[role=alert]");
		assertThat(this.browser.complaints()).allMatch((line) -> line.contains("ERR_INTERNET_DISCONNECTED"));
	}

	@Test
	void nothingRunsThatIsNotAFileOfThePage() {
		this.browser.read("""
				(() => {
					const script = document.createElement('script');
					script.textContent = 'window.smuggled = true';
					document.body.append(script);
				})()""");
		assertThat(this.browser.<Object>read("window.smuggled ?? null")).isNull();
		List<String> complaints = new ArrayList<>();
		Customer.eventually().until(() -> complaints.addAll(this.browser.complaints()) || !complaints.isEmpty());
		assertThat(complaints).allMatch((line) -> line.contains("Content Security Policy"));
	}

	@Test
	void thereIsATableForBrowsersWithoutScripts() {
		this.browser.withoutScripts(true);
		try {
			this.browser.open(ObserverPage.address(this.port));
			this.browser.awaitText("table", LEDGER);
		}
		finally {
			this.browser.withoutScripts(false);
		}
	}

	@Test
	void coloursAreThoseOfTheSystemUnlessChosen() {
		String light = colourOfTheGround();
		this.browser.prefer("dark");
		try {
			String dark = colourOfTheGround();
			assertThat(dark).isNotEqualTo(light);
			this.browser.click("[aria-label='Colours: as the system. Change to light']");
			assertThat(colourOfTheGround()).isEqualTo(light);
			this.browser.click("[aria-label='Colours: light. Change to dark']");
			assertThat(colourOfTheGround()).isEqualTo(dark);
			this.browser.click("[aria-label='Colours: dark. Change to as the system']");
		}
		finally {
			this.browser.prefer("light");
		}
		assertThat(colourOfTheGround()).isEqualTo(light);
	}

	private String colourOfTheGround() {
		return this.browser.read("getComputedStyle(document.body).backgroundColor");
	}

	@Test
	void fitsOnAPhone() {
		this.browser.resize(390, 844);
		try {
			assertThat(width()).isEqualTo(390);
			this.page.select(LEDGER);
			assertThat(width()).isEqualTo(390);
			this.browser.awaitFocus(".process");
			this.browser.click("[aria-label='Close the process']");
			this.browser.awaitGone(".process");
		}
		finally {
			this.browser.resize(1440, 900);
		}
	}

	private long width() {
		return this.browser.<Long>read("document.documentElement.scrollWidth");
	}

}
