package dev.javaotp.spring.supervision;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.javaotp.process.Overflow;
import dev.javaotp.supervisor.AutoShutdown;
import dev.javaotp.supervisor.Restart;
import dev.javaotp.supervisor.Strategy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The configuration keys of supervision trees.
 * <p>
 * This is what configuration metadata, and with it the completion in an IDE, is made of,
 * and what an application can bind to look at its own configuration. The trees themselves
 * are read by {@link SupervisionTreeFactory}, which reports everything that is wrong
 * where binding stops at the first bad value.
 * <p>
 * {@link Node} contains itself, through a list, and nothing else does: Boot's binder
 * leaves the inner one of two records that contain each other {@code null}.
 *
 * @param supervision Supervision trees: the supervisors at the top with their children,
 * in start order. A source of higher precedence replaces the whole list.
 * @param processes Settings of single processes and supervisors by name, which take
 * precedence over the tree. Names are matched without case and dashes.
 */
@ConfigurationProperties("otp")
public record SupervisionProperties(@DefaultValue List<Node> supervision,
		@DefaultValue Map<String, Settings> processes) {

	/**
	 * A node of a tree. Exactly one of {@code supervisor}, {@code process},
	 * {@code dynamic}, {@code partitioned}, {@code tasks} and {@code events} is set, but
	 * {@code dynamic} and {@code partitioned} come with {@code process}.
	 *
	 * @param supervisor name of the supervisor that this node is
	 * @param process name of the process bean that this node is, or of which each child
	 * of a dynamic or partition supervisor is an instance
	 * @param dynamic name of the dynamic supervisor that this node is
	 * @param partitioned name of the partition supervisor that this node is
	 * @param tasks name of the task supervisor that this node is
	 * @param events name of the event manager that this node is
	 * @param strategy which children are restarted when one of them has crashed; of
	 * supervisors, one-for-one unless set
	 * @param maxRestarts how many restarts are allowed within the time; of supervisors
	 * and dynamic supervisors, 3 unless set
	 * @param within time over which restarts are counted; of supervisors and dynamic
	 * supervisors, 5s unless set
	 * @param autoShutdown whether the supervisor ends by itself when significant children
	 * have ended; never unless set
	 * @param whenItGivesUp what becomes of the application when this supervisor gives up;
	 * of supervisors at the top, liveness unless set
	 * @param restart when this child is restarted; permanent unless set
	 * @param shutdown how long this child may take to end before it is killed, or
	 * brutal-kill, or infinity; 5s unless set, infinity for supervisors
	 * @param significant whether the end of this child may end its supervisor
	 * @param startTimeout how long this child may take to initialise, or infinity; 30s
	 * unless set, infinity for supervisors
	 * @param maxChildren how many children the dynamic supervisor, or tasks the task
	 * supervisor, may have; no limit unless set
	 * @param partitions how many partitions the partition supervisor has; one for each
	 * processor unless set
	 * @param maxMailbox how many messages may wait for the process, or for each child; no
	 * limit unless set
	 * @param overflow what happens to messages beyond that; reject unless set
	 * @param children children of the supervisor in start order
	 */
	public record Node(@Nullable String supervisor, @Nullable String process, @Nullable String dynamic,
			@Nullable String partitioned, @Nullable String tasks, @Nullable String events, @Nullable Strategy strategy,
			@Nullable Integer maxRestarts, @Nullable Duration within, @Nullable AutoShutdown autoShutdown,
			@Nullable WhenItGivesUp whenItGivesUp, @Nullable Restart restart, @Nullable String shutdown,
			@Nullable Boolean significant, @Nullable String startTimeout, @Nullable Integer maxChildren,
			@Nullable Integer partitions, @Nullable Integer maxMailbox, @Nullable Overflow overflow,
			@DefaultValue List<Node> children) {
	}

	/**
	 * The settings of one node or process bean, each as in {@link Node}.
	 *
	 * @param strategy which children are restarted when one of them has crashed
	 * @param maxRestarts how many restarts are allowed within the time
	 * @param within time over which restarts are counted
	 * @param autoShutdown whether the supervisor ends by itself when significant children
	 * have ended
	 * @param whenItGivesUp what becomes of the application when this supervisor gives up
	 * @param restart when this child is restarted
	 * @param shutdown how long this child may take to end before it is killed, or
	 * brutal-kill, or infinity
	 * @param significant whether the end of this child may end its supervisor
	 * @param startTimeout how long this child may take to initialise, or infinity
	 * @param maxChildren how many children the dynamic supervisor, or tasks the task
	 * supervisor, may have
	 * @param partitions how many partitions the partition supervisor has
	 * @param maxMailbox how many messages may wait for the process, or for each child
	 * @param overflow what happens to messages beyond that
	 */
	public record Settings(@Nullable Strategy strategy, @Nullable Integer maxRestarts, @Nullable Duration within,
			@Nullable AutoShutdown autoShutdown, @Nullable WhenItGivesUp whenItGivesUp, @Nullable Restart restart,
			@Nullable String shutdown, @Nullable Boolean significant, @Nullable String startTimeout,
			@Nullable Integer maxChildren, @Nullable Integer partitions, @Nullable Integer maxMailbox,
			@Nullable Overflow overflow) {
	}

}
