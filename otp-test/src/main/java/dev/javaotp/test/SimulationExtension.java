package dev.javaotp.test;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs a {@link SimulationTest} once per seed. */
final class SimulationExtension implements TestTemplateInvocationContextProvider {

	@Override
	public boolean supportsTestTemplate(ExtensionContext context) {
		return AnnotationSupport.isAnnotated(context.getTestMethod(), SimulationTest.class);
	}

	@Override
	public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
		SimulationTest test = AnnotationSupport.findAnnotation(context.getTestMethod(), SimulationTest.class)
			.orElseThrow();
		return seeds(test).mapToObj(Run::new);
	}

	private static LongStream seeds(SimulationTest test) {
		String property = System.getProperty(SimulationTest.SEED_PROPERTY);
		if (property != null) {
			try {
				return LongStream.of(Long.parseLong(property.trim()));
			}
			catch (NumberFormatException ex) {
				throw new IllegalArgumentException("the system property " + SimulationTest.SEED_PROPERTY
						+ " is to be a seed, a whole number, but is \"" + property + '"');
			}
		}
		if (test.seed().length > 0) {
			return LongStream.of(test.seed());
		}
		if (test.seeds() < 1) {
			throw new IllegalArgumentException(
					"@SimulationTest is to run with at least one seed, but says seeds = " + test.seeds());
		}
		return LongStream.range(0, test.seeds()).map((i) -> test.firstSeed() + i);
	}

	/** One run with one seed. */
	private static final class Run implements TestTemplateInvocationContext, ParameterResolver, AfterEachCallback,
			TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

		private final Simulation simulation;

		Run(long seed) {
			this.simulation = new Simulation(seed);
		}

		@Override
		public String getDisplayName(int invocationIndex) {
			return "seed " + this.simulation.seed();
		}

		@Override
		public List<Extension> getAdditionalExtensions() {
			return List.of(this);
		}

		@Override
		public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
			return parameter.getParameter().getType() == Simulation.class;
		}

		@Override
		public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
			return this.simulation;
		}

		@Override
		public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
			throw SimulationFailedError.of(this.simulation, thrown);
		}

		@Override
		public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable thrown)
				throws Throwable {
			throw SimulationFailedError.of(this.simulation, thrown);
		}

		@Override
		public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable thrown)
				throws Throwable {
			throw SimulationFailedError.of(this.simulation, thrown);
		}

		@Override
		public void afterEach(ExtensionContext context) {
			this.simulation.close();
		}

	}

}
