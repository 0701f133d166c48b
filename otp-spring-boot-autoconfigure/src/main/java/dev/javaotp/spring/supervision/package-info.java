/**
 * Supervision trees as an application declares them: in {@code application.yml} under
 * {@code otp.supervision}, or in Java with {@link SupervisionTree}.
 * <p>
 * {@link SupervisionTreeFactory} brings everything together: what the configuration says,
 * what beans declare, the single values that {@code otp.processes} overrides, and the
 * process beans that nobody mentions. It looks at all of it before anything starts, and
 * reports all problems at once with their places, the way a compiler does. Three passes
 * follow each other:
 * <ol>
 * <li>{@link SupervisionReader} reads the property sources: spelling, shape and single
 * values;</li>
 * <li>{@link Overrides} replaces single values by name;</li>
 * <li>{@link TreeCheck} judges the finished tree: names, beans and combinations. It is
 * the same for trees from both origins.</li>
 * </ol>
 */
@NullMarked
package dev.javaotp.spring.supervision;

import org.jspecify.annotations.NullMarked;
