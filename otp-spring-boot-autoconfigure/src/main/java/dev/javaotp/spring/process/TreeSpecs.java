package dev.javaotp.spring.process;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import dev.javaotp.spring.supervision.DynamicNode;
import dev.javaotp.spring.supervision.PartitionedNode;
import dev.javaotp.spring.supervision.ProcessNode;
import dev.javaotp.spring.supervision.SupervisionNode;
import dev.javaotp.spring.supervision.SupervisorNode;
import dev.javaotp.spring.supervision.TasksNode;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.ChildStart;
import dev.javaotp.supervisor.ChildType;
import dev.javaotp.supervisor.DynamicSupervisorSpec;
import dev.javaotp.supervisor.PartitionSupervisorSpec;
import dev.javaotp.supervisor.RestartIntensity;
import dev.javaotp.supervisor.SupervisorSpec;
import org.jspecify.annotations.Nullable;

/**
 * Says in the core's words what a tree says. Each node is known by its name to the
 * supervisor above, and registered under it.
 */
final class TreeSpecs {

	private final ProcessBeans beans;

	TreeSpecs(ProcessBeans beans) {
		this.beans = beans;
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
			case ProcessNode process -> child(process, this.beans.start(process.name()), ChildType.WORKER);
			case SupervisorNode supervisor -> {
				SupervisorSpec spec = supervisor(supervisor);
				yield child(supervisor, ChildStart.supervisor(() -> spec), ChildType.SUPERVISOR);
			}
			case DynamicNode dynamic -> {
				DynamicSupervisorSpec<Object> spec = dynamic(dynamic);
				yield child(dynamic, ChildStart.dynamicSupervisor(() -> spec), ChildType.SUPERVISOR);
			}
			case PartitionedNode partitioned -> {
				ChildSpec spec = ChildSpec.partitionSupervisor(partitioned.name(), partitioned(partitioned));
				yield child(partitioned, spec.start(), ChildType.SUPERVISOR);
			}
			case TasksNode tasks -> {
				DynamicSupervisorSpec<ChildSpec> spec = tasks(tasks);
				yield child(tasks, ChildStart.dynamicSupervisor(() -> spec), ChildType.SUPERVISOR);
			}
		};
	}

	private DynamicSupervisorSpec<Object> dynamic(DynamicNode node) {
		ProcessNode each = node.each();
		DynamicSupervisorSpec<Object> spec = DynamicSupervisorSpec.of(node.name(), (argument) -> child(each,
				this.beans.startOnDemand(each.name(), node.name(), argument), ChildType.WORKER));
		return spec.withIntensity(new RestartIntensity(node.maxRestarts(), node.within()))
			.withMaxChildren(node.maxChildren().orElse(spec.maxChildren()));
	}

	private PartitionSupervisorSpec partitioned(PartitionedNode node) {
		ProcessNode each = node.each();
		return PartitionSupervisorSpec
			.of(node.name(),
					(partition) -> child(each, this.beans.startOnDemand(each.name(), node.name(), partition),
							ChildType.WORKER))
			.withPartitions(node.partitions())
			.withStrategy(node.strategy())
			.withIntensity(new RestartIntensity(node.maxRestarts(), node.within()));
	}

	private static DynamicSupervisorSpec<ChildSpec> tasks(TasksNode node) {
		DynamicSupervisorSpec<ChildSpec> spec = DynamicSupervisorSpec.of(node.name());
		return spec.withIntensity(new RestartIntensity(node.maxRestarts(), node.within()))
			.withMaxChildren(node.maxChildren().orElse(spec.maxChildren()));
	}

	private static ChildSpec child(SupervisionNode node, ChildStart start, ChildType type) {
		return new ChildSpec(node.name(), start, node.restart(), node.shutdown(), node.significant(), type,
				limit(node.startTimeout()));
	}

	private static @Nullable Duration limit(Duration timeout) {
		return timeout.equals(ChronoUnit.FOREVER.getDuration()) ? null : timeout;
	}

}
