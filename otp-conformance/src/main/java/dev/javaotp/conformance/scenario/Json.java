package dev.javaotp.conformance.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes JSON: objects are maps in the order of the file, arrays are lists,
 * whole numbers integers.
 */
public final class Json {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	// what is shorter stands on one line
	private static final int WIDTH = 110;

	private Json() {
	}

	/**
	 * Reads a file that is one object.
	 * @param file the file
	 * @return the object
	 * @throws InvalidScenarioException if it cannot be read, or is something else
	 */
	public static Map<String, Object> read(Path file) {
		Object value;
		try {
			value = MAPPER.readValue(Files.readString(file), Object.class);
		}
		catch (IOException ex) {
			throw new InvalidScenarioException("expected a readable file in UTF-8, found " + ex);
		}
		catch (JacksonException ex) {
			throw new InvalidScenarioException(
					"line %d: expected JSON, found: %s".formatted(line(ex), ex.getOriginalMessage()));
		}
		if (!(value instanceof Map<?, ?>)) {
			throw new InvalidScenarioException("expected a JSON object, found " + write(value));
		}
		return object(value);
	}

	private static int line(JacksonException ex) {
		return (ex.getLocation() != null) ? ex.getLocation().getLineNr() : 1;
	}

	/**
	 * Returns a value that is known to be an object.
	 * @param json the value
	 * @return its fields
	 */
	@SuppressWarnings("unchecked")
	public static Map<String, Object> object(Object json) {
		return (Map<String, Object>) json;
	}

	/**
	 * Writes a value on one line.
	 * @param value the value
	 * @return JSON
	 */
	public static String write(@Nullable Object value) {
		return MAPPER.writeValueAsString(value);
	}

	/**
	 * Writes a file: what is short on one line, the rest indented.
	 * @param file the file
	 * @param value what to write
	 * @throws IOException if it cannot be written
	 */
	public static void write(Path file, Object value) throws IOException {
		Files.writeString(file, pretty(value, "") + "\n", StandardCharsets.UTF_8);
	}

	/**
	 * Writes a value for people.
	 * @param value the value
	 * @return JSON of several lines
	 */
	public static String pretty(@Nullable Object value) {
		return pretty(value, "");
	}

	private static String pretty(@Nullable Object value, String indent) {
		String line = write(value);
		if (indent.length() + line.length() <= WIDTH) {
			return line;
		}
		String inner = indent + " ";
		return switch (value) {
			case Map<?, ?> map -> map.entrySet()
				.stream()
				.map((entry) -> inner + write(entry.getKey()) + ": " + pretty(entry.getValue(), inner))
				.collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
			case List<?> list -> list.stream()
				.map((element) -> inner + pretty(element, inner))
				.collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
			case null, default -> line;
		};
	}

}
