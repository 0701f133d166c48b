package dev.javaotp.gen;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What came next for a collection of requests, see {@link PendingCalls}.
 *
 * @param <L> the type of the labels
 * @param <R> the type of the answers
 */
public sealed interface NextResponse<L, R extends @Nullable Object> {

	/**
	 * One of them has an outcome: Erlang's {@code {Response, Label, NewCollection}}.
	 *
	 * @param <L> the type of the labels
	 * @param <R> the type of the answers
	 * @param label the label of the request
	 * @param call the request
	 * @param outcome what became of it; {@link CallOutcome.TimedOut} only if somebody
	 * gave it up by itself
	 */
	record Response<L, R extends @Nullable Object>(L label, PendingCall<? extends R> call,
			CallOutcome<? extends R> outcome) implements NextResponse<L, R> {

		public Response {
			Objects.requireNonNull(label, "label");
			Objects.requireNonNull(call, "call");
			Objects.requireNonNull(outcome, "outcome");
		}

	}

	/**
	 * The collection is empty: Erlang's {@code no_request}.
	 *
	 * @param <L> the type of the labels
	 * @param <R> the type of the answers
	 */
	record NoRequest<L, R extends @Nullable Object>() implements NextResponse<L, R> {

	}

	/**
	 * Nothing came in the time that was waited: Erlang's {@code timeout}.
	 *
	 * @param <L> the type of the labels
	 * @param <R> the type of the answers
	 */
	record TimedOut<L, R extends @Nullable Object>() implements NextResponse<L, R> {

	}

}
