package dev.javaotp.demo.switching;

import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of a line from outside.
 *
 * @param line the process
 * @param state {@code idle}, {@code dialing}, {@code ringing} or {@code talking}
 * @param peer the number at the other end, if there is one
 */
public record LineStatus(Pid line, String state, @Nullable String peer) {
}
