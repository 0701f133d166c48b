package dev.javaotp.gen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ExitReason.FailedCall;
import dev.javaotp.process.ProcessSystem;
import org.jspecify.annotations.Nullable;

/**
 * Several requests that were sent, each with a label to be told apart by, and whose
 * answers are taken as they come: Erlang's request id collection.
 *
 * <pre class="code">
 * PendingCalls&lt;String, Long&gt; balances = new PendingCalls&lt;&gt;();
 * ledgers.forEach((town, ledger) -&gt; balances.add(ledger.sendRequest(new Balance("a")), town));
 * while (balances.receiveResponse(Duration.ofSeconds(5)) instanceof Response(String town, var call, Reply(Long cents))) {
 *     ...
 * }
 * </pre>
 *
 * An answer that was taken is out of the collection, where Erlang leaves the choice,
 * since a collection is a value there. When several have come, the one that was added
 * first is taken first. A wait looks at all requests each time, so this is for tens or
 * hundreds of them.
 * <p>
 * For one thread at a time, a process's or any other; all requests must have been sent in
 * the same system.
 *
 * @param <L> the type of the labels
 * @param <R> the type of the answers
 */
public final class PendingCalls<L, R extends @Nullable Object> {

	/**
	 * A request with its label.
	 *
	 * @param <L> the type of the label
	 * @param <R> the type of the answer
	 * @param label the label
	 * @param call the request
	 */
	public record Labelled<L, R extends @Nullable Object>(L label, PendingCall<? extends R> call) {

		public Labelled {
			Objects.requireNonNull(label, "label");
			Objects.requireNonNull(call, "call");
		}

	}

	private final List<Labelled<L, R>> calls = new ArrayList<>();

	private @Nullable ProcessSystem system;

	/**
	 * Adds a request: Erlang's {@code reqids_add}.
	 * @param call the request
	 * @param label what to tell it from others by; nobody checks that it is used once
	 * @throws IllegalArgumentException if the request is there already, or was sent in
	 * another system than the others
	 */
	public void add(PendingCall<? extends R> call, L label) {
		Labelled<L, R> labelled = new Labelled<>(label, call);
		if (this.calls.stream().anyMatch((other) -> other.call() == call)) {
			throw new IllegalArgumentException(call + " is in the collection already");
		}
		if (this.system != null && this.system != call.system()) {
			throw new IllegalArgumentException("a collection holds requests of one system: " + call + " was sent in "
					+ call.system().nodeName() + ", others in " + this.system.nodeName());
		}
		this.system = call.system();
		this.calls.add(labelled);
	}

	/**
	 * The number of requests.
	 * @return how many have not been taken out
	 */
	public int size() {
		return this.calls.size();
	}

	/**
	 * The requests with their labels.
	 * @return a copy, in the order in which they were added
	 */
	public List<Labelled<L, R>> toList() {
		return List.copyOf(this.calls);
	}

	/**
	 * Waits for the next answer and gives all requests up when the time is up: the
	 * collection is empty then, and answers that come later are dropped. Erlang's
	 * {@code receive_response}.
	 * @param timeout how long to wait at most; {@link ServerRef#FOREVER} without limit
	 * @return what came
	 * @throws CallInterruptedException if the waiting thread, which is not a process's,
	 * was interrupted; all requests are given up
	 */
	public NextResponse<L, R> receiveResponse(Duration timeout) {
		NextResponse<L, R> response = waitResponse(timeout);
		if (response instanceof NextResponse.TimedOut) {
			abandon();
		}
		return response;
	}

	/**
	 * Waits for the next answer; when the time is up the requests go on and can be waited
	 * for again. Erlang's {@code wait_response}.
	 * @param timeout how long to wait at most
	 * @return what came
	 * @throws CallInterruptedException if the waiting thread, which is not a process's,
	 * was interrupted; all requests are given up
	 */
	public NextResponse<L, R> waitResponse(Duration timeout) {
		ProcessSystem system = this.system;
		if (system == null || this.calls.isEmpty()) {
			return new NextResponse.NoRequest<>();
		}
		NextResponse<L, R> response = checkResponse();
		if (response instanceof NextResponse.TimedOut) {
			try {
				List<Call<? extends R>> open = new ArrayList<>();
				this.calls.forEach((labelled) -> open.add(labelled.call().call()));
				Inquiry.awaitAny(system, open, timeout);
			}
			catch (InterruptedException ex) {
				throw interrupted();
			}
			response = checkResponse();
		}
		return response;
	}

	/**
	 * Looks for an answer without waiting. Erlang's {@code check_response}, which looks
	 * at a message: here answers do not pass through the mailbox.
	 * @return what has come
	 */
	public NextResponse<L, R> checkResponse() {
		if (this.calls.isEmpty()) {
			return new NextResponse.NoRequest<>();
		}
		Iterator<Labelled<L, R>> each = this.calls.iterator();
		while (each.hasNext()) {
			Labelled<L, R> labelled = each.next();
			Call<? extends R> call = labelled.call().call();
			if (call.isDone()) {
				each.remove();
				return new NextResponse.Response<>(labelled.label(), labelled.call(), call.result());
			}
		}
		return new NextResponse.TimedOut<>();
	}

	/** Gives all requests up; the collection is empty then. */
	public void abandon() {
		this.calls.forEach((labelled) -> labelled.call().abandon());
		this.calls.clear();
	}

	private CallInterruptedException interrupted() {
		String what = "one of " + this.calls.size() + " answers";
		FailedCall failure = new FailedCall(ExitReason.of("interrupted"), what, toList());
		abandon();
		Thread.currentThread().interrupt();
		return new CallInterruptedException("interrupted while waiting for " + what, failure);
	}

	@Override
	public String toString() {
		return "PendingCalls" + this.calls;
	}

}
