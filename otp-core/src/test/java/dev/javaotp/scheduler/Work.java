package dev.javaotp.scheduler;

/** A task for tests: does something once whenever it is scheduled. */
class Work implements Task {

	private final Kind kind;

	private final Runnable action;

	Work(Kind kind, Runnable action) {
		this.kind = kind;
		this.action = action;
	}

	@Override
	public boolean run(Slice slice) {
		this.action.run();
		return false;
	}

	@Override
	public Kind kind() {
		return this.kind;
	}

}
