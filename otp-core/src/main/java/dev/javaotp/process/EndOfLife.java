package dev.javaotp.process;

import dev.javaotp.scheduler.Kind;
import dev.javaotp.scheduler.Slice;
import dev.javaotp.scheduler.Task;

/**
 * Tells links and monitors of a process that was ended while its handler runs: they do
 * not wait until it returns.
 */
final class EndOfLife implements Task {

	private final ProcessCell cell;

	EndOfLife(ProcessCell cell) {
		this.cell = cell;
	}

	@Override
	public boolean run(Slice slice) {
		this.cell.endOfLife();
		return false;
	}

	@Override
	public Kind kind() {
		return this.cell.system().ownTasks();
	}

	@Override
	public boolean teaches() {
		return false;
	}

}
