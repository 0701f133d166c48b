package dev.javaotp.spring.observation;

import dev.javaotp.gen.CallTimeoutException;
import dev.javaotp.gen.MessageInterceptor;
import dev.javaotp.gen.MessageInterceptors;
import dev.javaotp.gen.NoProcessException;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ManualScheduler;
import dev.javaotp.spring.Exchange;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is observed of messages. */
class MessageObservationsTests {

	private final ManualScheduler scheduler = new ManualScheduler(1);

	private final ProcessSystem system = ProcessSystem.builder().scheduler(this.scheduler).build();

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	@AfterEach
	void close() {
		this.system.close();
	}

	@Test
	void aCallIsObservedWhereItIsSentAndWhereItIsHandled() {
		Pid pid = observeLedger();
		ledger().call(new Exchange.Ask());
		this.scheduler.runUntilIdle();
		observed().hasNumberOfObservationsEqualTo(2)
			.hasObservationWithNameEqualTo("otp.send")
			.that()
			.hasContextualNameEqualTo("call Exchange.Server")
			.hasLowCardinalityKeyValue("otp.kind", "Exchange.Server")
			.hasLowCardinalityKeyValue("otp.message", "Exchange.Ask")
			.hasLowCardinalityKeyValue("otp.manner", "call")
			.hasHighCardinalityKeyValue("otp.process", "ledger")
			.hasHighCardinalityKeyValue("otp.pid", pid.toString())
			.hasBeenStarted()
			.hasBeenStopped()
			.doesNotHaveError();
		observed().hasObservationWithNameEqualTo("otp.handle")
			.that()
			.hasContextualNameEqualTo("handle Exchange.Ask")
			.hasLowCardinalityKeyValue("otp.kind", "Exchange.Server")
			.hasLowCardinalityKeyValue("otp.manner", "call")
			.hasHighCardinalityKeyValue("otp.pid", pid.toString())
			.hasBeenStopped()
			.doesNotHaveError();
	}

	@Test
	void allKeysAreDocumentedOnes() {
		observeLedger();
		ledger().call(new Exchange.Ask());
		this.scheduler.runUntilIdle();
		observed().forAllObservationsWithNameEqualTo("otp.send", (context) -> context.hasSubsetOfKeys("otp.kind",
				"otp.message", "otp.manner", "otp.process", "otp.pid"));
		observed().forAllObservationsWithNameEqualTo("otp.handle", (context) -> context.hasSubsetOfKeys("otp.kind",
				"otp.message", "otp.manner", "otp.process", "otp.pid"));
		assertThat(MessageObservation.SEND.getLowCardinalityKeyNames()).hasSize(3);
		assertThat(MessageObservation.HANDLE.getHighCardinalityKeyNames()).hasSize(2);
		assertThat(MessageObservation.SEND.getDefaultConvention())
			.isEqualTo(DefaultMessageSenderObservationConvention.class);
		assertThat(MessageObservation.HANDLE.getDefaultConvention())
			.isEqualTo(DefaultMessageReceiverObservationConvention.class);
	}

	@Test
	void aCastIsSentWithoutWaitingAndObservedWhenItIsHandled() {
		observeLedger();
		ledger().cast(new Exchange.Ping());
		observed().hasSingleObservationThat().hasNameEqualTo("otp.send").hasBeenStopped();
		this.scheduler.runUntilIdle();
		observed().hasNumberOfObservationsEqualTo(2)
			.hasObservationWithNameEqualTo("otp.handle")
			.that()
			.hasContextualNameEqualTo("handle Exchange.Ping")
			.hasLowCardinalityKeyValue("otp.manner", "cast")
			.hasBeenStopped();
	}

	@Test
	void aCrashIsAnErrorOfTheHandlerOnly() {
		observeLedger();
		ledger().cast(new Exchange.Crash());
		this.scheduler.runUntilIdle();
		observed().hasObservationWithNameEqualTo("otp.send").that().doesNotHaveError();
		observed().hasObservationWithNameEqualTo("otp.handle").that().thenError().hasMessage("crashed by a test");
	}

	@Test
	void anOrderlyEndIsNoError() {
		observeLedger();
		ledger().cast(new Exchange.Stop());
		this.scheduler.runUntilIdle();
		observed().hasObservationWithNameEqualTo("otp.handle").that().hasBeenStopped().doesNotHaveError();
	}

	@Test
	void aCallWithoutAnswerIsAnErrorOfTheCaller() {
		observeLedger();
		assertThatExceptionOfType(CallTimeoutException.class).isThrownBy(() -> ledger().call(new Exchange.AskInVain()));
		observed().hasObservationWithNameEqualTo("otp.send")
			.that()
			.thenError()
			.isInstanceOf(CallTimeoutException.class);
		observed().hasObservationWithNameEqualTo("otp.handle").that().doesNotHaveError();
	}

	@Test
	void aCallToNobodyHasNoKindAndNoPid() {
		observeLedger();
		assertThatExceptionOfType(NoProcessException.class)
			.isThrownBy(() -> ServerRef.<Exchange.Server>named(this.system, "nobody").call(new Exchange.Ask()));
		observed().hasSingleObservationThat()
			.hasNameEqualTo("otp.send")
			.hasLowCardinalityKeyValue("otp.kind", "none")
			.hasHighCardinalityKeyValue("otp.pid", "none")
			.hasHighCardinalityKeyValue("otp.process", "nobody")
			.thenError()
			.isInstanceOf(NoProcessException.class);
	}

	@Test
	void aSenderThatIsObservedItselfIsTheParent() {
		observeLedger();
		Observation request = Observation.start("request", this.registry);
		request.scoped(() -> ledger().cast(new Exchange.Ping()));
		request.stop();
		observed().hasObservationWithNameEqualTo("otp.send").that().hasParentObservationEqualTo(request);
	}

	@Test
	void aConventionOfTheApplicationReplacesTheDefault() {
		observe(new MessageObservations(this.registry, new DefaultMessageSenderObservationConvention() {

			@Override
			public String getName() {
				return "shop.send";
			}

			@Override
			public KeyValues getLowCardinalityKeyValues(MessageSenderContext context) {
				return super.getLowCardinalityKeyValues(context).and("shop.target",
						String.valueOf(context.getMessage().target()));
			}

		}, null));
		Exchange.start(this.system);
		ledger().cast(new Exchange.Ping());
		observed().hasSingleObservationThat()
			.hasNameEqualTo("shop.send")
			.hasLowCardinalityKeyValue("shop.target", "ledger");
	}

	@Test
	void nothingAccompaniesAMessageIfNobodyObserves() {
		MessageObservations observations = new MessageObservations(ObservationRegistry.NOOP, null, null);
		assertThat(observations.sending(
				new MessageInterceptor.Outgoing("ledger", null, new Exchange.Ping(), MessageInterceptor.Manner.CAST)))
			.isNull();
	}

	private Pid observeLedger() {
		Exchange.start(this.system);
		observe(new MessageObservations(this.registry, null, null));
		return Exchange.pid(this.system, "ledger");
	}

	private void observe(MessageObservations observations) {
		MessageInterceptors.of(this.system).add(observations);
	}

	private ServerRef<Exchange.Server> ledger() {
		return ServerRef.named(this.system, "ledger");
	}

	private TestObservationRegistryAssert observed() {
		return TestObservationRegistryAssert.assertThat(this.registry);
	}

}
