package dev.javaotp.spring.observer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/** The files that the page is made of. */
class PageFilesTests {

	private final PageFiles files = new PageFiles();

	@Test
	void everyFileOfThePageIsServed() throws Exception {
		Path folder = Path.of(new ClassPathResource("META-INF/otp-observer").getURL().toURI());
		try (Stream<Path> paths = Files.walk(folder)) {
			List<String> names = paths.filter(Files::isRegularFile)
				.map((path) -> folder.relativize(path).toString().replace('\\', '/'))
				.filter((name) -> !name.equals("index.html") && !name.endsWith(".md"))
				.toList();
			assertThat(names).hasSizeGreaterThan(20)
				.allSatisfy((name) -> assertThat(this.files.find(name)).isNotBlank());
		}
	}

	@Test
	void thePageLoadsNothingFromElsewhereAndHasNoScriptOfItsOwn() {
		assertThat(this.files.index("observer/")).doesNotContain("http://", "https://", "style=", "onclick")
			.doesNotContainPattern("<script[^>]*>[^<]")
			.doesNotContain("<style");
	}

}
