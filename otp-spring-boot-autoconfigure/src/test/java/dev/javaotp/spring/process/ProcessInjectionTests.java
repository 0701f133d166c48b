package dev.javaotp.spring.process;

import java.util.List;

import dev.javaotp.gen.ServerRef;
import dev.javaotp.spring.autoconfigure.OtpAutoConfiguration;
import dev.javaotp.spring.process.Bank.Events;
import dev.javaotp.supervisor.TaskSupervisor;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what can be injected and what cannot, and for what is said then.
 */
class ProcessInjectionTests {

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withInitializer((context) -> this.context = context)
		.withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.bare.withUserConfiguration(Events.class);

	// what is left of a context that failed to start
	private ConfigurableApplicationContext context;

	@Test
	void aProcessBeanItselfIsNotInjected() {
		this.runner.withUserConfiguration(Bank.class, Thief.class).run((context) -> {
			FailureAnalysis analysis = analyze(context);
			assertThat(analysis.getDescription()).isEqualTo("Parameter 0 of constructor in "
					+ "dev.javaotp.spring.process.ProcessInjectionTests$Thief asks for a dev.javaotp.spring.process.Bank, "
					+ "which is the process `bank`: an instance of its own would be no process, "
					+ "and nobody would restart it.");
			assertThat(analysis.getAction()).isEqualTo("Have a ServerRef<Bank> injected instead.");
		});
	}

	@Test
	void aDynamicProcessBeanItselfIsNotInjected() {
		this.runner.withUserConfiguration(Line.class, Caller.class).run((context) -> {
			FailureAnalysis analysis = analyze(context);
			assertThat(analysis.getDescription()).startsWith("Parameter 0 of constructor in "
					+ "dev.javaotp.spring.process.ProcessInjectionTests$Caller asks for a "
					+ "dev.javaotp.spring.process.ProcessInjectionTests$Line, which is the process `line`: ");
			assertThat(analysis.getAction()).isEqualTo("Have a DynamicSupervisorRef<List<String>> injected instead.");
		});
	}

	@Test
	void aReferenceToADynamicProcessIsNotInjected() {
		this.runner.withUserConfiguration(Line.class, RefCaller.class).run((context) -> {
			FailureAnalysis analysis = analyze(context);
			assertThat(analysis.getDescription()).isEqualTo("Parameter 0 of constructor in "
					+ "dev.javaotp.spring.process.ProcessInjectionTests$RefCaller asks for a ServerRef<Line>, "
					+ "but there is no one process of dev.javaotp.spring.process.ProcessInjectionTests$Line: "
					+ "`line` is started on demand.");
			assertThat(analysis.getAction()).isEqualTo("Have a DynamicSupervisorRef<List<String>> injected instead, "
					+ "which starts such processes and finds them.");
		});
	}

	@Test
	void aReferenceToAPartitionedProcessIsNotInjected() {
		this.runner.withUserConfiguration(Numbered.class, NumberedCaller.class)
			.withPropertyValues("otp.supervision[0].supervisor=exchange",
					"otp.supervision[0].children[0].partitioned=many",
					"otp.supervision[0].children[0].process=numbered")
			.run((context) -> {
				FailureAnalysis analysis = analyze(context);
				assertThat(analysis.getDescription()).isEqualTo("Parameter 0 of constructor in "
						+ "dev.javaotp.spring.process.ProcessInjectionTests$NumberedCaller asks for a "
						+ "ServerRef<Numbered>, but there is no one process of "
						+ "dev.javaotp.spring.process.ProcessInjectionTests$Numbered: `numbered` is partitioned.");
				assertThat(analysis.getAction()).isEqualTo("Have a PartitionedRef<Numbered> injected instead, "
						+ "which finds the process that a key belongs to.");
			});
	}

	@Test
	void aTaskSupervisorThatNoTreeHasIsNotInjected() {
		this.runner.withUserConfiguration(Postman.class).run((context) -> {
			FailureAnalysis analysis = analyze(context);
			assertThat(analysis.getDescription()).isEqualTo("Parameter 0 of constructor in "
					+ "dev.javaotp.spring.process.ProcessInjectionTests$Postman asks for a TaskSupervisor, "
					+ "but the configuration has none.");
			assertThat(analysis.getAction()).isEqualTo("Add a node such as `- tasks: mail` to the children of a "
					+ "supervisor in otp.supervision; if there are several, say which one is meant with a @Qualifier.");
		});
	}

	@Test
	void aReferenceToWhatIsNoProcessIsNotInjected() {
		this.runner.withUserConfiguration(Stray.class).run((context) -> {
			FailureAnalysis analysis = analyze(context);
			assertThat(analysis.getDescription()).isEqualTo("Field events in "
					+ "dev.javaotp.spring.process.ProcessInjectionTests$Stray asks for a ServerRef<Events>, "
					+ "but dev.javaotp.spring.process.Bank$Events is no process bean.");
			assertThat(analysis.getAction()).isEqualTo("Mark the class with @OtpProcess, and see to it that it is "
					+ "found by component scanning or registered in another way.");
		});
	}

	@Test
	void whatAProcessBeanMissesIsLeftToSpringBoot() {
		this.bare.withUserConfiguration(Bank.class)
			.run((context) -> assertThat(analyze(context).getDescription())
				.startsWith("Parameter 0 of constructor in dev.javaotp.spring.process.Bank required a bean of type "
						+ "'dev.javaotp.spring.process.Bank$Events' that could not be found."));
	}

	@Test
	void twoProcessesOfOneClassAreToldApartByName() {
		this.runner.withUserConfiguration(TwoBanks.class, Auditor.class).run((context) -> {
			Auditor auditor = context.getBean(Auditor.class);
			assertThat(auditor.first.call(new Bank.Deposit("a", 1))).isEqualTo(1);
			assertThat(auditor.second.call(new Bank.Balance("a"))).isZero();
			assertThat(auditor.all).hasSize(2);
		});
	}

	@Test
	void aBeanMethodIsScopedAnew() {
		this.runner.withUserConfiguration(TwoBanks.class).run((context) -> {
			BeanDefinition definition = context.getBeanFactory().getMergedBeanDefinition("first");
			assertThat(definition.isPrototype()).isTrue();
			assertThat(definition.isAutowireCandidate()).isFalse();
		});
	}

	@Test
	void anotherScopeIsRefused() {
		this.runner.withUserConfiguration(OtherScope.class)
			.run((context) -> assertThat(analyze(context).getDescription())
				.isEqualTo("Process bean 'bank' has the scope 'request', "
						+ "but each start of a process makes a new instance: remove the scope."));
	}

	@Test
	void anInterfaceAsTypeIsRefused() {
		this.runner.withUserConfiguration(OnlyInterface.class)
			.run((context) -> assertThat(analyze(context).getDescription())
				.isEqualTo("Process bean 'bank' is declared as java.lang.Runnable, an interface, "
						+ "which does not say what it handles: let the @Bean method return the class."));
	}

	@Test
	void anotherNameThanThatOfTheBeanIsRefused() {
		this.runner.withUserConfiguration(TwoNames.class)
			.run((context) -> assertThat(analyze(context).getDescription()).isEqualTo("The method house of "
					+ "dev.javaotp.spring.process.ProcessInjectionTests$TwoNames says @OtpProcess(\"bank\"), "
					+ "but its bean and therefore the process has the name 'house': name it with @Bean(\"bank\")."));
	}

	@Test
	void anObjectThatWasRegisteredIsRefused() {
		this.runner
			.withInitializer((context) -> context.getBeanFactory().registerSingleton("bank", new Bank(new Events())))
			.run((context) -> assertThat(analyze(context).getDescription())
				.isEqualTo("The object 'bank' of dev.javaotp.spring.process.Bank was registered as it is, "
						+ "but each start of a process makes a new instance: register a bean definition."));
	}

	@Test
	void aSupervisedMethodOfAProcessBeanIsRefused() {
		this.runner.withUserConfiguration(Twofold.class)
			.run((context) -> assertThat(analyze(context).getDescription()).isEqualTo(
					"@Supervised method dev.javaotp.spring.process.ProcessInjectionTests$Twofold.run() is of the "
							+ "process bean 'twofold', which is a process itself: remove @Supervised, or @OtpProcess."));
	}

	@Test
	void allThatIsWrongIsSaidAtOnce() {
		this.runner.withUserConfiguration(OtherScope.class, TwoNames.class)
			.run((context) -> assertThat(analyze(context).getDescription())
				.startsWith("2 things are wrong with process beans:\n\n- ")
				.contains("\n- "));
	}

	private FailureAnalysis analyze(AssertableApplicationContext context) {
		Throwable failure = context.getStartupFailure();
		assertThat(failure).isNotNull();
		List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, ArgumentResolver.of(BeanFactory.class, this.context.getBeanFactory())
				.and(Environment.class, this.context.getEnvironment()), (type, name, ex) -> {
				});
		return analyzers.stream()
			.sorted(AnnotationAwareOrderComparator.INSTANCE)
			.map((analyzer) -> analyzer.analyze(failure))
			.filter((analysis) -> analysis != null)
			.findFirst()
			.orElseThrow();
	}

	static class Thief {

		Thief(Bank bank) {
		}

	}

	@OtpProcess(value = "line", dynamic = true)
	static class Line {

		@OnStart
		void start(List<String> numbers) {
		}

		@HandleInfo
		void info(String text) {
		}

	}

	static class Caller {

		Caller(Line line) {
		}

	}

	static class RefCaller {

		RefCaller(ServerRef<Line> line) {
		}

	}

	@OtpProcess(value = "numbered", dynamic = true)
	static class Numbered {

		@OnStart
		void start(int number) {
		}

		@HandleInfo
		void info(String text) {
		}

	}

	static class NumberedCaller {

		NumberedCaller(ServerRef<Numbered> numbered) {
		}

	}

	static class Postman {

		Postman(TaskSupervisor tasks) {
		}

	}

	static class Stray {

		@Autowired
		ServerRef<Events> events;

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoBanks {

		@Bean
		Bank first(Events events) {
			return new Bank(events);
		}

		@Bean("second")
		Bank anotherOne(Events events) {
			return new Bank(events);
		}

	}

	static class Auditor {

		@Autowired
		@Qualifier("first")
		ServerRef<Bank> first;

		@Autowired
		@Qualifier("second")
		ServerRef<Bank> second;

		@Autowired
		List<ServerRef<Bank>> all;

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherScope {

		@Bean
		@Scope("request")
		Bank bank(Events events) {
			return new Bank(events);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OnlyInterface {

		@Bean
		@OtpProcess
		Runnable bank() {
			return () -> {
			};
		}

	}

	@OtpProcess("twofold")
	static class Twofold {

		@HandleInfo
		void info(String text) {
		}

		@Supervised
		void run() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoNames {

		@Bean
		@OtpProcess("bank")
		Bank house(Events events) {
			return new Bank(events);
		}

	}

}
