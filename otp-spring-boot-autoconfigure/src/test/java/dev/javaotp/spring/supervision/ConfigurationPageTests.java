package dev.javaotp.spring.supervision;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.io.UrlResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page about configuration has every key, and no other.
 */
class ConfigurationPageTests {

	private static final Pattern ROW = Pattern.compile("^\\| `([a-z.-]+)` \\|", Pattern.MULTILINE);

	@Test
	void everyPropertyOfTheApplicationStandsInItsTable() throws IOException {
		assertThat(keys("The application")).isEqualTo(properties());
	}

	@Test
	void everyKindOfNodeStandsInItsTable() throws IOException {
		Set<String> kinds = new TreeSet<>(Kind.kinds());
		kinds.add("children");
		assertThat(keys("A node of a tree")).isEqualTo(kinds);
	}

	@Test
	void everySettingStandsInItsTableWithTheWordsItTakes() throws IOException {
		assertThat(keys("Settings of a node")).isEqualTo(
				Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.toCollection(TreeSet::new)));
		String table = section("Settings of a node");
		for (Setting setting : Setting.values()) {
			for (String word : setting.words()) {
				assertThat(table).containsPattern("(?m)^\\| `" + setting.key() + "` \\|.*`" + word + "`.*$");
			}
		}
	}

	private static Set<String> keys(String title) throws IOException {
		return ROW.matcher(section(title))
			.results()
			.map((row) -> row.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String section(String title) throws IOException {
		String page = Files.readString(Path.of("../docs/configuration.md"));
		int start = page.indexOf("\n## " + title + "\n");
		assertThat(start).as("section '" + title + "'").isNotNegative();
		int end = page.indexOf("\n## ", start + 1);
		return page.substring(start, (end != -1) ? end : page.length());
	}

	@SuppressWarnings("unchecked")
	private static Set<String> properties() throws IOException {
		URL classes = SupervisionProperties.class.getProtectionDomain().getCodeSource().getLocation();
		String json = new UrlResource(URI.create(classes + "META-INF/spring-configuration-metadata.json"))
			.getContentAsString(StandardCharsets.UTF_8);
		List<Map<String, Object>> properties = (List<Map<String, Object>>) JsonParserFactory.getJsonParser()
			.parseMap(json)
			.get("properties");
		return properties.stream()
			.map((property) -> (String) property.get("name"))
			.filter((name) -> name.startsWith("otp."))
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
