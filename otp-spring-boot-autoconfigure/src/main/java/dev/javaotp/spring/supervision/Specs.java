package dev.javaotp.spring.supervision;

import java.time.Duration;

import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.ChildStart;
import dev.javaotp.supervisor.ChildType;
import dev.javaotp.supervisor.DynamicSupervisorSpec;
import dev.javaotp.supervisor.RestartIntensity;
import dev.javaotp.supervisor.SupervisorSpec;
import org.jspecify.annotations.Nullable;

/**
 * Says in the core's words what a tree says. Each node is registered under its name, and
 * known by it to the supervisor above.
 */
final class Specs {

	private final ProcessStarts starts;

	Specs(ProcessStarts starts) {
		this.starts = starts;
	}

	SupervisorSpec supervisor(SupervisorNode node) {
		return SupervisorSpec.of(node.name())
			.withStrategy(node.strategy())
			.withIntensity(new RestartIntensity(node.maxRestarts(), node.within()))
			.withAutoShutdown(node.autoShutdown())
			.withChildren(node.children().stream().map(this::child).toArray(ChildSpec[]::new));
	}

	private ChildSpec child(SupervisionNode node) {
		return switch (node) {
			case ProcessNode process -> child(process, this.starts.start(process.name()), ChildType.WORKER);
			case SupervisorNode supervisor -> {
				// A value, and not made anew for each start: the configuration is read
				// once.
				SupervisorSpec spec = supervisor(supervisor);
				yield child(supervisor, ChildStart.supervisor(() -> spec), ChildType.SUPERVISOR);
			}
			case DynamicNode dynamic -> {
				DynamicSupervisorSpec<Object> spec = dynamic(dynamic);
				yield child(dynamic, ChildStart.dynamicSupervisor(() -> spec), ChildType.SUPERVISOR);
			}
		};
	}

	private DynamicSupervisorSpec<Object> dynamic(DynamicNode node) {
		ProcessNode each = node.each();
		return DynamicSupervisorSpec
			.of(node.name(),
					(Object argument) -> child(each, this.starts.startOnDemand(each.name(), node.name(), argument),
							ChildType.WORKER))
			.withIntensity(new RestartIntensity(node.maxRestarts(), node.within()))
			.withMaxChildren(node.maxChildren().orElse(Integer.MAX_VALUE));
	}

	private static ChildSpec child(SupervisionNode node, ChildStart start, ChildType type) {
		return new ChildSpec(node.name(), start, node.restart(), node.shutdown(), node.significant(), type,
				limit(node.startTimeout()));
	}

	private static @Nullable Duration limit(Duration startTimeout) {
		return startTimeout.equals(Setting.FOREVER) ? null : startTimeout;
	}

}
