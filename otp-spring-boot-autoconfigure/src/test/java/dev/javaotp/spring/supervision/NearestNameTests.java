package dev.javaotp.spring.supervision;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NearestNameTests {

	private static final List<String> NAMES = List.of("ledger", "switchboard", "subscriber-line", "a", "ab");

	@ParameterizedTest
	@CsvSource({ "leger", "legder", "ledgre", "ledgers", "Ledger", "edger", "ledgr" })
	void oneSlipInAShortNameIsForgiven(String written) {
		assertThat(NearestName.find(written, NAMES)).isEqualTo("ledger");
	}

	@ParameterizedTest
	@CsvSource({ "swichbord", "switch-board", "swtchbrd" })
	void moreSlipsAreForgivenInALongName(String written) {
		assertThat(NearestName.find(written, NAMES)).isEqualTo("switchboard");
	}

	@ParameterizedTest
	@CsvSource({ "lodging", "billing", "board", "led", "x", "line" })
	void anotherWordIsNotTakenForASlip(String written) {
		assertThat(NearestName.find(written, NAMES)).isNull();
	}

	@Test
	void theNearestOfSeveralIsFound() {
		assertThat(NearestName.find("lines", List.of("link", "line", "lineup"))).isEqualTo("line");
	}

	@Test
	void thereIsNothingNearAmongNoNames() {
		assertThat(NearestName.find("ledger", List.of())).isNull();
		assertThat(NearestName.find("", NAMES)).isNull();
	}

}
