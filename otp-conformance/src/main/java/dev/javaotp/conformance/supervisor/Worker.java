package dev.javaotp.conformance.supervisor;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import dev.javaotp.conformance.scenario.Fields;
import dev.javaotp.conformance.scenario.Terms;
import dev.javaotp.conformance.supervisor.History.Incarnation;
import dev.javaotp.gen.CallResult;
import dev.javaotp.gen.CastResult;
import dev.javaotp.gen.From;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.process.ErlangError;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessContext;
import org.jspecify.annotations.Nullable;

/**
 * A worker of a scenario: starts, ends and lingers as it is told.
 */
final class Worker implements GenServer<String, Request<?, ?>, Worker.Stop> {

	/** Tells a worker to end. */
	record Stop(ExitReason reason) implements Message<Worker> {
	}

	private final String path;

	private final Fields node;

	private final History history;

	private @Nullable ProcessContext self;

	private @Nullable Incarnation incarnation;

	private boolean toldToEnd;

	Worker(String path, Fields node, History history) {
		this.path = path;
		this.node = node;
		this.history = history;
	}

	@Override
	public InitResult<String> init(ProcessContext self) {
		this.self = self;
		self.trapExits(this.node.flag("trap_exit"));
		Incarnation incarnation = this.history.begin(this.path);
		this.incarnation = incarnation;
		List<String> starts = this.node.texts("starts");
		if (starts.isEmpty() && this.node.has("starts")) {
			throw this.node.invalid("starts", "at least one element");
		}
		String what = (starts.isEmpty()) ? "ok" : starts.get(Math.min(incarnation.number(), starts.size()) - 1);
		if (what.startsWith("slow:")) {
			String[] parts = what.split(":", 3);
			if (parts.length < 3 || !parts[1].matches("\\d{1,9}")) {
				throw this.node.invalid("starts", "slow:MS:ELEMENT");
			}
			this.history.slow(self.self());
			self.sleep(Duration.ofMillis(Long.parseLong(parts[1])));
			this.history.slowNoMore(self.self());
			what = parts[2];
		}
		this.history.add("init", incarnation, what);
		if (what.equals("ok")) {
			this.history.started(self.self());
			return InitResult.ok("state");
		}
		if (what.equals("ignore")) {
			return InitResult.ignore();
		}
		String reason = what.substring(what.indexOf(':') + 1);
		if (what.startsWith("crash:")) {
			throw new ErlangError(reason);
		}
		if (what.startsWith("error:")) {
			return InitResult.stop(Terms.reason(reason));
		}
		throw this.node.invalid("starts", "ok, ignore, error:REASON, crash:REASON or slow:MS:ELEMENT");
	}

	@Override
	public CallResult<String> handleCall(Request<?, ?> request, From<?> from, String state) {
		throw new IllegalStateException("nobody calls");
	}

	@Override
	public CastResult<String> handleCast(Stop stop, String state) {
		this.toldToEnd = true;
		return CastResult.stop(stop.reason(), state);
	}

	@Override
	public CastResult<String> handleInfo(Object message, String state) {
		return CastResult.noReply(state);
	}

	@Override
	public void terminate(ExitReason reason, String state) {
		this.history.add("terminate", Objects.requireNonNull(this.incarnation), Terms.text(reason));
		if (this.node.text("on_shutdown", "stop").equals("hang") && !this.toldToEnd) {
			Objects.requireNonNull(this.self).receive((message) -> false);
		}
	}

}
