package dev.javaotp.demo.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * What can be dialed.
 */
@NotNull
@Pattern(regexp = "[0-9]{3,15}")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@interface PhoneNumber {

	String message() default "must be a telephone number: 3 to 15 digits, in quotes";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

}
