package dev.javaotp.scheduler;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who asks looks for the answer for a moment, and never at the expense of others. */
class GlancesTests {

	private final AtomicInteger looks = new AtomicInteger();

	private boolean crowded;

	private final Glances glances = new Glances(2, () -> this.crowded);

	@Test
	void whatComesWhileOneLooksIsSeen() {
		assertThat(this.glances.look(() -> this.looks.incrementAndGet() == 100)).isTrue();
		assertThat(this.looks).hasValue(100);
	}

	@Test
	void whatDoesNotComeIsGivenUp() {
		assertThat(this.glances.look(this::never)).isFalse();
		assertThat(this.looks).hasValue(Glances.LOOKS + 1);
	}

	@Test
	void whereWorkWaitsForAThreadOneLooksNoLonger() {
		this.crowded = true;
		assertThat(this.glances.look(this::never)).isFalse();
		assertThat(this.looks).hasValueLessThan(Glances.LOOKS / 10);
	}

	@Test
	void onlyHalfOfTheProcessorsLookAtOnce() {
		AtomicInteger others = new AtomicInteger();
		this.glances.look(() -> {
			assertThat(this.glances.mayDo()).isFalse();
			assertThat(this.glances.look(() -> others.incrementAndGet() == 0)).isFalse();
			return true;
		});
		assertThat(others).hasValue(1);
		assertThat(this.glances.mayDo()).isTrue();
	}

	@Test
	void theMoreLooksWereInVainTheMoreSeldomThereIsOne() {
		for (int i = 0; i < Glances.TOLERATED; i++) {
			assertThat(this.glances.mayDo()).isTrue();
			this.glances.look(this::never);
		}
		assertThat(worthOf(64)).isEqualTo(64);
		this.glances.look(this::never);
		assertThat(worthOf(64)).isEqualTo(32);
		for (int i = 0; i < 100; i++) {
			this.glances.look(this::never);
		}
		assertThat(worthOf(64)).isEqualTo(1);
		this.glances.look(() -> true);
		assertThat(worthOf(64)).isEqualTo(64);
	}

	private int worthOf(int asked) {
		int worth = 0;
		for (int i = 0; i < asked; i++) {
			worth += (this.glances.mayDo()) ? 1 : 0;
		}
		return worth;
	}

	private boolean never() {
		this.looks.incrementAndGet();
		return false;
	}

}
