package dev.javaotp.process;

/**
 * Erlang's {@code throw(Value)}: a value that leaves a function early. In a callback of a
 * behaviour the value is taken as what the callback returned; uncaught in a plain process
 * it ends the process with {@code {{nocatch, Value}, Stacktrace}}.
 */
public class ThrownValue extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Object value;

	/**
	 * Creates a throw.
	 * @param value the value
	 */
	public ThrownValue(Object value) {
		super(String.valueOf(value));
		this.value = value;
	}

	/**
	 * The value.
	 * @return the value
	 */
	public Object value() {
		return this.value;
	}

}
