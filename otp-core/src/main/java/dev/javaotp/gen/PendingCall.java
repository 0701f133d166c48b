package dev.javaotp.gen;

import java.time.Duration;

import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;

/**
 * A request that was sent, and whose answer is fetched later: the request id that
 * Erlang's {@code send_request} returns. To ask several servers at once, send to all of
 * them first and fetch the answers then.
 * <p>
 * A server that must not wait has the answer sent to itself instead, see
 * {@link ServerRef#sendRequest(dev.javaotp.process.ProcessContext, Request, java.util.function.Function)}.
 * <p>
 * Any thread may use it, one at a time. Fetching twice gives the same outcome.
 *
 * @param <R> the type of the answer
 * @see ServerRef#sendRequest(Request)
 * @see PendingCalls
 */
public final class PendingCall<R extends @Nullable Object> {

	private final ProcessSystem system;

	private final Object target;

	private final Call<R> call;

	PendingCall(ProcessSystem system, Object target, Call<R> call) {
		this.system = system;
		this.target = target;
		this.call = call;
	}

	/**
	 * Waits for the answer and gives the request up when the time is up: an answer that
	 * comes later is dropped. Erlang's {@code receive_response}.
	 * @param timeout how long to wait at most; {@link ServerRef#FOREVER} without limit
	 * @return what became of the request
	 * @throws CallInterruptedException if the waiting thread, which is not a process's,
	 * was interrupted; the request is given up
	 */
	public CallOutcome<R> receiveResponse(Duration timeout) {
		CallOutcome<R> outcome = waitResponse(timeout);
		return (outcome instanceof CallOutcome.TimedOut && !abandon()) ? this.call.result() : outcome;
	}

	/**
	 * Waits for the answer; when the time is up the request goes on and can be waited for
	 * again. Erlang's {@code wait_response}.
	 * @param timeout how long to wait at most; zero only looks
	 * @return what has become of the request so far
	 * @throws CallInterruptedException if the waiting thread, which is not a process's,
	 * was interrupted; the request is given up
	 */
	public CallOutcome<R> waitResponse(Duration timeout) {
		return this.call.result(this.system, this.target, timeout);
	}

	/**
	 * Gives the request up: an answer that comes later is dropped. The server may well do
	 * what was asked.
	 * @return whether it was still open
	 */
	public boolean abandon() {
		return this.call.abandon();
	}

	ProcessSystem system() {
		return this.system;
	}

	Call<R> call() {
		return this.call;
	}

	@Override
	public String toString() {
		return "PendingCall[" + this.target + ", " + this.call.request() + "]";
	}

}
