package dev.javaotp.spring.observer;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.spring.observer.View.Event;
import dev.javaotp.supervisor.SupervisorListener;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last crashes, restarts and what came of them, whether anybody looks or
 * not: the page shows what happened before it was opened. Only supervised processes are
 * heard of. Stopping a process in order is no event, so a dynamic supervisor may start
 * and end as many children as it likes; and a storm of crashes is counted, but only its
 * beginning is told.
 */
final class History implements SupervisorListener {

	/** How many seconds make one bar of the chart, and how many bars there are. */
	static final int SPAN = 10;

	static final int SPANS = 90;

	private static final int FRAMES = 40;

	private static final int LINES = 100;

	private final Clock clock;

	private final BiPredicate<String, Pid> isDynamicChild;

	private final Function<ExitReason, String> words;

	private final UnaryOperator<@Nullable Throwable> redaction;

	private final LastWords lastWords;

	private final int keptEvents;

	private final int keptCrashes;

	// guarded by this
	private final Deque<Event> events = new ArrayDeque<>();

	private final Deque<Event> lastCrashes = new ArrayDeque<>();

	private final long[] spans = new long[SPANS];

	private final int[] restarts = new int[SPANS];

	private final int[] crashes = new int[SPANS];

	private long lastId;

	private long allRestarts;

	private long allCrashes;

	private final Map<String, String> gaveUpOn = new ConcurrentHashMap<>();

	/**
	 * Creates a history.
	 * @param clock what time it is
	 * @param isDynamicChild whether there is a dynamic supervisor at a path, and a
	 * process is not that but a child of it
	 * @param words puts a reason into words that operators may read
	 * @param redaction takes from an exception what they may not
	 * @param lastWords what crashed processes said of themselves
	 * @param properties how much is remembered
	 */
	History(Clock clock, BiPredicate<String, Pid> isDynamicChild, Function<ExitReason, String> words,
			UnaryOperator<@Nullable Throwable> redaction, LastWords lastWords, ObserverProperties properties) {
		this.clock = clock;
		this.isDynamicChild = isDynamicChild;
		this.words = words;
		this.redaction = redaction;
		this.lastWords = lastWords;
		this.keptEvents = properties.events();
		this.keptCrashes = properties.crashes();
	}

	// --- what supervisors tell

	@Override
	public void ended(String path, Pid pid, ExitReason reason) {
		LastWords.Words said = this.lastWords.take(pid);
		if (!reason.isAbnormal() || !countCrash()) {
			return;
		}
		String text = this.words.apply(reason);
		Throwable cause = this.redaction.apply(reason.cause());
		List<String> stack = (cause != null) ? stack(cause) : null;
		String who = who(path, pid, said.name());
		synchronized (this) {
			Event crash = event("crash", "error", pid, who, path, who + " crashed: " + text, text, said, stack, null);
			add(this.events, crash.withoutState(), this.keptEvents);
			add(this.lastCrashes, crash, this.keptCrashes);
		}
	}

	@Override
	public synchronized void restarted(String path, Pid pid) {
		this.allRestarts++;
		this.restarts[span()]++;
		this.gaveUpOn.remove(path);
		if (isCalm()) {
			String who = who(path, pid, LastWords.nameOf(pid));
			add("restart", "info", pid, who, path, who + " was restarted as " + pid, null, null);
		}
	}

	@Override
	public synchronized void gaveUp(String path, Pid pid, String child) {
		this.gaveUpOn.put(path, child);
		add("gave-up", "error", pid, name(path), path, name(path) + " gives up: " + child + " failed once too often",
				"reached_max_restart_intensity", escalation(path, child));
	}

	@Override
	public synchronized void rootEnded(String path, Pid pid, ExitReason reason) {
		String child = this.gaveUpOn.get(path);
		add("ended", reason.isAbnormal() || child != null ? "error" : "info", pid, name(path), path,
				name(path) + " has ended, and nobody restarts it", this.words.apply(reason),
				(child != null) ? escalation(path, child) : null);
	}

	/** From the child that failed to the top. */
	private static List<String> escalation(String path, String child) {
		List<String> paths = new ArrayList<>(List.of(path + "/" + child));
		for (String above = path; !above.isEmpty(); above = above.substring(0, Math.max(0, above.lastIndexOf('/')))) {
			paths.add(above);
		}
		return paths;
	}

	private static List<String> stack(Throwable thrown) {
		List<String> lines = new ArrayList<>();
		for (Throwable next = thrown; next != null && lines.size() < LINES; next = next.getCause()) {
			lines.add(((next != thrown) ? "Caused by: " : "") + next);
			Arrays.stream(next.getStackTrace()).limit(FRAMES).map(StackTraceElement::toString).forEach(lines::add);
		}
		return lines;
	}

	/**
	 * The children of a dynamic supervisor all have its path: what names one of them is
	 * what it calls itself.
	 */
	private String who(String path, Pid pid, @Nullable String itself) {
		if (!this.isDynamicChild.test(path, pid)) {
			return name(path);
		}
		return (itself != null) ? itself : "a child of " + name(path);
	}

	private static String name(String path) {
		return path.substring(path.lastIndexOf('/') + 1);
	}

	private synchronized boolean countCrash() {
		this.allCrashes++;
		this.crashes[span()]++;
		return isCalm();
	}

	/**
	 * Not in a storm: what is more than would be kept anyway is only counted, since a
	 * stack costs more than the restart does.
	 */
	private boolean isCalm() {
		int span = span();
		return this.crashes[span] + this.restarts[span] <= Math.max(this.keptEvents, this.keptCrashes);
	}

	private void add(String kind, String level, Pid pid, String who, String path, String text, @Nullable String reason,
			@Nullable List<String> escalation) {
		add(this.events, event(kind, level, pid, who, path, text, reason, LastWords.Words.NONE, null, escalation),
				this.keptEvents);
	}

	private Event event(String kind, String level, Pid pid, String who, String path, String text,
			@Nullable String reason, LastWords.Words said, @Nullable List<String> stack,
			@Nullable List<String> escalation) {
		return new Event(++this.lastId, this.clock.instant().toString(), kind, level, pid.toString(), who, path, text,
				reason, said.message(), said.state(), stack, escalation);
	}

	private static void add(Deque<Event> events, Event event, int kept) {
		events.add(event);
		if (events.size() > kept) {
			events.remove();
		}
	}

	/** The place of the present span, emptied if it still holds an old one. */
	private int span() {
		long now = this.clock.instant().getEpochSecond() / SPAN;
		int place = (int) (now % SPANS);
		if (this.spans[place] != now) {
			this.spans[place] = now;
			this.restarts[place] = 0;
			this.crashes[place] = 0;
		}
		return place;
	}

	// --- what the page shows

	synchronized List<Event> since(long id) {
		return this.events.stream().filter((event) -> event.id() > id).toList();
	}

	/** The last crashes of a process or its predecessors, the last one first. */
	synchronized List<Event> crashesOf(String path) {
		return this.lastCrashes.stream().filter((event) -> event.path().equals(path)).toList().reversed();
	}

	synchronized long restarts() {
		return this.allRestarts;
	}

	synchronized long crashes() {
		return this.allCrashes;
	}

	@Nullable String gaveUpOn(String path) {
		return this.gaveUpOn.get(path);
	}

	/**
	 * Counts restarts and crashes over time.
	 * @param last how many spans, the last one being the present
	 * @return the counts
	 */
	synchronized View.Restarts over(int last) {
		long now = this.clock.instant().getEpochSecond() / SPAN;
		List<Integer> restarts = new ArrayList<>();
		List<Integer> crashes = new ArrayList<>();
		for (long span = now - last + 1; span <= now; span++) {
			int place = (int) (span % SPANS);
			boolean filled = this.spans[place] == span;
			restarts.add((filled) ? this.restarts[place] : 0);
			crashes.add((filled) ? this.crashes[place] : 0);
		}
		return new View.Restarts(SPAN, Instant.ofEpochSecond((now + 1) * SPAN).toString(), restarts, crashes);
	}

	long restartsLastMinute() {
		return over(60 / SPAN).counts().stream().mapToInt(Integer::intValue).sum();
	}

	long crashesLastMinute() {
		return over(60 / SPAN).crashes().stream().mapToInt(Integer::intValue).sum();
	}

}
