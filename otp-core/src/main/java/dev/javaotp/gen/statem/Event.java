package dev.javaotp.gen.statem;

import java.util.Objects;

import dev.javaotp.gen.From;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;

/**
 * What happens to a state machine: Erlang's event type and event content in one. Taken
 * apart by patterns, down to the request or message itself:
 *
 * <pre class="code">
 * return switch (event) {
 *     case Event.Call(Dial dial, var from) -&gt; ...
 *     case Event.Call(Look look, var from) -&gt; ...
 *     case Event.Cast(HangUp hangUp) -&gt; ...
 *     case Event.StateTimeout(var content) -&gt; ...
 *     case Event.Info(Down down) -&gt; ...
 *     default -&gt; Transition.keep(data);
 * };
 * </pre>
 *
 * Without the {@code default} the compiler wants every kind of event, and every request
 * and message of a sealed protocol, to be there.
 *
 * @param <C> the requests of the machine
 * @param <M> the messages of the machine
 */
public sealed interface Event<C extends Request<?, ?>, M extends Message<?>> {

	/**
	 * Somebody waits for an answer: Erlang's {@code {call, From}}. Answer with
	 * {@link Action#reply}, now or later.
	 *
	 * @param <C> the requests of the machine
	 * @param <M> the messages of the machine
	 * @param request what is asked
	 * @param from who asks; {@link Request#from(From)} gives it its type
	 */
	record Call<C extends Request<?, ?>, M extends Message<?>>(C request, From<?> from) implements Event<C, M> {

		public Call {
			Objects.requireNonNull(request, "request");
			Objects.requireNonNull(from, "from");
		}

	}

	/**
	 * The machine was told something: Erlang's {@code cast}.
	 *
	 * @param <C> the requests of the machine
	 * @param <M> the messages of the machine
	 * @param message what it was told
	 */
	record Cast<C extends Request<?, ?>, M extends Message<?>>(M message) implements Event<C, M> {

		public Cast {
			Objects.requireNonNull(message, "message");
		}

	}

	/**
	 * Any other message came: Erlang's {@code info}. A {@link dev.javaotp.process.Down},
	 * an {@link dev.javaotp.process.Exit} of a process that is not the parent, and what
	 * others send.
	 *
	 * @param <C> the requests of the machine
	 * @param <M> the messages of the machine
	 * @param message the message
	 */
	record Info<C extends Request<?, ?>, M extends Message<?>>(Object message) implements Event<C, M> {

		public Info {
			Objects.requireNonNull(message, "message");
		}

	}

	/**
	 * The machine told itself something, with {@link Action#internal(Object)}: Erlang's
	 * {@code internal}. No other process can make one.
	 *
	 * @param <C> the requests of the machine
	 * @param <M> the messages of the machine
	 * @param content what it told itself
	 */
	record Internal<C extends Request<?, ?>, M extends Message<?>>(Object content) implements Event<C, M> {

		public Internal {
			Objects.requireNonNull(content, "content");
		}

	}

	/**
	 * The time in this state is up: Erlang's {@code state_timeout}.
	 *
	 * @param <C> the requests of the machine
	 * @param <M> the messages of the machine
	 * @param content what was given when it was set
	 */
	record StateTimeout<C extends Request<?, ?>, M extends Message<?>>(Object content) implements Event<C, M> {

		public StateTimeout {
			Objects.requireNonNull(content, "content");
		}

	}

	/**
	 * Nothing happened for so long: Erlang's {@code timeout}.
	 *
	 * @param <C> the requests of the machine
	 * @param <M> the messages of the machine
	 * @param content what was given when it was set
	 */
	record EventTimeout<C extends Request<?, ?>, M extends Message<?>>(Object content) implements Event<C, M> {

		public EventTimeout {
			Objects.requireNonNull(content, "content");
		}

	}

	/**
	 * A time-out with a name: Erlang's {@code {timeout, Name}}.
	 *
	 * @param <C> the requests of the machine
	 * @param <M> the messages of the machine
	 * @param name its name
	 * @param content what was given when it was set
	 */
	record NamedTimeout<C extends Request<?, ?>, M extends Message<?>>(Object name,
			Object content) implements Event<C, M> {

		public NamedTimeout {
			Objects.requireNonNull(name, "name");
			Objects.requireNonNull(content, "content");
		}

	}

}
