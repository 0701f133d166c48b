package dev.javaotp.supervisor;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.javaotp.gen.From;
import dev.javaotp.gen.StartResult;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.supervisor.DynamicChildren.Entry;
import dev.javaotp.supervisor.SupervisorReport.Context;
import dev.javaotp.supervisor.SupervisorReport.Offender;
import org.jspecify.annotations.Nullable;

/**
 * A supervisor of many children that are started on demand. Of each it keeps the process
 * and the argument; what else there is to know is made anew from the argument whenever it
 * is needed.
 */
final class DynamicSupervisorLoop extends SupervisorLoop {

	private final Supplier<? extends DynamicSupervisorSpec<?>> source;

	private final DynamicChildren children = new DynamicChildren();

	// both set by begin()
	private DynamicSupervisorSpec<Object> spec = DynamicSupervisorSpec.unnamed(ChildSpec.class::cast);

	private RestartWindow window = new RestartWindow(this.spec.intensity());

	private DynamicSupervisorLoop(Supplier<? extends DynamicSupervisorSpec<?>> source,
			@Nullable SupervisorFigures place) {
		super(place);
		this.source = source;
	}

	static Pid startLinked(ProcessContext parent, Supplier<? extends DynamicSupervisorSpec<?>> spec,
			SupervisorFigures place) {
		return startLinkAsync(parent, new DynamicSupervisorLoop(spec, place), startOptions());
	}

	static StartResult startRoot(ProcessContext parent, Supplier<? extends DynamicSupervisorSpec<?>> spec) {
		return startLink(parent, new DynamicSupervisorLoop(spec, null), startOptions());
	}

	static StartResult startRoot(ProcessSystem system, DynamicSupervisorSpec<?> spec) {
		return start(system, new DynamicSupervisorLoop(() -> spec, null), startOptions());
	}

	@Override
	@SuppressWarnings("unchecked")
	void begin() {
		// what children are started with comes back to the function as it came; only
		// DynamicSupervisor<A> sends any
		this.spec = (DynamicSupervisorSpec<Object>) make(this.source);
		this.window = new RestartWindow(this.spec.intensity());
		takePlace(this.spec.name());
		figures().dynamicStarted(self().self(), this.spec.intensity(), this.window, self().system().time(),
				this.children);
		tellChildrenChanged();
		started();
	}

	@Override
	void planToStopAll() {
		plan(() -> {
			StoppingAll all = new StoppingAll(self(), this.children, this.spec.child(), this::stopped,
					(pid, reason) -> tell((listener) -> listener.ended(figures().path(), pid, reason)));
			return (this.children.size() > 0) ? all : null;
		});
	}

	/** So many children ended with this reason when all were stopped. */
	private void stopped(ExitReason reason, int count, ChildSpec childSpec) {
		report(Context.SHUTDOWN_ERROR, reason, new Offender(childSpec.id(), null, count, childSpec));
	}

	// --- children that end by themselves

	@Override
	void exited(Pid pid, ExitReason reason) {
		Entry entry = this.children.find(pid);
		if (entry == null || entry.isRestarting()) {
			return;
		}
		tell((listener) -> listener.ended(figures().path(), pid, reason));
		ChildSpec childSpec = this.spec.child().apply(entry.argument());
		if (childSpec.restart().reports(reason)) {
			report(Context.CHILD_TERMINATED, reason, Offender.of(childSpec, pid));
		}
		if (childSpec.restart().restartsAfter(reason)) {
			restart(entry, childSpec);
			return;
		}
		this.children.remove(entry);
		if (childSpec.significant() && isEndedByLoss()) {
			planToEnd(ExitReason.SHUTDOWN);
		}
	}

	private boolean isEndedByLoss() {
		return switch (this.spec.autoShutdown()) {
			case NEVER -> false;
			case ANY_SIGNIFICANT -> true;
			case ALL_SIGNIFICANT -> this.children.size() == 0;
		};
	}

	private void restart(Entry entry, ChildSpec childSpec) {
		Offender offender = Offender.of(childSpec, entry.pid());
		if (!this.window.add(seconds())) {
			this.children.remove(entry);
			giveUp(offender);
			return;
		}
		this.children.restarting(entry);
		plan(() -> start(childSpec, () -> place(childSpec), (result) -> {
			switch (result) {
				case StartResult.Started started -> {
					this.children.restarted(entry, started.pid());
					figures().dynamicRestarted();
					tell((listener) -> listener.restarted(figures().path(), started.pid()));
				}
				case StartResult.Ignored ignored -> this.children.remove(entry);
				case StartResult.Failed failed -> {
					report(Context.START_ERROR, failed.reason(), offender);
					sendTryAgain(entry);
				}
			}
		}));
	}

	@Override
	void tryAgain(Object failed) {
		Entry entry = (Entry) failed;
		if (entry.isRestarting() && this.children.find(entry.pid()) == entry) {
			restart(entry, this.spec.child().apply(entry.argument()));
		}
	}

	/**
	 * Children are not told apart by their paths, so supervisors among them start anew.
	 */
	private SupervisorFigures place(ChildSpec childSpec) {
		return new SupervisorFigures(figures().path() + "/" + childSpec.id());
	}

	// --- requests

	@Override
	void perform(SupervisorRequest<?> request, From<?> from) {
		switch (request) {
			case SupervisorRequest.StartDynamicChild start -> startChild(start.argument(), start.from(from));
			case SupervisorRequest.TerminateDynamicChild terminate ->
				terminateChild(terminate.pid(), terminate.from(from));
			case SupervisorRequest.WhichChildren which ->
				which.from(from).reply(whichChildren(which.after(), which.limit()));
			case SupervisorRequest.WhichChild which -> which.from(from).reply(Optional.empty());
			case SupervisorRequest.CountChildren count -> count.from(from).reply(countChildren());
			case SupervisorRequest.StartChild start -> start.from(from).reply(new StartChildResult.Dynamic());
			case SupervisorRequest.TerminateChild terminate -> terminate.from(from).reply(TerminateChildResult.DYNAMIC);
			case SupervisorRequest.RestartChild restart -> restart.from(from).reply(new RestartChildResult.Dynamic());
			case SupervisorRequest.DeleteChild delete -> delete.from(from).reply(DeleteChildResult.DYNAMIC);
			case SupervisorRequest.GetChildSpec get -> get.from(from).reply(Optional.empty());
		}
	}

	private void startChild(Object argument, From<StartDynamicChildResult> from) {
		if (this.children.size() >= this.spec.maxChildren()) {
			from.reply(new StartDynamicChildResult.MaxChildren(this.spec.maxChildren()));
			return;
		}
		ChildSpec childSpec;
		try {
			childSpec = this.spec.child().apply(argument);
			childSpec.checkUnder(figures().describe(), this.spec.autoShutdown());
		}
		catch (InvalidSpecException ex) {
			from.reply(new StartDynamicChildResult.Failed(ex.reason()));
			return;
		}
		catch (RuntimeException ex) {
			from.reply(new StartDynamicChildResult.Failed(ExitReason.crash(ex)));
			return;
		}
		plan(() -> start(childSpec, () -> place(childSpec), (result) -> {
			if (result instanceof StartResult.Started started) {
				this.children.add(started.pid(), argument, childSpec.type());
			}
			from.reply(switch (result) {
				case StartResult.Started started -> new StartDynamicChildResult.Started(started.pid(), started.info());
				case StartResult.Ignored ignored -> new StartDynamicChildResult.Ignored();
				case StartResult.Failed failed -> new StartDynamicChildResult.Failed(failed.reason());
			});
		}));
	}

	private void terminateChild(Pid pid, From<TerminateChildResult> from) {
		Entry entry = this.children.find(pid);
		if (entry == null) {
			boolean deadIsDone = this.spec.variant() == DynamicSupervisorSpec.Variant.ERLANG && !pid.isAlive();
			from.reply((deadIsDone) ? TerminateChildResult.TERMINATED : TerminateChildResult.NOT_FOUND);
			return;
		}
		if (entry.isRestarting()) {
			this.children.remove(entry);
			from.reply(TerminateChildResult.TERMINATED);
			return;
		}
		ChildSpec childSpec = this.spec.child().apply(entry.argument());
		plan(() -> stop(pid, childSpec.shutdown(), (reason) -> {
			if (!childSpec.shutdown().expects(reason, childSpec.restart())) {
				report(Context.SHUTDOWN_ERROR, reason, Offender.of(childSpec, pid));
			}
			tell((listener) -> listener.ended(figures().path(), pid, reason));
			this.children.remove(entry);
			from.reply(TerminateChildResult.TERMINATED);
		}));
	}

	private List<ChildInfo> whichChildren(@Nullable Pid after, int limit) {
		Entry last = (after != null) ? this.children.find(after) : null;
		List<Entry> page = (last != null) ? this.children.after(last, limit) : this.children.first(limit);
		return page.stream().map(Entry::info).toList();
	}

	private ChildCounts countChildren() {
		int size = this.children.size();
		int specs = (this.spec.variant() == DynamicSupervisorSpec.Variant.ERLANG) ? 1 : size;
		int supervisors = this.children.supervisors();
		return new ChildCounts(specs, size - this.children.restarting(), supervisors, size - supervisors);
	}

	@Override
	protected Object state() {
		return countChildren();
	}

}
