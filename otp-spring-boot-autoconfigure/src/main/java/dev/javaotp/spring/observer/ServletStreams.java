package dev.javaotp.spring.observer;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Streams for Spring MVC. */
final class ServletStreams implements Streams {

	@Override
	public @Nullable Object open(Viewers viewers, View.May may) {
		SseEmitter emitter = new SseEmitter(0L);
		Viewer viewer = new Viewer() {

			@Override
			void send(Message message) throws IOException {
				emitter.send(SseEmitter.event().name(message.event()).data(message.data()));
			}

			@Override
			void end() {
				emitter.complete();
			}

		};
		emitter.onError((thrown) -> viewer.close());
		emitter.onCompletion(viewer::close);
		return viewers.add(viewer, may) ? emitter : null;
	}

}
