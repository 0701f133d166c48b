package dev.javaotp.supervisor;

import java.util.concurrent.CompletableFuture;

import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;

/** A server whose {@code init} waits for the message {@code go}. */
record SlowServer(CompletableFuture<Pid> pid,
		InitResult<String> result) implements GenServer<String, Request<?, ?>, Message<?>> {

	SlowServer(CompletableFuture<Pid> pid) {
		this(pid, InitResult.ok("ready"));
	}

	@Override
	public InitResult<String> init(ProcessContext self) {
		this.pid.complete(self.self());
		self.receive("go"::equals);
		return this.result;
	}

}
