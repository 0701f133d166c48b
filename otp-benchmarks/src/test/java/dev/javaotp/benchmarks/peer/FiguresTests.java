package dev.javaotp.benchmarks.peer;

import java.lang.ref.Reference;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FiguresTests {

	@Test
	void aPercentileIsOneOfTheValuesWhateverTheirOrder() {
		long[] values = LongStream.iterate(100, (value) -> value > 0, (value) -> value - 1).toArray();
		assertThat(Figures.percentile(values, 50)).isEqualTo(51);
		assertThat(Figures.percentile(values, 99)).isEqualTo(100);
	}

	@Test
	void theOnlyValueIsEveryPercentile() {
		assertThat(Figures.percentile(new long[] { 7 }, 50)).isEqualTo(7);
		assertThat(Figures.percentile(new long[] { 7 }, 99)).isEqualTo(7);
	}

	@Test
	void theHeapInUseIsWithoutGarbage() {
		byte[] kept = new byte[64 << 20];
		long with = Figures.usedHeap();
		Reference.reachabilityFence(kept);
		kept = null;
		assertThat(with - Figures.usedHeap()).isBetween(56L << 20, 72L << 20);
	}

}
