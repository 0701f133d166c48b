package dev.javaotp.spring.supervision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.javaotp.spring.supervision.SupervisionReader.Configured;

import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.core.env.Environment;

/**
 * Puts the supervision tree of an application together and checks it as a whole. Nothing
 * of it is started here, and no bean is created.
 */
public final class SupervisionTreeFactory {

	private final Environment environment;

	/**
	 * Create a factory for an application.
	 * @param environment where {@code otp.supervision} and {@code otp.processes} are
	 * looked up
	 */
	public SupervisionTreeFactory(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Return the tree of everything that is to be started: what the configuration says,
	 * then what is declared in Java, then a supervisor
	 * {@value SupervisionTree#DEFAULT_SUPERVISOR} for the process beans that neither
	 * mentions, with the values that {@code otp.processes} replaces.
	 * @param catalog the process beans of the application
	 * @param declared trees that are declared as beans, in their order
	 * @return the tree; empty if there is nothing to start
	 * @throws InvalidSupervisionException if anything is wrong, with all of it
	 */
	public SupervisionTree create(ProcessCatalog catalog, Collection<SupervisionTree> declared) {
		Problems problems = new Problems();
		Configured configured = SupervisionReader.read(this.environment, problems);
		List<SupervisionNode> nodes = new ArrayList<>(configured.tree().nodes());
		declared.forEach((tree) -> nodes.addAll(tree.nodes()));
		SettingReader reader = new SettingReader(new PropertySourcesPlaceholdersResolver(this.environment), problems);
		Overrides overrides = new Overrides(configured.overrides(), catalog, reader, problems);
		SupervisionTree tree = overrides
			.apply(SupervisionTree.unchecked(nodes).withUnmentioned(catalog.eventManagers(), catalog.processes()));
		if (configured.complete()) {
			overrides.checkNames();
		}
		TreeCheck.check(tree, catalog, configured.complete(), problems);
		problems.throwIfAny();
		return tree;
	}

}
