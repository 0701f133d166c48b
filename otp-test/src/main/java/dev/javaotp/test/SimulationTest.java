package dev.javaotp.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs several times, each time with a {@link Simulation} of another seed:
 * processes run in another order, and what holds must hold in each.
 *
 * <pre class="code">
 * &#64;SimulationTest
 * void aKilledLedgerIsBack(Simulation simulation) {
 *     ProcessSystem system = simulation.system();
 *     Supervisor.start(system, SupervisorSpec.of("bank")
 *         .withChildren(ChildSpec.server("ledger", Ledger::new, StartOptions.named("ledger"))));
 *     Pid killed = Await.registered(system, "ledger");
 *     system.exit(killed, ExitReason.KILL);
 *     assertThat(Await.restarted(system, "ledger", killed)).isNotEqualTo(killed);
 * }
 * </pre>
 *
 * The test method, and methods before and after each, may take the {@link Simulation}; it
 * is closed after the test. When the test fails the message names the seed and how to run
 * it alone: with {@link #seed()}, or with the system property {@value #SEED_PROPERTY} and
 * the code as it is.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith(SimulationExtension.class)
public @interface SimulationTest {

	/** The system property with the one seed to run all of these tests with. */
	String SEED_PROPERTY = "otp.test.seed";

	/**
	 * How many seeds to run with: the numbers from {@link #firstSeed()} on.
	 * @return how many, at least one
	 */
	int seeds() default 10;

	/**
	 * The first seed.
	 * @return the seed
	 */
	long firstSeed() default 1;

	/**
	 * The only seed to run with, to look at a failure again.
	 * @return one seed, or none
	 */
	long[] seed() default {};

}
