package dev.javaotp.gen;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessKilledError;
import dev.javaotp.process.SystemMessage;
import dev.javaotp.process.ThrownValue;
import org.jspecify.annotations.Nullable;

/**
 * A request of {@link Sys}: it says itself what is to be done with the loop. Every
 * behaviour answers these between two of its own messages, also while it is suspended.
 *
 * @param <R> the type of the answer
 */
abstract sealed class SystemRequest<R extends @Nullable Object> extends Inquiry<R> implements SystemMessage {

	/**
	 * Does what is asked, in the process.
	 * @param loop the process's loop
	 * @throws Exception to end the process
	 */
	abstract void perform(BehaviourLoop loop) throws Exception;

	@Override
	public String toString() {
		return "Sys." + getClass().getSimpleName();
	}

	static final class Suspend extends SystemRequest<@Nullable Void> {

		@Override
		void perform(BehaviourLoop loop) {
			loop.suspend();
			answer(null);
		}

	}

	static final class Resume extends SystemRequest<@Nullable Void> {

		@Override
		void perform(BehaviourLoop loop) {
			loop.resume();
			answer(null);
		}

	}

	static final class GetState extends SystemRequest<Object> {

		@Override
		void perform(BehaviourLoop loop) {
			answer(loop.state());
		}

	}

	static final class ReplaceState extends SystemRequest<Object> {

		private final UnaryOperator<Object> change;

		ReplaceState(UnaryOperator<Object> change) {
			this.change = change;
		}

		@Override
		void perform(BehaviourLoop loop) {
			List<Object> changed;
			try {
				changed = loop.replaceEach(this.change);
			}
			catch (ProcessKilledError killed) {
				throw killed;
			}
			catch (RuntimeException ex) {
				answer(new Refused(ExitReason.tagged("callback_failed", ExitReason.crash(ex))));
				return;
			}
			answer(new Replaced(changed));
		}

		/**
		 * Done.
		 *
		 * @param states the new states, as a rule one
		 */
		record Replaced(List<Object> states) {
		}

		/**
		 * Not done, the state is what it was.
		 *
		 * @param reason why
		 */
		record Refused(ExitReason reason) {
		}

	}

	static final class ChangeCode extends SystemRequest<@Nullable ExitReason> {

		private final CodeChange change;

		ChangeCode(CodeChange change) {
			this.change = change;
		}

		@Override
		void perform(BehaviourLoop loop) {
			answer(loop.isSuspended() ? refusal(loop) : ExitReason.tagged("unknown_system_msg", "change_code"));
		}

		private @Nullable ExitReason refusal(BehaviourLoop loop) {
			try {
				loop.codeChange(this.change);
				return null;
			}
			catch (ProcessKilledError killed) {
				throw killed;
			}
			catch (ThrownValue thrown) {
				return ExitReason.ofTerm(thrown.value());
			}
			catch (Throwable ex) {
				return ExitReason.tagged("EXIT", ExitReason.crash(ex));
			}
		}

	}

	/** Changes or asks what watches the process. */
	static final class Debug<R extends @Nullable Object> extends SystemRequest<R> {

		private final String name;

		private final Function<Debugging, R> command;

		Debug(String name, Function<Debugging, R> command) {
			this.name = name;
			this.command = command;
		}

		@Override
		void perform(BehaviourLoop loop) {
			answer(loop.debug(this.command));
		}

		@Override
		public String toString() {
			return "Sys." + this.name;
		}

	}

	static final class Status extends SystemRequest<ServerStatus> {

		@Override
		void perform(BehaviourLoop loop) {
			answer(loop.status());
		}

	}

	static final class GetStatus extends SystemRequest<BehaviourStatus> {

		@Override
		void perform(BehaviourLoop loop) {
			answer(loop.fullStatus());
		}

	}

	static final class Render extends SystemRequest<String> {

		@Override
		void perform(BehaviourLoop loop) {
			answer(text(loop));
		}

		// looking must not harm: whatever the state's own code throws stays here
		private static String text(BehaviourLoop loop) {
			try {
				return String.valueOf(loop.status().state());
			}
			catch (RuntimeException | StackOverflowError ex) {
				return "its state could not be shown: " + ex;
			}
		}

	}

	/** Ends the process; whether it is answered before or by the end differs. */
	static final class Terminate extends SystemRequest<@Nullable Void> {

		private final ExitReason reason;

		private final boolean acknowledged;

		Terminate(ExitReason reason, boolean acknowledged) {
			this.reason = reason;
			this.acknowledged = acknowledged;
		}

		@Override
		void perform(BehaviourLoop loop) throws Exception {
			if (this.acknowledged) {
				answer(null);
			}
			loop.handleTerminate(this.reason);
		}

	}

}
