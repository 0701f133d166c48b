package dev.javaotp.benchmarks.spring;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Import;

/**
 * Starts a small web application in a JVM of its own, again and again: with the starter
 * and one supervised bean, and without the starter, whose jars are then not on its class
 * path.
 */
public final class StartUp {

	private static final String READY = "ready";

	/** With the starter, and a bean that is a process. */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Server.class)
	static class WithStarter {

		public static void main(String... arguments) {
			start(WithStarter.class);
		}

	}

	/** The same without the starter. */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(PlainServer.class)
	static class WithoutStarter {

		public static void main(String... arguments) {
			start(WithoutStarter.class);
		}

	}

	/** What {@link Server} would be without it. */
	static class PlainServer {

		String ask() {
			return "answer";
		}

	}

	private StartUp() {
	}

	private static void start(Class<?> application) {
		ApplicationListener<ApplicationReadyEvent> listener = (event) -> System.out.println(READY);
		new SpringApplicationBuilder(application)
			.properties("server.port=0", "server.address=127.0.0.1", "logging.level.root=off",
					"spring.main.banner-mode=off")
			.listeners(listener)
			.run()
			.close();
	}

	/**
	 * Starts the application once.
	 * @param starter whether it has the starter
	 * @return milliseconds from the start of the JVM until it was ready
	 * @throws IOException if it did not become ready
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static double millis(boolean starter) throws IOException, InterruptedException {
		String java = ProcessHandle.current().info().command().orElse("java");
		String classPath = classPath().filter((entry) -> starter || !isStarter(entry))
			.collect(Collectors.joining(File.pathSeparator));
		Class<?> application = (starter) ? WithStarter.class : WithoutStarter.class;
		long begun = System.nanoTime();
		Process process = new ProcessBuilder(List.of(java, "-cp", classPath, application.getName()))
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		try (BufferedReader output = process.inputReader()) {
			String line = output.readLine();
			double millis = (System.nanoTime() - begun) / 1e6;
			if (!READY.equals(line)) {
				throw new IOException("the application did not become ready: " + line);
			}
			return millis;
		}
		finally {
			process.waitFor();
		}
	}

	private static boolean isStarter(String entry) {
		String file = Path.of(entry).getFileName().toString();
		return file.startsWith("otp-core") || file.startsWith("otp-spring-boot");
	}

	// the jar names the others in its manifest
	private static Stream<String> classPath() throws IOException {
		String classPath = System.getProperty("java.class.path");
		if (classPath.contains(File.pathSeparator) || !classPath.endsWith(".jar")) {
			return Stream.of(classPath.split(File.pathSeparator));
		}
		try (JarFile jar = new JarFile(classPath)) {
			String others = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
			Path folder = Path.of(classPath).toAbsolutePath().resolveSibling("");
			return Stream.concat(Stream.of(classPath),
					Stream.of(others.split(" ")).map((other) -> folder.resolve(other).toString()));
		}
	}

}
