package dev.javaotp.spring.supervision;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.javaotp.supervisor.AutoShutdown;
import dev.javaotp.supervisor.Restart;
import dev.javaotp.supervisor.Shutdown;
import dev.javaotp.supervisor.Strategy;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;

import static dev.javaotp.spring.supervision.Configuration.EXCHANGE;
import static dev.javaotp.spring.supervision.SupervisionTree.dynamic;
import static dev.javaotp.spring.supervision.SupervisionTree.process;
import static dev.javaotp.spring.supervision.SupervisionTree.supervisor;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Trees that are in order: what is read is what was written.
 */
class ConfiguredTreesTests {

	@Test
	void everyKeyArrives() {
		SupervisionTree tree = Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      strategy: one-for-all
				      max-restarts: 10
				      within: 1m
				      auto-shutdown: any-significant
				      when-it-gives-up: shutdown
				      children:
				        - process: ledger
				          restart: transient
				          shutdown: 10s
				          significant: true
				          start-timeout: 2m
				        - supervisor: switching
				          strategy: rest-for-one
				          restart: temporary
				          shutdown: 1m
				          start-timeout: infinity
				          children:
				            - process: switchboard
				              shutdown: brutal-kill
				            - dynamic: lines
				              process: subscriberLine
				              max-children: 100000
				              max-restarts: 0
				              within: 1h
				            - process: traffic
				              shutdown: infinity
				              start-timeout: 500ms
				""").tree();
		assertThat(tree).isEqualTo(SupervisionTree.of(supervisor("exchange").strategy(Strategy.ONE_FOR_ALL)
			.maxRestarts(10)
			.within(Duration.ofMinutes(1))
			.autoShutdown(AutoShutdown.ANY_SIGNIFICANT)
			.whenItGivesUp(WhenItGivesUp.SHUTDOWN)
			.children(
					process("ledger").restart(Restart.TRANSIENT)
						.shutdown(Duration.ofSeconds(10))
						.significant(true)
						.startTimeout(Duration.ofMinutes(2)),
					supervisor("switching").strategy(Strategy.REST_FOR_ONE)
						.restart(Restart.TEMPORARY)
						.shutdown(Duration.ofMinutes(1))
						.startTimeout(Setting.FOREVER)
						.children(process("switchboard").shutdown(Shutdown.brutalKill()),
								dynamic("lines", process("subscriberLine")).maxChildren(100_000)
									.maxRestarts(0)
									.within(Duration.ofHours(1)),
								process("traffic").shutdown(Shutdown.infinity())
									.startTimeout(Duration.ofMillis(500))))));
	}

	@Test
	void whatIsNotSetHasItsDefault() {
		SupervisionTree tree = Configuration.of(EXCHANGE).tree();
		SupervisorNode exchange = (SupervisorNode) tree.find("exchange").orElseThrow();
		assertThat(exchange.strategy()).isEqualTo(Strategy.ONE_FOR_ONE);
		assertThat(exchange.maxRestarts()).isEqualTo(3);
		assertThat(exchange.within()).isEqualTo(Duration.ofSeconds(5));
		assertThat(exchange.autoShutdown()).isEqualTo(AutoShutdown.NEVER);
		assertThat(exchange.whenItGivesUp()).isEqualTo(WhenItGivesUp.LIVENESS);
		assertThat(exchange.shutdown()).isEqualTo(Shutdown.infinity());
		assertThat(exchange.startTimeout()).isEqualTo(Setting.FOREVER);
		SupervisionNode ledger = tree.find("ledger").orElseThrow();
		assertThat(ledger.restart()).isEqualTo(Restart.PERMANENT);
		assertThat(ledger.shutdown()).isEqualTo(Shutdown.after(Duration.ofSeconds(5)));
		assertThat(ledger.significant()).isFalse();
		assertThat(ledger.startTimeout()).isEqualTo(Duration.ofSeconds(30));
		DynamicNode lines = (DynamicNode) tree.find("lines").orElseThrow();
		assertThat(lines.maxRestarts()).isEqualTo(3);
		assertThat(lines.within()).isEqualTo(Duration.ofSeconds(5));
		assertThat(lines.maxChildren()).isEmpty();
		assertThat(lines.shutdown()).isEqualTo(Shutdown.infinity());
		assertThat(lines.each().restart()).isEqualTo(Restart.PERMANENT);
	}

	@Test
	void anAbsentTreeIsTheDefaultSupervisorWithAllBeansInTheirOrder() {
		assertThat(Configuration.of("spring.application.name: exchange").tree()).isEqualTo(SupervisionTree
			.of(supervisor("otp").children(process("ledger"), process("switchboard"), process("traffic"))));
	}

	@Test
	void anEmptyTreeIsAsGoodAsNone() {
		SupervisionTree absent = Configuration.of("spring.application.name: exchange").tree();
		assertThat(Configuration.of("otp:\n  supervision:\n").tree()).isEqualTo(absent);
		assertThat(Configuration.of("otp:\n  supervision: []\n").tree()).isEqualTo(absent);
		assertThat(Configuration.of("otp:\n").tree()).isEqualTo(absent);
	}

	@Test
	void withoutBeansThereIsNoTree() {
		SupervisionTreeFactory factory = new SupervisionTreeFactory(
				Configuration.of("spring.application.name: exchange").environment());
		SupervisionTree tree = factory.create(ProcessCatalog.of(List.of(), List.of("subscriberLine")), List.of());
		assertThat(tree).isEqualTo(SupervisionTree.empty());
		assertThat(tree.supervisors()).isEmpty();
	}

	@Test
	void aBeanThatNoTreeMentionsStandsBelowTheDefaultSupervisorAtTheEnd() {
		SupervisionTree tree = Configuration.of(EXCHANGE).tree();
		assertThat(tree.supervisors()).extracting(SupervisorNode::name).containsExactly("exchange", "otp");
		assertThat(tree.find("otp")).hasValue(supervisor("otp").children(process("traffic")));
	}

	@Test
	void theDefaultSupervisorCanBeDeclaredWithMoreChildrenAndOtherSettings() {
		SupervisionTree tree = Configuration.of("""
				otp:
				  supervision:
				    - supervisor: otp
				      strategy: rest-for-one
				      children:
				        - process: traffic
				    - supervisor: books
				      children:
				        - process: ledger
				""").tree();
		assertThat(tree).isEqualTo(SupervisionTree.of(
				supervisor("otp").strategy(Strategy.REST_FOR_ONE).children(process("traffic"), process("switchboard")),
				supervisor("books").children(process("ledger"))));
	}

	@Test
	void childrenStartInTheOrderInWhichTheyAreWritten() {
		SupervisionTree tree = Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      children:
				        - process: traffic
				        - process: ledger
				        - process: switchboard
				""").environment("OTP_PROCESSES_LEDGER_SHUTDOWN", "1s").tree();
		List<String> names = new ArrayList<>();
		tree.forEach((node) -> names.add(node.name()));
		assertThat(names).containsExactly("exchange", "traffic", "ledger", "switchboard");
	}

	@Test
	void keysAndValuesAreReadInEverySpellingThatSpringBootReads() {
		SupervisionTree kebab = Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      max-restarts: 5
				      auto-shutdown: all-significant
				      children:
				        - process: ledger
				          shutdown: brutal-kill
				""").tree();
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      maxRestarts: 5
				      autoShutdown: ALL_SIGNIFICANT
				      children:
				        - process: ledger
				          shutdown: brutal_kill
				""").tree()).isEqualTo(kebab);
		assertThat(Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      max_restarts: 5
				      auto_shutdown: all_significant
				      children:
				        - process: ledger
				          shutdown: Brutal-Kill
				""").tree()).isEqualTo(kebab);
	}

	@Test
	void durationsAreReadAsSpringBootReadsThem() {
		SupervisionTree tree = Configuration.of("""
				otp:
				  supervision:
				    - supervisor: exchange
				      within: PT1M30S
				      children:
				        - process: ledger
				          shutdown: PT0.5S
				""").tree();
		assertThat(((SupervisorNode) tree.find("exchange").orElseThrow()).within()).isEqualTo(Duration.ofSeconds(90));
		assertThat(tree.find("ledger").orElseThrow().shutdown()).isEqualTo(Shutdown.after(Duration.ofMillis(500)));
	}

	@Test
	void valuesMayBePlaceholders() {
		SupervisionTree tree = Configuration.of("""
				books: ledger
				otp:
				  supervision:
				    - supervisor: exchange
				      within: ${exchange.within:10s}
				      children:
				        - process: ${books}
				""").tree();
		assertThat(tree.find("ledger")).isPresent();
		assertThat(((SupervisorNode) tree.find("exchange").orElseThrow()).within()).isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void anEmptyValueIsAsGoodAsNone() {
		SupervisionTree tree = Configuration.of(EXCHANGE).environment("OTP_PROCESSES_LEDGER_SHUTDOWN", "").tree();
		assertThat(tree).isEqualTo(Configuration.of(EXCHANGE).tree());
	}

	@Test
	void aProfileThatHasAWholeTreeReplacesTheOtherOne() {
		SupervisionTree tree = Configuration.of("application-test.yml", """
				otp:
				  supervision:
				    - supervisor: small
				      children:
				        - process: ledger
				""").below("application.yml", EXCHANGE).tree();
		assertThat(tree.supervisors()).extracting(SupervisorNode::name).containsExactly("small", "otp");
	}

	@Test
	void aWholeTreeCanComeFromTheEnvironment() {
		SupervisionTree tree = Configuration.of(EXCHANGE)
			.environment("OTP_SUPERVISION_0_SUPERVISOR", "small")
			.environment("OTP_SUPERVISION_0_MAX_RESTARTS", "7")
			.environment("OTP_SUPERVISION_0_WITHIN", "1m")
			.environment("OTP_SUPERVISION_0_CHILDREN_0_PROCESS", "ledger")
			.environment("OTP_SUPERVISION_0_CHILDREN_0_STARTTIMEOUT", "1m")
			.environment("OTP_SUPERVISION_0_CHILDREN_1_SUPERVISOR", "inner")
			.environment("OTP_SUPERVISION_0_CHILDREN_1_CHILDREN_0_PROCESS", "switchboard")
			.tree();
		assertThat(tree.find("small")).hasValue(supervisor("small").maxRestarts(7)
			.within(Duration.ofMinutes(1))
			.children(process("ledger").startTimeout(Duration.ofMinutes(1)),
					supervisor("inner").children(process("switchboard"))));
	}

	@Test
	void treesOfTheConfigurationAndOfBeansStandSideBySide() {
		SupervisionTree bean = SupervisionTree.of(supervisor("load").children(process("traffic")));
		assertThat(Configuration.of(EXCHANGE).tree(bean).supervisors()).extracting(SupervisorNode::name)
			.containsExactly("exchange", "load");
	}

	@Test
	void singleValuesAreOverriddenByNameInAnySource() {
		SupervisionTree tree = Configuration.of(EXCHANGE + """
				  processes:
				    ledger:
				      shutdown: 10s
				      restart: transient
				    call-setup.strategy: rest-for-one
				""")
			.environment("OTP_PROCESSES_LEDGER_SHUTDOWN", "20s")
			.environment("OTP_PROCESSES_CALLSETUP_MAX_RESTARTS", "9")
			.environment("OTP_PROCESSES_LINES_MAXCHILDREN", "5")
			.tree();
		assertThat(tree.find("ledger"))
			.hasValue(process("ledger").shutdown(Duration.ofSeconds(20)).restart(Restart.TRANSIENT));
		assertThat(tree.find("call-setup")).hasValue(supervisor("call-setup").strategy(Strategy.REST_FOR_ONE)
			.maxRestarts(9)
			.children(process("switchboard")));
		assertThat(((DynamicNode) tree.find("lines").orElseThrow()).maxChildren()).hasValue(5);
	}

	@Test
	void namesOfOverridesAreMatchedWithoutCaseAndDashes() {
		for (String name : List.of("call-setup", "callSetup", "CALLSETUP", "call_setup")) {
			SupervisionTree tree = Configuration.of(EXCHANGE + "  processes:\n    " + name + ".max-restarts: 9\n")
				.tree();
			assertThat(((SupervisorNode) tree.find("call-setup").orElseThrow()).maxRestarts()).as(name).isEqualTo(9);
		}
	}

	@Test
	void aBeanThatNoTreeMentionsAndItsDefaultSupervisorCanBeOverriddenToo() {
		SupervisionTree tree = Configuration.of(EXCHANGE + """
				  processes:
				    traffic.restart: temporary
				    otp.max-restarts: 0
				""").tree();
		assertThat(tree.find("otp"))
			.hasValue(supervisor("otp").maxRestarts(0).children(process("traffic").restart(Restart.TEMPORARY)));
	}

	@Test
	void processesOfMethodsHaveNamesWithDots() {
		SupervisionTreeFactory factory = new SupervisionTreeFactory(Configuration.of("""
				otp:
				  processes:
				    sessions.expire:
				      restart: transient
				    sessions.sweep.restart: temporary
				    "[sessions.expire]":
				      shutdown: 1s
				""").environment("OTP_PROCESSES_SESSIONSEXPIRE_STARTTIMEOUT", "2s").environment());
		SupervisionTree tree = factory
			.create(ProcessCatalog.of(List.of("sessions.expire", "sessions.sweep"), List.of()), List.of());
		assertThat(tree).isEqualTo(
				SupervisionTree.of(supervisor("otp").children(
						process("sessions.expire").restart(Restart.TRANSIENT)
							.shutdown(Duration.ofSeconds(1))
							.startTimeout(Duration.ofSeconds(2)),
						process("sessions.sweep").restart(Restart.TEMPORARY))));
	}

	@Test
	void theKindOfChildrenOfADynamicSupervisorIsOverriddenByTheNameOfItsBean() {
		SupervisionTree tree = Configuration.of(EXCHANGE + """
				  processes:
				    subscriberLine.restart: transient
				    lines.restart: temporary
				""").tree();
		DynamicNode lines = (DynamicNode) tree.find("lines").orElseThrow();
		assertThat(lines.restart()).isEqualTo(Restart.TEMPORARY);
		assertThat(lines.each()).isEqualTo(process("subscriberLine").restart(Restart.TRANSIENT));
	}

	@Test
	void aTreeThatIsDeclaredInJavaIsOverriddenByNameToo() {
		SupervisionTree bean = SupervisionTree
			.of(supervisor("exchange").children(process("ledger").shutdown(Duration.ofSeconds(10))));
		SupervisionTree tree = Configuration.of("otp.processes.ledger.shutdown: 20s").tree(bean);
		assertThat(tree.find("ledger")).hasValue(process("ledger").shutdown(Duration.ofSeconds(20)));
	}

	@Test
	void systemPropertiesAndArgumentsOverrideAsWell() {
		Configuration configuration = Configuration.of(EXCHANGE);
		configuration.environment()
			.getPropertySources()
			.addFirst(new MapPropertySource("commandLineArgs", Map.of("otp.processes.ledger.shutdown", "20s")));
		assertThat(configuration.tree().find("ledger")).hasValue(process("ledger").shutdown(Duration.ofSeconds(20)));
	}

	@Test
	void otherKeysBelowOtpAreNobodysBusinessHere() {
		assertThat(Configuration.of(EXCHANGE + "  node-name: exchange@home\n  metrics.enabled: false\n").tree())
			.isEqualTo(Configuration.of(EXCHANGE).tree());
	}

	@Test
	void theEnvironmentIsReadTheSameWithSpringBootsSourcesAttached() {
		Configuration configuration = Configuration.of(EXCHANGE).environment("OTP_PROCESSES_LEDGER_SHUTDOWN", "1s");
		ConfigurationPropertySources.attach(configuration.environment());
		assertThat(configuration.tree().find("ledger")).hasValue(process("ledger").shutdown(Duration.ofSeconds(1)));
	}

}
