package dev.javaotp.spring.observer;

import dev.javaotp.spring.actuate.ActionDescriptor;
import dev.javaotp.spring.actuate.ProblemDescriptor;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * What a native image has to hold for the page: its files, and what is written as JSON,
 * which the operations of the endpoint do not declare.
 */
final class ObserverRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern(PageFiles.FOLDER + "**");
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), View.Snapshot.class,
				View.Delta.class, View.Rows.class, ObserverEndpoint.Detail.class, ActionDescriptor.class,
				ProblemDescriptor.class);
	}

}
