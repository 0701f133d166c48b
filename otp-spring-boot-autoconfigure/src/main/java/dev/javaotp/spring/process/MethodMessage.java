package dev.javaotp.spring.process;

import java.lang.reflect.Method;

/**
 * A message that is the call of a method, from a client that has an interface of a
 * process bean injected: for those who look at messages and show what they are.
 */
public interface MethodMessage {

	/**
	 * The method that was called.
	 * @return the method of the interface
	 */
	Method method();

}
