package dev.javaotp.supervisor;

import java.util.List;
import java.util.Optional;

import dev.javaotp.gen.Request;
import dev.javaotp.process.Pid;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor, static or dynamic, can be asked. Made by {@link Supervisor} and
 * {@link DynamicSupervisor}, whose methods say what each does.
 *
 * @param <R> the type of the answer
 */
sealed interface SupervisorRequest<R> extends Request<SupervisorLoop, R> {

	record StartChild(ChildSpec spec) implements SupervisorRequest<StartChildResult> {
	}

	record StartDynamicChild(Object argument) implements SupervisorRequest<StartDynamicChildResult> {
	}

	record TerminateChild(String id) implements SupervisorRequest<TerminateChildResult> {
	}

	record TerminateDynamicChild(Pid pid) implements SupervisorRequest<TerminateChildResult> {
	}

	record RestartChild(String id) implements SupervisorRequest<RestartChildResult> {
	}

	record DeleteChild(String id) implements SupervisorRequest<DeleteChildResult> {
	}

	/** All of them, or a page of the children of a dynamic supervisor. */
	record WhichChildren(@Nullable Pid after, int limit) implements SupervisorRequest<List<ChildInfo>> {
	}

	record WhichChild(String id) implements SupervisorRequest<Optional<ChildInfo>> {
	}

	record CountChildren() implements SupervisorRequest<ChildCounts> {
	}

	record GetChildSpec(String id) implements SupervisorRequest<Optional<ChildSpec>> {
	}

}
