package dev.javaotp.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.javaotp.gen.From;
import dev.javaotp.gen.StartResult;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.supervisor.SupervisorReport.Context;
import dev.javaotp.supervisor.SupervisorReport.Offender;
import org.jspecify.annotations.Nullable;

/**
 * A supervisor whose children have ids and an order. The deciding is done by
 * {@link Restart}, {@link RestartDecision}, {@link Children#group} and
 * {@link RestartWindow}; here is what follows from it.
 */
final class StaticSupervisor extends SupervisorLoop {

	private final Supplier<SupervisorSpec> source;

	private final Children children = new Children();

	// both set by begin()
	private SupervisorSpec spec = SupervisorSpec.unnamed();

	private RestartWindow window = new RestartWindow(this.spec.intensity());

	private StaticSupervisor(Supplier<SupervisorSpec> source, @Nullable SupervisorFigures place) {
		super(place);
		this.source = source;
	}

	static Pid startLinked(ProcessContext parent, Supplier<SupervisorSpec> spec, SupervisorFigures place) {
		return startLinkAsync(parent, new StaticSupervisor(spec, place), startOptions());
	}

	static StartResult startRoot(ProcessContext parent, Supplier<SupervisorSpec> spec) {
		return startLink(parent, new StaticSupervisor(spec, null), startOptions());
	}

	static StartResult startRoot(ProcessSystem system, Supplier<SupervisorSpec> spec) {
		return start(system, new StaticSupervisor(spec, null), startOptions());
	}

	// --- its own start and end

	@Override
	void begin() {
		this.spec = make(this.source);
		this.window = new RestartWindow(this.spec.intensity());
		takePlace(this.spec.name());
		figures().staticStarted(self().self(), this.spec, this.window, self().system().time())
			.forEach((figures) -> this.children.add(new Child(figures.spec(), figures, self().self())));
		tellChildrenChanged();
		for (Child child : this.children.inStartOrder()) {
			planToStart(child, (reason) -> failToStart(child, reason));
		}
		planTo(this::started);
	}

	/** There is no second attempt at the first start. */
	private void failToStart(Child child, ExitReason reason) {
		planToEnd(ExitReason.shutdown(ExitReason.tagged("failed_to_start_child", child.id(), reason)));
	}

	@Override
	void planToStopAll() {
		new ArrayList<>(this.children.inStartOrder()).reversed().forEach(this::planToStop);
	}

	// --- one child up or down

	/** Plans a start that is reported when it fails. */
	private void planToStart(Child child, Consumer<ExitReason> whenFailed) {
		plan(() -> start(child, (result) -> {
			if (result instanceof StartResult.Failed failed) {
				report(Context.START_ERROR, failed.reason(), Offender.of(child.spec(), null));
				whenFailed.accept(failed.reason());
			}
		}));
	}

	/** Starts a child, notes how that went, and then tells. */
	private @Nullable Pending start(Child child, Consumer<StartResult> whenDone) {
		return start(child.spec(), child.figures()::nested, (result) -> {
			switch (result) {
				case StartResult.Started started -> up(child, started.pid());
				case StartResult.Ignored ignored -> down(child);
				case StartResult.Failed failed -> child.figures().startFailed();
			}
			whenDone.accept(result);
		});
	}

	private void planToStop(Child child) {
		plan(() -> {
			Pid pid = child.pid();
			if (pid == null) {
				down(child);
				return null;
			}
			return stop(pid, child.spec().shutdown(), (reason) -> {
				if (!child.spec().shutdown().expects(reason, child.spec().restart())) {
					report(Context.SHUTDOWN_ERROR, reason, Offender.of(child.spec(), pid));
				}
				tell((listener) -> listener.ended(child.figures().path(), pid, reason));
				down(child);
			});
		});
	}

	private void up(Child child, Pid pid) {
		this.children.running(child, pid);
		reportStarted(Offender.of(child.spec(), pid));
		if (child.figures().started() > 1) {
			tell((listener) -> listener.restarted(child.figures().path(), pid));
		}
	}

	/** It has no process any more: a temporary one is forgotten. */
	private void down(Child child) {
		if (child.isTemporary()) {
			forget(child);
		}
		else {
			this.children.stopped(child);
		}
	}

	private void forget(Child child) {
		this.children.remove(child);
		figures().remove(self().self(), child.figures());
		tellChildrenChanged();
	}

	// --- children that end by themselves

	@Override
	void exited(Pid pid, ExitReason reason) {
		Child child = this.children.find(pid);
		if (child == null) {
			// a stranger's exit signal, or the remains of a start that failed
			return;
		}
		tell((listener) -> listener.ended(child.figures().path(), pid, reason));
		if (child.spec().restart().reports(reason)) {
			report(Context.CHILD_TERMINATED, reason, Offender.of(child.spec(), pid));
		}
		switch (RestartDecision.afterEnd(child, reason, this.spec.autoShutdown(), this.children)) {
			case RESTART -> restart(child, pid);
			case LEAVE_DOWN -> down(child);
			case SHUT_DOWN -> {
				down(child);
				planToEnd(ExitReason.SHUTDOWN);
			}
		}
	}

	private void restart(Child child, @Nullable Pid lastPid) {
		if (!this.window.add(seconds())) {
			down(child);
			giveUp(Offender.of(child.spec(), lastPid));
			return;
		}
		List<Child> group = this.children.group(this.spec.strategy(), child);
		this.children.restarting(child);
		for (Child sibling : group.reversed()) {
			if (sibling != child) {
				planToStop(sibling);
			}
		}
		for (Child member : group) {
			if (!member.isTemporary()) {
				planToStart(member, (reason) -> failToRestart(child, member));
			}
		}
	}

	/** The others of the group that are up stay up, the rest stays down until later. */
	private void failToRestart(Child child, Child failed) {
		dropPlan();
		if (failed != child && child.pid() == null) {
			this.children.stopped(child);
		}
		this.children.restarting(failed);
		sendTryAgain(failed);
	}

	@Override
	void tryAgain(Object failed) {
		Child child = (Child) failed;
		if (this.children.contains(child) && child.status() == ChildStatus.RESTARTING) {
			restart(child, null);
		}
	}

	// --- requests

	@Override
	void perform(SupervisorRequest<?> request, From<?> from) {
		switch (request) {
			case SupervisorRequest.StartChild start -> startChild(start.spec(), start.from(from));
			case SupervisorRequest.TerminateChild terminate -> terminateChild(terminate.id(), terminate.from(from));
			case SupervisorRequest.RestartChild restart -> restartChild(restart.id(), restart.from(from));
			case SupervisorRequest.DeleteChild delete -> delete.from(from).reply(deleteChild(delete.id()));
			case SupervisorRequest.WhichChildren which -> which.from(from).reply(whichChildren());
			case SupervisorRequest.WhichChild which ->
				which.from(from).reply(Optional.ofNullable(this.children.find(which.id())).map(StaticSupervisor::info));
			case SupervisorRequest.CountChildren count -> count.from(from).reply(countChildren());
			case SupervisorRequest.GetChildSpec get ->
				get.from(from).reply(Optional.ofNullable(this.children.find(get.id())).map(Child::spec));
			case SupervisorRequest.StartDynamicChild start -> start.from(from)
				.reply(new StartDynamicChildResult.Failed(
						ExitReason.tagged("invalid_child_spec", start.argument().toString())));
			case SupervisorRequest.TerminateDynamicChild terminate ->
				terminate.from(from).reply(TerminateChildResult.NOT_FOUND);
		}
	}

	private void startChild(ChildSpec spec, From<StartChildResult> from) {
		try {
			spec.checkUnder(figures().describe(), this.spec.autoShutdown());
		}
		catch (InvalidSpecException ex) {
			from.reply(new StartChildResult.Invalid(ex.reason(), String.valueOf(ex.getMessage())));
			return;
		}
		Child present = this.children.find(spec.id());
		if (present != null) {
			Pid pid = present.pid();
			from.reply(
					(pid != null) ? new StartChildResult.AlreadyStarted(pid) : new StartChildResult.AlreadyPresent());
			return;
		}
		Child child = new Child(spec, figures().add(self().self(), spec), self().self());
		this.children.add(child);
		tellChildrenChanged();
		plan(() -> start(child, (result) -> {
			if (result instanceof StartResult.Failed) {
				forget(child);
			}
			from.reply(switch (result) {
				case StartResult.Started started -> new StartChildResult.Started(started.pid(), started.info());
				case StartResult.Ignored ignored -> new StartChildResult.Ignored();
				case StartResult.Failed failed -> new StartChildResult.Failed(failed.reason());
			});
		}));
	}

	private void terminateChild(String id, From<TerminateChildResult> from) {
		Child child = this.children.find(id);
		if (child == null) {
			from.reply(TerminateChildResult.NOT_FOUND);
			return;
		}
		planToStop(child);
		planTo(() -> from.reply(TerminateChildResult.TERMINATED));
	}

	private void restartChild(String id, From<RestartChildResult> from) {
		Child child = this.children.find(id);
		if (child == null) {
			from.reply(new RestartChildResult.NotFound());
			return;
		}
		switch (child.status()) {
			case RUNNING -> from.reply(new RestartChildResult.Running());
			case RESTARTING -> from.reply(new RestartChildResult.Restarting());
			case STOPPED -> plan(() -> start(child, (result) -> from.reply(switch (result) {
				case StartResult.Started started -> new RestartChildResult.Started(started.pid(), started.info());
				case StartResult.Ignored ignored -> new RestartChildResult.Ignored();
				case StartResult.Failed failed -> new RestartChildResult.Failed(failed.reason());
			})));
		}
	}

	private DeleteChildResult deleteChild(String id) {
		Child child = this.children.find(id);
		if (child == null) {
			return DeleteChildResult.NOT_FOUND;
		}
		return switch (child.status()) {
			case RUNNING -> DeleteChildResult.RUNNING;
			case RESTARTING -> DeleteChildResult.RESTARTING;
			case STOPPED -> {
				forget(child);
				yield DeleteChildResult.DELETED;
			}
		};
	}

	private List<ChildInfo> whichChildren() {
		return new ArrayList<>(this.children.inStartOrder()).reversed().stream().map(StaticSupervisor::info).toList();
	}

	private static ChildInfo info(Child child) {
		return new ChildInfo(child.id(), child.pid(), child.status(), child.spec().type());
	}

	private ChildCounts countChildren() {
		int specs = 0;
		int active = 0;
		int supervisors = 0;
		for (Child child : this.children.inStartOrder()) {
			specs++;
			Pid pid = child.pid();
			if (pid != null && pid.isAlive()) {
				active++;
			}
			if (child.spec().type() == ChildType.SUPERVISOR) {
				supervisors++;
			}
		}
		return new ChildCounts(specs, active, supervisors, specs - supervisors);
	}

	@Override
	protected Object state() {
		return whichChildren();
	}

}
