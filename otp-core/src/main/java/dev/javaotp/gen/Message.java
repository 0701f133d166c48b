package dev.javaotp.gen;

/**
 * Something that a server is told, without an answer: Erlang's <em>cast</em>.
 * <p>
 * The type alone makes it one: however it gets into the mailbox, by
 * {@link ServerRef#cast(Message)}, as a plain message or from a timer, it is given to
 * {@code handleCast}. So a server's own timers can be part of its protocol:
 *
 * <pre class="code">
 * sealed interface Event extends Message&lt;Line&gt; {
 *     record Ring(Caller caller) implements Event {}
 *     record NobodyAnswered() implements Event {}
 * }
 *
 * self.sendAfter(Duration.ofSeconds(30), self.self(), new NobodyAnswered());
 * </pre>
 *
 * Immutable, as all messages.
 *
 * @param <P> the protocol that it belongs to: as a rule the class of the server
 * @see Request
 */
public interface Message<P> {

}
