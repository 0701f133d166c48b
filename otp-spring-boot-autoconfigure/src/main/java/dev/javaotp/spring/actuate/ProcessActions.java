package dev.javaotp.spring.actuate;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import dev.javaotp.gen.CallException;
import dev.javaotp.gen.CallTimeoutException;
import dev.javaotp.gen.Sys;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessBody;
import dev.javaotp.process.ProcessInfo;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.process.SpawnOptions;
import dev.javaotp.supervisor.ChildFigures;
import dev.javaotp.supervisor.ChildStatus;
import dev.javaotp.supervisor.DynamicSupervisor;
import dev.javaotp.supervisor.Restart;
import dev.javaotp.supervisor.RestartChildResult;
import dev.javaotp.supervisor.Supervisor;
import dev.javaotp.supervisor.SupervisorFigures;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can be done to a process from outside. Each action is checked and begun, and goes
 * on by itself: nothing here waits for a process.
 */
final class ProcessActions {

	private static final Logger logger = LoggerFactory.getLogger(ProcessActions.class);

	/** Names of actions, as they are sent. */
	private enum Action {

		RESTART, TERMINATE, SUSPEND, RESUME;

		static Action parse(@Nullable String text) {
			for (Action action : values()) {
				if (Words.of(action).equals(text)) {
					return action;
				}
			}
			String expected = Arrays.stream(values()).map(Words::of).collect(Collectors.joining(", "));
			throw EndpointProblem.badRequest(
					((text != null) ? "The action '" + text + "' is unknown" : "There is no 'action' in the body")
							+ ": expected {\"action\": \"…\"} with one of " + expected + ".");
		}

	}

	/** What takes time, done by a process of its own. */
	private interface Work {

		void run() throws CallException;

	}

	private final ProcessSystem system;

	// told to suspend itself by us and not to resume yet: it may be busy, so that its
	// status does not say so
	private final Set<Pid> suspended = ConcurrentHashMap.newKeySet();

	ProcessActions(ProcessSystem system) {
		this.system = system;
	}

	/**
	 * Begins an action.
	 * @return its name
	 */
	String begin(@Nullable String name, ProcessTarget target) {
		Action action = Action.parse(name);
		switch (action) {
			case RESTART -> restart(target);
			case TERMINATE -> terminate(target);
			case SUSPEND -> suspend(target);
			case RESUME -> resume(target);
		}
		return Words.of(action);
	}

	private void restart(ProcessTarget target) {
		ChildFigures child = target.child();
		if (child == null) {
			throw EndpointProblem.conflict("'" + target.name() + "' cannot be restarted: " + whyNotRestarted(target));
		}
		if (child.spec().restart() == Restart.TEMPORARY) {
			throw EndpointProblem.conflict("'" + target.name()
					+ "' cannot be restarted: it is temporary, so that its supervisor forgets it when it ends.");
		}
		Supervisor supervisor = Supervisor.of(supervisor(target));
		begin("restart", target, () -> {
			supervisor.terminateChild(child.id());
			if (supervisor.restartChild(child.id()) instanceof RestartChildResult.Failed failed) {
				logger.warn(
						"Process {} was stopped to be restarted, as the endpoint was asked to, and did not start: {}",
						child.path(), failed.reason());
			}
		});
	}

	private static String whyNotRestarted(ProcessTarget target) {
		if (target.top() != null) {
			return "it is at the top of its tree, with nobody above it who could start it again.";
		}
		return (target.above() != null)
				? "it is a child of the dynamic supervisor '" + target.above().path()
						+ "', whose children are started on demand; it can be terminated."
				: "it is in no supervision tree.";
	}

	private void terminate(ProcessTarget target) {
		ChildFigures child = target.child();
		if (target.top() != null) {
			throw EndpointProblem.conflict("'" + target.name()
					+ "' cannot be terminated: it is at the top of its tree, which ends with the application.");
		}
		if (child != null) {
			if (child.status() == ChildStatus.STOPPED) {
				throw notRunning(target);
			}
			Supervisor supervisor = Supervisor.of(supervisor(target));
			begin("terminate", target, () -> supervisor.terminateChild(child.id()));
			return;
		}
		Pid pid = running(target);
		if (target.above() != null) {
			DynamicSupervisor<?> supervisor = DynamicSupervisor.of(supervisor(target));
			begin("terminate", target, () -> supervisor.terminateChild(pid));
		}
		else {
			this.system.exit(pid, ExitReason.SHUTDOWN);
		}
	}

	private void suspend(ProcessTarget target) {
		Pid pid = behaviour("suspended", target);
		if (this.system.status(pid) == ProcessInfo.Status.SUSPENDED) {
			throw EndpointProblem.conflict("'" + target.name() + "' is suspended already.");
		}
		if (this.suspended.add(pid)) {
			this.system.onDown(pid, (reason) -> this.suspended.remove(pid));
		}
		ask(() -> Sys.suspend(pid, Duration.ZERO), target);
	}

	private void resume(ProcessTarget target) {
		Pid pid = behaviour("resumed", target);
		boolean asked = this.suspended.remove(pid);
		if (!asked && this.system.status(pid) != ProcessInfo.Status.SUSPENDED) {
			throw EndpointProblem.conflict("'" + target.name() + "' is not suspended.");
		}
		ask(() -> Sys.resume(pid, Duration.ZERO), target);
	}

	/** Sends a request of {@link Sys} from here, so that they arrive in order. */
	private void ask(Work request, ProcessTarget target) {
		try {
			request.run();
		}
		catch (CallTimeoutException ex) {
			// on its way: not to wait is what the limit is for
		}
		catch (CallException ex) {
			throw notRunning(target);
		}
	}

	private static Pid behaviour(String done, ProcessTarget target) {
		Pid pid = running(target);
		if (!Sys.isBehaviour(pid)) {
			if (!pid.isAlive()) {
				throw notRunning(target);
			}
			throw EndpointProblem.conflict("'" + target.name() + "' cannot be " + done
					+ ": it is a plain process, not a server or another behaviour.");
		}
		return pid;
	}

	private static Pid running(ProcessTarget target) {
		Pid pid = target.pid();
		if (pid == null) {
			throw notRunning(target);
		}
		return pid;
	}

	private static EndpointProblem notRunning(ProcessTarget target) {
		return EndpointProblem.conflict("'" + target.name() + "' is not running.");
	}

	private static Pid supervisor(ProcessTarget target) {
		SupervisorFigures above = target.above();
		if (above == null) {
			throw new IllegalStateException("no supervisor is known to be above " + target);
		}
		return above.pid()
			.orElseThrow(() -> EndpointProblem.conflict("The supervisor '" + above.path() + "' of '" + target.name()
					+ "' is not running: nobody could do that."));
	}

	private void begin(String action, ProcessTarget target, Work work) {
		if (this.system.isClosed()) {
			throw EndpointProblem.conflict("The processes have been stopped: the application is shutting down.");
		}
		String label = String.format(Locale.ROOT, "%s of %s, asked for at the endpoint", action, target.name());
		ProcessBody body = (self) -> {
			try {
				work.run();
			}
			catch (CallException ex) {
				logger.warn("The {}, failed: {}", label, ex.getMessage());
			}
		};
		this.system.spawn(body, SpawnOptions.DEFAULTS.withLabel(label));
	}

}
