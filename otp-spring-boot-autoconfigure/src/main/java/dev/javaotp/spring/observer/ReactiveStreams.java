package dev.javaotp.spring.observer;

import java.util.concurrent.ArrayBlockingQueue;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Sinks;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.util.MimeType;

/** Streams for Spring WebFlux. */
final class ReactiveStreams implements Streams {

	private static final int BEHIND = 30;

	@Override
	public @Nullable Object open(Viewers viewers, View.May may) {
		Sinks.Many<ServerSentEvent<String>> sink = Sinks.many()
			.unicast()
			.onBackpressureBuffer(new ArrayBlockingQueue<>(BEHIND));
		Viewer viewer = new Viewer() {

			@Override
			void send(Message message) {
				sink.tryEmitNext(ServerSentEvent.builder(message.data()).event(message.event()).build()).orThrow();
			}

			@Override
			void end() {
				sink.tryEmitComplete();
			}

		};
		if (!viewers.add(viewer, may)) {
			return null;
		}
		// without a type WebFlux would look for one that the request accepts, and fail if
		// it accepts any
		return new WebEndpointResponse<>(sink.asFlux().doOnCancel(viewer::close), WebEndpointResponse.STATUS_OK,
				MimeType.valueOf("text/event-stream"));
	}

}
