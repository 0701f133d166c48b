package dev.javaotp.spring.observer;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.javaotp.process.ProcessInfo;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.observer.View.Delta;
import dev.javaotp.spring.observer.View.Event;
import dev.javaotp.spring.observer.View.Node;
import dev.javaotp.spring.observer.View.Snapshot;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringBootVersion;
import org.springframework.context.SmartLifecycle;

/**
 * All open pages. While there are any, one thread reads once a second, writes what has
 * changed once, and hands it to all of them; a page that is opened gets everything first.
 * <p>
 * Closes them when the application begins to stop: an open stream would hold up a
 * graceful shutdown.
 */
final class Viewers implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(Viewers.class);

	private static final int EVERY_MILLIS = 1_000;

	private static final JsonMapper JSON = JsonMapper.builder()
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
		.build();

	private final ProcessSystem system;

	private final History history;

	private final Reader reader;

	private final Stuck stuck;

	private final Busy busy;

	private final int most;

	private final Clock clock;

	// guarded by this
	private final List<Viewer> viewers = new ArrayList<>();

	private @Nullable ScheduledExecutorService ticking;

	private List<ScheduledFuture<?>> next = List.of();

	private boolean running;

	// used by the thread that ticks only
	private Map<String, Node> nodes = Map.of();

	private Sweep sweep;

	private long lastEvent;

	Viewers(ProcessSystem system, History history, Clock clock, int most) {
		this.system = system;
		this.history = history;
		this.stuck = new Stuck(system, System::nanoTime);
		this.busy = new Busy((pid) -> system.status(pid) == ProcessInfo.Status.RUNNING);
		this.reader = new Reader(system, history, this.stuck, this.busy);
		this.clock = clock;
		this.sweep = new Sweep(system, this.stuck, this.busy);
		this.most = most;
	}

	/**
	 * Adds a page.
	 * @param viewer the page
	 * @param may what whoever has opened it may do
	 * @return whether there was room for it
	 */
	synchronized boolean add(Viewer viewer, View.May may) {
		this.viewers.removeIf(Viewer::isClosed);
		ScheduledExecutorService ticking = this.ticking;
		if (!this.running || ticking == null || this.viewers.size() >= this.most) {
			return false;
		}
		this.viewers.add(viewer);
		viewer.start();
		if (this.next.isEmpty()) {
			this.next = List.of(each(ticking, EVERY_MILLIS, this::tick),
					each(ticking, Busy.EVERY_MILLIS, this.busy::look));
			ticking.execute(() -> safely(this::begin));
		}
		ticking.execute(() -> safely(() -> welcome(viewer, may)));
		return true;
	}

	private static ScheduledFuture<?> each(ScheduledExecutorService ticking, int millis, Runnable step) {
		return ticking.scheduleWithFixedDelay(() -> safely(step), millis, millis, TimeUnit.MILLISECONDS);
	}

	private static void safely(Runnable step) {
		try {
			step.run();
		}
		catch (RuntimeException ex) {
			logger.warn("What processes do could not be read for the observer page; it is tried again", ex);
		}
	}

	// --- by the thread that ticks

	private void begin() {
		this.nodes = Map.of();
		this.busy.forget();
		this.sweep = new Sweep(this.system, this.stuck, this.busy);
		tick();
	}

	private void welcome(Viewer viewer, View.May may) {
		viewer.welcome();
		offer(viewer, new Viewer.Message("snapshot", JSON.writeValueAsString(snapshot(may))));
	}

	private Snapshot snapshot(View.May may) {
		List<Node> roots = this.reader.roots()
			.stream()
			.map((root) -> this.nodes.get(root.path()))
			.filter(Objects::nonNull)
			.map(this::withChildren)
			.toList();
		return new Snapshot(this.system.nodeName(), pid(), this.system.startedAt().toString(), now(),
				System.getProperty("java.version"), Objects.toString(SpringBootVersion.getVersion(), ""), may,
				this.reader.figures(this.sweep), roots, this.reader.top(this.sweep), this.reader.schedulers(),
				this.history.over(History.SPANS), this.history.since(0).stream().filter(this::isSent).toList());
	}

	private static String pid() {
		return "pid " + ProcessHandle.current().pid();
	}

	/** Events since the last tick come with the next. */
	private boolean isSent(Event event) {
		return event.id() <= this.lastEvent;
	}

	private Node withChildren(Node node) {
		List<?> paths = node.children();
		Function<Object, @Nullable Node> at = (path) -> this.nodes.get(path);
		return (paths == null) ? node
				: node.withChildren(paths.stream().map(at).filter(Objects::nonNull).map(this::withChildren).toList());
	}

	private void tick() {
		if (endIfNobodyLooks()) {
			return;
		}
		this.sweep.step();
		Map<String, Node> before = this.nodes;
		this.nodes = this.reader.nodes();
		Map<String, Node> changed = new LinkedHashMap<>();
		this.nodes.forEach((path, node) -> {
			if (!node.equals(before.get(path))) {
				changed.put(path, node);
			}
		});
		List<String> removed = before.keySet().stream().filter((path) -> !this.nodes.containsKey(path)).toList();
		List<Event> events = this.history.since(this.lastEvent);
		if (!events.isEmpty()) {
			this.lastEvent = events.getLast().id();
		}
		Delta delta = new Delta(now(), this.reader.figures(this.sweep), (changed.isEmpty()) ? null : changed,
				(removed.isEmpty()) ? null : removed, this.reader.top(this.sweep), this.reader.schedulers(),
				this.history.over(3), (events.isEmpty()) ? null : events);
		Viewer.Message message = new Viewer.Message("delta", JSON.writeValueAsString(delta));
		viewers().stream().filter(Viewer::isWelcomed).forEach((viewer) -> offer(viewer, message));
	}

	private synchronized boolean endIfNobodyLooks() {
		this.viewers.removeIf(Viewer::isClosed);
		if (this.viewers.isEmpty()) {
			this.next.forEach((step) -> step.cancel(false));
			this.next = List.of();
		}
		return this.viewers.isEmpty();
	}

	private static void offer(Viewer viewer, Viewer.Message message) {
		if (!viewer.offer(message)) {
			viewer.close();
		}
	}

	private String now() {
		return this.clock.instant().toString();
	}

	private synchronized List<Viewer> viewers() {
		return List.copyOf(this.viewers);
	}

	int most() {
		return this.most;
	}

	Reader reader() {
		return this.reader;
	}

	// --- with the application

	@Override
	public synchronized void start() {
		this.running = true;
		this.ticking = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("otp-observer").factory());
	}

	@Override
	public void stop() {
		List<Viewer> open;
		synchronized (this) {
			this.running = false;
			this.next = List.of();
			if (this.ticking != null) {
				this.ticking.shutdownNow();
			}
			open = List.copyOf(this.viewers);
			this.viewers.clear();
		}
		open.forEach(Viewer::close);
	}

	@Override
	public synchronized boolean isRunning() {
		return this.running;
	}

}
