package dev.javaotp.spring.supervision;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.io.UrlResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What an IDE knows about the keys of this module.
 */
class ConfigurationMetadataTests {

	@Test
	void everyPropertyHasADescription() throws IOException {
		assertThat(list("properties")).isNotEmpty()
			.allSatisfy((property) -> assertThat((String) property.get("description"))
				.as("description of " + property.get("name"))
				.matches("\\p{Lu}.*\\."));
	}

	@Test
	void treesAndOverridesAreTyped() throws IOException {
		assertThat(list("properties"))
			.extracting((property) -> property.get("name"), (property) -> property.get("type"))
			.contains(tuple("otp.supervision", "java.util.List<" + SupervisionProperties.Node.class.getName() + ">"),
					tuple("otp.processes",
							"java.util.Map<java.lang.String," + SupervisionProperties.Settings.class.getName() + ">"));
	}

	@Test
	void namesOfOverridesAreCompletedWithBeans() throws IOException {
		assertThat(list("hints")).extracting((hint) -> hint.get("name")).contains("otp.processes.keys");
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> list(String name) throws IOException {
		URL classes = SupervisionProperties.class.getProtectionDomain().getCodeSource().getLocation();
		String json = new UrlResource(URI.create(classes + "META-INF/spring-configuration-metadata.json"))
			.getContentAsString(StandardCharsets.UTF_8);
		return (List<Map<String, Object>>) JsonParserFactory.getJsonParser().parseMap(json).get(name);
	}

}
