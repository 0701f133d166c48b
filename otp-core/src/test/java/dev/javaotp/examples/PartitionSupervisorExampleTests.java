package dev.javaotp.examples;

import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ManualScheduler;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.PartitionSupervisor;
import dev.javaotp.supervisor.PartitionSupervisorSpec;
import dev.javaotp.supervisor.Supervisor;
import dev.javaotp.supervisor.SupervisorSpec;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PartitionSupervisorExampleTests {

	@Test
	void eachCustomerHasAPartition() {
		try (ProcessSystem system = ProcessSystem.builder().scheduler(new ManualScheduler(1)).build()) {
			PartitionSupervisorSpec spec = PartitionSupervisorSpec
				.of("ledgers", (partition) -> ChildSpec.server("ledger", Ledger::new))
				.withPartitions(8);
			Supervisor.start(system,
					SupervisorSpec.of("bank").withChildren(ChildSpec.partitionSupervisor("ledgers", spec)));

			PartitionSupervisor ledgers = PartitionSupervisor.named(system, "ledgers");
			ServerRef<Ledger> ledger = ledgers.ref("ada");
			ledger.call(new Ledger.Deposit("ada", 100));
			long balance = ledger.call(new Ledger.Balance("ada"));

			assertThat(balance).isEqualTo(100);
			assertThat(ledgers.partitions()).isEqualTo(8);
		}
	}

}
