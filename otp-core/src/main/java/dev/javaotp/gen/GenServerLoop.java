package dev.javaotp.gen;

import java.util.Objects;

import dev.javaotp.process.ExitException;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ThrownValue;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link GenServer}: turns messages into callbacks, and what they return into
 * replies, a new state, and what comes next.
 */
final class GenServerLoop extends BehaviourLoop {

	// with its types forgotten: the protocol is checked where requests are made, and a
	// stray one fails the cast that the compiler put into the server's own method
	private GenServer<Object, Request<?, ?>, Message<?>> server;

	private Object state = Nothing.YET;

	/** The state of a server whose init has not returned. */
	private enum Nothing {

		YET

	}

	@SuppressWarnings("unchecked")
	GenServerLoop(GenServer<?, ?, ?> server) {
		this.server = (GenServer<Object, Request<?, ?>, Message<?>>) Objects.requireNonNull(server, "server");
	}

	@Override
	protected void init() throws Exception {
		Object result;
		try {
			result = this.server.init(self());
		}
		catch (ThrownValue thrown) {
			result = thrown.value();
		}
		switch (result) {
			case InitResult.Ok<?> ok -> {
				this.state = ok.state();
				started();
				proceed(ok.next());
			}
			case InitResult.Ignore<?> ignore -> throw ignore();
			case InitResult.Stop<?> stop -> throw stop(stop.reason());
			case InitResult.Error<?> error -> throw fail(error.reason());
			case null -> throw badReturn(null, "init");
			default -> throw badReturn(result, "init");
		}
	}

	@Override
	protected void handleCall(Request<?, ?> request, From<?> from) throws Exception {
		CallResult<Object> result;
		try {
			result = this.server.handleCall(request, from, this.state);
		}
		catch (ThrownValue thrown) {
			result = callResult(thrown);
		}
		switch (result) {
			case CallResult.Reply<Object> reply -> {
				this.state = reply.state();
				answer(from, reply.value());
				if (isTraced()) {
					trace(new SystemEvent.Out(reply.value(), from.caller(), this.state));
				}
				proceed(reply.next());
			}
			case CallResult.ReplyAndStop<Object> stop -> {
				this.state = stop.state();
				throw new StopWithReply(stop.reason(), from, stop.value());
			}
			case CastResult<Object> other -> apply(other);
			case null -> throw badReturn(null, "handleCall");
		}
	}

	@SuppressWarnings("unchecked")
	private static void answer(From<?> from, @Nullable Object value) {
		((From<@Nullable Object>) from).reply(value);
	}

	@Override
	protected void handleMessage(Object message) throws Exception {
		CastResult<Object> result;
		if (message instanceof Message<?> cast) {
			try {
				result = this.server.handleCast(cast, this.state);
			}
			catch (ThrownValue thrown) {
				result = castResult(thrown);
			}
			require(result, "handleCast");
		}
		else {
			try {
				result = this.server.handleInfo(message, this.state);
			}
			catch (ThrownValue thrown) {
				result = castResult(thrown);
			}
			require(result, "handleInfo");
		}
		apply(result);
	}

	private void apply(CastResult<Object> result) throws Exception {
		switch (result) {
			case CastResult.NoReply<Object> noReply -> {
				keep(noReply.state());
				proceed(noReply.next());
			}
			case CastResult.Stop<Object> stop -> {
				this.state = stop.state();
				throw stop(stop.reason());
			}
		}
	}

	private void keep(Object state) {
		this.state = state;
		if (isTraced()) {
			trace(new SystemEvent.NoReply(state));
		}
	}

	private void proceed(Next first) throws Exception {
		Next next = first;
		while (next instanceof Next.Continue more) {
			if (isTraced()) {
				trace(new SystemEvent.Continue(more.argument()));
			}
			CastResult<Object> result;
			try {
				result = this.server.handleContinue(more.argument(), this.state);
			}
			catch (ThrownValue thrown) {
				result = castResult(thrown);
			}
			require(result, "handleContinue");
			switch (result) {
				case CastResult.NoReply<Object> noReply -> {
					keep(noReply.state());
					next = noReply.next();
				}
				case CastResult.Stop<Object> stop -> {
					this.state = stop.state();
					throw stop(stop.reason());
				}
			}
		}
		if (next instanceof Next.After after) {
			startTimeout(after.duration());
		}
	}

	@SuppressWarnings("unchecked")
	private CallResult<Object> callResult(ThrownValue thrown) {
		if (thrown.value() instanceof CallResult<?> result) {
			return (CallResult<Object>) result;
		}
		throw badReturn(thrown.value(), "handleCall");
	}

	@SuppressWarnings("unchecked")
	private CastResult<Object> castResult(ThrownValue thrown) {
		if (thrown.value() instanceof CastResult<?> result) {
			return (CastResult<Object>) result;
		}
		throw badReturn(thrown.value(), "a callback");
	}

	private void require(@Nullable Object result, String callback) {
		if (result == null) {
			throw badReturn(null, callback);
		}
	}

	private ExitException badReturn(@Nullable Object value, String callback) {
		return stop(ExitReason.tagged("bad_return_value",
				(value != null) ? value : "null, from " + callback + " of " + kind().getName()));
	}

	@Override
	protected void terminate(ExitReason reason) throws Exception {
		this.server.terminate(reason, this.state);
	}

	@Override
	public void ended(ExitReason reason) {
		this.server.ended(reason);
	}

	@Override
	protected Object state() {
		return this.state;
	}

	@Override
	protected void replaceState(Object state) {
		this.state = state;
	}

	@Override
	@SuppressWarnings("unchecked")
	protected void codeChange(CodeChange change) throws Exception {
		GenServer<Object, Request<?, ?>, Message<?>> next = change.successorOf(GenServer.class, this.server);
		this.state = Objects.requireNonNull(next.codeChange(self(), change.oldVersion(), this.state, change.extra()),
				() -> "null, from codeChange of " + next.kind().getName());
		this.server = next;
	}

	@Override
	protected ServerStatus formatStatus(ServerStatus status) {
		return this.server.formatStatus(status);
	}

	@Override
	public Class<?> kind() {
		return this.server.kind();
	}

}
