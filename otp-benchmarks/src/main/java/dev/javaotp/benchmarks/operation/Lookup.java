package dev.javaotp.benchmarks.operation;

import dev.javaotp.benchmarks.otp.Counter;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.process.Pid;
import dev.javaotp.registry.KeyRegistry;
import dev.javaotp.registry.Registry;
import dev.javaotp.registry.UniqueKeys;
import dev.javaotp.registry.Via;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** A process is found, among a thousand with names and a thousand with keys. */
public class Lookup extends OperationBenchmark {

	private static final int PROCESSES = 1_000;

	private static final String NAME = "counter-500";

	private static final Integer KEY = 500;

	private Registry names;

	private Via name;

	private Via key;

	/** Starts those that can be found. */
	@Setup
	public void start() {
		UniqueKeys<Integer, Integer> keys = KeyRegistry.<Integer, Integer>builder(system(), "keys").unique();
		for (int i = 0; i < PROCESSES; i++) {
			GenServer.start(system(), new Counter(0), StartOptions.named("counter-" + i)).pid();
			GenServer.start(system(), new Counter(0), StartOptions.via(keys.via(i, i))).pid();
		}
		this.names = Registry.of(system());
		this.name = this.names.via(NAME);
		this.key = keys.via(KEY, KEY);
	}

	/**
	 * Found by its name.
	 * @return the process
	 */
	@Benchmark
	public Pid byName() {
		return this.names.whereIs(NAME);
	}

	/**
	 * Found by an address made from its name.
	 * @return the process
	 */
	@Benchmark
	public Pid viaName() {
		return this.name.whereIs();
	}

	/**
	 * Found by an address made from its key in a registry.
	 * @return the process
	 */
	@Benchmark
	public Pid viaKey() {
		return this.key.whereIs();
	}

}
