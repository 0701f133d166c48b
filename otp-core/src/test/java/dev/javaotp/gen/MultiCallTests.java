package dev.javaotp.gen;

import java.time.Duration;
import java.util.List;

import dev.javaotp.process.ProcessContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MultiCallTests extends GenTestSupport {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final String node = this.system.nodeName();

	private final Scripted server = new Scripted();

	@Test
	void theNodesThatAnswerAndThoseThatDoNotAreToldApart() {
		start(this.server, StartOptions.named("server"));
		assertThat(ask(Scripted.Ask.reply("yes"), "server")).isEqualTo(new MultiCallResult<Object>(
				List.of(new MultiCallResult.Reply<Object>(this.node, "yes")), List.of("elsewhere")));
	}

	@Test
	void aNodeWithoutSuchAServerIsBad() {
		assertThat(ask(Scripted.Ask.reply("yes"), "nobody"))
			.isEqualTo(new MultiCallResult<Object>(List.of(), List.of("elsewhere", this.node)));
	}

	@Test
	void aNodeWhoseServerEndsIsBad() {
		start(this.server, StartOptions.named("server"));
		assertThat(ask(new Scripted.Ask((ask, from, state) -> CastResult.stop(BOOM, state)), "server").badNodes())
			.contains(this.node);
	}

	@Test
	void aNodeThatDoesNotAnswerInTimeIsBad() {
		start(this.server, StartOptions.named("server"));
		assertThat(ask(new Scripted.Ask((ask, from, state) -> {
			ProcessContext.current().sleep(SECOND.multipliedBy(3));
			return ask.reply("late", state);
		}), "server").badNodes()).contains(this.node);
	}

	@Test
	void withoutALimitItWaitsForAll() {
		start(this.server, StartOptions.named("server"));
		assertThat(
				GenServer.multiCall(this.system, List.of(this.node), "server", Scripted.Ask.state(), ServerRef.FOREVER)
					.replies())
			.containsExactly(new MultiCallResult.Reply<>(this.node, "state"));
	}

	@Test
	void abcastTellsWhoeverIsThere() {
		start(this.server, StartOptions.named("server"));
		GenServer.abcast(this.system, List.of("elsewhere", this.node), "server",
				new Scripted.Tell(CastResult::noReply));
		GenServer.abcast(this.system, List.of(this.node), "nobody", new Scripted.Tell(CastResult::noReply));
		this.scheduler.runUntilIdle();
		assertThat(this.server.events).containsExactly("init", "cast");
	}

	private MultiCallResult<Object> ask(Scripted.Ask ask, String name) {
		return GenServer.multiCall(this.system, List.of("elsewhere", this.node), name, ask, SECOND);
	}

}
