package dev.javaotp.spring.observer;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.javaotp.gen.CallException;
import dev.javaotp.gen.CallResult;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.From;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.Sys;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.spring.Exchange;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.Supervision;
import dev.javaotp.supervisor.Supervisor;
import dev.javaotp.supervisor.SupervisorListener;
import dev.javaotp.supervisor.SupervisorSpec;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * States and messages are on no page, in no list and no event, unless that is configured.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SecrecyTests {

	private static final String SECRET = "s3cr3t";

	@ParameterizedTest
	@CsvSource({ "SERVLET,never", "REACTIVE,never", "SERVLET,when-authorized", "REACTIVE,when-authorized" })
	void nobodySeesStatesAndMessagesWhoMayNot(WebApplicationType type, String showValues) throws Exception {
		try (Site site = new Site(type, Site.WRITABLE, "otp.endpoint.show-values=" + showValues)) {
			assertThat(everything(site)).contains("vault", "SecrecyTests.Crash", "SecrecyTests.Open")
				.doesNotContain(SECRET);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void whoMayDoes(WebApplicationType type) throws Exception {
		try (Site site = new Site(type, Site.WRITABLE, "otp.endpoint.show-values=always")) {
			assertThat(everything(site)).contains("state of the vault: " + SECRET, "Open[key=" + SECRET + "]",
					"\"first\":[\"Crash[key=" + SECRET + "]\"]");
		}
	}

	/** All that there is to be read of a process that has done all that it can. */
	private static String everything(Site site) throws Exception {
		Supervisor.start(site.system(),
				SupervisorSpec.of("safe")
					.withChildren(ChildSpec.server("vault", Vault::new, StartOptions.named("vault")),
							ChildSpec.server("thief", Vault::new, StartOptions.named("thief"))));
		StringBuilder all = new StringBuilder();
		try (Site.Stream stream = site.stream()) {
			all.append(stream.next("snapshot"));
			crash(site, "vault");
			// a call that fails takes its caller along, with what it asked for
			crash(site, "thief");
			site.act("vault", "trace");
			Pid vault = Exchange.pid(site.system(), "vault");
			ServerRef.<Vault>of(vault).call(new Open(SECRET));
			Sys.getState(vault);
			Sys.suspend(vault);
			site.system().send(vault, new Crash(SECRET));
			all.append(stream.next("delta", "/nodes/safe~1thief/restarts"));
		}
		for (String path : new String[] { "", "/", "/table", "/process/vault", "/process/vault?values=true",
				"/process/thief", "/process/thief?values=true", "/process/safe?values=true", "/processes?name=vault",
				"/processes?under=exchange/switching/lines&name=" + SECRET.charAt(0) }) {
			all.append(site.get(path).body());
		}
		try (Site.Stream stream = site.stream()) {
			all.append(stream.next("snapshot"));
		}
		return all.toString();
	}

	/** Comes back when there is a new process. */
	private static void crash(Site site, String name) throws InterruptedException {
		CountDownLatch restarted = new CountDownLatch(1);
		Supervision.of(site.system()).addListener(new SupervisorListener() {

			@Override
			public void restarted(String path, Pid pid) {
				if (path.equals("safe/" + name)) {
					restarted.countDown();
				}
			}

		});
		ServerRef<Vault> victim = ServerRef.of(Exchange.pid(site.system(), name));
		if (name.equals("vault")) {
			victim.cast(new Crash(SECRET));
		}
		else {
			assertThatExceptionOfType(CallException.class).isThrownBy(() -> victim.call(new Steal(SECRET)));
		}
		restarted.await();
	}

	record Open(String key) implements Request<Vault, String> {
	}

	record Steal(String key) implements Request<Vault, String> {
	}

	record Crash(String key) implements Message<Vault> {
	}

	/** Has something to hide. */
	static final class Vault implements GenServer<String, Request<?, ?>, Message<?>> {

		private ProcessContext self;

		@Override
		public InitResult<String> init(ProcessContext self) {
			this.self = self;
			return InitResult.ok("state of the vault: " + SECRET);
		}

		@Override
		public CallResult<String> handleCall(Request<?, ?> request, From<?> from, String state) {
			return switch (request) {
				case Open open -> open.reply(state, state);
				case Steal steal -> {
					ServerRef.<Vault>named(this.self.system(), "nobody").call(new Open(steal.key()));
					yield CastResult.noReply(state);
				}
				default -> throw new IllegalArgumentException("unknown request");
			};
		}

		@Override
		public CastResult<String> handleCast(Message<?> message, String state) {
			throw new IllegalStateException("tilt");
		}

	}

}
