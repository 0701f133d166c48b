package dev.javaotp.benchmarks.compare;

import dev.javaotp.benchmarks.peer.PeerKind;
import dev.javaotp.benchmarks.work.Scale;
import dev.javaotp.benchmarks.work.Work;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written about figures. */
class ReportTests {

	private final Results results = new Results();

	@Test
	void resultIsTheMedianWithItsSpread() {
		Result odd = Result.of(Work.PING_PONG, PeerKind.OTP, 9, 1, 2);
		assertThat(odd).isEqualTo(new Result(Work.PING_PONG, PeerKind.OTP, 2, 1, 9));
		assertThat(Result.of(Work.PING_PONG, PeerKind.OTP, 9, 1, 2, 4).median()).isEqualTo(3);
	}

	@Test
	void tableSaysRatiosFirst() {
		given();
		String table = markdown();
		assertThat(table).contains("| work | unit | `otp` | `beam` |")
			.contains("| ping-pong | ns/message | 50.0 (40.0–60.0) | **6.00×** 300 (200–400) |")
			.contains("| spawn | ns/process | – | 1,000 (1,000–1,000) |");
	}

	@Test
	void goalsAreMetOrNot() {
		given();
		assertThat(markdown()).contains("| ping-pong | 5.00× ahead of beam | 6.00× | yes |");
		Results slow = new Results();
		slow.add(Result.of(Work.MEMORY_SUPERVISED, PeerKind.OTP, 301));
		assertThat(new MarkdownReport(slow, Scale.FULL, 7, "compare").write())
			.contains("| memory-supervised | at most 300 bytes/process | 301 bytes/process | **no** |");
	}

	@Test
	void goalAheadOfSeveralIsAboutTheFastest() {
		this.results.add(Result.of(Work.RESTART, PeerKind.OTP, 10));
		this.results.add(Result.of(Work.RESTART, PeerKind.BEAM, 100));
		this.results.add(Result.of(Work.RESTART, PeerKind.PEKKO, 40));
		assertThat(markdown()).contains("| restart | 5.00× ahead of pekko, pekko-typed, beam | 4.00× | **no** |");
	}

	@Test
	void failureIsNamedWithItsReason() {
		this.results.add(new Results.Failure(Work.RING, PeerKind.BEAM, "no answer within 15 s"));
		assertThat(markdown()).contains("- ring-1000, `beam`: no answer within 15 s");
	}

	@Test
	void jsonHasOneEntryForEachFigure() {
		given();
		JsonNode entries = JsonMapper.shared().readTree(JsonReport.write(this.results));
		assertThat(entries).hasSize(3);
		assertThat(entries.get(0)).isEqualTo(JsonMapper.shared().readTree("""
				{"work": "ping-pong", "peer": "otp", "unit": "ns/message", "median": 50.0, "min": 40.0, "max": 60.0}
				"""));
	}

	private void given() {
		this.results.describe(PeerKind.OTP, "this runtime");
		this.results.describe(PeerKind.BEAM, "Erlang/OTP");
		this.results.add(Result.of(Work.PING_PONG, PeerKind.OTP, 40, 50, 60));
		this.results.add(Result.of(Work.PING_PONG, PeerKind.BEAM, 200, 300, 400));
		this.results.add(Result.of(Work.SPAWN, PeerKind.BEAM, 1_000));
	}

	private String markdown() {
		return new MarkdownReport(this.results, Scale.FULL, 7, "compare").write();
	}

}
