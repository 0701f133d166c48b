package dev.javaotp.conformance.supervisor;

import java.util.Map;

import dev.javaotp.conformance.scenario.Terms;
import dev.javaotp.gen.StartResult;
import dev.javaotp.supervisor.ChildCounts;
import dev.javaotp.supervisor.DeleteChildResult;
import dev.javaotp.supervisor.RestartChildResult;
import dev.javaotp.supervisor.StartChildResult;
import dev.javaotp.supervisor.StartDynamicChildResult;
import dev.javaotp.supervisor.TerminateChildResult;
import org.jspecify.annotations.Nullable;

/**
 * What a trace says of what a supervisor has answered: the same words as Erlang's.
 */
final class Answers {

	private Answers() {
	}

	static String text(@Nullable StartResult result) {
		return switch (result) {
			case StartResult.Started root -> "ok";
			case StartResult.Ignored ignored -> "ok_undefined";
			case StartResult.Failed failed -> "error:" + Terms.text(failed.reason());
			case null -> "pending";
		};
	}

	static String text(StartChildResult result) {
		return switch (result) {
			case StartChildResult.Started child -> "ok";
			case StartChildResult.Ignored ignored -> "ok_undefined";
			case StartChildResult.AlreadyStarted other -> "error:already_started";
			case StartChildResult.AlreadyPresent other -> "error:already_present";
			case StartChildResult.Failed failed -> "error:" + Terms.text(failed.reason());
			case StartChildResult.Invalid invalid -> "error:" + Terms.text(invalid.reason());
			case StartChildResult.Dynamic dynamic -> "error:simple_one_for_one";
		};
	}

	static String text(StartDynamicChildResult result) {
		return switch (result) {
			case StartDynamicChildResult.Started child -> "ok";
			case StartDynamicChildResult.Ignored ignored -> "ok_undefined";
			case StartDynamicChildResult.MaxChildren max -> "error:max_children";
			case StartDynamicChildResult.Failed failed -> "error:" + Terms.text(failed.reason());
		};
	}

	static String text(TerminateChildResult result) {
		return switch (result) {
			case TERMINATED -> "ok";
			case NOT_FOUND -> "error:not_found";
			case DYNAMIC -> "error:simple_one_for_one";
		};
	}

	static String text(RestartChildResult result) {
		return switch (result) {
			case RestartChildResult.Started child -> "ok";
			case RestartChildResult.Ignored ignored -> "ok_undefined";
			case RestartChildResult.Running running -> "error:running";
			case RestartChildResult.Restarting restarting -> "error:restarting";
			case RestartChildResult.NotFound notFound -> "error:not_found";
			case RestartChildResult.Failed failed -> "error:" + Terms.text(failed.reason());
			case RestartChildResult.Dynamic dynamic -> "error:simple_one_for_one";
		};
	}

	static String text(DeleteChildResult result) {
		return switch (result) {
			case DELETED -> "ok";
			case RUNNING -> "error:running";
			case RESTARTING -> "error:restarting";
			case NOT_FOUND -> "error:not_found";
			case DYNAMIC -> "error:simple_one_for_one";
		};
	}

	static Map<String, Object> counts(ChildCounts counts) {
		return Map.of("specs", counts.specs(), "active", counts.active(), "supervisors", counts.supervisors(),
				"workers", counts.workers());
	}

}
