package dev.javaotp.spring.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

import dev.javaotp.gen.CallException;
import dev.javaotp.gen.StartException;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessInfo;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.supervision.DynamicNode;
import dev.javaotp.spring.supervision.PartitionedNode;
import dev.javaotp.spring.supervision.ProcessNode;
import dev.javaotp.spring.supervision.SupervisionNode;
import dev.javaotp.spring.supervision.SupervisionTree;
import dev.javaotp.spring.supervision.SupervisorNode;
import dev.javaotp.spring.supervision.WhenItGivesUp;
import dev.javaotp.supervisor.Supervision;
import dev.javaotp.supervisor.Supervisor;
import dev.javaotp.supervisor.SupervisorListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * The supervision trees of an application while it runs: starts them before the web
 * server accepts requests, stops them after it has answered the last one, and does what
 * the configuration says when one gives up.
 * <p>
 * A context that is stopped and started again starts its trees again, with new processes;
 * how often each was restarted goes on being counted. A context that is only paused, as
 * the test framework does between test classes, keeps them running: their state is as
 * much a part of it as that of its singletons.
 */
public final class SupervisionTrees implements SmartLifecycle, DisposableBean {

	/**
	 * Started before and stopped after the web server, whose phases are 1024 apart: the
	 * phase of {@code WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE}, which need
	 * not be on the class path, less 1024.
	 */
	public static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 3 * 1024;

	private static final Logger logger = LoggerFactory.getLogger(SupervisionTrees.class);

	private static final int MOST_NAMED = 20;

	private static final int POLL_MILLIS = 5;

	private final ProcessSystem system;

	private final ProcessBeans beans;

	private final SupervisionTree tree;

	private final ApplicationContext context;

	private final Duration timeLimit;

	private volatile IntConsumer exit = System::exit;

	private final ApplicationEvents events;

	private final KeepAlive keepAlive = new KeepAlive();

	private final Watch watch = new Watch();

	// in start order; guarded by this
	private final Map<String, Supervisor> roots = new LinkedHashMap<>();

	private final Map<String, ExitReason> ended = new ConcurrentHashMap<>();

	private volatile boolean running;

	// from the moment on that ends are wanted
	private volatile boolean stopping;

	/**
	 * Create the trees, without starting anything.
	 * @param system where the processes live
	 * @param beans the process beans
	 * @param tree what to start
	 * @param context the application
	 * @param timeLimit how long the context waits for them to stop
	 */
	public SupervisionTrees(ProcessSystem system, ProcessBeans beans, SupervisionTree tree, ApplicationContext context,
			Duration timeLimit) {
		this.system = system;
		this.beans = beans;
		this.tree = tree;
		this.context = context;
		this.timeLimit = timeLimit;
		this.events = new ApplicationEvents(context);
	}

	/**
	 * What is started, as it was declared.
	 * @return the tree
	 */
	public SupervisionTree tree() {
		return this.tree;
	}

	/**
	 * The supervisors at the top that have ended although nobody stopped them, with the
	 * reasons they ended with: none of the processes below them runs. One that was told
	 * to by its significant children is not among them.
	 * @return the reasons by the names of the supervisors
	 */
	public Map<String, ExitReason> gaveUp() {
		return Map.copyOf(this.ended);
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	// --- starting

	@Override
	public synchronized void start() {
		if (this.running) {
			return;
		}
		this.beans.checkProxies();
		TreeSpecs specs = new TreeSpecs(this.beans);
		ProcessDirectory directory = ProcessDirectory.of(this.system);
		directory.dynamicSupervisors(supervisors((node) -> (node instanceof DynamicNode many) ? many.each() : null));
		directory
			.partitionSupervisors(supervisors((node) -> (node instanceof PartitionedNode many) ? many.each() : null));
		directory.state(ProcessDirectory.State.STARTING);
		this.ended.clear();
		this.stopping = false;
		Supervision.of(this.system).addListener(this.watch);
		for (SupervisorNode node : this.tree.supervisors()) {
			try {
				this.roots.put(node.name(), Supervisor.start(this.system, specs.supervisor(node)));
			}
			catch (StartException ex) {
				// the life-cycle does not stop what failed to start
				stopAll();
				throw ProcessStartException.of(node.name(), ex.reason(), this.beans);
			}
		}
		this.running = true;
		directory.state(ProcessDirectory.State.RUNNING);
		if (!this.roots.isEmpty()) {
			this.keepAlive.begin();
			logger.info("Supervision trees have started: {}", String.join(", ", this.roots.keySet()));
		}
	}

	/**
	 * Return the supervisor of each kind of process that has only one.
	 * @param each what the children of a supervisor are, {@code null} for one that does
	 * not count
	 */
	private Map<String, String> supervisors(Function<SupervisionNode, @Nullable ProcessNode> each) {
		Map<String, List<String>> found = new HashMap<>();
		this.tree.forEach((node) -> {
			ProcessNode process = each.apply(node);
			if (process != null) {
				found.computeIfAbsent(process.name(), (name) -> new ArrayList<>()).add(node.name());
			}
		});
		return found.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().size() == 1)
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> entry.getValue().getFirst()));
	}

	// --- stopping

	/**
	 * Stops the trees and waits until they have ended, or the time of the phase is almost
	 * up.
	 */
	@Override
	public void stop() {
		synchronized (this) {
			if (this.running) {
				stopAll();
			}
		}
	}

	/**
	 * Stops the trees on a thread of its own, so that others of the same phase stop at
	 * the same time, and the phase can time out.
	 */
	@Override
	public void stop(Runnable callback) {
		Thread.ofPlatform().name("otp-stop").start(() -> {
			try {
				stop();
			}
			finally {
				callback.run();
			}
		});
	}

	@Override
	public void destroy() {
		stop();
		this.events.close();
	}

	/**
	 * Stop all roots in reverse start order. What is left when a tenth of the time, or a
	 * second, remains is killed: nobody would hear its name after that.
	 */
	private void stopAll() {
		this.stopping = true;
		this.running = false;
		ProcessDirectory.of(this.system).state(ProcessDirectory.State.STOPPED);
		long margin = Math.min(this.timeLimit.toNanos() / 10, Duration.ofSeconds(1).toNanos());
		long deadline = System.nanoTime() + this.timeLimit.toNanos() - margin;
		Set<Pid> before = this.system.processes().collect(Collectors.toSet());
		boolean inTime = true;
		for (Supervisor root : new ArrayList<>(this.roots.values()).reversed()) {
			inTime = inTime && stop(root, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
		}
		this.roots.clear();
		Supervision.of(this.system).removeListener(this.watch);
		if (!inTime) {
			kill(before);
		}
		List<String> left = awaitPending(deadline + margin / 2);
		if (!left.isEmpty()) {
			logger.warn("After {} the code of ended processes still runs, and goes on while the application closes: {}",
					this.timeLimit, left);
		}
		this.keepAlive.end();
	}

	/** Return whether the root has ended in time. */
	private static boolean stop(Supervisor root, Duration limit) {
		try {
			root.stop(limit);
			return true;
		}
		catch (CallException ex) {
			// it ended with another reason, or before: only time matters
			return root.pid().filter(Pid::isAlive).isEmpty();
		}
	}

	private void kill(Set<Pid> before) {
		List<Pid> left = before.stream().filter(Pid::isAlive).sorted((a, b) -> Long.compare(a.id(), b.id())).toList();
		List<String> names = left.stream().limit(MOST_NAMED).map(this::name).toList();
		left.forEach((pid) -> this.system.exit(pid, ExitReason.KILL));
		logger.warn(
				"{} processes had not ended when the {} that the context waits were almost over, and were killed: {}{}",
				left.size(), this.timeLimit, String.join(", ", names), (left.size() > MOST_NAMED) ? ", …" : "");
	}

	private String name(Pid pid) {
		Optional<ProcessInfo> info = this.system.info(pid);
		String name = info.map((found) -> (found.registeredName() != null) ? found.registeredName() : found.kind())
			.orElse("ended");
		return name + " " + pid;
	}

	/**
	 * Wait for code that runs on after its process has ended.
	 * @return the names of what did not end in time
	 */
	private List<String> awaitPending(long deadline) {
		List<String> left = pending();
		try {
			while (!left.isEmpty() && System.nanoTime() < deadline) {
				Thread.sleep(POLL_MILLIS);
				left = pending();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return left;
	}

	private List<String> pending() {
		List<String> pending = new ArrayList<>();
		this.beans.pending().forEach((thread) -> pending.add(thread.getName()));
		this.system.leftovers().forEach((pid) -> pending.add("the handler of " + pid));
		return pending;
	}

	// --- giving up

	private void topEnded(String name, ExitReason reason, List<String> escalation) {
		if (this.stopping || this.ended.putIfAbsent(name, reason) != null) {
			return;
		}
		WhenItGivesUp then = this.tree.find(name)
			.map(SupervisorNode.class::cast)
			.map(SupervisorNode::whenItGivesUp)
			.orElse(WhenItGivesUp.REPORT);
		logger.error("The supervision tree {} has ended, and nobody restarts it: {}", name,
				escalation.isEmpty() ? reason : String.join(" failed, then ", escalation) + " gave up");
		switch (then) {
			case LIVENESS -> this.events.run(() -> AvailabilityChangeEvent.publish(this.context, LivenessState.BROKEN));
			case SHUTDOWN -> this.events.run(() -> Thread.ofPlatform().name("otp-shutdown").start(this::shutDown));
			case REPORT -> {
				// has been done
			}
		}
	}

	/** Do something else than ending the JVM, for tests. */
	void onExit(IntConsumer exit) {
		this.exit = exit;
	}

	/** The thread that keeps the JVM alive, while there is one. */
	Optional<Thread> keepAlive() {
		return this.keepAlive.thread();
	}

	private void shutDown() {
		this.exit.accept(SpringApplication.exit(this.context, () -> 1));
	}

	/**
	 * Hears of everything on the threads of supervisors, and hands it on.
	 */
	private final class Watch implements SupervisorListener {

		// by path of the supervisor, the child it gave up because of
		private final Map<String, String> gaveUp = new ConcurrentHashMap<>();

		@Override
		public void restarted(String path, Pid pid) {
			SupervisionTrees.this.events.publishNews(new ProcessRestartedEvent(path, pid));
		}

		@Override
		public void gaveUp(String path, Pid pid, String child) {
			this.gaveUp.put(path, child);
			List<String> escalation = escalation(path);
			boolean top = isRoot(path);
			SupervisionTrees.this.events.publish(new SupervisorGaveUpEvent(path, pid, top, escalation));
			if (top) {
				topEnded(path, ExitReason.SHUTDOWN, escalation);
			}
		}

		@Override
		public void rootEnded(String path, Pid pid, ExitReason reason) {
			if (isRoot(path) && reason.isAbnormal()) {
				topEnded(path, reason, List.of());
			}
		}

		private boolean isRoot(String path) {
			return SupervisionTrees.this.tree.supervisors().stream().anyMatch((node) -> node.name().equals(path));
		}

		/** From the process that failed too often up to the supervisor. */
		private List<String> escalation(String supervisor) {
			List<String> paths = new ArrayList<>(List.of(supervisor));
			for (String child = this.gaveUp.get(supervisor); child != null; child = this.gaveUp.get(paths.getFirst())) {
				paths.addFirst(paths.getFirst() + "/" + child);
			}
			return paths;
		}

	}

}
