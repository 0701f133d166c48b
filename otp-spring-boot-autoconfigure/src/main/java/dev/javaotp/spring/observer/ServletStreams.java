package dev.javaotp.spring.observer;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.util.MimeType;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Streams for Spring MVC. A HEAD request, which reaches read operations, too, opens none:
 * none of what is sent is written, so nobody would notice that whoever asked has gone.
 */
final class ServletStreams implements Streams {

	private static final MimeType EVENTS = MimeType.valueOf("text/event-stream");

	@Override
	public @Nullable Object open(Viewers viewers, View.May may) {
		if (isHead()) {
			return new WebEndpointResponse<>(null, WebEndpointResponse.STATUS_OK, EVENTS);
		}
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

	private static boolean isHead() {
		return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
				&& attributes.getRequest().getMethod().equals("HEAD");
	}

}
