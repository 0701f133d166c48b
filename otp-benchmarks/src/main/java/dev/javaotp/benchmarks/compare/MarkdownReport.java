package dev.javaotp.benchmarks.compare;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.javaotp.benchmarks.peer.PeerKind;
import dev.javaotp.benchmarks.work.Scale;
import dev.javaotp.benchmarks.work.Work;

/** The table for people: how many times our figure each peer needs, then the figures. */
final class MarkdownReport {

	private final Results results;

	private final Scale scale;

	private final int rounds;

	private final String command;

	private final StringBuilder text = new StringBuilder();

	MarkdownReport(Results results, Scale scale, int rounds, String command) {
		this.results = results;
		this.scale = scale;
		this.rounds = rounds;
		this.command = command;
	}

	String write() {
		line("# Benchmarks");
		line("");
		line("How to read this, and what was done so that it is honest: [benchmarking.md](benchmarking.md).");
		line("");
		line("    java -jar otp-benchmarks/target/benchmarks.jar %s", this.command);
		line("");
		line("- " + Machine.describe());
		this.results.peers().forEach((peer, description) -> line("- `%s`: %s", peer.id(), description));
		line("- %s scale, %d rounds, taken in turns. Smaller figures are better.", this.scale.name().toLowerCase(),
				this.rounds);
		line("");
		table();
		goals();
		failures();
		works();
		return this.text.toString();
	}

	private void table() {
		Collection<PeerKind> peers = this.results.peers().keySet();
		line("## Side by side");
		line("");
		line("In bold: how many times our figure (`otp`) the peer's is. Behind it: the median, and from the best to the worst run.");
		line("");
		line("| work | unit | " + peers.stream().map((peer) -> "`" + peer.id() + "`").collect(Collectors.joining(" | "))
				+ " |");
		line("| --- | --- |" + " --- |".repeat(peers.size()));
		for (Work work : worksDone()) {
			line("| %s | %s | %s |", work.id(), work.unit(),
					peers.stream().map((peer) -> cell(work, peer)).collect(Collectors.joining(" | ")));
		}
		line("");
	}

	private String cell(Work work, PeerKind peer) {
		Optional<Result> found = this.results.of(work, peer);
		if (found.isEmpty()) {
			return "–";
		}
		Result result = found.get();
		String figures = "%s (%s–%s)".formatted(figure(result.median()), figure(result.min()), figure(result.max()));
		Optional<Result> ours = this.results.of(work, PeerKind.OTP);
		if (peer == PeerKind.OTP || ours.isEmpty()) {
			return figures;
		}
		return "**%s×** %s".formatted(figure(result.median() / ours.get().median()), figures);
	}

	private void goals() {
		StringBuilder rows = new StringBuilder();
		for (Goal goal : Goal.all()) {
			goal.outcome()
				.apply(this.results)
				.ifPresent((outcome) -> rows.append("| %s | %s | %s | %s |\n".formatted(goal.subject(), goal.wanted(),
						outcome.reached(), outcome.met() ? "yes" : "**no**")));
		}
		if (!rows.isEmpty()) {
			line("## Goals");
			line("");
			line("| work | wanted | reached | met |");
			line("| --- | --- | --- | --- |");
			this.text.append(rows);
			line("");
		}
	}

	private void failures() {
		if (!this.results.failures().isEmpty()) {
			line("## Failed");
			line("");
			this.results.failures()
				.forEach((failure) -> line("- %s, `%s`: %s", failure.work().id(), failure.peer().id(),
						failure.reason()));
			line("");
		}
	}

	private void works() {
		line("## What was done");
		line("");
		for (Work work : worksDone()) {
			line("- **%s**: %s", work.id(), work.description().replace("SIZE", "%,d".formatted(work.size(this.scale))));
		}
	}

	private Set<Work> worksDone() {
		return this.results.all().stream().map(Result::work).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/** Three digits are all that such a figure is worth. */
	static String figure(double value) {
		if (value >= 100) {
			return "%,.0f".formatted(value);
		}
		return (value >= 10) ? "%.1f".formatted(value) : "%.2f".formatted(value);
	}

	private void line(String format, Object... arguments) {
		this.text.append((arguments.length > 0) ? format.formatted(arguments) : format).append('\n');
	}

}
