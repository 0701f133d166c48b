package dev.javaotp.benchmarks.work;

/** How much of each work is done. */
public enum Scale {

	/** Enough to see the order of magnitude: all works and peers within three minutes. */
	QUICK,

	/** Enough to publish. */
	FULL

}
