package dev.javaotp.spring.observer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import dev.javaotp.gen.SystemEvent;
import dev.javaotp.gen.statem.Event;
import dev.javaotp.gen.statem.StatemEvent;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.Exchange;
import dev.javaotp.spring.observer.View.TraceEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What is noted of one process, and for how long. */
class TraceTests {

	private static final String AT = "2026-11-23T05:00:00Z";

	private static final Event<Exchange.Ask, Exchange.Crash> CRASH = new Event.Cast<>(new Exchange.Crash());

	private final ProcessSystem system = ProcessSystem.create();

	private final Pid pid = this.system.outside();

	private long nanos;

	private final Trace trace = trace(false);

	private Trace trace(boolean withTexts) {
		return new Trace(Clock.fixed(Instant.parse(AT), ZoneOffset.UTC), () -> this.nanos, withTexts);
	}

	@AfterEach
	void close() {
		this.system.close();
	}

	@Test
	void aMessageIsShownByItsTypeAndWithTheTimeThatItTook() {
		see(new SystemEvent.In(new Exchange.Ping(), null));
		this.nanos += 12_300;
		see(new SystemEvent.NoReply("state"));
		assertThat(this.trace.look(true).events()).containsExactly(new TraceEvent(AT, "in", "Exchange.Ping", 12.3));
	}

	@Test
	void anAnswerFollowsItsRequest() {
		see(new SystemEvent.In(new Exchange.Ask(), null));
		this.nanos += 2_000;
		see(new SystemEvent.Out("secret", null, "state"));
		this.nanos += 3_000;
		see(new SystemEvent.Continue("more"));
		this.nanos += 4_000;
		see(new SystemEvent.NoReply("state"));
		assertThat(this.trace.look(true).events()).containsExactly(new TraceEvent(AT, "in", "Exchange.Ask", 2.0),
				new TraceEvent(AT, "out", "String", null), new TraceEvent(AT, "continue", "String", 4.0));
	}

	@Test
	void aMessageThatIsBeingHandledHasNoTimeYet() {
		see(new SystemEvent.In(new Exchange.Ping(), null));
		assertThat(this.trace.look(true).events()).containsExactly(new TraceEvent(AT, "in", "Exchange.Ping", null));
	}

	@Test
	void whatAStateMachineDoesIsShown() {
		see(new StatemEvent.Enter(Exchange.Server.class, "idle"));
		see(new SystemEvent.In(new Exchange.Crash(), null));
		this.nanos += 1_000;
		see(new StatemEvent.Postpone(CRASH, "idle", "idle"));
		see(new StatemEvent.Consume(CRASH, "idle", "busy"));
		see(new SystemEvent.In(new Exchange.Crash(), null));
		this.nanos += 5_000;
		see(new StatemEvent.Consume(CRASH, "busy", "busy"));
		assertThat(this.trace.look(true).events()).extracting(TraceEvent::kind, TraceEvent::message, TraceEvent::micros)
			.containsExactly(tuple("enter", "String", null), tuple("in", "Exchange.Crash", 1.0),
					tuple("postpone", "Exchange.Crash", null), tuple("consume", "Exchange.Crash", null),
					tuple("in", "Exchange.Crash", 5.0));
	}

	@Test
	void contentsAreShownToThoseWhoMaySeeThem() {
		Trace open = trace(true);
		open.apply(open, new SystemEvent.In("secret", null), this.pid);
		assertThat(open.look(true).events()).extracting(TraceEvent::message).containsExactly("secret");
		assertThat(open.look(false).events()).extracting(TraceEvent::message).containsExactly("String");
	}

	@Test
	void contentsAreNotEvenPutIntoWordsIfNobodyMaySeeThem() {
		see(new SystemEvent.In(new Object() {

			@Override
			public String toString() {
				throw new AssertionError("nobody asks for it");
			}

		}, null));
		assertThat(this.trace.look(true).events()).hasSize(1);
	}

	@Test
	void whatCannotBePutIntoWordsDoesNoHarm() {
		Trace open = trace(true);
		assertThat(open.apply(open, new SystemEvent.In(new Object() {

			@Override
			public String toString() {
				throw new IllegalStateException("no words");
			}

		}, null), this.pid)).isSameAs(open);
		assertThat(open.look(true).events()).singleElement()
			.extracting(TraceEvent::message)
			.asString()
			.endsWith("toString() threw java.lang.IllegalStateException");
	}

	@Test
	void theLastFiftyAreKept() {
		for (int count = 0; count < 1_000; count++) {
			see(new SystemEvent.In(new Exchange.Ping(), null));
		}
		see(new SystemEvent.In(new Exchange.Stop(), null));
		assertThat(this.trace.look(true).events()).hasSize(Trace.KEPT)
			.last()
			.extracting(TraceEvent::message)
			.isEqualTo("Exchange.Stop");
	}

	@Test
	void itEndsWhenNobodyLooks() {
		this.nanos += Trace.UNSEEN.minusNanos(1).toNanos();
		this.trace.look(true);
		this.nanos += Trace.UNSEEN.minusNanos(1).toNanos();
		assertThat(this.trace.apply(this.trace, new SystemEvent.NoReply(""), this.pid)).isSameAs(this.trace);
		this.nanos++;
		assertThat(this.trace.apply(this.trace, new SystemEvent.NoReply(""), this.pid)).isNull();
	}

	@Test
	void itEndsAfterSomeTimeInAnyCase() {
		for (Duration on = Duration.ZERO; on.compareTo(Trace.LONGEST) < 0; on = on.plusSeconds(30)) {
			assertThat(this.trace.isOver()).isFalse();
			this.trace.look(true);
			this.nanos += Duration.ofSeconds(30).toNanos();
		}
		assertThat(this.trace.isOver()).isTrue();
	}

	private void see(SystemEvent event) {
		assertThat(this.trace.apply(this.trace, event, this.pid)).isSameAs(this.trace);
	}

}
