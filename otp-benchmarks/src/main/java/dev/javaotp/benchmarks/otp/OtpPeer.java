package dev.javaotp.benchmarks.otp;

import java.util.EnumMap;
import java.util.Map;

import dev.javaotp.benchmarks.peer.Measurement;
import dev.javaotp.benchmarks.peer.Peer;
import dev.javaotp.benchmarks.work.Work;
import dev.javaotp.process.ProcessSystem;

/** This runtime, with its defaults. */
public final class OtpPeer implements Peer {

	private final ProcessSystem system = ProcessSystem.create();

	@Override
	public Map<Work, Measurement> works() {
		Map<Work, Measurement> works = new EnumMap<>(Work.class);
		works.put(Work.PING_PONG, (size) -> PingPong.run(this.system, 1, size));
		works.put(Work.PAIRS, (size) -> PingPong.run(this.system, 1_000, size));
		return works;
	}

	@Override
	public String description() {
		return "this runtime, with its defaults: one scheduler thread per processor";
	}

	@Override
	public void close() {
		this.system.close();
	}

}
