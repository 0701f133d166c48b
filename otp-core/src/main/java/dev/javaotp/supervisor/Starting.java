package dev.javaotp.supervisor;

import java.util.function.Consumer;

import dev.javaotp.gen.StartAck;
import dev.javaotp.gen.StartResult;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;

/**
 * A child that has been spawned and has not said yet that it is ready.
 * <p>
 * When it takes too long it is killed, and the wait goes on until it is gone: then its
 * name is free, too.
 */
final class Starting implements Pending {

	private final Pid pid;

	private final StartWatch watch;

	private final Consumer<StartResult> whenDone;

	private boolean overdue;

	Starting(Pid pid, StartWatch watch, Consumer<StartResult> whenDone) {
		this.pid = pid;
		this.watch = watch;
		this.whenDone = whenDone;
	}

	@Override
	public boolean accepts(Object message) {
		return (message instanceof StartAck ack && ack.pid() == this.pid) || message instanceof StartWatch.Alarm;
	}

	@Override
	public boolean handle(Object message) {
		if (message instanceof StartWatch.Alarm alarm) {
			if (this.watch.isOver(alarm) && !this.overdue) {
				this.overdue = true;
				this.watch.self().exit(this.pid, ExitReason.KILL);
			}
			return false;
		}
		this.watch.end();
		StartResult result = ((StartAck) message).result();
		if (this.overdue && result instanceof StartResult.Failed) {
			result = new StartResult.Failed(ExitReason.TIMEOUT);
		}
		this.whenDone.accept(result);
		return true;
	}

}
