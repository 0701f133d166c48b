package dev.javaotp.gen.statem;

import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ThrownValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GenStatemTransitionTests extends StatemTestSupport {

	private static final Action POSTPONE = Action.postpone();

	@Test
	void anEventLeadsFromOneStateToAnother() {
		this.machine.on("s0 cast go", "s1").on("s1 info back", "s0");
		cast("go", "what");
		info("back");
		assertThat(this.machine.events).containsExactly("s0 cast go", "s1 cast what", "s1 info back");
		cast("go");
		assertThat(this.machine.events).endsWith("s0 cast go");
	}

	@Test
	void theDataIsWhatTheLastCallbackMadeOfIt() {
		this.machine.on("s0 cast more", (data) -> Transition.keep(data + "+"))
			.on("s0 cast again", (data) -> Transition.repeat(data + "!"))
			.onCall("s0 call look", (ask, from, data) -> Transition.keep(data, Action.reply(from, data.toString())));
		cast("more", "again", "more");
		assertThat(call("look")).isEqualTo("data+!+");
	}

	@Test
	void aThrownValueIsWhatTheCallbackReturned() {
		this.machine.on("s0 cast go", (data) -> {
			throw new ThrownValue(Transition.next("s1", data));
		});
		cast("go", "what");
		assertThat(this.machine.events).containsExactly("s0 cast go", "s1 cast what");
	}

	@Test
	void insertedEventsAreHandledInTheOrderGivenBeforeAllOthers() {
		this.machine.on("s0 cast go", "s1", Action.internal("1"),
				Action.nextEvent(new Event.Cast<>(new Machine.Tell("2"))), Action.nextEvent(new Event.Info<>("3")));
		cast("go", "waits");
		assertThat(this.machine.events).containsExactly("s0 cast go", "s1 internal 1", "s1 cast 2", "s1 info 3",
				"s1 cast waits");
	}

	@Test
	void eventsInsertedByAnInsertedOneGoBeforeItsSiblings() {
		this.machine.does("s0 cast go", Action.internal("1"), Action.internal("2"))
			.does("s0 internal 1", Action.internal("1a"), Action.internal("1b"));
		cast("go");
		assertThat(this.machine.events).containsExactly("s0 cast go", "s0 internal 1", "s0 internal 1a",
				"s0 internal 1b", "s0 internal 2");
	}

	@Test
	void anInsertedTimeoutIsAnEventLikeAnyOther() {
		this.machine.does("s0 cast go", Action.nextEvent(new Event.StateTimeout<>("1")),
				Action.nextEvent(new Event.EventTimeout<>("2")), Action.nextEvent(new Event.NamedTimeout<>("n", "3")));
		cast("go");
		assertThat(this.machine.events).containsExactly("s0 cast go", "s0 state_timeout 1", "s0 timeout 2",
				"s0 timeout/n 3");
	}

	@Test
	void postponedEventsAreRetriedOldestFirstWhenTheStateChanges() {
		this.machine.does("s0 cast a", POSTPONE).does("s0 info b", POSTPONE).on("s0 cast go", "s1");
		cast("a");
		info("b");
		cast("go", "last");
		assertThat(this.machine.events).containsExactly("s0 cast a", "s0 info b", "s0 cast go", "s1 cast a",
				"s1 info b", "s1 cast last");
	}

	@Test
	void aPostponedEventMayBePostponedAgainAndKeepsItsPlace() {
		this.machine.does("s0 cast a", POSTPONE)
			.does("s0 cast b", POSTPONE)
			.does("s1 cast a", POSTPONE)
			.on("s0 cast go", "s1")
			.on("s1 cast go", "s2");
		cast("a", "b", "go", "go");
		assertThat(this.machine.events).containsExactly("s0 cast a", "s0 cast b", "s0 cast go", "s1 cast a",
				"s1 cast b", "s1 cast go", "s2 cast a");
	}

	@Test
	void anEventThatIsPostponedAndChangesTheStateIsRetriedAtOnceAfterOlderOnes() {
		this.machine.does("s0 cast a", POSTPONE).on("s0 cast b", "s1", POSTPONE);
		cast("a", "b", "c");
		assertThat(this.machine.events).containsExactly("s0 cast a", "s0 cast b", "s1 cast a", "s1 cast b",
				"s1 cast c");
	}

	@Test
	void insertedEventsGoBeforeRetriedOnes() {
		this.machine.does("s0 cast a", POSTPONE).on("s0 cast go", "s1", Action.internal("i"));
		cast("a", "go");
		assertThat(this.machine.events).containsExactly("s0 cast a", "s0 cast go", "s1 internal i", "s1 cast a");
	}

	@Test
	void retriedEventsGoBeforeThoseThatWereInsertedEarlier() {
		this.machine.does("s0 cast a", POSTPONE)
			.does("s0 cast two", Action.internal("1"), Action.internal("2"))
			.on("s0 internal 1", "s1");
		cast("a", "two");
		assertThat(this.machine.events).containsExactly("s0 cast a", "s0 cast two", "s0 internal 1", "s1 cast a",
				"s1 internal 2");
	}

	@Test
	void theSameStateIsNoChange() {
		this.machine.does("s0 cast a", POSTPONE)
			.on("s0 cast next", "s0")
			.on("s0 cast equal", new String("s0"))
			.on("s0 cast repeat", Transition::repeat);
		cast("a", "next", "equal", "repeat");
		assertThat(this.machine.events).containsExactly("s0 cast a", "s0 cast next", "s0 cast equal", "s0 cast repeat");
	}

	@Test
	void theLastWordOnPostponingCounts() {
		this.machine.does("s0 cast a", POSTPONE, Action.postpone(false))
			.does("s0 cast b", Action.postpone(false), POSTPONE)
			.on("s0 cast go", "s1");
		cast("a", "b", "go");
		assertThat(this.machine.events).containsExactly("s0 cast a", "s0 cast b", "s0 cast go", "s1 cast b");
	}

	@Test
	void everythingThatFollowsFromAnEventIsDoneBeforeTheNextMessage() {
		this.machine.on("s0 cast go", "s1", Action.internal("1"), Action.stateTimeout(SECOND.multipliedBy(0), "now"))
			.does("s1 internal 1", Action.namedTimeout("n", SECOND.multipliedBy(0), "then"));
		cast("go", "waits");
		assertThat(this.machine.events).containsExactly("s0 cast go", "s1 internal 1", "s1 state_timeout now",
				"s1 timeout/n then", "s1 cast waits");
	}

	@Test
	void hibernateChangesNothing() {
		this.machine.does("s0 cast a", Action.hibernate()).does("s0 cast b", Action.hibernate(), Action.internal("i"));
		cast("a", "b", "c");
		assertThat(this.machine.events).containsExactly("s0 cast a", "s0 cast b", "s0 internal i", "s0 cast c");
	}

	@Test
	void whatWasQueuedIsLostWhenTheMachineEnds() {
		this.machine.does("s0 cast a", POSTPONE)
			.does("s0 cast go", Action.internal("boom"), Action.internal("lost"))
			.on("s0 internal boom", (data) -> {
				throw new ErlangError("boom");
			});
		cast("a", "go", "lost too");
		assertThat(this.machine.events).containsExactly("s0 cast a", "s0 cast go", "s0 internal boom",
				"s0 terminate boom", "ended by a crash");
	}

}
