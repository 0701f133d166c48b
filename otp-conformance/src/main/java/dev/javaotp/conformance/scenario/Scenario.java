package dev.javaotp.conformance.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A scenario: what is to be done, as its file says. What was done is its trace.
 *
 * @param name its name, also that of its files
 * @param family what it is about, and so what runs it
 * @param fields all its fields
 */
public record Scenario(String name, String family, Fields fields) {

	private static final String SCENARIO = ".json";

	private static final String TRACE = ".trace.json";

	/**
	 * Returns a scenario.
	 * @param values its fields
	 * @return the scenario
	 * @throws InvalidScenarioException if it has no name or no family
	 */
	public static Scenario of(Map<String, Object> values) {
		Fields fields = Fields.of(values);
		return new Scenario(fields.text("name"), fields.text("family"), fields);
	}

	/**
	 * Reads a scenario.
	 * @param file its file
	 * @return the scenario
	 * @throws InvalidScenarioException if it cannot be read, is no JSON object, or has no
	 * name or no family
	 */
	public static Scenario read(Path file) {
		return of(Json.read(file));
	}

	/**
	 * Finds the files of scenarios.
	 * @param places files, which are taken as they are, and folders, of which each
	 * {@code .json} that is no {@code .trace.json} is taken, at any depth
	 * @return the files, those of a folder sorted, none of them twice
	 * @throws IOException if a folder cannot be read
	 */
	public static List<Path> find(List<Path> places) throws IOException {
		Set<Path> found = new LinkedHashSet<>();
		for (Path place : places) {
			if (Files.isDirectory(place)) {
				try (Stream<Path> below = Files.walk(place)) {
					below.filter(Scenario::isScenario).sorted().forEach((file) -> found.add(file.normalize()));
				}
			}
			else {
				found.add(place.normalize());
			}
		}
		return new ArrayList<>(found);
	}

	private static boolean isScenario(Path file) {
		String name = file.toString();
		return name.endsWith(SCENARIO) && !name.endsWith(TRACE) && Files.isRegularFile(file);
	}

	/**
	 * Returns the same scenario under another name.
	 * @param name the name
	 * @return the scenario
	 */
	public Scenario withName(String name) {
		return of(this.fields.with(Map.of("name", name)).values());
	}

	/**
	 * The scenario on one line.
	 * @return JSON
	 */
	public String text() {
		return Json.write(this.fields.values());
	}

	/**
	 * The name of the file of this scenario's trace.
	 * @return the name
	 */
	public String traceFile() {
		return this.name + TRACE;
	}

	/**
	 * What a trace file contains.
	 * @param trace what happened
	 * @return name, family and trace
	 */
	public Map<String, Object> document(Object trace) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("name", this.name);
		document.put("family", this.family);
		document.put("trace", trace);
		return document;
	}

	@Override
	public String toString() {
		return this.family + "/" + this.name;
	}

}
