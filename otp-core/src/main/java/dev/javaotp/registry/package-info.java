/**
 * What processes are called: {@link dev.javaotp.registry.Registry} gives each name to one
 * process, and takes it back when the process ends.
 * <p>
 * A name is how a client finds a server that may have been restarted meanwhile: it is
 * released before anybody hears of the end of its process, so a supervisor that starts
 * the next one at once finds it free.
 * <p>
 * {@link dev.javaotp.registry.KeyRegistry} is for the many that need more than a name:
 * keys of any type, several per process, with a value beside each.
 * {@link dev.javaotp.registry.Via} is what both have in common for those who start and
 * call processes.
 */
@NullMarked
package dev.javaotp.registry;

import org.jspecify.annotations.NullMarked;
