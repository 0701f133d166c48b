package dev.javaotp.benchmarks.peer;

import java.lang.management.ManagementFactory;

import javax.management.JMException;
import javax.management.ObjectName;

/** The compiler of this JVM that makes the fastest code, as {@code jcmd} sees it. */
final class JitCompiler {

	private static final String OPTIMIZING = "C2";

	private JitCompiler() {
	}

	/**
	 * Whether it is at work, or has work to do.
	 * @return {@code false} where there is no such compiler
	 * @throws JMException if this JVM does not answer
	 */
	static boolean isBusy() throws JMException {
		return isBusy((String) ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "compilerQueue",
					new Object[] { new String[0] }, new String[] { String[].class.getName() }));
	}

	/**
	 * The same, as read from the text <pre>
	 * Current compiles:
	 * C2 CompilerThread0  4711   4   java.lang.String::hashCode (60 bytes)
	 *
	 * C1 compile queue:
	 * Empty
	 *
	 * C2 compile queue:
	 * Empty
	 * </pre>
	 */
	static boolean isBusy(String queues) {
		String[] lines = queues.split("\\R");
		for (int i = 0; i < lines.length; i++) {
			String line = lines[i].strip();
			if (line.startsWith(OPTIMIZING + " compile queue")) {
				return i + 1 < lines.length && !lines[i + 1].strip().equals("Empty");
			}
			if (line.startsWith(OPTIMIZING + " CompilerThread")) {
				return true;
			}
		}
		return false;
	}

}
