/**
 * One piece of work in a process of its own, and its result.
 * <p>
 * {@link dev.javaotp.gen.task.Task} is where to start: it runs a function in a new
 * process, and whoever started it waits for the result, or goes on and has the result
 * sent. What comes of a task is a {@link dev.javaotp.gen.task.TaskOutcome}; a whole
 * collection is worked through, some at a time, with
 * {@link dev.javaotp.gen.task.StreamOptions a stream}.
 *
 * <h2>How it works</h2>
 *
 * A task that somebody waits for and the process that does the work share one object. The
 * process puts the result into it before it ends; if it ends without, its reason is put
 * there, after everybody who is linked with it was told. So nothing goes through a
 * mailbox, and a plain thread may wait as well as a process.
 * <p>
 * Tasks under a supervisor are started by that supervisor's process on behalf of somebody
 * else: {@link dev.javaotp.gen.task.TaskStart} is what it is handed.
 */
@NullMarked
package dev.javaotp.gen.task;

import org.jspecify.annotations.NullMarked;
