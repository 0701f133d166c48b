package dev.javaotp.spring.actuate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.supervisor.ChildFigures;
import dev.javaotp.supervisor.Supervision;
import dev.javaotp.supervisor.SupervisorFigures;
import dev.javaotp.supervisor.SupervisorListener;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The health of the supervision trees: one component for each supervisor at the top.
 * {@code DOWN} when it has given up or crashed, {@code UNKNOWN} when it was stopped in
 * order, {@code UP} as long as it runs: a process that is being restarted is what
 * supervisors are for. The details name it, with those that are stopped or suspended, and
 * say how near each supervisor is to giving up.
 * <p>
 * Reads figures and asks nobody, so it answers at once, whatever the processes do.
 */
public class OtpHealthContributor implements CompositeHealthContributor {

	private final ProcessSystem system;

	private final Supervision supervision;

	// by path; only of those at the top
	private final Map<String, End> ends = new ConcurrentHashMap<>();

	/** How a supervisor at the top ended. */
	private record End(Pid pid, @Nullable ExitReason reason, @Nullable String child) {
	}

	/**
	 * Creates the contributor, which listens to the supervisors from now on.
	 * @param system the processes
	 */
	public OtpHealthContributor(ProcessSystem system) {
		this.system = system;
		this.supervision = Supervision.of(system);
		this.supervision.addListener(new SupervisorListener() {

			@Override
			public void gaveUp(String path, Pid pid, String child) {
				if (!path.contains("/")) {
					OtpHealthContributor.this.ends.put(path, new End(pid, null, child));
				}
			}

			@Override
			public void rootEnded(String path, Pid pid, ExitReason reason) {
				OtpHealthContributor.this.ends.merge(path, new End(pid, reason, null),
						(before, end) -> (before.pid() == pid) ? new End(pid, reason, before.child()) : end);
			}

		});
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		return this.supervision.roots()
			.stream()
			.filter((root) -> root.path().equals(name))
			.findFirst()
			.map(this::indicator)
			.orElse(null);
	}

	@Override
	public Stream<Entry> stream() {
		return this.supervision.roots().stream().map((root) -> new Entry(root.path(), indicator(root)));
	}

	private HealthIndicator indicator(SupervisorFigures root) {
		return () -> health(root);
	}

	private Health health(SupervisorFigures root) {
		End end = this.ends.get(root.path());
		// one that has said that it ends is no longer up, even if its process is still
		// there
		Optional<Pid> pid = root.pid().filter((alive) -> end == null || end.pid() != alive);
		// each before those below it
		List<SupervisorFigures> supervisors = this.supervision.supervisors()
			.stream()
			.filter((figures) -> figures == root || figures.path().startsWith(root.path() + "/"))
			.toList();
		long restarts = supervisors.stream().mapToLong(SupervisorFigures::restartsOfChildren).sum();
		Health.Builder health = (pid.isPresent()) ? Health.up() : ended(end);
		health.withDetail("restarts", restarts);
		if (pid.isPresent()) {
			health.withDetail("intensityUsed", root.intensityUsed());
			Map<String, Double> below = intensityUsed(supervisors.subList(1, supervisors.size()));
			if (!below.isEmpty()) {
				health.withDetail("intensityUsedBelow", below);
			}
			notRunning(supervisors).forEach(health::withDetail);
		}
		return health.build();
	}

	/** How much those have used that have used any, by path. */
	private static Map<String, Double> intensityUsed(List<SupervisorFigures> supervisors) {
		Map<String, Double> used = new LinkedHashMap<>();
		for (SupervisorFigures supervisor : supervisors) {
			double share = supervisor.intensityUsed();
			// one that may make no restart at all has always used all
			if (share > 0 && supervisor.intensity().maxRestarts() > 0) {
				used.put(supervisor.path(), share);
			}
		}
		return used;
	}

	/** The paths of the children that do not run, by what they do instead. */
	private Map<String, List<String>> notRunning(List<SupervisorFigures> supervisors) {
		Map<String, List<String>> paths = new TreeMap<>();
		for (SupervisorFigures supervisor : supervisors) {
			for (ChildFigures child : supervisor.children()) {
				String status = TreeDescriptor.status(this.system, child);
				if (!status.equals("running")) {
					paths.computeIfAbsent(status, (key) -> new ArrayList<>()).add(child.path());
				}
			}
		}
		return paths;
	}

	private static Health.Builder ended(@Nullable End end) {
		if (end == null) {
			return Health.unknown();
		}
		ExitReason reason = end.reason();
		boolean failed = end.child() != null || (reason != null && reason.isAbnormal());
		Health.Builder health = (failed) ? Health.down() : Health.unknown();
		if (end.child() != null) {
			health.withDetail("gaveUpOn", end.child());
		}
		if (reason != null) {
			health.withDetail("reason", reason.toString());
		}
		return health;
	}

}
