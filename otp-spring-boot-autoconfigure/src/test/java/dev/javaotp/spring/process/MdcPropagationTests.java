package dev.javaotp.spring.process;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.spring.autoconfigure.OtpAutoConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** The logging context, on its way with messages. */
class MdcPropagationTests {

	private static final List<String> SEEN = new CopyOnWriteArrayList<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class))
		.withBean("front", Front.class)
		.withBean("back", Back.class);

	@AfterEach
	void clear() {
		SEEN.clear();
		MDC.clear();
	}

	@Test
	void whatIsHandledHasTheContextOfItsSenderAndHandsItOn() {
		this.runner.withPropertyValues("otp.propagate-mdc=true").run((context) -> {
			MDC.put("customer", "ada");
			send(context.getBean(ProcessSystem.class));
			assertThat(SEEN).containsExactly("front ask: ada null", "back tell: ada null");
			assertThat(MDC.get("customer")).isEqualTo("ada");
		});
	}

	@Test
	void aProcessNamesItselfNotItsSender() {
		this.runner.withPropertyValues("otp.propagate-mdc=true", "otp.mdc=true").run((context) -> {
			MDC.put("customer", "ada");
			send(context.getBean(ProcessSystem.class));
			assertThat(SEEN).containsExactly("front ask: ada front", "back tell: ada back");
		});
	}

	@Test
	void theNextMessageDoesNotSeeTheContextOfTheOneBefore() {
		this.runner.withPropertyValues("otp.propagate-mdc=true").run((context) -> {
			MDC.put("customer", "ada");
			send(context.getBean(ProcessSystem.class));
			SEEN.clear();
			MDC.clear();
			send(context.getBean(ProcessSystem.class));
			assertThat(SEEN).containsExactly("front ask: null null", "back tell: null null");
		});
	}

	@Test
	void nothingGoesAlongUnlessAskedFor() {
		this.runner.run((context) -> {
			assertThat(context).doesNotHaveBean(MdcPropagation.class);
			MDC.put("customer", "ada");
			send(context.getBean(ProcessSystem.class));
			assertThat(SEEN).containsExactly("front ask: null null", "back tell: null null");
		});
	}

	private static void send(ProcessSystem system) {
		ServerRef.<Front>named(system, "front").call(new Ask());
		Awaitility.await().until(() -> SEEN.size() == 2);
	}

	private static void see(String what) {
		SEEN.add(what + ": " + MDC.get("customer") + " " + MDC.get("otp.process"));
	}

	record Ask() implements Request<Front, String> {
	}

	record Tell() implements Message<Back> {
	}

	@OtpProcess
	static class Front {

		private final ServerRef<Back> back;

		Front(ServerRef<Back> back) {
			this.back = back;
		}

		@HandleCall
		String ask(Ask ask) {
			see("front ask");
			this.back.cast(new Tell());
			return "";
		}

	}

	@OtpProcess
	static class Back {

		@HandleCast
		void tell(Tell tell) {
			see("back tell");
		}

	}

}
