package dev.javaotp.spring.process;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.javaotp.gen.NoProcessException;
import dev.javaotp.gen.event.EventHandler;
import dev.javaotp.gen.event.EventManagerRef;
import dev.javaotp.gen.event.EventResult;
import dev.javaotp.gen.event.HandlerId;
import dev.javaotp.gen.event.HandlerInit;
import dev.javaotp.gen.event.HandlerRequest;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ProcessInfo;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.registry.Registry;
import dev.javaotp.spring.autoconfigure.OtpAutoConfiguration;
import dev.javaotp.supervisor.ChildFigures;
import dev.javaotp.supervisor.Supervision;
import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for event managers of the tree, and for handlers that are beans.
 */
@Timeout(30)
class EventManagerTests {

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.bare.withUserConfiguration(Office.class);

	@Test
	void eachHandlerHearsAnEventTheLastOneFirst() {
		this.runner.run((context) -> {
			context.getBean(Client.class).alarms.syncNotify(new Alarm("fire"));
			assertThat(context.getBean(Heard.class).events).containsExactly("second: fire", "first: fire");
		});
	}

	@Test
	void theOrderAtABeanMethodGoesBeforeThatAtTheClass() {
		this.bare.withUserConfiguration(OtherWayRound.class).run((context) -> {
			context.getBean(Client.class).alarms.syncNotify(new Alarm("fire"));
			assertThat(context.getBean(Heard.class).events).containsExactly("first: fire", "second: fire");
		});
	}

	@Test
	void guardsHaveTheNamesOfTheBeans() {
		this.runner.run((context) -> {
			ProcessSystem system = context.getBean(ProcessSystem.class);
			assertThat(Supervision.of(system).find("otp/alarms/handlers").orElseThrow().children())
				.extracting(ChildFigures::id)
				.containsExactly("first", "second");
			assertThat(system.processes()
				.map((pid) -> system.info(pid).orElseThrow())
				.filter((info) -> info.kind().equals(First.class.getName()))
				.map(ProcessInfo::label)).containsExactly("first");
		});
	}

	@Test
	void aManagerThatNoTreeMentionsStandsBelowTheDefaultSupervisor() {
		this.runner.run((context) -> assertThat(paths(context.getBean(ProcessSystem.class))).contains("otp/alarms"));
	}

	@Test
	void aManagerStandsWhereTheTreeSays() {
		this.runner
			.withPropertyValues("otp.supervision[0].supervisor=office", "otp.supervision[0].children[0].events=alarms",
					"otp.supervision[0].children[0].max-restarts=7")
			.run((context) -> {
				ProcessSystem system = context.getBean(ProcessSystem.class);
				assertThat(paths(system)).containsExactly("office", "office/alarms", "office/alarms/handlers");
				assertThat(Supervision.of(system).find("office/alarms").orElseThrow().intensity().maxRestarts())
					.isEqualTo(7);
				context.getBean(Client.class).alarms.syncNotify(new Alarm("fire"));
				assertThat(context.getBean(Heard.class).events).hasSize(2);
			});
	}

	@Test
	void aManagerWithoutHandlerBeansIsThereToo() {
		this.bare
			.withPropertyValues("otp.supervision[0].supervisor=office", "otp.supervision[0].children[0].events=news")
			.run((context) -> {
				EventManagerRef<?> news = context.getBean("newsEventManagerRef", EventManagerRef.class);
				assertThat(news.whichHandlers()).isEmpty();
			});
	}

	@Test
	void aHandlerThatThrowsComesBackAsANewBeanAndTheOthersGoOn() {
		this.runner.run((context) -> {
			EventManagerRef<Alarm> alarms = context.getBean(Client.class).alarms;
			Heard heard = context.getBean(Heard.class);
			ProcessSystem system = context.getBean(ProcessSystem.class);
			Pid manager = alarms.pid().orElseThrow();
			alarms.syncNotify(new Alarm("crash first"));
			assertThat(heard.destroyed.poll(10, TimeUnit.SECONDS)).isEqualTo("first");
			await().until(() -> alarms.whichHandlers().size() == 2);
			assertThat(alarms.pid()).contains(manager);
			assertThat(heard.created).containsExactly("first", "second", "first");
			alarms.syncNotify(new Alarm("fire"));
			assertThat(heard.events).contains("first: fire", "second: fire");
			assertThat(Supervision.of(system).find("otp/alarms/handlers").orElseThrow().restartsOfChildren()).isOne();
		});
	}

	@Test
	void aHandlerThatRemovesItselfStaysAway() {
		this.runner.run((context) -> {
			EventManagerRef<Alarm> alarms = context.getBean(Client.class).alarms;
			alarms.syncNotify(new Alarm("remove first"));
			assertThat(context.getBean(Heard.class).destroyed.poll(10, TimeUnit.SECONDS)).isEqualTo("first");
			assertThat(alarms.whichHandlers()).containsExactly(HandlerId.of(Second.class));
		});
	}

	@Test
	void aKilledManagerIsBackWithItsHandlers() {
		this.runner.run((context) -> {
			EventManagerRef<Alarm> alarms = context.getBean(Client.class).alarms;
			ProcessSystem system = context.getBean(ProcessSystem.class);
			Pid manager = alarms.pid().orElseThrow();
			system.exit(manager, ExitReason.KILL);
			await().until(() -> restarted(system, "alarms", manager) && alarms.whichHandlers().size() == 2);
			alarms.syncNotify(new Alarm("fire"));
			assertThat(context.getBean(Heard.class).events).containsExactly("second: fire", "first: fire");
		});
	}

	@Test
	void whenTheApplicationStopsTheBeansAreDestroyed() {
		Heard[] heard = new Heard[1];
		this.runner.run((context) -> {
			heard[0] = context.getBean(Heard.class);
			assertThat(context.getBean(Client.class).alarms.whichHandlers()).hasSize(2);
		});
		assertThat(heard[0].destroyed).containsExactly("second", "first");
	}

	@Test
	void referencesAreThereWhenProcessesAreSwitchedOff() {
		this.runner.withPropertyValues("otp.enabled=false").run((context) -> {
			EventManagerRef<Alarm> alarms = context.getBean(Client.class).alarms;
			assertThatExceptionOfType(NoProcessException.class).isThrownBy(alarms::whichHandlers)
				.withMessageContaining("alarms (otp.enabled is false)");
		});
	}

	@Test
	void aBeanThatIsNoHandlerIsRefused() {
		assertFailure(NoHandler.class,
				"EventManagerTests$NoHandler has @OtpEventHandler, but is no handler of events: let it implement "
						+ "dev.javaotp.gen.event.EventHandler");
	}

	@Test
	void aHandlerWithoutAManagerIsRefused() {
		assertFailure(NoManager.class, "does not say to which event manager it belongs: name it, as in "
				+ "@OtpEventHandler(manager = \"alarms\")");
	}

	@Test
	void aHandlerWithTheNameOfItsManagerIsRefused() {
		assertFailure(SameName.class, "Event handler 'alarms' of "
				+ "dev.javaotp.spring.process.EventManagerTests$SameName$Alarms has the name of its event manager, "
				+ "and both are processes: give the bean another name");
	}

	@Test
	void aHandlerThatIsAProcessTooIsRefused() {
		assertFailure(Both.class, "has both @OtpProcess and @OtpEventHandler: a handler lives in the process of its "
				+ "event manager, so remove one of them");
	}

	@Test
	void handlersWithoutACommonTypeOfEventsAreRefused() {
		this.runner.withUserConfiguration(Numbers.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidProcessException.class)
				.hasMessageContaining("The handlers of the event manager 'alarms' have no type of events in common: ")
				.hasMessageContaining("second takes dev.javaotp.spring.process.EventManagerTests$Alarm")
				.hasMessageContaining("takes java.lang.Integer")
				.hasMessageContaining(". Let all take one type, or give some of them another manager"));
	}

	@Test
	void aHandlerThatTakesMoreThanTheOthersFits() {
		this.runner.withUserConfiguration(Everything.class)
			.run((context) -> assertThat(context.getBean(Client.class).alarms.whichHandlers()).hasSize(3));
	}

	@Test
	void aHandlerWithAScopeIsRefused() {
		assertFailure(Scoped.class,
				"has the scope 'session', but each start of its manager makes a new instance: remove the scope");
	}

	private void assertFailure(Class<?> configuration, String message) {
		this.bare.withUserConfiguration(configuration)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidProcessException.class)
				.hasMessageContaining(message));
	}

	private static boolean restarted(ProcessSystem system, String name, Pid before) {
		Pid now = Registry.of(system).whereIs(name);
		return now != null && now != before;
	}

	private static List<String> paths(ProcessSystem system) {
		return Supervision.of(system).supervisors().stream().map((figures) -> figures.path()).toList();
	}

	record Alarm(String text) {
	}

	/** What happened. */
	static class Heard {

		final List<String> events = new CopyOnWriteArrayList<>();

		final List<String> created = new CopyOnWriteArrayList<>();

		final BlockingQueue<String> destroyed = new LinkedBlockingQueue<>();

	}

	/** Tells what it hears, and crashes or removes itself when an alarm says so. */
	abstract static class Listener implements EventHandler<String, Alarm, HandlerRequest<?, ?>> {

		private final Heard heard;

		private final String name;

		Listener(Heard heard, String name) {
			this.heard = heard;
			this.name = name;
			heard.created.add(name);
		}

		@Override
		public HandlerInit<String> init(ProcessContext manager) {
			return HandlerInit.ok(this.name);
		}

		@Override
		public EventResult<String> handleEvent(Alarm alarm, String state) {
			if (alarm.text().equals("crash " + this.name)) {
				throw new IllegalStateException("crash");
			}
			this.heard.events.add(this.name + ": " + alarm.text());
			return alarm.text().equals("remove " + this.name) ? EventResult.remove() : EventResult.ok(state);
		}

		@PreDestroy
		void destroy() {
			this.heard.destroyed.add(this.name);
		}

	}

	@OtpEventHandler(manager = "alarms")
	@Order(2)
	static class Second extends Listener {

		Second(Heard heard) {
			super(heard, "second");
		}

	}

	@OtpEventHandler(manager = "alarms")
	@Order(1)
	static class First extends Listener {

		First(Heard heard) {
			super(heard, "first");
		}

	}

	static class Client {

		@Autowired
		@Qualifier("alarms")
		EventManagerRef<Alarm> alarms;

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Client.class)
	static class Office {

		@Bean
		Heard heard() {
			return new Heard();
		}

		@Bean
		Second second(Heard heard) {
			return new Second(heard);
		}

		@Bean
		First first(Heard heard) {
			return new First(heard);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Client.class)
	static class OtherWayRound {

		@Bean
		Heard heard() {
			return new Heard();
		}

		@Bean
		@Order(3)
		First first(Heard heard) {
			return new First(heard);
		}

		@Bean
		Second second(Heard heard) {
			return new Second(heard);
		}

	}

	@OtpEventHandler(manager = "alarms")
	static class NoHandler {

	}

	@OtpEventHandler(manager = "")
	static class NoManager extends Listener {

		NoManager() {
			super(new Heard(), "none");
		}

	}

	@OtpProcess
	@OtpEventHandler(manager = "alarms")
	static class Both extends Listener {

		Both() {
			super(new Heard(), "none");
		}

	}

	@OtpEventHandler(manager = "alarms")
	static class Numbers extends Silent<Integer> {

	}

	@OtpEventHandler(manager = "alarms")
	static class Everything extends Silent<Object> {

	}

	abstract static class Silent<E> implements EventHandler<String, E, HandlerRequest<?, ?>> {

		@Override
		public HandlerInit<String> init(ProcessContext manager) {
			return HandlerInit.ok("silent");
		}

		@Override
		public EventResult<String> handleEvent(E event, String state) {
			return EventResult.ok(state);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SameName {

		@OtpEventHandler(manager = "alarms")
		static class Alarms extends Listener {

			Alarms() {
				super(new Heard(), "none");
			}

		}

		@Bean
		Alarms alarms() {
			return new Alarms();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Scoped {

		@Bean
		@Scope("session")
		First first() {
			return new First(new Heard());
		}

	}

}
