package dev.javaotp.gen;

import org.jspecify.annotations.Nullable;

/**
 * A call that something accompanies.
 *
 * @param <R> the type of the answer
 */
final class AccompaniedCall<R extends @Nullable Object> extends Call<R> {

	private final MessageInterceptor.Passage passage;

	AccompaniedCall(Request<?, R> request, MessageInterceptor.Passage passage) {
		super(request);
		this.passage = passage;
	}

	@Override
	MessageInterceptor.Passage passage() {
		return this.passage;
	}

}
