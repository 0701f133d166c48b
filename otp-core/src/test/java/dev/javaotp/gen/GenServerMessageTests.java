package dev.javaotp.gen;

import java.time.Duration;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.javaotp.process.Down;
import dev.javaotp.process.ErlangError;
import dev.javaotp.process.Exit;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ThrownValue;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class GenServerMessageTests extends GenTestSupport {

	private static Scripted.Tell become(Object state) {
		return new Scripted.Tell((old) -> CastResult.noReply(state));
	}

	@Test
	void aCastChangesTheState() {
		ServerRef<Scripted> server = ref(new Scripted());
		server.cast(become("new"));
		assertThat(server.call(Scripted.Ask.state())).isEqualTo("new");
	}

	@Test
	void aCastToNobodyIsDroppedInSilence() {
		ServerRef<Scripted> server = ref(new Scripted());
		server.stop();
		server.cast(become("new"));
		ServerRef.<Scripted>named(this.system, "nobody").cast(become("new"));
	}

	@Test
	void aMessageToNobodyIsDroppedInSilence() {
		ServerRef.<Scripted>named(this.system, "nobody").send("hello");
	}

	@Test
	void aMessageOfTheProtocolIsACastHoweverItIsSent() {
		Scripted scripted = new Scripted();
		ServerRef<Scripted> server = ref(scripted);
		this.system.send(scripted.self.self(), become("sent"));
		assertThat(server.call(Scripted.Ask.state())).isEqualTo("sent");
		this.system.sendAfter(Duration.ofSeconds(1), scripted.self.self(), become("by timer"));
		this.scheduler.advance(Duration.ofSeconds(1));
		assertThat(server.call(Scripted.Ask.state())).isEqualTo("by timer");
		assertThat(scripted.events).containsExactly("init", "cast", "call", "cast", "call");
	}

	@Test
	void whatOneSenderSendsArrivesInOrder() {
		Scripted scripted = new Scripted();
		ServerRef<Scripted> server = ref(scripted);
		server.send("1");
		server.cast(become("new"));
		server.send("2");
		server.call(Scripted.Ask.state());
		assertThat(scripted.events).containsExactly("init", "1", "cast", "2", "call");
	}

	@Test
	void anyOtherMessageIsAnInfo() {
		Scripted scripted = new Scripted().info((message, state) -> CastResult.noReply(message));
		ServerRef<Scripted> server = ref(scripted);
		server.send("hello");
		assertThat(server.call(Scripted.Ask.state())).isEqualTo("hello");
	}

	@Test
	void aDownIsAnInfo() {
		Pid other = this.system.spawn((self) -> self.receive());
		Scripted scripted = new Scripted().init((self) -> {
			self.monitor(other);
			return InitResult.ok("state");
		});
		start(scripted);
		this.system.exit(other, BOOM);
		this.scheduler.runUntilIdle();
		assertThat(scripted.events.get(1)).isInstanceOfSatisfying(Down.class,
				(down) -> assertThat(down.reason()).isEqualTo(BOOM));
	}

	@Test
	void theExitOfAnyProcessButTheParentIsAnInfoToAServerThatTrapsExits() {
		Scripted scripted = new Scripted();
		Pid pid = start(scripted, StartOptions.DEFAULTS.withTrapExits());
		this.system.exit(pid, BOOM);
		this.scheduler.runUntilIdle();
		assertThat(scripted.events).containsExactly("init", new Exit(this.system.outside(), BOOM));
		assertThat(pid.isAlive()).isTrue();
	}

	@Test
	void whatACallbackThrowsAsAValueIsItsResult() {
		ServerRef<Scripted> server = ref(new Scripted().info((message, state) -> {
			throw new ThrownValue(CastResult.noReply("thrown by info"));
		}));
		server.cast(new Scripted.Tell((state) -> {
			throw new ThrownValue(CastResult.noReply("thrown by cast"));
		}));
		assertThat(server.call(Scripted.Ask.state())).isEqualTo("thrown by cast");
		server.send("info");
		assertThat(server.call(Scripted.Ask.state())).isEqualTo("thrown by info");
	}

	@Test
	void aThrownValueThatIsNoResultIsABadReturnValue() {
		Pid pid = start(new Scripted());
		this.system.send(pid, new Scripted.Tell((state) -> {
			throw new ThrownValue("nonsense");
		}));
		assertThat(end(pid)).isEqualTo(ExitReason.tagged("bad_return_value", "nonsense"));
	}

	@Test
	void aReplyIsABadReturnValueOfACast() {
		Pid pid = start(new Scripted());
		CallResult<Object> reply = CallResult.reply("value", "state");
		this.system.send(pid, new Scripted.Tell((state) -> {
			throw new ThrownValue(reply);
		}));
		assertThat(end(pid)).isEqualTo(ExitReason.tagged("bad_return_value", reply));
	}

	@Test
	void nullIsABadReturnValue() {
		Pid pid = start(new Scripted());
		this.system.send(pid, new Scripted.Tell((state) -> null));
		assertThat(end(pid))
			.isEqualTo(ExitReason.tagged("bad_return_value", "null, from handleCast of " + Scripted.class.getName()));
		pid = start(new Scripted().info((message, state) -> null));
		this.system.send(pid, "info");
		assertThat(end(pid))
			.isEqualTo(ExitReason.tagged("bad_return_value", "null, from handleInfo of " + Scripted.class.getName()));
	}

	@Test
	void aCastThatAServerDoesNotHandleCrashesIt() {
		record Ping() implements Message<GenServerCallTests.Silent> {
		}
		Pid pid = GenServer.start(this.system, new GenServerCallTests.Silent()).pid();
		this.system.send(pid, new Ping());
		ExitReason reason = end(pid);
		assertThat(reason).isEqualTo(ExitReason.crash(new ErlangError("function_clause")));
		assertThat(reason.cause()).hasMessage(GenServerCallTests.Silent.class.getName() + " got a cast of "
				+ Ping.class.getName() + ", which it does not handle: override handleCast, or do not send it");
	}

	@Test
	void anInfoThatAServerDoesNotHandleIsLoggedAndDropped() {
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		Logger logger = (Logger) LoggerFactory.getLogger(GenServer.class);
		log.start();
		logger.addAppender(log);
		try {
			Pid pid = GenServer.start(this.system, new GenServerCallTests.Silent()).pid();
			this.system.send(pid, "a secret");
			this.scheduler.runUntilIdle();
			assertThat(pid.isAlive()).isTrue();
		}
		finally {
			logger.detachAppender(log);
		}
		assertThat(log.list).singleElement().satisfies((event) -> {
			assertThat(event.getLevel()).isEqualTo(Level.WARN);
			assertThat(event.getFormattedMessage()).isEqualTo(GenServerCallTests.Silent.class.getName()
					+ " dropped a message of java.lang.String: override handleInfo to handle it");
		});
	}

	@Test
	void aMessageOfAnotherProtocolCrashesTheServer() {
		record Foreign() implements Message<String> {
		}
		Pid pid = start(new Scripted());
		this.system.send(pid, new Foreign());
		assertThat(end(pid).cause()).isInstanceOf(ClassCastException.class);
	}

}
