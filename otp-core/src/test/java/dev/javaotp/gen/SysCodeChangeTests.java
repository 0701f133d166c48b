package dev.javaotp.gen;

import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.ThrownValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SysCodeChangeTests extends GenTestSupport {

	/** Asks any version for its state. */
	private record Peek() implements Request<Object, String> {

	}

	/** The first version: its state is a string. */
	private static class First implements GenServer<Object, Peek, Message<?>> {

		@Override
		public InitResult<Object> init(ProcessContext self) {
			return InitResult.ok("1");
		}

		@Override
		public CallResult<Object> handleCall(Peek peek, From<?> from, Object state) throws Exception {
			return peek.reply(getClass().getSimpleName() + " " + state, state);
		}

	}

	/** The second version: its state is a number. */
	private static final class Second implements GenServer<Long, Peek, Message<?>> {

		private final boolean refuses;

		private @Nullable ProcessContext self;

		Second(boolean refuses) {
			this.refuses = refuses;
		}

		@Override
		public InitResult<Long> init(ProcessContext self) {
			throw new IllegalStateException("a successor takes over without init");
		}

		@Override
		public Long codeChange(ProcessContext self, Object oldVersion, Object state, @Nullable Object extra) {
			if (this.refuses) {
				throw new ErlangError("refused");
			}
			this.self = self;
			return Long.parseLong((String) state) + (Long) oldVersion + ((extra != null) ? (Long) extra : 0);
		}

		@Override
		public CallResult<Long> handleCall(Peek peek, From<?> from, Long state) {
			return peek.reply(this.self.self() + " Second " + state, state);
		}

	}

	private final First first = new First();

	private final Pid pid = GenServer.start(this.system, this.first).pid();

	private final ServerRef<Object> server = ServerRef.of(this.pid);

	@Test
	void aSuccessorServesWithTheStateThatItWasHanded() {
		Sys.suspend(this.pid);
		Sys.changeCode(this.pid,
				CodeChange.from(100L).withExtra(10L).withSuccessor(First.class, (old) -> new Second(false)));
		assertThat(Sys.getState(this.pid)).isEqualTo(111L);
		Sys.resume(this.pid);
		assertThat(this.server.call(new Peek())).isEqualTo(this.pid + " Second 111");
	}

	@Test
	void theSuccessorIsMadeFromTheObjectThatServed() {
		Sys.suspend(this.pid);
		Sys.changeCode(this.pid, CodeChange.from(0L).withSuccessor(First.class, (old) -> {
			assertThat(old).isSameAs(this.first);
			return new Second(false);
		}));
		assertThat(Sys.getState(this.pid)).isEqualTo(1L);
	}

	@Test
	void withoutASuccessorTheSameObjectTurnsItsStateOver() {
		Pid pid = GenServer.start(this.system, new First() {

			@Override
			public Object codeChange(ProcessContext self, Object oldVersion, Object state, @Nullable Object extra) {
				return state + "," + oldVersion;
			}

		}).pid();
		Sys.suspend(pid);
		Sys.changeCode(pid, CodeChange.from("v1"));
		assertThat(Sys.getState(pid)).isEqualTo("1,v1");
	}

	@Test
	void aProcessThatRunsIsNotChanged() {
		CallException ex = refusal(CodeChange.from(1));
		assertThat(ex.callReason()).isEqualTo(ExitReason.tagged("unknown_system_msg", "change_code"));
		assertThat(ex)
			.hasMessage("the code of " + this.pid + " was not changed: it is not suspended: suspend it first");
	}

	@Test
	void aServerWithoutCodeChangeRefuses() {
		Sys.suspend(this.pid);
		CallException ex = refusal(CodeChange.from(1));
		assertThat(ex.callReason()).isEqualTo(ExitReason.tagged("EXIT", ExitReason.crash(new ErlangError("undef"))));
		assertThat(ex).hasMessageStartingWith("the code of " + this.pid + " was not changed: {EXIT,{undef,");
		assertThat(((ExitReason.Crash) ((ExitReason.Tagged) ex.callReason()).elements().getFirst()).cause())
			.hasMessage(First.class.getName() + " has no codeChange: override it");
	}

	@Test
	void aRefusalLeavesObjectAndState() {
		Sys.suspend(this.pid);
		CallException ex = refusal(CodeChange.from(1).withSuccessor(First.class, (old) -> new Second(true)));
		assertThat(ex.callReason()).isEqualTo(ExitReason.tagged("EXIT", ExitReason.crash(new ErlangError("refused"))));
		Sys.resume(this.pid);
		assertThat(this.server.call(new Peek())).isEqualTo("First 1");
	}

	@Test
	void aThrownValueRefuses() {
		Pid pid = GenServer.start(this.system, new First() {

			@Override
			public Object codeChange(ProcessContext self, Object oldVersion, Object state, @Nullable Object extra) {
				throw new ThrownValue("no");
			}

		}).pid();
		Sys.suspend(pid);
		CallException ex = catchThrowableOfType(CallException.class, () -> Sys.changeCode(pid, CodeChange.from(1)));
		assertThat(ex.callReason()).isEqualTo(ExitReason.of("no"));
	}

	@Test
	void aStateIsNotTurnedIntoNull() {
		Pid pid = GenServer.start(this.system, new First() {

			@Override
			@SuppressWarnings("NullAway")
			public Object codeChange(ProcessContext self, Object oldVersion, Object state, @Nullable Object extra) {
				return null;
			}

		}).pid();
		Sys.suspend(pid);
		assertThat(catchThrowableOfType(CallException.class, () -> Sys.changeCode(pid, CodeChange.from(1))))
			.hasMessageContaining("null, from codeChange of ");
		assertThat(Sys.getState(pid)).isEqualTo("1");
	}

	@Test
	void aSuccessorMustBeOfTheSameBehaviour() {
		Sys.suspend(this.pid);
		assertThat(refusal(CodeChange.from(1).withSuccessor(First.class, (old) -> "a string")))
			.hasMessageContaining("the successor of a " + First.class.getName() + " must be a "
					+ GenServer.class.getName() + ", not a java.lang.String");
	}

	@Test
	void anObjectOfAnotherClassHasNoSuccessor() {
		Pid pid = GenServer.start(this.system, new First() {

			@Override
			public Object codeChange(ProcessContext self, Object oldVersion, Object state, @Nullable Object extra) {
				return "kept " + state;
			}

		}).pid();
		Sys.suspend(pid);
		Sys.changeCode(pid, CodeChange.from(1).withSuccessor(Second.class, (old) -> new First()));
		assertThat(Sys.getState(pid)).isEqualTo("kept 1");
	}

	private CallException refusal(CodeChange change) {
		return catchThrowableOfType(CallException.class, () -> Sys.changeCode(this.pid, change));
	}

}
