package dev.javaotp.supervisor;

import java.math.BigInteger;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.javaotp.gen.CallResult;
import dev.javaotp.gen.From;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.NoProcessException;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartException;
import dev.javaotp.gen.StartResult;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PartitionSupervisorTests {

	private final Tree tree = new Tree();

	private record Which() implements Request<Numbered, Integer> {
	}

	/** A server that knows which partition it is. */
	private static final class Numbered implements GenServer<Integer, Which, Message<?>> {

		private final int partition;

		Numbered(int partition) {
			this.partition = partition;
		}

		@Override
		public InitResult<Integer> init(ProcessContext self) {
			return InitResult.ok(this.partition);
		}

		@Override
		public CallResult<Integer> handleCall(Which which, From<?> from, Integer partition) {
			return which.reply(partition, partition);
		}

	}

	private enum Colour {

		RED, GREEN

	}

	@AfterEach
	void close() {
		this.tree.close();
	}

	private PartitionSupervisorSpec four() {
		return PartitionSupervisorSpec
			.of("numbers", (partition) -> ChildSpec.server("any", () -> new Numbered(partition)))
			.withPartitions(4);
	}

	private int ask(PartitionSupervisor partitions, Object key) {
		ServerRef<Numbered> server = partitions.ref(key);
		return server.call(new Which());
	}

	@Test
	void eachPartitionIsStartedWithItsNumberWhichIsItsId() {
		PartitionSupervisor partitions = PartitionSupervisor.start(this.tree.system, four());
		assertThat(partitions.partitions()).isEqualTo(4);
		assertThat(partitions.supervisor().whichChildren()).extracting(ChildInfo::id)
			.containsExactly("3", "2", "1", "0");
		assertThat(IntStream.range(0, 4).map((key) -> ask(partitions, key))).containsExactly(0, 1, 2, 3);
		assertThat(partitions).hasToString("PartitionSupervisor[numbers]");
	}

	@Test
	void thereAreAsManyPartitionsAsProcessorsUnlessSaid() {
		assertThat(PartitionSupervisorSpec.of("a", (partition) -> this.tree.worker("w")).partitions())
			.isEqualTo(Runtime.getRuntime().availableProcessors());
	}

	@Test
	void wholeNumbersBelongToTheRemainderOfTheirAbsoluteValue() {
		assertThat(List.of(PartitionTable.route(7, 4), PartitionTable.route(-7, 4), PartitionTable.route(8, 4)))
			.containsExactly(3, 3, 0);
		assertThat(PartitionTable.route(-7L, 4)).isEqualTo(3);
		assertThat(PartitionTable.route((short) -7, 4)).isEqualTo(3);
		assertThat(PartitionTable.route((byte) -7, 4)).isEqualTo(3);
		assertThat(PartitionTable.route(BigInteger.valueOf(-7), 4)).isEqualTo(3);
		assertThat(PartitionTable.route(Integer.MIN_VALUE, 5)).isEqualTo(3);
		assertThat(PartitionTable.route(Long.MIN_VALUE, 5)).isEqualTo(3);
	}

	@Test
	void whatElseIsAKeyBelongsToThePartitionOfItsHash() {
		assertThat(PartitionTable.route("ada", 16)).isEqualTo(PartitionTable.route(new String("ada"), 16));
		assertThat(PartitionTable.route(Colour.RED, 16)).isEqualTo(PartitionTable.route("RED", 16));
		assertThat(PartitionTable.route(Colour.GREEN, 16)).isEqualTo(PartitionTable.route("GREEN", 16));
		Set<Integer> reached = new HashSet<>();
		for (int i = 0; i < 200; i++) {
			reached.add(PartitionTable.route(new UUID(0, i), 4));
			reached.add(4 + PartitionTable.route("line-" + i, 4));
		}
		assertThat(reached).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
	}

	@Test
	void aKeyFindsTheProcessThatWasStartedAgain() {
		PartitionSupervisor partitions = PartitionSupervisor.start(this.tree.system, four());
		ServerRef<Numbered> server = partitions.ref(2);
		Pid before = partitions.whereIs(2);
		this.tree.kill(before);
		assertThat(server.call(new Which())).isEqualTo(2);
		assertThat(partitions.whereIs(2)).isNotSameAs(before).isNotNull();
		assertThat(partitions.whereIs(6)).isSameAs(partitions.whereIs(2));
	}

	@Test
	void aSupervisorThatDoesNotRunHasNoPartitions() {
		PartitionSupervisor partitions = PartitionSupervisor.named(this.tree.system, "numbers");
		assertThat(partitions.partitions()).isZero();
		assertThat(partitions.whereIs(1)).isNull();
		assertThatExceptionOfType(NoProcessException.class).isThrownBy(() -> ask(partitions, 1))
			.withMessageContaining("there is no process named for 1 in numbers to take Which[]");
	}

	@Test
	void theEndOfTheSupervisorIsTheEndOfItsPartitions() {
		PartitionSupervisor partitions = PartitionSupervisor.start(this.tree.system, four());
		Pid pid = partitions.whereIs(0);
		this.tree.kill(partitions.supervisor().pid().orElseThrow());
		this.tree.settle();
		assertThat(pid.isAlive()).isFalse();
		assertThat(partitions.partitions()).isZero();
		PartitionSupervisor.start(this.tree.system, four().withPartitions(2));
		assertThat(partitions.partitions()).isEqualTo(2);
	}

	@Test
	void aNameThatIsTakenLeavesTheFirstSupervisorAlone() {
		PartitionSupervisor partitions = PartitionSupervisor.start(this.tree.system, four());
		assertThatExceptionOfType(StartException.class)
			.isThrownBy(() -> PartitionSupervisor.start(this.tree.system, four().withPartitions(2)))
			.withMessageContaining("already_started");
		assertThat(partitions.partitions()).isEqualTo(4);
		assertThat(ask(partitions, 3)).isEqualTo(3);
	}

	@Test
	void aPartitionThatCannotBeStartedFailsTheStart() {
		PartitionSupervisorSpec spec = PartitionSupervisorSpec.of("workers",
				(partition) -> this.tree.worker("w" + partition));
		this.tree.failNextStart("w1", "full");
		assertThatExceptionOfType(StartException.class)
			.isThrownBy(() -> PartitionSupervisor.start(this.tree.system, spec.withPartitions(2)))
			.withMessageContaining("{failed_to_start_child,1,full}");
		assertThat(this.tree.happened()).containsExactly("+w0", "-w0");
		assertThat(PartitionSupervisor.named(this.tree.system, "workers").partitions()).isZero();
	}

	@Test
	void partitionsCanBeDynamicSupervisors() {
		PartitionSupervisorSpec spec = PartitionSupervisorSpec.of("lines",
				(partition) -> ChildSpec.dynamicSupervisor("lines", DynamicSupervisorSpec.unnamed(this.tree::worker)));
		PartitionSupervisor partitions = PartitionSupervisor.start(this.tree.system, spec.withPartitions(2));
		DynamicSupervisor<String> odd = partitions.dynamicSupervisor(1);
		odd.startChild("a");
		assertThat(this.tree.happened()).containsExactly("+a");
		assertThat(odd.countChildren().active()).isEqualTo(1);
		assertThat(partitions.<String>dynamicSupervisor(2).countChildren().active()).isZero();
	}

	@Test
	void partitionsCanBeStartedByAFunction() {
		PartitionSupervisorSpec spec = PartitionSupervisorSpec.of("functions", (partition) -> ChildSpec.worker("any",
				ChildStart.calling((parent) -> GenServer.startLink(parent, new Numbered(partition)))));
		PartitionSupervisor partitions = PartitionSupervisor.start(this.tree.system, spec.withPartitions(2));
		assertThat(ask(partitions, 5)).isEqualTo(1);
	}

	@Test
	void partitionsAreRestartedTogetherIfTheStrategySaysSo() {
		PartitionSupervisor partitions = PartitionSupervisor.start(this.tree.system,
				four().withStrategy(Strategy.ONE_FOR_ALL));
		Pid other = partitions.whereIs(0);
		this.tree.kill(partitions.whereIs(3));
		this.tree.settle();
		assertThat(partitions.whereIs(0)).isNotNull().isNotSameAs(other);
	}

	@Test
	void itGivesUpAfterTooManyRestarts() {
		PartitionSupervisor partitions = PartitionSupervisor.start(this.tree.system,
				four().withIntensity(new RestartIntensity(0, Duration.ofSeconds(5))));
		this.tree.kill(partitions.whereIs(3));
		this.tree.settle();
		assertThat(partitions.whereIs(0)).isNull();
	}

	@Test
	void itCanStandInATree() {
		Supervisor.start(this.tree.system,
				SupervisorSpec.of("top").withChildren(ChildSpec.partitionSupervisor("numbers", four())));
		PartitionSupervisor partitions = PartitionSupervisor.named(this.tree.system, "numbers");
		this.tree.kill(partitions.supervisor().pid().orElseThrow());
		this.tree.settle();
		assertThat(ask(partitions, 3)).isEqualTo(3);
		SupervisorFigures figures = Supervision.of(this.tree.system).find("top/numbers").orElseThrow();
		assertThat(figures.children()).extracting(ChildFigures::id).containsExactly("0", "1", "2", "3");
	}

	@Test
	void itCanBeStartedByAProcess() {
		StartResult[] result = new StartResult[1];
		Pid parent = this.tree.system.spawn((self) -> {
			result[0] = PartitionSupervisor.startLink(self, four());
			self.receive();
		});
		this.tree.settle();
		assertThat(result[0].pid().isAlive()).isTrue();
		this.tree.system.exit(parent, ExitReason.of("boom"));
		this.tree.settle();
		assertThat(result[0].pid().isAlive()).isFalse();
	}

	@Test
	void thereMustBeAPartition() {
		assertThatIllegalArgumentException().isThrownBy(() -> four().withPartitions(0))
			.withMessage("The number of partitions of partition supervisor 'numbers' is 0: expected one or more");
	}

	@Test
	void theNameMustBeAName() {
		assertThatExceptionOfType(InvalidSpecException.class)
			.isThrownBy(() -> PartitionSupervisorSpec.of("a/b", (partition) -> this.tree.worker("w")))
			.withMessageContaining("name of a partition supervisor");
	}

}
