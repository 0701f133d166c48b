package dev.javaotp.spring.autoconfigure;

import dev.javaotp.process.ProcessSystem;

/**
 * Changes the {@link ProcessSystem} that is about to be built: for what has no property.
 * Any number of such beans are called in their order, after the properties have been
 * applied.
 */
@FunctionalInterface
public interface ProcessSystemBuilderCustomizer {

	/**
	 * Change the builder.
	 * @param builder the builder
	 */
	void customize(ProcessSystem.Builder builder);

}
