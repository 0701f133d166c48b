package dev.javaotp.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import net.minidev.json.JSONValue;
import net.minidev.json.parser.ParseException;

/**
 * A scenario and what Erlang/OTP did with it.
 *
 * @param name its name, also that of its files
 * @param definition what is to be done
 * @param trace what happened on Erlang/OTP
 */
record Scenario(String name, Map<String, Object> definition, Object trace) {

	private static final String TRACE = ".trace.json";

	/** All scenarios of a family, sorted by name. */
	static List<Scenario> family(String family) {
		try (Stream<Path> files = Files.list(Path.of("src/test/resources/conformance", family))) {
			return files.map((file) -> file.getFileName().toString())
				.filter((file) -> file.endsWith(TRACE))
				.map((file) -> file.substring(0, file.length() - TRACE.length()))
				.sorted()
				.map((name) -> load(family, name))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Scenario load(String family, String name) {
		Map<String, Object> trace = object(read(family + "/" + name + TRACE));
		return new Scenario(name, object(read(family + "/" + name + ".json")), trace.get("trace"));
	}

	private static Object read(String resource) {
		try (InputStream in = Scenario.class.getResourceAsStream("/conformance/" + resource)) {
			return JSONValue.parseWithException(new String(in.readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException | ParseException ex) {
			throw new IllegalStateException("cannot read " + resource, ex);
		}
	}

	@SuppressWarnings("unchecked")
	static Map<String, Object> object(Object json) {
		return (Map<String, Object>) json;
	}

	@SuppressWarnings("unchecked")
	static List<Object> list(Object json) {
		return (List<Object>) json;
	}

	static List<Map<String, Object>> objects(Object json) {
		return list(json).stream().map(Scenario::object).toList();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
