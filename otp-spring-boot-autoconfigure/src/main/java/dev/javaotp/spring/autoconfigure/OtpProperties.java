package dev.javaotp.spring.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be configured beside the supervision trees, for which see
 * {@link dev.javaotp.spring.supervision.SupervisionProperties}.
 *
 * @param enabled Whether processes and supervision trees are started. Without them
 * references can still be injected, and calls answer that there is no such process.
 * @param nodeName Name of this system of processes, shown to operators; that of the
 * application unless set.
 * @param scheduler Who runs the processes.
 * @param reports How crashes are logged.
 * @param longMailbox How many messages in one mailbox are too many not to be logged, or 0
 * to log none.
 * @param mdc Whether the logging context holds the name and the pid of the process while
 * it handles a message, as otp.process and otp.pid.
 * @param propagateMdc Whether the logging context of whoever sends a call or a cast is
 * there while it is handled.
 */
@ConfigurationProperties("otp")
public record OtpProperties(@DefaultValue("true") boolean enabled, @Nullable String nodeName,
		@DefaultValue Scheduler scheduler, @DefaultValue Reports reports, @DefaultValue("10000") int longMailbox,
		@DefaultValue("false") boolean mdc, @DefaultValue("false") boolean propagateMdc) {

	/** Checks the mark. */
	public OtpProperties {
		if (longMailbox < 0) {
			throw new IllegalArgumentException(
					"otp.long-mailbox is " + longMailbox + ": expected a number of messages, or 0 for none");
		}
	}

	/**
	 * Who runs the processes.
	 *
	 * @param threads Number of threads that run processes which do not block; one per
	 * processor unless set.
	 */
	public record Scheduler(@Nullable Integer threads) {

		/** Checks the number. */
		public Scheduler {
			if (threads != null && threads < 1) {
				throw new IllegalArgumentException("otp.scheduler.threads is " + threads + ": expected one or more");
			}
		}

	}

	/**
	 * How crashes are logged.
	 *
	 * @param showValues Whether messages, requests and states of crashed processes are
	 * logged, which may hold what is nobody's business.
	 * @param limit How many reports about one kind of process are logged within the time.
	 * @param within Time over which reports are counted.
	 */
	public record Reports(@DefaultValue("false") boolean showValues, @DefaultValue("20") int limit,
			@DefaultValue("10s") Duration within) {

		/** Checks that something is logged. */
		public Reports {
			if (limit < 1) {
				throw new IllegalArgumentException("otp.reports.limit is " + limit + ": expected one or more");
			}
			if (!within.isPositive()) {
				throw new IllegalArgumentException("otp.reports.within is " + within + ": expected more than zero");
			}
		}

	}

}
