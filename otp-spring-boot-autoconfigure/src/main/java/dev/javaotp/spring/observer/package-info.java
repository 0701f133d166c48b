/**
 * The observer page, {@code /actuator/observer}: what runs, what is stuck, what keeps
 * crashing, and why, live in a browser.
 * <p>
 * The {@link dev.javaotp.spring.observer.ObserverEndpoint} serves the files of the page,
 * a stream of what changes, and what the page asks for besides. While somebody looks, one
 * thread reads the figures once a second, for all of them, and sends those that changed;
 * while nobody does, nothing is read. What is read each time does not grow with the
 * number of processes: children of dynamic supervisors are counted, and the longest
 * mailboxes are looked for among some thousands of processes at a time. Crashes and
 * restarts are remembered all the time, the last few hundred of them.
 */
@NullMarked
package dev.javaotp.spring.observer;

import org.jspecify.annotations.NullMarked;
