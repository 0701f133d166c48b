package dev.javaotp.supervisor;

import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * One child, as its supervisor saw it when it was asked: an entry of OTP's
 * {@code which_children}.
 *
 * @param id its id; {@code null} for the child of a dynamic supervisor
 * @param pid its process, or {@code null} when it is not running
 * @param status what it is doing
 * @param type what it is
 */
public record ChildInfo(@Nullable String id, @Nullable Pid pid, ChildStatus status, ChildType type) {
}
