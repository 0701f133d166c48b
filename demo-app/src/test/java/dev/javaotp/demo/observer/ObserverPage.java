package dev.javaotp.demo.observer;

import dev.javaotp.demo.Customer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The observer page, by what one sees and does there.
 */
class ObserverPage {

	static final String PATH = "/actuator/observer";

	private final Browser browser;

	private ObserverPage(Browser browser) {
		this.browser = browser;
	}

	static String address(int port) {
		return "http://localhost:" + port + PATH;
	}

	static ObserverPage open(Browser browser, int port) {
		browser.open(address(port));
		ObserverPage page = new ObserverPage(browser);
		page.awaitLive();
		return page;
	}

	void awaitLive() {
		this.browser.awaitShown("[data-connection=live]");
	}

	/**
	 * The row of a process in the tree.
	 * @param path its path
	 * @return the selector
	 */
	static String row(String path) {
		return "[role=row][data-path='" + path + "']";
	}

	void awaitRow(String path) {
		this.browser.awaitShown(row(path));
	}

	String status(String path) {
		return this.browser.read("document.querySelector(`" + row(path) + "`)?.dataset.status ?? null");
	}

	String pid(String path) {
		return this.browser.text(row(path) + " .pid");
	}

	/**
	 * How often a process has been restarted.
	 * @param path its path
	 * @return the number of times, of which tests that ran before may have caused some
	 */
	int restarts(String path) {
		return Integer.parseInt(this.browser.text(row(path) + " .restarts"));
	}

	void awaitMoreRestarts(String path, int before) {
		Customer.eventually().untilAsserted(() -> assertThat(restarts(path)).isGreaterThan(before));
	}

	/**
	 * How often the row has lit up because its process was restarted.
	 * @param path its path
	 * @return the number of times
	 */
	int flashes(String path) {
		return Integer
			.parseInt(this.browser.<String>read("document.querySelector(`" + row(path) + "`).dataset.flashes"));
	}

	void select(String path) {
		awaitRow(path);
		this.browser.click(row(path) + " .label");
		awaitProcess(path);
	}

	/**
	 * Waits for a process to be shown in full.
	 * @param process its path, or its pid if it has no place in the tree
	 */
	void awaitProcess(String process) {
		this.browser.awaitShown(".process[data-process='" + process + "'] .facts");
	}

	/**
	 * Does something to the process that is selected, and says yes to the question.
	 * @param action what to do
	 */
	void act(String action) {
		this.browser.click("[data-action=" + action + "]");
		this.browser.click("dialog[open] [data-answer=yes]");
	}

}
