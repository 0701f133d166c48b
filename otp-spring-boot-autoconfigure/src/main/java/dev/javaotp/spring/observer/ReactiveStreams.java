package dev.javaotp.spring.observer;

import java.util.concurrent.ArrayBlockingQueue;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Sinks;

import org.springframework.http.codec.ServerSentEvent;

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
		return viewers.add(viewer, may) ? sink.asFlux().doOnCancel(viewer::close) : null;
	}

}
