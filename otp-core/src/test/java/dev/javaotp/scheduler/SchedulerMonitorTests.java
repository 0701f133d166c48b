package dev.javaotp.scheduler;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is long for a run; what is done about it is tested in
 * {@link ThreadSchedulerTests}.
 */
class SchedulerMonitorTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			visibly waits,                     true,   1,  0, true
			computes all the time,             false,  3,  3, true
			waits for a processor,             false, 19,  0, false
			computes when it has a processor,  false, 19,  2, false
			reads from a socket in native code, false, 20, 0, true
			""")
	void aRunIsLong(String what, boolean waits, int sinceMillis, int usedMillis, boolean expected) {
		assertThat(SchedulerMonitor.isLong(waits, nanos(sinceMillis), nanos(usedMillis))).as(what).isEqualTo(expected);
	}

	private static long nanos(int millis) {
		return Duration.ofMillis(millis).toNanos();
	}

}
