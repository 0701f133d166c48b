package dev.javaotp.demo.switching;

import java.time.Instant;

import dev.javaotp.demo.ExchangeProperties;
import dev.javaotp.demo.ledger.CallRecord.Outcome;
import dev.javaotp.demo.ledger.Ledger;
import dev.javaotp.demo.ledger.Outbox;
import dev.javaotp.demo.subscriber.Subscriber;
import dev.javaotp.demo.switching.CallReply.Accepted;
import dev.javaotp.demo.switching.CallReply.Refusal;
import dev.javaotp.demo.switching.CallReply.Refused;
import dev.javaotp.demo.switching.LineState.Dialing;
import dev.javaotp.demo.switching.LineState.Idle;
import dev.javaotp.demo.switching.LineState.Peer;
import dev.javaotp.demo.switching.LineState.Ringing;
import dev.javaotp.demo.switching.LineState.Talking;
import dev.javaotp.gen.From;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.Down;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.TimerRef;
import dev.javaotp.spring.process.HandleCall;
import dev.javaotp.spring.process.HandleCast;
import dev.javaotp.spring.process.HandleInfo;
import dev.javaotp.spring.process.OnStart;
import dev.javaotp.spring.process.OtpProcess;
import jakarta.annotation.PreDestroy;

/**
 * The telephone line of one subscriber: each has a process of its own.
 * <p>
 * The line of the caller looks after the call: it gives up when nobody answers, tells the
 * other side and the switchboard when the call is over, and writes the record. Both lines
 * watch each other, so that neither is left talking to nobody.
 */
@OtpProcess(value = "subscriberLine", dynamic = true)
class SubscriberLine {

	private final ServerRef<Switchboard> switchboard;

	private final Outbox outbox;

	private final ExchangeProperties properties;

	private ProcessContext self;

	private LineState state = LineState.IDLE;

	SubscriberLine(ServerRef<Switchboard> switchboard, ServerRef<Ledger> ledger, ExchangeProperties properties) {
		this.switchboard = switchboard;
		this.outbox = new Outbox(ledger);
		this.properties = properties;
	}

	/** What is this line doing? */
	record GetStatus() implements Request<SubscriberLine, LineStatus> {
	}

	/** Somebody answers this call, here where it rings. */
	record PickUp(Call call) implements Request<SubscriberLine, CallReply> {
	}

	/** Somebody ends this call, here where it was dialed. */
	record HangUp(Call call) implements Request<SubscriberLine, CallReply> {
	}

	/** Call this other line; the customer wants to know whether it rings there. */
	record Dial(Call call, Pid other, From<CallReply> customer) implements Message<SubscriberLine> {
	}

	/** A line calls this one. */
	record Ring(Call call, Pid caller) implements Message<SubscriberLine> {
	}

	/** It rings at the other end. */
	record PeerRings(Call call) implements Message<SubscriberLine> {
	}

	/** The other line is busy. */
	record PeerBusy(Call call) implements Message<SubscriberLine> {
	}

	/** They picked up at the other end. */
	record PeerAnswered(Call call, Instant at) implements Message<SubscriberLine> {
	}

	/** They hung up at the other end. */
	record PeerHungUp(Call call) implements Message<SubscriberLine> {
	}

	/** It has been ringing for long enough. */
	record PatienceOver(Call call) implements Message<SubscriberLine> {
	}

	@OnStart
	void start(Subscriber subscriber, ProcessContext self) {
		this.self = self;
		self.label("line " + subscriber.number());
	}

	@HandleCall
	LineStatus status(GetStatus request) {
		Peer peer = this.state.peer();
		return new LineStatus(this.self.self(), this.state.text(), (peer != null) ? peer.number() : null);
	}

	// --- the side that calls

	@HandleCast
	void dial(Dial dial) {
		Call call = dial.call();
		if (!(this.state instanceof Idle)) {
			dial.customer().reply(new Refused(Refusal.BUSY, call.from()));
			this.switchboard.cast(new Switchboard.CallEnded(call));
			return;
		}
		Peer peer = watch(call.to(), dial.other());
		TimerRef patience = this.self.sendAfter(this.properties.ringTimeout(), this.self.self(),
				new PatienceOver(call));
		this.state = new Dialing(call, peer, patience, dial.customer());
		this.self.send(peer.line(), new Ring(call, this.self.self()));
	}

	@HandleCast
	void peerRings(PeerRings ringing) {
		if (this.state instanceof Dialing dialing && dialing.call().equals(ringing.call())) {
			dialing.customer().reply(new Accepted(dialing.call()));
		}
	}

	@HandleCast
	void peerBusy(PeerBusy busy) {
		if (this.state instanceof Dialing dialing && dialing.call().equals(busy.call())) {
			dialing.customer().reply(new Refused(Refusal.BUSY, dialing.call().to()));
			this.switchboard.cast(new Switchboard.CallEnded(dialing.call()));
			release();
		}
	}

	@HandleCast
	void peerAnswered(PeerAnswered answered) {
		if (this.state instanceof Dialing dialing && dialing.call().equals(answered.call())) {
			dialing.patience().cancel();
			this.state = new Talking(dialing.call(), dialing.peer(), answered.at());
		}
	}

	@HandleCast
	void patienceOver(PatienceOver over) {
		if (this.state instanceof Dialing dialing && dialing.call().equals(over.call())) {
			end(Outcome.NO_ANSWER);
		}
	}

	@HandleCall
	CallReply hangUp(HangUp request) {
		if (!this.state.isAbout(request.call())) {
			return new Refused(Refusal.NO_SUCH_CALL, request.call().id());
		}
		end((this.state instanceof Talking) ? Outcome.ANSWERED : Outcome.CANCELLED);
		return new Accepted(request.call());
	}

	// --- the side that is called

	@HandleCast
	void ring(Ring ring) {
		if (this.state instanceof Idle) {
			this.state = new Ringing(ring.call(), watch(ring.call().from(), ring.caller()));
			this.self.send(ring.caller(), new PeerRings(ring.call()));
		}
		else {
			this.self.send(ring.caller(), new PeerBusy(ring.call()));
		}
	}

	@HandleCall
	CallReply pickUp(PickUp request) {
		if (this.state instanceof Ringing ringing && ringing.call().equals(request.call())) {
			Instant now = Call.now();
			this.state = new Talking(ringing.call(), ringing.peer(), now);
			this.self.send(ringing.peer().line(), new PeerAnswered(ringing.call(), now));
			return new Accepted(ringing.call());
		}
		Refusal reason = (this.state.isAbout(request.call())) ? Refusal.NOT_RINGING : Refusal.NO_SUCH_CALL;
		return new Refused(reason, request.call().id());
	}

	@HandleCast
	void peerHungUp(PeerHungUp hungUp) {
		if (this.state.isAbout(hungUp.call())) {
			release();
		}
	}

	// --- crashes of others

	@HandleInfo
	void down(Down down) {
		Peer peer = this.state.peer();
		if (peer != null && down.ref().equals(peer.watch())) {
			if (this.state instanceof Dialing dialing) {
				dialing.customer().reply(new Refused(Refusal.OUT_OF_ORDER, peer.number()));
			}
			// whichever side is left writes the record, the caller's or the other
			end(Outcome.DROPPED);
		}
		else {
			this.outbox.down(this.self, down);
		}
	}

	@HandleInfo
	void written(Ledger.Written written) {
		this.outbox.written(this.self, written);
	}

	@HandleInfo
	void resend(Outbox.Resend resend) {
		this.outbox.resend(this.self);
	}

	/**
	 * When this line ends in the middle of a call, the call leaves its record all the
	 * same. The other line hears of the end by its monitor.
	 */
	@PreDestroy
	void stop() {
		Call call = this.state.call();
		// after a kill there is no process any more that could send something
		if (call != null && this.self.self().isAlive()) {
			this.outbox.send(this.self, call.record(this.state.answeredAt(), Outcome.DROPPED));
		}
	}

	/** The call is over for this line, and it is this line that tells everybody. */
	private void end(Outcome outcome) {
		Call call = this.state.call();
		Peer peer = this.state.peer();
		if (call == null || peer == null) {
			return;
		}
		this.self.send(peer.line(), new PeerHungUp(call));
		this.switchboard.cast(new Switchboard.CallEnded(call));
		this.outbox.send(this.self, call.record(this.state.answeredAt(), outcome));
		release();
	}

	/** The call is over for this line, and everybody knows. */
	private void release() {
		if (this.state instanceof Dialing dialing) {
			dialing.patience().cancel();
		}
		Peer peer = this.state.peer();
		if (peer != null) {
			this.self.demonitorFlush(peer.watch());
		}
		this.state = LineState.IDLE;
	}

	private Peer watch(String number, Pid line) {
		return new Peer(number, line, this.self.monitor(line));
	}

}
