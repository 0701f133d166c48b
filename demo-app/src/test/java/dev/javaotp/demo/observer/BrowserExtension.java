package dev.javaotp.demo.observer;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One browser for each test class: found on the {@code PATH}, started when it is first
 * asked for, and closed with the class.
 */
class BrowserExtension implements ExecutionCondition, ParameterResolver {

	private static final String MISSING = "There is no Chromium on the PATH (chromium or google-chrome, and "
			+ "chromedriver): install it, on Debian with apt-get install chromium chromium-driver.";

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		boolean there = chromium().isPresent() && driver().isPresent();
		boolean needed = System.getenv("CI") != null;
		return (there || needed) ? ConditionEvaluationResult.enabled("There is a browser, or there has to be one.")
				: ConditionEvaluationResult.disabled(MISSING);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Browser.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		ExtensionContext ofClass = (context.getTestMethod().isPresent()) ? context.getParent().orElseThrow() : context;
		return ofClass.getStore(Namespace.create(BrowserExtension.class))
			.computeIfAbsent(Browser.class, (type) -> start(), Browser.class);
	}

	private static Browser start() {
		return new Browser(chromium().orElseThrow(() -> new IllegalStateException(MISSING)),
				driver().orElseThrow(() -> new IllegalStateException(MISSING)));
	}

	private static Optional<Path> chromium() {
		return onThePath("chromium", "chromium-browser", "google-chrome");
	}

	private static Optional<Path> driver() {
		return onThePath("chromedriver");
	}

	private static Optional<Path> onThePath(String... names) {
		return Arrays.stream(names)
			.flatMap((name) -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
				.map((folder) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

}
