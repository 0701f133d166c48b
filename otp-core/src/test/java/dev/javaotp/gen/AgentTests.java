package dev.javaotp.gen;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.registry.KeyRegistry;
import dev.javaotp.registry.UniqueKeys;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AgentTests extends GenTestSupport {

	private final Agent<Long> counter = Agent.start(this.system, () -> 7L, StartOptions.named("counter"));

	@Test
	void getReadsFromTheValue() {
		String read = this.counter.get((value) -> "seven is " + value);
		assertThat(read).isEqualTo("seven is 7");
		Object nothing = this.counter.get((value) -> null);
		assertThat(nothing).isNull();
	}

	@Test
	void updateReplacesTheValueBeforeItReturns() {
		this.counter.update((value) -> value + 1);
		assertThat(value()).isEqualTo(8);
	}

	@Test
	void getAndUpdateDoesBothInOneStep() {
		String before = this.counter.getAndUpdate((value) -> new Agent.Update<>("was " + value, value + 1));
		assertThat(before).isEqualTo("was 7");
		assertThat(value()).isEqualTo(8);
	}

	@Test
	void castReplacesTheValueLater() {
		this.counter.cast((value) -> value + 1);
		assertThat(value()).isEqualTo(8);
	}

	@Test
	void functionsRunInTheAgent() {
		Pid runner = this.counter.get((value) -> ProcessContext.current().self());
		assertThat(this.counter.pid()).contains(runner);
	}

	@Test
	void aFunctionThatThrowsEndsTheAgentAndTheCallerIsTold() {
		Pid pid = this.counter.pid().orElseThrow();
		assertThatExceptionOfType(CallException.class).isThrownBy(() -> this.counter.update((value) -> {
			throw new IllegalStateException("broken");
		})).withMessageContaining("broken");
		assertThat(pid.isAlive()).isFalse();
		assertThatExceptionOfType(NoProcessException.class).isThrownBy(this::value);
	}

	@Test
	void aFunctionThatReturnsNoUpdateEndsTheAgent() {
		assertThatExceptionOfType(CallException.class).isThrownBy(() -> this.counter.getAndUpdate((value) -> null))
			.withMessageContaining("the function that was to update the agent has returned null");
	}

	@Test
	void whoDoesNotWaitLongEnoughGetsNoAnswerAndTheValueIsReplacedAllTheSame() {
		assertThatExceptionOfType(CallTimeoutException.class).isThrownBy(() -> this.counter.update((value) -> {
			ProcessContext.current().sleep(Duration.ofSeconds(3));
			return value + 1;
		}, Duration.ofSeconds(1)));
		assertThat(value()).isEqualTo(8);
		assertThatExceptionOfType(CallTimeoutException.class).isThrownBy(() -> this.counter.get((value) -> {
			ProcessContext.current().sleep(Duration.ofSeconds(6));
			return value;
		}));
	}

	@Test
	void stopEndsTheAgent() {
		Pid pid = this.counter.pid().orElseThrow();
		this.counter.stop();
		assertThat(pid.isAlive()).isFalse();
		Agent<Long> other = Agent.start(this.system, () -> 1L);
		ExitReason[] end = new ExitReason[1];
		this.system.onDown(other.pid().orElseThrow(), (reason) -> end[0] = reason);
		other.stop(ExitReason.shutdown("enough"), Duration.ofSeconds(1));
		assertThat(end).containsExactly(ExitReason.shutdown("enough"));
	}

	@Test
	void anAgentIsFoundByNameKeyOrProcess() {
		assertThat(Agent.<Long>named(this.system, "counter").<Long>get((value) -> value)).isEqualTo(7);
		assertThat(Agent.<Long>of(this.counter.pid().orElseThrow()).<Long>get((value) -> value)).isEqualTo(7);
		UniqueKeys<Integer, String> keys = KeyRegistry.<Integer, String>builder(this.system, "keys").unique();
		Agent.start(this.system, List::of, StartOptions.via(keys.via(1, "one")));
		assertThat(Agent.<List<String>>of(keys.via(1, "one")).<Integer>get(List::size)).isZero();
		assertThat(this.counter).asString().startsWith("Agent[ServerRef[<");
	}

	@Test
	void anAgentIsLinkedWithTheProcessThatStartsIt() {
		Pid agent = inProcess((self) -> Agent.startLink(self, Map::of, StartOptions.DEFAULTS).pid());
		assertThat(this.system.parent(agent)).isNotNull();
		Pid parent = this.system.parent(agent);
		assertThat(parent.isAlive()).isFalse();
	}

	@Test
	void anAgentThatHasNoFirstValueDoesNotStart() {
		assertThatExceptionOfType(StartException.class).isThrownBy(() -> Agent.start(this.system, () -> {
			throw new IllegalStateException("broken");
		})).withMessageContaining("broken");
	}

	@Test
	void anAgentCanStandInASpecification() {
		LinkedStart start = Agent.linkedStart(() -> 1L, StartOptions.DEFAULTS);
		assertThat((Object) inProcess((self) -> {
			Pid pid = start.startLink(self);
			self.receive(StartAck.class);
			return Agent.<Long>of(pid).<Long>get((value) -> value);
		})).isEqualTo(1L);
	}

	private long value() {
		return this.counter.get((value) -> value);
	}

}
