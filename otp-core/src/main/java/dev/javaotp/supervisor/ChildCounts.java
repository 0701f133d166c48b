package dev.javaotp.supervisor;

/**
 * How many children a supervisor has: OTP's {@code count_children}.
 *
 * @param specs child specifications, whether their children run or not
 * @param active children with a process that is alive
 * @param supervisors children that are supervisors, running or not
 * @param workers children that are workers, running or not
 */
public record ChildCounts(int specs, int active, int supervisors, int workers) {
}
