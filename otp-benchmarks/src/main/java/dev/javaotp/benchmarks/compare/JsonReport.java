package dev.javaotp.benchmarks.compare;

import java.util.List;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The figures for programs that read them. */
final class JsonReport {

	/** One figure, in the names that readers of the file know. */
	private record Entry(String work, String peer, String unit, double median, double min, double max) {
	}

	private JsonReport() {
	}

	static String write(Results results) {
		List<Entry> entries = results.all()
			.stream()
			.map((result) -> new Entry(result.work().id(), result.peer().id(), result.work().unit(), result.median(),
					result.min(), result.max()))
			.toList();
		return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(entries)
				+ "\n";
	}

}
