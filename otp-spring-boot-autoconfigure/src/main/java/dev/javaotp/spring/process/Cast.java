package dev.javaotp.spring.process;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of an interface that an {@link OtpProcess} implements: whoever uses the
 * process through that interface does not wait until the method has run. The method
 * returns nothing and declares no exceptions.
 * <p>
 * Without it every method of such an interface is a call, those that return nothing too:
 * they return when the process is done.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Cast {

}
