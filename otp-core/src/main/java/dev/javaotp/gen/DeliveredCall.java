package dev.javaotp.gen;

import java.util.Objects;
import java.util.function.Function;

import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * A call whose outcome goes to the mailbox of its caller.
 *
 * @param <R> the type of the answer
 */
final class DeliveredCall<R extends @Nullable Object> extends Call<R> {

	private final Pid receiver;

	private final Function<? super CallOutcome<R>, ?> message;

	private final MessageInterceptor.@Nullable Passage passage;

	DeliveredCall(Request<?, R> request, Pid receiver, Function<? super CallOutcome<R>, ?> message,
			MessageInterceptor.@Nullable Passage passage) {
		super(request);
		this.receiver = receiver;
		this.message = Objects.requireNonNull(message, "message");
		this.passage = passage;
	}

	@Override
	MessageInterceptor.@Nullable Passage passage() {
		return this.passage;
	}

	@Override
	protected void completed() {
		notify(this.receiver, Objects.requireNonNull(this.message.apply(result()), "message"));
	}

}
