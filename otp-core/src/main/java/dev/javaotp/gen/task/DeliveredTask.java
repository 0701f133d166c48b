package dev.javaotp.gen.task;

import java.util.Objects;
import java.util.function.Function;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * A task whose outcome goes to the mailbox of its owner.
 *
 * @param <T> the type of the result
 */
final class DeliveredTask<T extends @Nullable Object> extends Task<T> {

	private final Pid receiver;

	private final Function<? super TaskOutcome<T>, ?> message;

	// its owner has ended it and hears of it by other means
	private volatile boolean unwanted;

	DeliveredTask(Pid owner, Function<? super TaskOutcome<T>, ?> message) {
		super(owner);
		this.receiver = owner;
		this.message = Objects.requireNonNull(message, "message");
	}

	@Override
	void end(ExitReason signal) {
		this.unwanted = true;
		super.end(signal);
	}

	@Override
	protected void completed() {
		super.completed();
		if (!this.unwanted) {
			notify(this.receiver, Objects.requireNonNull(this.message.apply(taskOutcome()), "message"));
		}
	}

}
