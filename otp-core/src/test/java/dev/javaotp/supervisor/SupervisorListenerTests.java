package dev.javaotp.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ManualScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SupervisorListenerTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final ProcessSystem system = ProcessSystem.builder().scheduler(new ManualScheduler(1)).build();

	private final List<String> told = new ArrayList<>();

	@BeforeEach
	void listen() {
		Supervision.of(this.system).addListener(new SupervisorListener() {

			@Override
			public void childrenChanged(String path) {
				SupervisorFigures figures = Supervision.of(SupervisorListenerTests.this.system)
					.find(path)
					.orElseThrow();
				SupervisorListenerTests.this.told
					.add("changed " + path + " " + figures.children().stream().map(ChildFigures::id).toList());
			}

			@Override
			public void ended(String path, Pid pid, ExitReason reason) {
				SupervisorListenerTests.this.told.add("ended " + path + " " + reason);
			}

		});
	}

	@AfterEach
	void close() {
		this.system.close();
	}

	@Test
	void tellsWhichChildrenASupervisorHasBeforeTheyStart() {
		Supervisor.start(this.system,
				SupervisorSpec.of("top")
					.withChildren(server("a"),
							ChildSpec.supervisor("below", SupervisorSpec.unnamed().withChildren(server("b")))));
		assertThat(this.told).containsExactly("changed top [a, below]", "changed top/below [b]");
	}

	@Test
	void tellsOfChildrenThatAreAddedAndForgotten() {
		Supervisor top = Supervisor.start(this.system, SupervisorSpec.of("top"));
		top.startChild(server("a"));
		top.startChild(server("b").withRestart(Restart.TEMPORARY));
		top.terminateChild("a");
		top.deleteChild("a");
		top.terminateChild("b");
		assertThat(this.told).containsExactly("changed top []", "changed top [a]", "changed top [a, b]",
				"ended top/a shutdown", "changed top [b]", "ended top/b shutdown", "changed top []");
	}

	@Test
	void tellsOfEachDynamicChildThatIsStoppedWithItsSupervisor() {
		DynamicSupervisor<String> lines = DynamicSupervisor.start(this.system,
				DynamicSupervisorSpec.of("lines", (String number) -> server("line")));
		lines.startChild("1001");
		lines.startChild("1002");
		lines.stop(LIMIT);
		assertThat(this.told).containsExactly("changed lines []", "ended lines shutdown", "ended lines shutdown");
	}

	@Test
	void allSupervisorsAreFoundEachBeforeThoseBelow() {
		Supervisor.start(this.system, SupervisorSpec.of("second"));
		Supervisor.start(this.system,
				SupervisorSpec.of("first")
					.withChildren(
							ChildSpec.supervisor("b",
									SupervisorSpec.unnamed()
										.withChildren(ChildSpec.dynamicSupervisor("c",
												DynamicSupervisorSpec.unnamed((ChildSpec child) -> child)))),
							server("a")));
		assertThat(Supervision.of(this.system).supervisors()).map(SupervisorFigures::path)
			.containsExactly("first", "first/b", "first/b/c", "second");
	}

	private static ChildSpec server(String id) {
		return ChildSpec.server(id, Idle::new);
	}

	private static final class Idle implements GenServer<String, Request<?, ?>, Message<?>> {

		@Override
		public InitResult<String> init(ProcessContext self) {
			return InitResult.ok("idle");
		}

	}

}
