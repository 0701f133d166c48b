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

	private static String withoutLayout(String text) {
		return text.replaceAll("\\s+", "");
	}

}
