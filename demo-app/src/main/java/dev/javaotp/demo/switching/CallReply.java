package dev.javaotp.demo.switching;

/**
 * What a customer is told who wants something of the exchange. That a line is busy is an
 * answer like any other, and no reason to throw anything.
 */
public sealed interface CallReply {

	/**
	 * It is done.
	 *
	 * @param call the call that it is about
	 */
	record Accepted(Call call) implements CallReply {
	}

	/**
	 * It cannot be done.
	 *
	 * @param reason why
	 * @param what the number, call or process that it is about
	 */
	record Refused(Refusal reason, String what) implements CallReply {
	}

	/**
	 * Why something cannot be done.
	 */
	enum Refusal {

		/** Nobody has this number. */
		NO_SUCH_NUMBER,

		/** The line is not idle. */
		BUSY,

		/** The line has crashed and is not back yet, or crashed just now. */
		OUT_OF_ORDER,

		/**
		 * A process that is needed does not answer, as a rule since it is being
		 * restarted.
		 */
		UNREACHABLE,

		/** There is no call with this id, or no longer. */
		NO_SUCH_CALL,

		/** The call has been answered before. */
		NOT_RINGING

	}

}
