package dev.javaotp.demo.ledger;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.Down;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.Ref;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the call records of one process until the ledger says that they are written.
 * <p>
 * A message is lost only together with the process that should have handled it. So this
 * watches the ledger while it owes an answer, and when the ledger has ended it sends
 * everything that is still here to the next one. A record may thus be sent twice, never
 * less than once, and the ledger writes it once.
 * <p>
 * Belongs to the process that made it, which passes on the messages {@link Down},
 * {@link Ledger.Written} and {@link Resend}.
 */
public class Outbox {

	private static final Duration PAUSE = Duration.ofMillis(100);

	private final ServerRef<Ledger> ledger;

	private final Map<String, CallRecord> unwritten = new LinkedHashMap<>();

	// watches the ledger that got the records; null while nothing is on its way
	private @Nullable Ref watch;

	// that ledger
	private @Nullable Pid receiver;

	public Outbox(ServerRef<Ledger> ledger) {
		this.ledger = ledger;
	}

	/**
	 * A reminder to send again what is not written yet.
	 */
	public record Resend() {
	}

	/**
	 * Sends a record to the ledger, and keeps it until it is written.
	 * @param self the process that this belongs to
	 * @param record the record
	 */
	public void send(ProcessContext self, CallRecord record) {
		this.unwritten.put(record.id(), record);
		if (this.receiver != null) {
			self.send(this.receiver, new Ledger.Write(record, self.self()));
		}
		else if (this.unwritten.size() == 1) {
			resend(self);
		}
	}

	/**
	 * Forgets a record that the ledger has written.
	 * @param self the process that this belongs to
	 * @param written what the ledger said
	 */
	public void written(ProcessContext self, Ledger.Written written) {
		this.unwritten.remove(written.callId());
		if (this.unwritten.isEmpty()) {
			stopWatching(self);
		}
	}

	/**
	 * Takes notice of the end of a process. If it is the ledger, its successor gets a
	 * moment to start.
	 * @param self the process that this belongs to
	 * @param down which process ended
	 * @return whether it was the ledger
	 */
	public boolean down(ProcessContext self, Down down) {
		if (!down.ref().equals(this.watch)) {
			return false;
		}
		this.watch = null;
		this.receiver = null;
		self.sendAfter(PAUSE, self.self(), new Resend());
		return true;
	}

	/**
	 * Sends everything that is not written yet.
	 * @param self the process that this belongs to
	 */
	public void resend(ProcessContext self) {
		stopWatching(self);
		if (this.unwritten.isEmpty()) {
			return;
		}
		Optional<Pid> current = this.ledger.pid();
		if (current.isEmpty()) {
			self.sendAfter(PAUSE, self.self(), new Resend());
			return;
		}
		Pid pid = current.get();
		this.receiver = pid;
		this.watch = self.monitor(pid);
		this.unwritten.values().forEach((record) -> self.send(pid, new Ledger.Write(record, self.self())));
	}

	private void stopWatching(ProcessContext self) {
		if (this.watch != null) {
			self.demonitorFlush(this.watch);
		}
		this.watch = null;
		this.receiver = null;
	}

	@Override
	public String toString() {
		return this.unwritten.size() + " unwritten records";
	}

}
