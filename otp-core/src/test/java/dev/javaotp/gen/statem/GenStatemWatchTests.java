package dev.javaotp.gen.statem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.javaotp.gen.CallException;
import dev.javaotp.gen.CodeChange;
import dev.javaotp.gen.DebugOption;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.Sys;
import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What {@link Sys} shows of a machine while it runs, and how its code changes. */
class GenStatemWatchTests extends StatemTestSupport {

	private static final String MACHINE = Machine.class.getName();

	private List<String> log() {
		return Sys.getLog(pid()).stream().map(Object::toString).toList();
	}

	@Test
	void eventsAreSeenWhenTheyComeAndWhenTheyHaveBeenHandled() {
		this.machine.does("s0 cast a", Action.postpone()).on("s0 cast go", "s1", Action.internal("i"));
		Sys.log(pid(), true);
		cast("a", "go");
		assertThat(log()).containsExactly("in Tell[text=a]", "postpone Cast[message=Tell[text=a]] in state s0",
				"in Tell[text=go]", "in Internal[content=i]", "consume Cast[message=Tell[text=go]] in state s0 => s1",
				"consume Internal[content=i] in state s1", "consume Cast[message=Tell[text=a]] in state s1");
	}

	@Test
	void timeoutsAreSeenWhenTheyAreSetAndWhenTheyCome() {
		this.machine.does("s0 cast set", Action.stateTimeout(Duration.ZERO, "s"),
				Action.namedTimeout("n", SECOND, "n"));
		Sys.log(pid(), true);
		cast("set");
		pass(SECOND);
		assertThat(log()).containsExactly("in Tell[text=set]", "consume Cast[message=Tell[text=set]] in state s0",
				"start_timer SetTimeout[type=STATE, after=PT0S, content=s] in state s0",
				"start_timer SetTimeout[type=Named[name=n], after=PT1S, content=n] in state s0",
				"in StateTimeout[content=s]", "consume StateTimeout[content=s] in state s0",
				"in NamedTimeout[name=n, content=n]", "consume NamedTimeout[name=n, content=n] in state s0");
	}

	@Test
	void aTimeoutThatWasCancelledTooLateIsNotSeen() {
		this.machine.does("s0 cast set", Action.stateTimeout(SECOND, "s")).on("s0 cast go", "s1");
		cast("set");
		Sys.suspend(pid());
		ref().cast(new Machine.Tell("go"));
		pass(SECOND);
		Sys.log(pid(), true);
		Sys.resume(pid());
		this.scheduler.runUntilIdle();
		assertThat(log()).containsExactly("in Tell[text=go]", "consume Cast[message=Tell[text=go]] in state s0 => s1");
	}

	@Test
	void repliesModulesAndTheEndAreSeen() {
		Machine other = new Machine();
		this.machine.onCall("s0 call ask", (ask, from, data) -> Transition.next("s1", data, Action.reply(from, "yes"),
				Action.changeModule(other)));
		List<Object> seen = new ArrayList<>();
		Sys.install(pid(), "test", (state, event, pid) -> {
			seen.add(event.toString());
			return state;
		}, "state");
		call("ask");
		ref().stop();
		assertThat(seen).contains("out yes, state StateAndData[state=s1, data=data]",
				"module " + MACHINE + " in state s1", "terminate normal in state s1");
	}

	@Test
	void theStartIsSeenByThoseWhoWatchFromTheStart() {
		List<String> lines = new ArrayList<>();
		GenStatem.start(this.system, this.machine, StartOptions.DEFAULTS.withDebug(DebugOption.trace(lines::add)));
		assertThat(lines).singleElement().asString().endsWith("enter " + MACHINE + " in state s0");
	}

	@Test
	void messagesAndAnswersAreCounted() {
		this.machine.onCall("s0 call ask", (ask, from, data) -> Transition.keep(data, Action.reply(from, "yes")));
		Sys.statistics(pid(), true);
		cast("a");
		call("ask");
		assertThat(Sys.getStatistics(pid())).hasValueSatisfying((statistics) -> {
			assertThat(statistics.messagesIn()).isEqualTo(2);
			assertThat(statistics.messagesOut()).isOne();
		});
	}

	/** A machine that takes over from another version. */
	private static final class Newer extends Machine {

		private final boolean refuses;

		Newer(boolean refuses) {
			this.refuses = refuses;
		}

		@Override
		public boolean stateEnter() {
			return true;
		}

		@Override
		public StateAndData<String, Object> codeChange(ProcessContext self, Object oldVersion, Object state,
				Object data, @Nullable Object extra) {
			if (this.refuses) {
				throw new ErlangError("refused");
			}
			this.self = self;
			return new StateAndData<>(state + "'", data + " " + oldVersion + " " + extra);
		}

	}

	@Test
	void aSuccessorTakesOverStateAndData() {
		Newer newer = new Newer(false);
		newer.on("s0' cast go", "s1");
		this.machine.does("s0 cast a", Action.postpone(), Action.stateTimeout(SECOND, "t"));
		cast("a");
		Sys.suspend(pid());
		Sys.changeCode(pid(), CodeChange.from("v1").withExtra("more").withSuccessor(Machine.class, (old) -> newer));
		assertThat(Sys.getState(pid())).isEqualTo(new StateAndData<>("s0'", "data v1 more"));
		Sys.resume(pid());
		pass(SECOND);
		cast("go");
		assertThat(newer.self.self()).isEqualTo(pid());
		assertThat(newer.events).containsExactly("s0' state_timeout t", "s0' cast go", "s1 enter from s0'",
				"s1 cast a");
	}

	@Test
	void aRefusalLeavesObjectAndState() {
		Sys.suspend(pid());
		assertThatExceptionOfType(CallException.class)
			.isThrownBy(() -> Sys.changeCode(pid(),
					CodeChange.from("v1").withSuccessor(Machine.class, (old) -> new Newer(true))))
			.satisfies((ex) -> assertThat(ex.callReason())
				.isEqualTo(ExitReason.tagged("EXIT", ExitReason.crash(new ErlangError("refused")))));
		Sys.resume(pid());
		cast("a");
		assertThat(this.machine.events).containsExactly("s0 cast a");
	}

	@Test
	void aMachineWithoutCodeChangeRefuses() {
		Sys.suspend(pid());
		assertThatExceptionOfType(CallException.class).isThrownBy(() -> Sys.changeCode(pid(), CodeChange.from("v1")))
			.withMessageContaining("undef");
	}

	@Test
	void modulesThatWaitForTheirTurnGetASuccessorToo() {
		Machine top = new Machine();
		Machine newTop = new Newer(false).does("s0' cast pop", Action.popModule());
		Machine newBottom = new Machine();
		this.machine.does("s0 cast push", Action.pushModule(top));
		cast("push");
		Sys.suspend(pid());
		Sys.changeCode(pid(),
				CodeChange.from("v1").withSuccessor(Machine.class, (old) -> (old == top) ? newTop : newBottom));
		Sys.resume(pid());
		cast("pop", "for the bottom");
		assertThat(newTop.events).containsExactly("s0' cast pop");
		assertThat(newBottom.events).containsExactly("s0' cast for the bottom");
	}

	@Test
	void stateAndDataAreReplacedTogetherOnly() {
		assertThatExceptionOfType(CallException.class)
			.isThrownBy(() -> Sys.replaceState(pid(), Object.class, (old) -> "s1"))
			.withMessageContaining("a state machine has a " + StateAndData.class.getName()
					+ ", which cannot be replaced by a java.lang.String");
		assertThat(Sys.getState(pid())).isEqualTo(new StateAndData<>("s0", "data"));
	}

}
