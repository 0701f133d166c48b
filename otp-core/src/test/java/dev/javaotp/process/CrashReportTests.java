package dev.javaotp.process;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Crash reports, and what they say of a process: ancestors, label, name. */
@ParameterizedClass
@EnumSource(Machine.Runner.class)
class CrashReportTests {

	private static final ExitReason BOOM = ExitReason.of("boom");

	private final Machine machine;

	CrashReportTests(Machine.Runner runner) {
		this.machine = new Machine(runner);
	}

	@AfterEach
	void close() {
		this.machine.close();
	}

	@Test
	void aCrashIsReportedWithAllThatIsKnownOfTheProcess() {
		Puppet parent = this.machine.trapping();
		Puppet child = new Puppet(this.machine.system);
		child.is(parent.does((self) -> self.spawnLink(child, SpawnOptions.DEFAULTS.withLabel("line 1001"))));
		this.machine.system.own(child.pid(), named("line"));
		IllegalStateException thrown = new IllegalStateException("tilt");
		child.told((self) -> {
			self.send(self.self(), "left in the mailbox");
			throw thrown;
		});
		child.end();
		ExitReason reason = new ExitReason.Crash(
				new ExitReason.JavaError(IllegalStateException.class.getName(), "tilt"), thrown);
		assertThat(this.machine.reports).containsExactly(new CrashReport(child.pid(), "line", "line 1001",
				Puppet.class.getName(), reason, thrown, List.of(parent.pid()), 1, List.of(parent.pid()), false));
	}

	@Test
	void anExitForAnyOtherReasonIsReportedToo() {
		Puppet puppet = this.machine.trapping();
		puppet.told((self) -> self.exit(BOOM));
		puppet.end();
		assertThat(this.machine.reports).singleElement().isInstanceOfSatisfying(CrashReport.class, (report) -> {
			assertThat(report.reason()).isEqualTo(BOOM);
			assertThat(report.trapsExits()).isTrue();
			assertThat(report.ancestors()).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "normal", "shutdown", "{shutdown,_}" })
	void anOrderlyEndIsNotReported(String reason) {
		Puppet puppet = this.machine.puppet();
		puppet
			.told((self) -> self.exit((reason.startsWith("{")) ? ExitReason.shutdown("done") : ExitReason.of(reason)));
		puppet.end();
		assertThat(this.machine.reports).isEmpty();
	}

	@Test
	void anEndBySignalIsNotReported() {
		for (int i = 0; i < 100; i++) {
			Puppet puppet = this.machine.puppet();
			puppet.told(ProcessContext::receive);
			this.machine.system.exit(puppet.pid(), ((i & 1) == 0) ? ExitReason.KILL : BOOM);
			puppet.end();
		}
		assertThat(this.machine.reports).isEmpty();
	}

	@Test
	void aListenerThatFailsHarmsNobody() {
		try (ProcessSystem system = ProcessSystem.builder().reportListener((report) -> {
			throw new StackOverflowError("listener");
		}).build()) {
			Answer<ExitReason> end = new Answer<>(system);
			Pid pid = system.spawn((self) -> self.exit(ExitReason.of((String) self.receive())));
			system.onDown(pid, end::put);
			system.send(pid, "boom");
			assertThat(end.get()).isEqualTo(BOOM);
		}
	}

	@Test
	void aListenerMaySendToProcesses() {
		AtomicReference<Pid> collector = new AtomicReference<>();
		try (ProcessSystem system = ProcessSystem.builder()
			.reportListener((report) -> collector.get().system().send(collector.get(), report))
			.build()) {
			Puppet puppet = new Puppet(system);
			collector.set(puppet.is(system.spawn(puppet, SpawnOptions.DEFAULTS)).pid());
			system.spawn((self) -> self.exit(BOOM));
			assertThat(puppet.gets(CrashReport.class).reason()).isEqualTo(BOOM);
		}
	}

	@Test
	void ancestorsAreKnownNearestFirst() {
		Puppet grandparent = this.machine.puppet();
		Puppet parent = this.machine.child(grandparent);
		Puppet child = this.machine.child(parent);
		assertThat(child.<List<Pid>>does(ProcessContext::ancestors)).containsExactly(parent.pid(), grandparent.pid());
		assertThat(child.<Pid>does(ProcessContext::parent)).isEqualTo(parent.pid());
		assertThat(grandparent.<List<Pid>>does(ProcessContext::ancestors)).isEmpty();
		assertThat(grandparent.<Pid>does(ProcessContext::parent)).isNull();
	}

	@Test
	void aLabelIsShownAndMayBeChanged() {
		Puppet puppet = this.machine.puppet(SpawnOptions.DEFAULTS.withLabel("before"));
		assertThat(label(puppet)).isEqualTo("before");
		puppet.runs((self) -> self.label("after"));
		assertThat(label(puppet)).isEqualTo("after");
		assertThat(label(this.machine.puppet())).isNull();
	}

	private @Nullable String label(Puppet puppet) {
		return this.machine.system.info(puppet.pid()).orElseThrow().label();
	}

	static OwnedResource named(String name) {
		return new OwnedResource() {

			@Override
			public void release(Pid owner) {
			}

			@Override
			public String registeredName() {
				return name;
			}

		};
	}

}
