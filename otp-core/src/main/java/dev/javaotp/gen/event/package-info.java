/**
 * Event managers: a process that is told what happens, and handlers in it that do
 * something about it, added and removed while it runs.
 * <p>
 * Start with {@link dev.javaotp.gen.event.EventHandler}, whose first lines are a whole
 * handler. {@link dev.javaotp.gen.event.GenEvent} starts a manager, an
 * {@link dev.javaotp.gen.event.EventManagerRef} is what everybody else has of it.
 */
@NullMarked
package dev.javaotp.gen.event;

import org.jspecify.annotations.NullMarked;
