package dev.javaotp.gen;

import dev.javaotp.process.CrashReport;
import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TerminationReportTests extends GenTestSupport {

	private final Scripted server = new Scripted();

	private void stop(Pid pid, ExitReason reason) {
		this.system.send(pid, new Scripted.Tell((state) -> CastResult.stop(reason, state)));
		this.scheduler.runUntilIdle();
	}

	@Test
	void isMadeOfAnAbnormalEndOnly() {
		stop(start(new Scripted()), ExitReason.NORMAL);
		stop(start(new Scripted()), ExitReason.SHUTDOWN);
		stop(start(new Scripted()), ExitReason.shutdown("x"));
		assertThat(this.reports).isEmpty();
		stop(start(new Scripted()), BOOM);
		assertThat(this.reports).hasSize(2)
			.hasAtLeastOneElementOfType(TerminationReport.class)
			.hasAtLeastOneElementOfType(CrashReport.class);
	}

	@Test
	void saysWhoEndedWhyAndAtWhat() {
		Pid pid = start(this.server, StartOptions.named("server"));
		Scripted.Tell tell = new Scripted.Tell((state) -> CastResult.stop(BOOM, "last"));
		this.system.send(pid, tell);
		this.scheduler.runUntilIdle();
		assertThat(this.reports.get(0))
			.isEqualTo(new TerminationReport(pid, "server", Scripted.class, BOOM, tell, "last", null));
	}

	@Test
	void saysWhichProcessWaitsForTheAnswer() {
		Pid pid = start(this.server);
		Scripted.Ask ask = new Scripted.Ask((self, from, state) -> {
			throw new ErlangError("boom");
		});
		Pid client = this.system.spawn((self) -> ServerRef.<Scripted>of(pid).call(ask));
		this.scheduler.runUntilIdle();
		assertThat(this.reports.get(0)).isInstanceOfSatisfying(TerminationReport.class, (report) -> {
			assertThat(report.client()).isEqualTo(client);
			assertThat(report.lastMessage()).isSameAs(ask);
		});
	}

	@Test
	void showsWhatTheServerAllows() {
		Scripted discreet = new Scripted() {

			@Override
			public ServerStatus formatStatus(ServerStatus status) {
				return status.withState("***").withMessage("a " + status.message().getClass().getSimpleName());
			}

		};
		stop(start(discreet), BOOM);
		assertThat(this.reports.get(0)).isInstanceOfSatisfying(TerminationReport.class, (report) -> {
			assertThat(report.state()).isEqualTo("***");
			assertThat(report.lastMessage()).isEqualTo("a Tell");
			assertThat(report.reason()).isEqualTo(BOOM);
		});
	}

	@Test
	void showsNothingWhenTheServerFailsToSay() {
		Scripted broken = new Scripted() {

			@Override
			public ServerStatus formatStatus(ServerStatus status) {
				throw new IllegalStateException("broken");
			}

		};
		Pid pid = start(broken);
		stop(pid, BOOM);
		assertThat(this.reports.get(0))
			.isEqualTo(new TerminationReport(pid, null, broken.getClass(), BOOM, null, null, null));
	}

	@Test
	void isFollowedByTheReportOfTheCrashItself() {
		ErlangError error = new ErlangError("boom");
		Pid pid = start(this.server);
		this.system.send(pid, new Scripted.Tell((state) -> {
			throw error;
		}));
		this.scheduler.runUntilIdle();
		assertThat(this.reports.get(1)).isInstanceOfSatisfying(CrashReport.class,
				(report) -> assertThat(report.thrown()).isSameAs(error));
	}

	@Test
	void doesNotTellSecretsAsText() {
		Pid pid = start(this.server, StartOptions.named("server"));
		this.system.send(pid, new Scripted.Tell((state) -> CastResult.stop(BOOM, "secret")));
		this.scheduler.runUntilIdle();
		assertThat(this.reports.get(0))
			.hasToString("Server server " + pid + " (" + Scripted.class.getName() + ") ended: boom");
	}

}
