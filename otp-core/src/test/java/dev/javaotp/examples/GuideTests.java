package dev.javaotp.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the guide shows is code that is compiled and tested: a block behind
 * {@code <!-- example: FILE -->} stands in that file; only spaces and line breaks may
 * differ.
 */
class GuideTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern EXAMPLE = Pattern.compile("<!-- example: (\\S+) -->\\s*```java\\n(.*?)```",
			Pattern.DOTALL);

	// to a file of the project, with or without a section of it
	private static final Pattern LINK = Pattern.compile("]\\((?![a-z]+:|#)([^)#\\s]+)[^)]*\\)");

	static Stream<Path> pages() throws IOException {
		try (Stream<Path> pages = Files.list(ROOT.resolve("docs/guide"))) {
			return pages.sorted().toList().stream();
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void eachExampleStandsInItsFile(Path page) throws IOException {
		var example = EXAMPLE.matcher(Files.readString(page));
		while (example.find()) {
			String source = withoutLayout(Files.readString(ROOT.resolve(example.group(1))));
			assertThat(source).as("%s shows what stands in %s", page.getFileName(), example.group(1))
				.contains(withoutLayout(example.group(2)));
		}
	}

	static Stream<Path> allPages() throws IOException {
		try (Stream<Path> docs = Files.walk(ROOT.resolve("docs")); Stream<Path> top = Files.list(ROOT)) {
			return Stream.concat(docs, top)
				.filter((page) -> page.toString().endsWith(".md"))
				.sorted()
				.toList()
				.stream();
		}
	}

	@ParameterizedTest
	@MethodSource("allPages")
	void eachLinkLeadsToAFile(Path page) throws IOException {
		String text = Files.readString(page).replaceAll("(?s)```.*?```", "");
		var link = LINK.matcher(text);
		while (link.find()) {
			assertThat(page.resolveSibling(link.group(1))).as("a link in %s", page).exists();
		}
	}

	private static String withoutLayout(String text) {
		return text.replaceAll("\\s+", "");
	}

}
