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
import java.util.function.Function;
import java.util.function.Predicate;
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
 * and end as many children as it likes.
 */
final class History implements SupervisorListener {

	static final int KEPT = 200;

	/** How many seconds make one bar of the chart, and how many bars there are. */
	static final int SPAN = 10;

	static final int SPANS = 90;

	private static final int FRAMES = 40;

	private final Clock clock;

	private final Predicate<String> isDynamic;

	private final Function<ExitReason, String> words;

	private final UnaryOperator<@Nullable Throwable> redaction;

	// guarded by this
	private final Deque<Event> events = new ArrayDeque<>();

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
	 * @param isDynamic whether there is a dynamic supervisor at a path
	 * @param words puts a reason into words that operators may read
	 * @param redaction takes from an exception what they may not
	 */
	History(Clock clock, Predicate<String> isDynamic, Function<ExitReason, String> words,
			UnaryOperator<@Nullable Throwable> redaction) {
		this.clock = clock;
		this.isDynamic = isDynamic;
		this.words = words;
		this.redaction = redaction;
	}

	// --- what supervisors tell

	@Override
	public void ended(String path, Pid pid, ExitReason reason) {
		if (reason.isAbnormal()) {
			String text = this.words.apply(reason);
			Throwable cause = this.redaction.apply(reason.cause());
			List<String> stack = (cause != null) ? stack(cause) : null;
			synchronized (this) {
				this.allCrashes++;
				this.crashes[span()]++;
				add("crash", "error", pid, path, who(path) + " crashed: " + text, text, stack, null);
			}
		}
	}

	@Override
	public synchronized void restarted(String path, Pid pid) {
		this.allRestarts++;
		this.restarts[span()]++;
		this.gaveUpOn.remove(path);
		add("restart", "info", pid, path, who(path) + " was restarted as " + pid, null, null, null);
	}

	@Override
	public synchronized void gaveUp(String path, Pid pid, String child) {
		this.gaveUpOn.put(path, child);
		add("gave-up", "error", pid, path, name(path) + " gives up: " + child + " failed once too often",
				"reached_max_restart_intensity", null, escalation(path, child));
	}

	@Override
	public synchronized void rootEnded(String path, Pid pid, ExitReason reason) {
		String child = this.gaveUpOn.get(path);
		add("ended", reason.isAbnormal() || child != null ? "error" : "info", pid, path,
				name(path) + " has ended, and nobody restarts it", this.words.apply(reason), null,
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
		List<String> lines = new ArrayList<>(List.of(thrown.toString()));
		Arrays.stream(thrown.getStackTrace()).limit(FRAMES).map(StackTraceElement::toString).forEach(lines::add);
		return lines;
	}

	/** The children of a dynamic supervisor are known by its path. */
	private String who(String path) {
		return (this.isDynamic.test(path)) ? "a child of " + name(path) : name(path);
	}

	private static String name(String path) {
		return path.substring(path.lastIndexOf('/') + 1);
	}

	private void add(String kind, String level, Pid pid, String path, String text, @Nullable String reason,
			@Nullable List<String> stack, @Nullable List<String> escalation) {
		this.events.add(new Event(++this.lastId, this.clock.instant().toString(), kind, level, pid.toString(),
				who(path), path, text, reason, stack, escalation));
		if (this.events.size() > KEPT) {
			this.events.remove();
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

	synchronized List<Event> crashesOf(String path) {
		return this.events.stream()
			.filter((event) -> event.kind().equals("crash") && event.path().equals(path))
			.toList()
			.reversed();
	}

	synchronized long lastId() {
		return this.lastId;
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
