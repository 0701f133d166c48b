package dev.javaotp.demo.switching;

/**
 * What becomes of somebody who wants a telephone.
 */
public enum AddReply {

	/** The line is there. */
	ADDED,

	/** Somebody else has the number. */
	NUMBER_TAKEN,

	/** The exchange has as many lines as it may have. */
	FULL

}
