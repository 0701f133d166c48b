package dev.javaotp.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What {@code java -jar benchmarks.jar} starts: runs {@link Benchmarks} here if this Java
 * is new enough, otherwise on the newest JDK that is installed beside it. It is compiled
 * for any Java, unlike the rest.
 */
public final class Launcher {

	private static final int LEAST = 21;

	private static final File NONE = new File("");

	private Launcher() {
	}

	/**
	 * Runs the command and ends with its exit code.
	 * @param arguments see {@link Benchmarks}
	 * @throws Exception if the command failed without a code of its own
	 */
	public static void main(String... arguments) throws Exception {
		String version = System.getProperty("java.specification.version");
		if (feature(version) >= LEAST) {
			Class.forName("dev.javaotp.benchmarks.Benchmarks")
				.getMethod("main", String[].class)
				.invoke(null, (Object) arguments);
			return;
		}
		File home = newestJdk();
		if (home.equals(NONE)) {
			System.err.println("The benchmarks need Java " + LEAST + " or newer, and this is Java " + version
					+ ". None was found beside it: install one, or start this jar with it.");
			System.exit(2);
		}
		System.exit(runWith(new File(home, "bin/java"), arguments));
	}

	private static int runWith(File java, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				Arrays.asList(java.getPath(), "-cp", System.getProperty("java.class.path"), Launcher.class.getName()));
		command.addAll(Arrays.asList(arguments));
		return new ProcessBuilder(command).inheritIO().start().waitFor();
	}

	private static File newestJdk() {
		List<File> homes = new ArrayList<>();
		if (System.getenv("JAVA_HOME") != null) {
			homes.add(new File(System.getenv("JAVA_HOME")));
		}
		String home = System.getProperty("user.home");
		for (String folder : new String[] { new File(System.getProperty("java.home")).getParent(), "/usr/lib/jvm",
				"/opt/java", "/Library/Java/JavaVirtualMachines", home + "/.sdkman/candidates/java",
				home + "/.jdks" }) {
			File[] inside = new File(folder).listFiles();
			if (inside != null) {
				for (File candidate : inside) {
					homes.add(candidate);
					homes.add(new File(candidate, "Contents/Home"));
				}
			}
		}
		File newest = NONE;
		int newestFeature = LEAST - 1;
		for (File candidate : homes) {
			int feature = featureOf(candidate);
			if (feature > newestFeature) {
				newest = candidate;
				newestFeature = feature;
			}
		}
		return newest;
	}

	private static int featureOf(File home) {
		if (!new File(home, "bin/java").canExecute()) {
			return 0;
		}
		try {
			for (String line : Files.readAllLines(new File(home, "release").toPath())) {
				if (line.startsWith("JAVA_VERSION=")) {
					return feature(line.substring("JAVA_VERSION=".length()).replace("\"", ""));
				}
			}
		}
		catch (IOException ex) {
			// a folder without the file is no JDK
		}
		return 0;
	}

	private static int feature(String version) {
		String[] parts = version.split("\\D", 3);
		int first = Integer.parseInt(parts[0]);
		return (first == 1 && parts.length > 1) ? Integer.parseInt(parts[1]) : first;
	}

}
