package dev.javaotp.spring.process;

import java.time.Duration;

import dev.javaotp.gen.From;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.statem.Action;
import dev.javaotp.gen.statem.Event;
import dev.javaotp.gen.statem.Transition;

/**
 * A door that locks itself: the example of the guide.
 */
@OtpProcess("door")
class Door {

	enum State {

		LOCKED, OPEN

	}

	record Unlock(String code) implements Request<Door, Boolean> {
	}

	record CountUnlocked() implements Request<Door, Integer> {
	}

	record Lock() implements Message<Door> {
	}

	private int unlocked;

	@OnStart
	State start() {
		return State.LOCKED;
	}

	@OnEvent("LOCKED")
	Transition<State, Door> unlock(Unlock unlock, From<Boolean> caller) {
		if (!unlock.code().equals("1234")) {
			return Transition.keep(this, Action.reply(caller, false));
		}
		this.unlocked++;
		return Transition.next(State.OPEN, this, Action.reply(caller, true),
				Action.stateTimeout(Duration.ofSeconds(10), "lock"));
	}

	@OnEvent("OPEN")
	State lock(Lock lock) {
		return State.LOCKED;
	}

	@OnEvent("OPEN")
	State lock(Event.StateTimeout<?, ?> timeout) {
		return State.LOCKED;
	}

	@OnEvent
	int countUnlocked(CountUnlocked ask) {
		return this.unlocked;
	}

}
