package dev.javaotp.spring.observer;

import java.lang.reflect.Method;

import dev.javaotp.gen.statem.Event;
import dev.javaotp.spring.Exchange;
import dev.javaotp.spring.process.MethodMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What messages are called where nobody may see what is in them. */
class MessageNameTests {

	@Test
	void aMessageHasTheNameOfItsType() {
		assertThat(MessageName.of(new Exchange.Ask())).isEqualTo("Exchange.Ask");
		assertThat(MessageName.of("secret")).isEqualTo("String");
	}

	@Test
	void aCallOfAMethodHasTheNameOfTheMethod() throws Exception {
		Method method = Comparable.class.getMethod("compareTo", Object.class);
		MethodMessage call = () -> method;
		assertThat(MessageName.of(call)).isEqualTo("Comparable.compareTo");
	}

	@Test
	void whatComesToAStateMachineHasTheNameOfWhatIsInside() {
		assertThat(MessageName.of(new Event.Cast<>(new Exchange.Crash()))).isEqualTo("Exchange.Crash");
		assertThat(MessageName.of(new Event.Info<>("secret"))).isEqualTo("String");
		assertThat(MessageName.of(new Event.StateTimeout<>("secret"))).isEqualTo("Event.StateTimeout");
	}

}
