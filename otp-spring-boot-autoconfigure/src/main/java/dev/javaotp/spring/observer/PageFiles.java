package dev.javaotp.spring.observer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.util.MimeType;
import org.springframework.util.StringUtils;

/**
 * The files of the page, and no others: they are named here, so that no path leads
 * anywhere else.
 */
final class PageFiles {

	static final String FOLDER = "META-INF/otp-observer/";

	private static final String[] NAMES = { "api.js", "app.css", "app.js", "attention.js", "format.js", "icon.svg",
			"icons.js", "memo.js", "panels/actions.js", "panels/attention.js", "panels/bar.js", "panels/children.js",
			"panels/events.js", "panels/figures.js", "panels/process.js", "panels/restarts.js", "panels/schedulers.js",
			"panels/tabs.js", "panels/tops.js", "panels/trace.js", "panels/tree.js", "store.js", "theme.css",
			"theme.js", "vendor/htm-preact.js", "vendor/uplot.css", "vendor/uplot.js" };

	private static final Map<String, MimeType> TYPES = Map.of("js", MimeType.valueOf("text/javascript;charset=UTF-8"),
			"css", MimeType.valueOf("text/css;charset=UTF-8"), "svg", MimeType.valueOf("image/svg+xml"));

	private final String index = read("index.html").replace("{modules}", modules());

	private final Map<String, String> files = Arrays.stream(NAMES)
		.collect(Collectors.toUnmodifiableMap(Function.identity(), PageFiles::read));

	/**
	 * The page itself.
	 * @param base the path of the endpoint, relative to the address that was asked for
	 * @return the page, which finds its files below that path
	 */
	String index(String base) {
		return this.index.replace("{base}", base);
	}

	@Nullable String find(String path) {
		return this.files.get(path);
	}

	static MimeType type(String path) {
		return Objects.requireNonNull(TYPES.get(StringUtils.getFilenameExtension(path)));
	}

	/** Modules import others that import others: the browser gets them all at once. */
	private static String modules() {
		return Arrays.stream(NAMES)
			.filter((name) -> name.endsWith(".js") && !name.equals("vendor/uplot.js"))
			.map("<link rel=\"modulepreload\" href=\"{base}%s\">"::formatted)
			.collect(Collectors.joining("\n  "));
	}

	private static String read(String name) {
		try {
			return new ClassPathResource(FOLDER + name).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The observer page lacks its file " + name, ex);
		}
	}

}
