package dev.javaotp.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs reports, and so many about one thing within some time at most: ten thousand
 * crashes a second must not bury what else there is to read.
 */
final class ReportLog implements ReportListener {

	/** How many reports about one thing are logged within the time. */
	static final int LIMIT = 20;

	/** The time over which reports are counted. */
	static final Duration WITHIN = Duration.ofSeconds(10);

	/** So many things are told apart; the rest counts together. */
	static final int MOST_THINGS = 1_000;

	private static final Logger logger = LoggerFactory.getLogger(ProcessSystem.class);

	private final LongSupplier nanoTime;

	// guarded by this
	private final Map<String, Integer> counts = new HashMap<>();

	// guarded by this
	private long begun;

	ReportLog(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.begun = nanoTime.getAsLong();
	}

	@Override
	public void report(Object report) {
		Level level = (report instanceof Report known) ? known.level() : Level.INFO;
		if (!logger.isEnabledForLevel(level)) {
			return;
		}
		String about = (report instanceof Report known) ? known.about() : report.getClass().getName();
		List<String> leftOut = new ArrayList<>();
		int count = count(report.getClass().getSimpleName() + " of " + about, leftOut);
		leftOut.forEach((text) -> logger.warn("{} were left out", text));
		if (count <= LIMIT) {
			log(level, report);
		}
		else if (count == LIMIT + 1) {
			logger.warn("There are too many reports about {}: more are left out for {} s at most", about,
					WITHIN.toSeconds());
		}
	}

	private synchronized int count(String thing, List<String> leftOut) {
		long now = this.nanoTime.getAsLong();
		if (now - this.begun >= WITHIN.toNanos()) {
			this.counts.forEach((known, count) -> {
				if (count > LIMIT) {
					leftOut.add(count - LIMIT + " " + known);
				}
			});
			this.counts.clear();
			this.begun = now;
		}
		boolean one = this.counts.size() < MOST_THINGS || this.counts.containsKey(thing);
		return this.counts.merge((one) ? thing : "others", 1, Integer::sum);
	}

	private static void log(Level level, Object report) {
		if (report instanceof CrashReport crash) {
			// structured formats have a meaning for some short names, such as process
			logger.atLevel(level)
				.addKeyValue("otp.report.pid", crash.pid())
				.addKeyValue("otp.report.process", crash.registeredName())
				.addKeyValue("otp.report.kind", crash.kind())
				.addKeyValue("otp.report.reason", crash.reason())
				.addKeyValue("otp.report.ancestors", crash.ancestors())
				.addKeyValue("otp.report.mailboxDepth", crash.mailboxDepth())
				.setCause(crash.thrown())
				.log("Process {} crashed: {}", (crash.registeredName() != null) ? crash.registeredName() : crash.pid(),
						crash.reason());
		}
		else {
			logger.atLevel(level).log("{}", report);
		}
	}

}
