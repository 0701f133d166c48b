/**
 * Beans as processes: the annotations that make them one, and what other beans have
 * injected to talk to them.
 * <p>
 * A process bean is a prototype. Its supervisor has a new instance made for each start, a
 * restart is a new object, and it is destroyed when its process has ended. Nobody else
 * has it injected: clients get a {@link dev.javaotp.gen.ServerRef}, a
 * {@link dev.javaotp.spring.process.DynamicSupervisorRef} or an interface of the class,
 * each of which is a bean of its own that finds the process when it is used.
 */
@NullMarked
package dev.javaotp.spring.process;

import org.jspecify.annotations.NullMarked;
