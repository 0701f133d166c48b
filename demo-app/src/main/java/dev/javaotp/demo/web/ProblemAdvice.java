package dev.javaotp.demo.web;

import java.util.Map;
import java.util.TreeMap;

import dev.javaotp.gen.CallException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers bad requests with problem details that say what to do about it. Spring does
 * most of it; here is what it keeps to itself.
 */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

	/** A process is not there: its supervisor is at work. */
	@ExceptionHandler
	@Nullable ResponseEntity<Object> handleCallException(CallException ex, WebRequest request) throws Exception {
		return handleException(
				Problem.tryAgain("The process " + ex.target() + " does not answer: " + ex.callReason() + "."), request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status,
				"The body must be a JSON object whose values are strings, such as {\"from\": \"1001\", \"to\": \"1002\"}.");
		return handleExceptionInternal(ex, problem, headers, status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleTypeMismatch(TypeMismatchException ex, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status,
				"'" + ex.getPropertyName() + "' must be a whole number, found '" + ex.getValue() + "'.");
		return handleExceptionInternal(ex, problem, headers, status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		Map<String, @Nullable String> errors = new TreeMap<>();
		for (FieldError error : ex.getFieldErrors()) {
			errors.put(error.getField(), error.getDefaultMessage());
		}
		return invalid(ex, errors, headers, status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
			HandlerMethodValidationException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		Map<String, @Nullable String> errors = new TreeMap<>();
		for (ParameterValidationResult result : ex.getParameterValidationResults()) {
			for (MessageSourceResolvable error : result.getResolvableErrors()) {
				errors.put(String.valueOf(result.getMethodParameter().getParameterName()), error.getDefaultMessage());
			}
		}
		return invalid(ex, errors, headers, status, request);
	}

	private @Nullable ResponseEntity<Object> invalid(Exception ex, Map<String, @Nullable String> errors,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		StringBuilder detail = new StringBuilder();
		errors.forEach((name, message) -> detail.append("'").append(name).append("' ").append(message).append(". "));
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail.toString().strip());
		return handleExceptionInternal(ex, problem, headers, status, request);
	}

}
