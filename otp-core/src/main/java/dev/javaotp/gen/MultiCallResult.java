package dev.javaotp.gen;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What became of a question to servers on several nodes: Erlang's {@code {Replies,
 * BadNodes}}.
 *
 * @param <R> the type of the answer
 * @param replies the answers, in the order in which the nodes were given
 * @param badNodes the nodes that are not known, that have no server of that name, whose
 * server ended or did not answer in time
 * @see GenServer#multiCall
 */
public record MultiCallResult<R extends @Nullable Object>(List<Reply<R>> replies, List<String> badNodes) {

	public MultiCallResult {
		replies = List.copyOf(replies);
		badNodes = List.copyOf(badNodes);
	}

	/**
	 * The answer of one node.
	 *
	 * @param <R> the type of the answer
	 * @param node the name of the node
	 * @param value the answer
	 */
	public record Reply<R extends @Nullable Object>(String node, R value) {

		public Reply {
			Objects.requireNonNull(node, "node");
		}

	}

}
