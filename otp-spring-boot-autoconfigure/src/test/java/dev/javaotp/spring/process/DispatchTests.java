package dev.javaotp.spring.process;

import java.lang.reflect.Method;
import java.util.Arrays;

import dev.javaotp.process.ErlangError;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Dispatch}.
 */
class DispatchTests {

	private final Dispatch dispatch = new Dispatch(Arrays.stream(Handlers.class.getDeclaredMethods())
		.filter((method) -> !method.isSynthetic())
		.map((method) -> Handler.of(method, method))
		.toList());

	@Test
	void theMostSpecificHandlerGetsTheMessage() {
		assertThat(name("text")).isEqualTo("string");
		assertThat(name(new StringBuilder("text"))).isEqualTo("characters");
		assertThat(name(1)).isEqualTo("number");
		assertThat(name(1L)).isEqualTo("primitive");
	}

	@Test
	void nobodyGetsWhatNobodyTakes() {
		assertThat(this.dispatch.find(Thread.currentThread())).isNull();
		assertThat(this.dispatch.find(Thread.currentThread())).isNull();
	}

	@Test
	void aTieThatCouldNotBeForeseenNamesBothAndWhatToDo() {
		assertThatExceptionOfType(ErlangError.class).isThrownBy(() -> this.dispatch.find(new Both()))
			.satisfies((error) -> assertThat(error.getMessage()).contains("Handlers.first(First)")
				.contains("Handlers.second(Second)")
				.endsWith(" handle dev.javaotp.spring.process.DispatchTests$Both, and neither is more specific: "
						+ "add a handler for Both itself"));
	}

	private String name(Object message) {
		Handler handler = this.dispatch.find(message);
		Method method = (handler != null) ? handler.method() : null;
		return (method != null) ? method.getName() : null;
	}

	interface First {

	}

	interface Second {

	}

	record Both() implements First, Second {

	}

	static class Handlers {

		void characters(CharSequence text) {
		}

		void string(String text) {
		}

		void number(Number number) {
		}

		void primitive(long number) {
		}

		void first(First first) {
		}

		void second(Second second) {
		}

	}

}
