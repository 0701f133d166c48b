package dev.javaotp.spring.observer;

import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

import static org.assertj.core.api.Assertions.assertThat;

/** What a native image holds of the page. */
class ObserverRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	{
		new ObserverRuntimeHints().registerHints(this.hints, null);
	}

	@Test
	void itHoldsTheFiles() {
		for (String file : new String[] { "index.html", "app.js", "panels/tree.js", "vendor/uplot.css" }) {
			assertThat(RuntimeHintsPredicates.resource().forResource("META-INF/otp-observer/" + file))
				.accepts(this.hints);
		}
	}

	@Test
	void itHoldsWhatIsWrittenAsJson() {
		for (Class<?> type : View.class.getDeclaredClasses()) {
			assertThat(RuntimeHintsPredicates.reflection().onType(type)).as(type.getName()).accepts(this.hints);
		}
		assertThat(RuntimeHintsPredicates.reflection().onType(ObserverEndpoint.Detail.class)).accepts(this.hints);
	}

}
