package dev.javaotp.spring.observer;

import org.jspecify.annotations.Nullable;

/**
 * Opens a stream of server-sent events in the manner of the web stack: the actuator
 * passes on what an operation returns, if its declared type is {@link Object}.
 */
interface Streams {

	/**
	 * Opens a stream.
	 * @param viewers who wants to be told
	 * @param may what whoever opens it may do
	 * @return what the operation returns, {@code null} if there is no room for another
	 * page
	 */
	@Nullable Object open(Viewers viewers, View.May may);

}
