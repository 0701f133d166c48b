package dev.javaotp.supervisor;

import java.time.Duration;

import dev.javaotp.gen.StartResult;
import dev.javaotp.process.ExitReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SupervisorSpecTests {

	private static ChildSpec child(String id) {
		return ChildSpec.worker(id, ChildStart.calling((self) -> new StartResult.Ignored()));
	}

	@Test
	void theDefaultsOfASupervisor() {
		SupervisorSpec spec = SupervisorSpec.of("exchange");
		assertThat(spec.name()).isEqualTo("exchange");
		assertThat(spec.strategy()).isEqualTo(Strategy.ONE_FOR_ONE);
		assertThat(spec.intensity()).isEqualTo(RestartIntensity.DEFAULT);
		assertThat(spec.autoShutdown()).isEqualTo(AutoShutdown.NEVER);
		assertThat(spec.children()).isEmpty();
	}

	@Test
	void theDefaultsOfAWorker() {
		ChildSpec spec = child("a");
		assertThat(spec.restart()).isEqualTo(Restart.PERMANENT);
		assertThat(spec.shutdown()).isEqualTo(Shutdown.after(Duration.ofSeconds(5)));
		assertThat(spec.significant()).isFalse();
		assertThat(spec.type()).isEqualTo(ChildType.WORKER);
		assertThat(spec.startTimeout()).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void theDefaultsOfASupervisorAsAChild() {
		ChildSpec spec = ChildSpec.supervisor("sub", SupervisorSpec.unnamed());
		assertThat(spec.restart()).isEqualTo(Restart.PERMANENT);
		assertThat(spec.shutdown()).isEqualTo(Shutdown.infinity());
		assertThat(spec.type()).isEqualTo(ChildType.SUPERVISOR);
		assertThat(spec.startTimeout()).as("its children have limits of their own").isNull();
	}

	@Test
	void childrenStayInOrder() {
		SupervisorSpec spec = SupervisorSpec.unnamed().withChildren(child("b"), child("a")).withChildren(child("c"));
		assertThat(spec.children()).extracting(ChildSpec::id).containsExactly("b", "a", "c");
	}

	@Test
	void twoChildrenWithTheSameIdAreRefused() {
		assertThatExceptionOfType(InvalidSpecException.class)
			.isThrownBy(() -> SupervisorSpec.of("exchange").withChildren(child("a"), child("b"), child("a")))
			.withMessage("Supervisor 'exchange' has two children with the id 'a': expected ids that differ; "
					+ "give one of them another id")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(ExitReason.tagged("duplicate_child_name", "a")));
	}

	@Test
	void aSignificantChildWithoutAutoShutdownIsRefused() {
		ChildSpec significant = child("a").withRestart(Restart.TRANSIENT).withSignificant(true);
		assertThatExceptionOfType(InvalidSpecException.class)
			.isThrownBy(() -> SupervisorSpec.of("exchange").withChildren(significant))
			.withMessage(
					"Child 'a' is significant, but the auto-shutdown of Supervisor 'exchange' is never, so that its "
							+ "end would mean nothing: expected any-significant or all-significant (set before the child is "
							+ "added), or a child that is not significant")
			.satisfies((ex) -> assertThat(ex.reason())
				.hasToString("{bad_combination,[{auto_shutdown,never}, {significant,true}]}"));
	}

	@Test
	void aSignificantPermanentChildIsRefused() {
		ChildSpec significant = child("a").withSignificant(true);
		assertThatExceptionOfType(InvalidSpecException.class)
			.isThrownBy(() -> SupervisorSpec.of("exchange")
				.withAutoShutdown(AutoShutdown.ANY_SIGNIFICANT)
				.withChildren(significant))
			.withMessage(
					"Child 'a' is significant and permanent: a permanent child is always restarted, so that its end "
							+ "can never end its supervisor; expected restart transient or temporary")
			.satisfies((ex) -> assertThat(ex.reason())
				.hasToString("{bad_combination,[{restart,permanent}, {significant,true}]}"));
	}

	@Test
	void anIdWithoutACharacterIsRefused() {
		assertThatExceptionOfType(InvalidSpecException.class).isThrownBy(() -> child(" "))
			.withMessage("The id of a child is ' ': expected at least one character, and no '/'");
	}

	@Test
	void anIdThatLooksLikeAPathIsRefused() {
		assertThatExceptionOfType(InvalidSpecException.class).isThrownBy(() -> child("a/b"))
			.withMessage("The id of a child is 'a/b': expected at least one character, and no '/'");
	}

	@Test
	void aNameThatLooksLikeAPathIsRefused() {
		assertThatExceptionOfType(InvalidSpecException.class).isThrownBy(() -> SupervisorSpec.of("a/b"))
			.withMessage("The name of a supervisor is 'a/b': expected at least one character, and no '/'");
		assertThatExceptionOfType(InvalidSpecException.class).isThrownBy(() -> DynamicSupervisorSpec.of(""))
			.withMessage("The name of a dynamic supervisor is '': expected at least one character, and no '/'");
	}

	@Test
	void noTimeToStartIsRefused() {
		assertThatExceptionOfType(InvalidSpecException.class)
			.isThrownBy(() -> child("a").withStartTimeout(Duration.ZERO))
			.withMessage("The start of child 'a' may take PT0S: expected more than zero, or no limit");
	}

	@Test
	void aNegativeNumberOfChildrenIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> DynamicSupervisorSpec.of("lines").withMaxChildren(-1))
			.withMessage("The number of children a dynamic supervisor 'lines' may have is -1: expected zero or more");
	}

}
