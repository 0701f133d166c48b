package dev.javaotp.demo.observer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import dev.javaotp.demo.Customer;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import org.springframework.util.FileCopyUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real browser. It is asked by scripts rather than by elements: those that are on the
 * page at one moment are others at the next, since the page is live.
 */
class Browser implements AutoCloseable {

	private final ChromeDriver driver;

	Browser(Path chromium, Path driver) {
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(chromium.toFile());
		// build servers often run as root in a container, where its sandbox does not
		// start; it opens our own page only
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars");
		options.setCapability("goog:loggingPrefs", logs);
		this.driver = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).usingAnyFreePort().build(),
				options);
		resize(1440, 900);
	}

	void open(String url) {
		// a page that differs in its fragment alone would not be loaded again
		this.driver.get("about:blank");
		this.driver.get(url);
	}

	/**
	 * Opens a page and waits until something is painted on it.
	 * @param url the address
	 * @param selector the selector of what is waited for
	 * @return the time from the beginning of the navigation, or somewhat more
	 */
	Duration open(String url, String selector) {
		open(url);
		Number millis = (Number) this.driver.executeAsyncScript("""
				const [selector, done] = arguments;
				const look = () => requestAnimationFrame(() => document.querySelector(selector)
					? requestAnimationFrame(() => done(performance.now())) : look());
				look();""", selector);
		return Duration.ofMillis(millis.longValue());
	}

	/**
	 * Makes the page of that size, whatever the frame of the window takes.
	 * @param width in CSS pixels
	 * @param height in CSS pixels
	 */
	void resize(int width, int height) {
		this.driver.manage().window().setSize(new Dimension(width, height));
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
	}

	void prefer(String colorScheme) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colorScheme))));
	}

	/**
	 * Forbids the pages that are opened next to run scripts, or allows it again.
	 * @param forbidden whether they may not
	 */
	void withoutScripts(boolean forbidden) {
		this.driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", forbidden));
	}

	/**
	 * Takes the page from the network, or gives it back.
	 * @param offline whether nothing can be reached
	 */
	void offline(boolean offline) {
		this.driver.executeCdpCommand("Network.enable", Map.of());
		this.driver.executeCdpCommand("Network.emulateNetworkConditions",
				Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
	}

	/**
	 * Evaluates an expression of JavaScript in the page.
	 * @param <T> the type of the value
	 * @param expression the expression
	 * @return its value
	 */
	@SuppressWarnings("unchecked")
	<T> T read(String expression) {
		return (T) this.driver.executeScript("return " + expression);
	}

	/**
	 * The text of the first element that a selector finds, even if it lies outside the
	 * window, where the browser draws nothing.
	 * @param selector the selector
	 * @return its text, {@code null} if there is no such element
	 */
	String text(String selector) {
		return read("document.querySelector(`" + selector + "`)?.textContent.trim() ?? null");
	}

	boolean shows(String selector) {
		return read("document.querySelector(`" + selector + "`) !== null");
	}

	void awaitShown(String selector) {
		Customer.eventually().alias("the page shows " + selector).until(() -> shows(selector));
	}

	void awaitText(String selector, String text) {
		Customer.eventually().untilAsserted(() -> assertThat(text(selector)).as(selector).contains(text));
	}

	void awaitGone(String selector) {
		Customer.eventually().alias("the page no longer shows " + selector).until(() -> !shows(selector));
	}

	void click(String selector) {
		awaitShown(selector);
		read("document.querySelector(`" + selector + "`).click()");
	}

	void type(CharSequence... keys) {
		new Actions(this.driver).sendKeys(keys).perform();
	}

	/** Presses a key and returns which row of the tree has the focus then. */
	String pathAfter(Keys key) {
		type(key);
		return read("document.activeElement.dataset.path ?? null");
	}

	/**
	 * Waits for an element to have the focus.
	 * @param selector the selector of it
	 */
	void awaitFocus(String selector) {
		Customer.eventually()
			.alias("the focus is on " + selector)
			.until(() -> read("document.activeElement.matches(`" + selector + "`)"));
	}

	/**
	 * Begins to write down what two elements say together, at each change of the page.
	 * @param one the selector of one
	 * @param other the selector of the other
	 */
	void record(String one, String other) {
		this.driver.executeScript("""
				const [one, other] = arguments;
				const text = (selector) => document.querySelector(selector)?.textContent.trim();
				window.recorded = [];
				new MutationObserver(() => window.recorded.push([text(one), text(other)]))
					.observe(document.body, { subtree: true, childList: true, characterData: true });""", one, other);
	}

	/**
	 * What was written down since {@link #record}.
	 * @return the texts of the two at each change, oldest first
	 */
	List<List<String>> recorded() {
		return read("window.recorded");
	}

	int count(String selector) {
		return this.<Long>read("document.querySelectorAll(`" + selector + "`).length").intValue();
	}

	void awaitCount(String selector, int count) {
		Customer.eventually().untilAsserted(() -> assertThat(count(selector)).as(selector).isEqualTo(count));
	}

	/**
	 * What a screen reader is told of the page.
	 * @return each part as its role and its name, such as
	 * {@code button Close the process}
	 */
	@SuppressWarnings("unchecked")
	List<String> readOut() {
		Map<String, Object> tree = this.driver.executeCdpCommand("Accessibility.getFullAXTree", Map.of());
		return ((List<Map<String, Object>>) tree.get("nodes")).stream()
			.filter((node) -> !Boolean.TRUE.equals(node.get("ignored")))
			.map((node) -> (value(node, "role") + " " + value(node, "name")).strip())
			.toList();
	}

	private static String value(Map<String, Object> node, String property) {
		return (node.get(property) instanceof Map<?, ?> value) ? String.valueOf(value.get("value")) : "";
	}

	/**
	 * What the console says since it was last asked: errors of scripts, requests that
	 * failed, violations of the content security policy.
	 * @return the lines of at least the level of a warning
	 */
	List<String> complaints() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map(LogEntry::getMessage)
			.toList();
	}

	void screenshot(Path file) throws IOException {
		Files.createDirectories(file.getParent());
		FileCopyUtils.copy(this.driver.getScreenshotAs(OutputType.BYTES), file.toFile());
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
