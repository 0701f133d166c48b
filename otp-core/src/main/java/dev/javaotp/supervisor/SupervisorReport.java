package dev.javaotp.supervisor;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.Report;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What a supervisor tells operators: OTP's supervisor and progress reports. They go to
 * the {@link dev.javaotp.process.ReportListener} of the system, in the order in which
 * things happened.
 */
public sealed interface SupervisorReport extends Report {

	/**
	 * The path of the supervisor that reports.
	 * @return the names from the root, joined by {@code /}
	 */
	String supervisor();

	/**
	 * The process of the supervisor.
	 * @return the process
	 */
	Pid pid();

	/** What a supervisor was doing when something went wrong: OTP's errorContext. */
	enum Context {

		/** Starting a child, which failed. */
		START_ERROR,

		/**
		 * Nothing: a child ended. Told of a permanent child at every end, of others only
		 * when they failed.
		 */
		CHILD_TERMINATED,

		/**
		 * Restarting a child, which was one restart too many: it gives up, with reason
		 * {@code reached_max_restart_intensity}.
		 */
		SHUTDOWN,

		/** Stopping a child, which ended with something else than it should have. */
		SHUTDOWN_ERROR

	}

	/**
	 * Something went wrong.
	 *
	 * @param supervisor the path of the supervisor
	 * @param pid its process
	 * @param context what it was doing
	 * @param reason why it went wrong
	 * @param offender the child
	 */
	record Problem(String supervisor, Pid pid, Context context, ExitReason reason,
			Offender offender) implements SupervisorReport {

		@Override
		public Level level() {
			return Level.ERROR;
		}

		@Override
		public String about() {
			return this.supervisor + " " + this.context;
		}

		@Override
		public String toString() {
			String what = switch (this.context) {
				case START_ERROR -> "child %s could not be started: %s";
				case CHILD_TERMINATED -> "child %s ended: %s";
				case SHUTDOWN -> "gives up, since child %s would have to be restarted once too often: %s";
				case SHUTDOWN_ERROR -> "child %s did not end as it should when it was stopped: %s";
			};
			return "Supervisor %s: %s".formatted(this.supervisor, what.formatted(this.offender, this.reason));
		}

	}

	/**
	 * A child of a static supervisor was started.
	 *
	 * @param supervisor the path of the supervisor
	 * @param pid its process
	 * @param started the child
	 */
	record Progress(String supervisor, Pid pid, Offender started) implements SupervisorReport {

		@Override
		public Level level() {
			return Level.INFO;
		}

		@Override
		public String toString() {
			return "Supervisor %s: started child %s".formatted(this.supervisor, this.started);
		}

	}

	/**
	 * The child that a report is about.
	 *
	 * @param id its id
	 * @param pid its process; the one that ended when it has no other; {@code null} if it
	 * never had one, or if the report is about several
	 * @param count how many children the report is about: more than one only when a
	 * dynamic supervisor ends
	 * @param spec how it is started, restarted and stopped
	 */
	record Offender(String id, @Nullable Pid pid, int count, ChildSpec spec) {

		static Offender of(ChildSpec spec, @Nullable Pid pid) {
			return new Offender(spec.id(), pid, 1, spec);
		}

		@Override
		public String toString() {
			String who = (this.pid != null) ? this.id + " " + this.pid : this.id;
			return (this.count > 1) ? who + " (" + this.count + " of them)" : who;
		}

	}

}
