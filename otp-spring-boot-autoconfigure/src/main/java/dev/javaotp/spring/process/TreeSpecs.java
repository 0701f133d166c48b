package dev.javaotp.spring.process;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.event.GenEvent;
import dev.javaotp.process.MailboxLimit;
import dev.javaotp.process.Overflow;
import dev.javaotp.spring.supervision.DynamicNode;
import dev.javaotp.spring.supervision.EventsNode;
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
import dev.javaotp.supervisor.Restart;
import dev.javaotp.supervisor.RestartIntensity;
import dev.javaotp.supervisor.Strategy;
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
			case ProcessNode process -> child(process, this.beans.start(process), ChildType.WORKER);
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
			case EventsNode events -> {
				SupervisorSpec spec = events(events);
				yield child(events, ChildStart.supervisor(() -> spec), ChildType.SUPERVISOR);
			}
		};
	}

	private DynamicSupervisorSpec<Object> dynamic(DynamicNode node) {
		ProcessNode each = node.each();
		DynamicSupervisorSpec<Object> spec = DynamicSupervisorSpec.of(node.name(),
				(argument) -> child(each, this.beans.startOnDemand(each, node.name(), argument), ChildType.WORKER));
		return spec.withIntensity(new RestartIntensity(node.maxRestarts(), node.within()))
			.withMaxChildren(node.maxChildren().orElse(spec.maxChildren()));
	}

	private PartitionSupervisorSpec partitioned(PartitionedNode node) {
		ProcessNode each = node.each();
		return PartitionSupervisorSpec
			.of(node.name(),
					(partition) -> child(each, this.beans.startOnDemand(each, node.name(), partition),
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

	/**
	 * A manager that was restarted has no handlers: their guards, which stand after it,
	 * are started again with it and add them. The guards have a supervisor of their own,
	 * so that a handler that breaks does not cost the others their states. It is the
	 * manager that has the name of the node.
	 */
	private SupervisorSpec events(EventsNode node) {
		RestartIntensity intensity = new RestartIntensity(node.maxRestarts(), node.within());
		StartOptions options = StartOptions.named(node.name());
		if (node.maxMailbox().isPresent()) {
			options = options.withMailboxLimit(
					new MailboxLimit(node.maxMailbox().getAsInt(), node.overflow().orElse(Overflow.REJECT)));
		}
		ChildSpec manager = ChildSpec.worker(node.name(),
				ChildStart.linked(GenEvent.linkedStart(this.beans.eventType(node.name()), options)));
		ChildSpec[] guards = this.beans.handlers(node.name()).stream().map(this::guard).toArray(ChildSpec[]::new);
		SupervisorSpec handlers = SupervisorSpec.unnamed().withIntensity(intensity).withChildren(guards);
		return SupervisorSpec.unnamed()
			.withStrategy(Strategy.REST_FOR_ONE)
			.withIntensity(intensity)
			.withChildren(manager, ChildSpec.supervisor("handlers", handlers));
	}

	private ChildSpec guard(EventHandlerBean handler) {
		return ChildSpec
			.server(handler.name(), () -> new EventHandlerGuard(handler, this.beans),
					StartOptions.DEFAULTS.withLabel(handler.name()).withTrapExits())
			.withRestart(Restart.TRANSIENT);
	}

	private static ChildSpec child(SupervisionNode node, ChildStart start, ChildType type) {
		return new ChildSpec(node.name(), start, node.restart(), node.shutdown(), node.significant(), type,
				limit(node.startTimeout()));
	}

	private static @Nullable Duration limit(Duration timeout) {
		return timeout.equals(ChronoUnit.FOREVER.getDuration()) ? null : timeout;
	}

}
