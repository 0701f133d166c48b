package dev.javaotp.spring.process;

import java.util.Optional;

import dev.javaotp.gen.Message;
import dev.javaotp.gen.NoProcessException;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.spring.autoconfigure.OtpAutoConfiguration;
import dev.javaotp.spring.process.Bank.Events;
import dev.javaotp.spring.supervision.SupervisionTree;
import dev.javaotp.supervisor.StartDynamicChildResult;
import dev.javaotp.supervisor.StartDynamicChildResult.Started;
import dev.javaotp.supervisor.TerminateChildResult;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for processes that are started on demand, and for {@link DynamicSupervisorRef}.
 */
class DynamicProcessTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class))
		.withUserConfiguration(Events.class, Line.class, Client.class)
		.withPropertyValues("otp.supervision[0].supervisor=exchange", "otp.supervision[0].children[0].dynamic=lines",
				"otp.supervision[0].children[0].process=line", "otp.supervision[0].children[0].max-children=2");

	@Test
	void aProcessGetsTheArgumentItIsStartedWith() {
		this.runner.run((context) -> {
			DynamicSupervisorRef<String> lines = context.getBean(Client.class).lines;
			Started started = (Started) lines.start("1001");
			ServerRef<Line> line = ServerRef.of(started.pid());
			assertThat(line.call(new Number())).isEqualTo("1001");
		});
	}

	@Test
	void aProcessIsFoundByItsArgumentWhileItLives() {
		this.runner.run((context) -> {
			DynamicSupervisorRef<String> lines = context.getBean(Client.class).lines;
			Pid pid = ((Started) lines.start("1001")).pid();
			assertThat(lines.find("1001")).contains(pid);
			assertThat(lines.find("1002")).isEmpty();
			assertThat(lines.terminate(pid)).isEqualTo(TerminateChildResult.TERMINATED);
			assertThat(lines.find("1001")).isEmpty();
		});
	}

	@Test
	void aReferenceByArgumentSurvivesARestartWithTheSameArgument() {
		this.runner.run((context) -> {
			DynamicSupervisorRef<String> lines = context.getBean(Client.class).lines;
			Pid before = ((Started) lines.start("1001")).pid();
			ServerRef<Line> line = lines.child("1001");
			Events events = context.getBean(Events.class);
			events.await("started 1001");
			line.cast(new Cut());
			events.await("started 1001");
			assertThat(line.call(new Number())).isEqualTo("1001");
			assertThat(line.pid()).isPresent().isNotEqualTo(Optional.of(before));
		});
	}

	@Test
	void theLimitOfTheConfigurationHolds() {
		this.runner.run((context) -> {
			DynamicSupervisorRef<String> lines = context.getBean(Client.class).lines;
			lines.start("1001");
			lines.start("1002");
			assertThat(lines.start("1003")).isEqualTo(new StartDynamicChildResult.MaxChildren(2));
			assertThat(lines.count()).isEqualTo(2);
		});
	}

	@Test
	void theReferenceIsInjectedByTheNameOfTheSupervisor() {
		this.runner.run((context) -> assertThat(context.getBean(Client.class).byName)
			.isSameAs(context.getBean("linesSupervisorRef")));
	}

	@Test
	void anArgumentOfAnotherTypeFailsTheStartAndSaysSo() {
		this.runner.run((context) -> {
			@SuppressWarnings("unchecked")
			DynamicSupervisorRef<Object> lines = (DynamicSupervisorRef<Object>) context.getBean("linesSupervisorRef");
			StartDynamicChildResult.Failed failed = (StartDynamicChildResult.Failed) lines.start(1001);
			assertThat(failed.reason().cause()).hasMessage(
					"dev.javaotp.spring.process.DynamicProcessTests$Line.start(ProcessContext, String) takes a java.lang.String, "
							+ "but the process was started with a java.lang.Integer");
		});
	}

	@Test
	void aReferenceToAKindThatIsOnlyInATreeOfJavaFindsItsSupervisor() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class))
			.withUserConfiguration(TreeConfiguration.class)
			.run((context) -> {
				@SuppressWarnings("unchecked")
				DynamicSupervisorRef<String> lines = (DynamicSupervisorRef<String>) context
					.getBean("lineSupervisorRef");
				lines.start("1001");
				assertThat(lines.find("1001")).isPresent();
			});
	}

	@Test
	void withoutProcessesTheReferenceIsInjectedAndSaysNoproc() {
		this.runner.withPropertyValues("otp.enabled=false").run((context) -> {
			DynamicSupervisorRef<String> lines = context.getBean(Client.class).lines;
			assertThatExceptionOfType(NoProcessException.class).isThrownBy(() -> lines.start("1001"))
				.withMessageContaining("lines (otp.enabled is false)");
			assertThat(lines.find("1001")).isEmpty();
			assertThat(lines.pid()).isEmpty();
		});
	}

	record Number() implements Request<Line, String> {
	}

	record Cut() implements Message<Line> {
	}

	@OtpProcess(value = "line", dynamic = true)
	static class Line {

		private final Events events;

		private String number;

		Line(Events events) {
			this.events = events;
		}

		@OnStart
		void start(ProcessContext self, String number) {
			this.number = number;
			this.events.add("started " + number);
		}

		@HandleCall
		String number(Number request) {
			return this.number;
		}

		@HandleCast
		void cut(Cut cut) {
			throw new IllegalStateException("cut");
		}

	}

	static class Client {

		@Autowired
		DynamicSupervisorRef<String> lines;

		@Autowired
		@Qualifier("lines")
		DynamicSupervisorRef<?> byName;

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Line.class)
	static class TreeConfiguration {

		@Bean
		Events events() {
			return new Events();
		}

		@Bean
		SupervisionTree tree() {
			return SupervisionTree.of(SupervisionTree.supervisor("exchange")
				.children(SupervisionTree.dynamic("lines", SupervisionTree.process("line"))));
		}

	}

}
