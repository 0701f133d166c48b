package dev.javaotp.benchmarks.compare;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/** What it was measured on. */
final class Machine {

	private Machine() {
	}

	static String describe() {
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		return "%d processors%s, %d GiB of memory, %s %s, Java %s (%s)".formatted(system.getAvailableProcessors(),
				processorName(), Math.round(system.getTotalMemorySize() / (double) (1L << 30)), system.getName(),
				system.getArch(), Runtime.version(), System.getProperty("java.vm.name"));
	}

	private static String processorName() {
		try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
			return lines.filter((line) -> line.startsWith("model name"))
				.map((line) -> " (" + line.substring(line.indexOf(':') + 1).strip() + ")")
				.findFirst()
				.orElse("");
		}
		catch (IOException ex) {
			// not on this operating system
			return "";
		}
	}

}
