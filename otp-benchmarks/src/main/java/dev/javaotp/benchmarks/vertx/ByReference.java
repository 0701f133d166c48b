package dev.javaotp.benchmarks.vertx;

import dev.javaotp.benchmarks.work.Colour;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;

/**
 * Hands immutable messages over as they are. Strings and numbers need no codec: Vert.x
 * does not copy them anyway.
 */
final class ByReference<T> implements MessageCodec<T, T> {

	private final Class<T> type;

	private ByReference(Class<T> type) {
		this.type = type;
	}

	static void register(EventBus bus) {
		register(bus, Big.Ping.class);
		register(bus, Chameneos.Meet.class);
		register(bus, Colour.class);
	}

	private static <T> void register(EventBus bus, Class<T> type) {
		bus.registerDefaultCodec(type, new ByReference<>(type));
	}

	@Override
	public T transform(T message) {
		return message;
	}

	@Override
	public String name() {
		return this.type.getName();
	}

	@Override
	public byte systemCodecID() {
		return -1;
	}

	@Override
	public void encodeToWire(Buffer buffer, T message) {
		throw new UnsupportedOperationException("messages stay in this JVM");
	}

	@Override
	public T decodeFromWire(int position, Buffer buffer) {
		throw new UnsupportedOperationException("messages stay in this JVM");
	}

}
