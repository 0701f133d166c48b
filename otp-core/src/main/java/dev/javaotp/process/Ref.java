package dev.javaotp.process;

/**
 * A unique token, equal only to itself: what monitors, timers and requests are known by.
 * Erlang's {@code make_ref()}.
 */
public class Ref {

	/** Creates a reference that is equal to no other. */
	public Ref() {
	}

	@Override
	public String toString() {
		return "#Ref<" + Integer.toHexString(System.identityHashCode(this)) + ">";
	}

}
