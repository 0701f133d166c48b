package dev.javaotp.conformance.supervisor;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.javaotp.conformance.scenario.Fields;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.supervisor.AutoShutdown;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.ChildType;
import dev.javaotp.supervisor.DynamicSupervisorSpec;
import dev.javaotp.supervisor.Restart;
import dev.javaotp.supervisor.RestartIntensity;
import dev.javaotp.supervisor.Shutdown;
import dev.javaotp.supervisor.Strategy;
import dev.javaotp.supervisor.SupervisorSpec;

/**
 * The specifications that a scenario describes. A path is the ids from the root down to a
 * child.
 */
final class Specs {

	/** What a child of a dynamic supervisor is started with. */
	record DynamicChild(int number, Map<String, Object> changes) {
	}

	private final History history;

	Specs(History history) {
		this.history = history;
	}

	static boolean isDynamic(Fields node) {
		return node.text("strategy", "one_for_one").equals("simple_one_for_one");
	}

	ChildSpec child(Fields node, String parent) {
		String id = node.text("id");
		String path = parent + "/" + id;
		ChildSpec spec;
		if (kind(node) == ChildType.WORKER) {
			spec = ChildSpec.server(id, () -> new Worker(path, node, this.history), StartOptions.DEFAULTS);
		}
		else if (isDynamic(node)) {
			spec = ChildSpec.dynamicSupervisor(id, () -> dynamicSupervisor(node, path));
		}
		else {
			spec = ChildSpec.supervisor(id, () -> supervisor(node, path));
		}
		if (node.has("shutdown")) {
			spec = spec.withShutdown(shutdown(node));
		}
		return spec.withRestart(node.constant("restart", Restart.class, Restart.PERMANENT))
			.withSignificant(node.flag("significant"))
			.withStartTimeout(null);
	}

	private static ChildType kind(Fields node) {
		return switch (node.text("kind")) {
			case "worker" -> ChildType.WORKER;
			case "supervisor" -> ChildType.SUPERVISOR;
			default -> throw node.invalid("kind", "worker or supervisor");
		};
	}

	private static Shutdown shutdown(Fields node) {
		return switch (node.values().get("shutdown")) {
			case String text when text.equals("infinity") -> Shutdown.infinity();
			case String text when text.equals("brutal_kill") -> Shutdown.brutalKill();
			case Integer millis when millis >= 0 -> Shutdown.after(Duration.ofMillis(millis));
			case null, default -> throw node.invalid("shutdown", "milliseconds, infinity or brutal_kill");
		};
	}

	/** Called in the new supervisor, each time that it starts. */
	SupervisorSpec supervisor(Fields node, String path) {
		this.history.beginSupervisor(path, /* dynamic= */ false);
		SupervisorSpec spec = SupervisorSpec.unnamed()
			.withStrategy(node.constant("strategy", Strategy.class, Strategy.ONE_FOR_ONE))
			.withIntensity(intensity(node))
			.withAutoShutdown(autoShutdown(node));
		return spec.withChildren(
				node.objects("children").stream().map((child) -> child(child, path)).toArray(ChildSpec[]::new));
	}

	/** Called in the new supervisor, each time that it starts. */
	DynamicSupervisorSpec<DynamicChild> dynamicSupervisor(Fields node, String path) {
		this.history.beginSupervisor(path, /* dynamic= */ true);
		List<Fields> children = node.objects("children");
		if (children.size() != 1) {
			throw node.invalid("children", "one worker, the template");
		}
		Fields template = children.getFirst();
		AutoShutdown autoShutdown = autoShutdown(node);
		// Erlang's template is a specification, ours a function: check it as Erlang does
		SupervisorSpec.unnamed().withAutoShutdown(autoShutdown).withChildren(child(template, path));
		return DynamicSupervisorSpec.<DynamicChild>unnamed((child) -> {
			Map<String, Object> own = new HashMap<>(child.changes());
			own.put("id", String.valueOf(child.number()));
			return child(template.with(own), path);
		})
			.withIntensity(intensity(node))
			.withAutoShutdown(autoShutdown)
			.withVariant(DynamicSupervisorSpec.Variant.ERLANG);
	}

	private static AutoShutdown autoShutdown(Fields node) {
		return node.constant("auto_shutdown", AutoShutdown.class, AutoShutdown.NEVER);
	}

	private static RestartIntensity intensity(Fields node) {
		return new RestartIntensity(node.number("intensity", 1), Duration.ofSeconds(node.number("period", 5)));
	}

}
