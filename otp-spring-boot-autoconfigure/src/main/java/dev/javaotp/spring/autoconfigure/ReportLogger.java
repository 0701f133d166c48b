package dev.javaotp.spring.autoconfigure;

import dev.javaotp.gen.TerminationReport;
import dev.javaotp.gen.event.HandlerReport;
import dev.javaotp.gen.task.TaskReport;
import dev.javaotp.process.CrashReport;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.MailboxReport;
import dev.javaotp.process.ReportListener;
import dev.javaotp.scheduler.TimeSource;
import dev.javaotp.supervisor.SupervisorReport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs what systems and supervisors report: one error for each crash, with what it is
 * about as key-values, without messages and states unless configured, and never more than
 * so many within some time about one kind of process.
 * <p>
 * The crash of a server or a task is reported twice, by itself, which knows what it was
 * doing, and by the process. The second is logged as an error only if the first was not.
 */
final class ReportLogger implements ReportListener, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ReportLogger.class);

	private final boolean showValues;

	private final RateLimit limit;

	// both reports of a crash come from the thread that runs the process, one after the
	// other
	private final ThreadLocal<@Nullable Long> told = new ThreadLocal<>();

	ReportLogger(OtpProperties.Reports properties, TimeSource time) {
		this.showValues = properties.showValues();
		this.limit = new RateLimit(properties.limit(), properties.within(), time,
				(kind, count) -> new ReportEvent(logger.atWarn()).with("kind", kind)
					.with("leftOut", count)
					.log("{} more reports about {} within {} were left out", count, kind, properties.within()));
	}

	@Override
	public void report(Object report) {
		switch (report) {
			case TerminationReport termination -> server(termination);
			case TaskReport task -> task(task);
			case CrashReport crash -> process(crash);
			case HandlerReport broken -> handler(broken);
			case MailboxReport mailbox -> mailbox(mailbox);
			case SupervisorReport.Problem problem -> supervisor(problem);
			case SupervisorReport.Progress progress -> logger.debug("{}", progress);
			default -> logger.info("{}", this.showValues ? report : report.getClass().getName());
		}
	}

	private void server(TerminationReport report) {
		this.told.set(report.pid().id());
		String kind = report.kind().getName();
		if (!this.limit.permits(kind)) {
			return;
		}
		Object name = name(report.name(), report.pid());
		String reason = text(report.reason());
		ReportEvent event = event(Level.ERROR, report.reason().cause()).with("pid", report.pid())
			.with("process", report.name())
			.with("kind", kind)
			.with("reason", reason)
			.with("client", report.client());
		Object message = report.lastMessage();
		if (message != null) {
			event.with("message", this.showValues ? message : message.getClass().getName());
		}
		if (this.showValues) {
			event.with("state", report.state());
		}
		if (message != null) {
			event.log("Process {} crashed while it handled {}: {}", name,
					this.showValues ? message : Redaction.type(message), reason);
		}
		else {
			event.log("Process {} crashed: {}", name, reason);
		}
	}

	private void handler(HandlerReport report) {
		String kind = report.handler().module().getName();
		if (!this.limit.permits(kind)) {
			return;
		}
		Object manager = name(report.name(), report.manager());
		String reason = text(report.reason());
		event(Level.ERROR, report.reason().cause()).with("pid", report.manager())
			.with("process", report.name())
			.with("kind", kind)
			.with("reason", reason)
			.log("Event handler {} of {} was removed: {}", kind, manager, reason);
	}

	private void task(TaskReport report) {
		this.told.set(report.pid().id());
		String kind = report.function().getName();
		if (!this.limit.permits(kind)) {
			return;
		}
		String reason = text(report.reason());
		event(Level.ERROR, report.reason().cause()).with("pid", report.pid())
			.with("kind", kind)
			.with("reason", reason)
			.with("callers", report.callers())
			.log("Task {} failed: {}", report.pid(), reason);
	}

	private void process(CrashReport report) {
		Long told = this.told.get();
		this.told.remove();
		boolean again = told != null && told == report.pid().id();
		if (again ? !logger.isDebugEnabled() : !this.limit.permits(report.kind())) {
			return;
		}
		String reason = text(report.reason());
		event(again ? Level.DEBUG : Level.ERROR, report.thrown()).with("pid", report.pid())
			.with("process", report.registeredName())
			.with("label", report.label())
			.with("kind", report.kind())
			.with("reason", reason)
			.with("ancestors", report.ancestors())
			.with("links", report.links())
			.with("mailboxDepth", report.mailboxDepth())
			.log("Process {} crashed: {}", name(report.registeredName(), report.pid()), reason);
	}

	private void mailbox(MailboxReport report) {
		// apart from crashes, which must not go unread because a mailbox fills again and
		// again
		if (this.limit.permits("the mailboxes of " + report.kind())) {
			new ReportEvent(logger.atLevel(report.level())).with("pid", report.pid())
				.with("process", report.registeredName())
				.with("label", report.label())
				.with("kind", report.kind())
				.with("mailbox", report.state())
				.with("mailboxDepth", report.depth())
				.with("dropped", report.dropped())
				.log("{}", report);
		}
	}

	private void supervisor(SupervisorReport.Problem report) {
		String offender = report.supervisor() + "/" + report.offender().id();
		if (!this.limit.permits(offender)) {
			return;
		}
		String reason = text(report.reason());
		boolean serious = report.context() == SupervisorReport.Context.SHUTDOWN
				|| report.context() == SupervisorReport.Context.START_ERROR;
		new ReportEvent(logger.atLevel(serious ? Level.ERROR : Level.WARN)).with("supervisor", report.supervisor())
			.with("pid", report.pid())
			.with("context", report.context())
			.with("child", report.offender().id())
			.with("childPid", report.offender().pid())
			.with("reason", reason)
			.log("Supervisor {}: {} {}: {}", report.supervisor(), describe(report.context()), report.offender(),
					reason);
	}

	private static String describe(SupervisorReport.Context context) {
		return switch (context) {
			case START_ERROR -> "could not start";
			case CHILD_TERMINATED -> "its child ended,";
			case SHUTDOWN -> "gives up because of";
			case SHUTDOWN_ERROR -> "did not get an orderly end of";
		};
	}

	private ReportEvent event(Level level, @Nullable Throwable cause) {
		LoggingEventBuilder event = logger.atLevel(level);
		Throwable shown = this.showValues ? cause : Redaction.cause(cause);
		return new ReportEvent((shown != null) ? event.setCause(shown) : event);
	}

	private String text(ExitReason reason) {
		return this.showValues ? reason.toString() : Redaction.text(reason);
	}

	private static Object name(@Nullable String name, Object pid) {
		return (name != null) ? name : pid;
	}

	/** Tell what was left out so far. */
	@Override
	public void close() {
		this.limit.endOfWindow();
	}

}
