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
import dev.javaotp.demo.switching.LineState.InCall;
import dev.javaotp.demo.switching.LineState.Peer;
import dev.javaotp.demo.switching.LineState.Ringing;
import dev.javaotp.demo.switching.LineState.Talking;
import dev.javaotp.gen.From;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.gen.statem.Action;
import dev.javaotp.gen.statem.Event;
import dev.javaotp.gen.statem.StateFunction;
import dev.javaotp.gen.statem.StateFunctions;
import dev.javaotp.gen.statem.StatemInit;
import dev.javaotp.gen.statem.Transition;
import dev.javaotp.process.Down;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.spring.process.OnStart;
import dev.javaotp.spring.process.OtpProcess;

/**
 * The telephone line of one subscriber: each has a process of its own, a state machine
 * with a method for each {@link LineState}.
 * <p>
 * The line of the caller looks after the call: it gives up when nobody answers, tells the
 * other side and the switchboard when the call is over, and writes the record. Both lines
 * watch each other, so that neither is left talking to nobody.
 */
@OtpProcess(value = "subscriberLine", dynamic = true)
class SubscriberLine implements StateFunctions<LineState, Outbox, SubscriberLine.Ask<?>, SubscriberLine.Signal> {

	private final ServerRef<Switchboard> switchboard;

	private final ServerRef<Ledger> ledger;

	private final ExchangeProperties properties;

	private ProcessContext self;

	SubscriberLine(ServerRef<Switchboard> switchboard, ServerRef<Ledger> ledger, ExchangeProperties properties) {
		this.switchboard = switchboard;
		this.ledger = ledger;
		this.properties = properties;
	}

	/** What people want of a line. */
	sealed interface Ask<R> extends Request<SubscriberLine, R> {

	}

	/** What the switchboard and other lines tell a line. */
	sealed interface Signal extends Message<SubscriberLine> {

	}

	/** What is this line doing? */
	record GetStatus() implements Ask<LineStatus> {
	}

	/** Somebody answers this call, here where it rings. */
	record PickUp(Call call) implements Ask<CallReply> {
	}

	/** Somebody ends this call, here where it was dialed. */
	record HangUp(Call call) implements Ask<CallReply> {
	}

	/** Call this other line; the customer wants to know whether it rings there. */
	record Dial(Call call, Pid other, From<CallReply> customer) implements Signal {
	}

	/** A line calls this one. */
	record Ring(Call call, Pid caller) implements Signal {
	}

	/** It rings at the other end. */
	record PeerRings(Call call) implements Signal {
	}

	/** The other line is busy. */
	record PeerBusy(Call call) implements Signal {
	}

	/** They picked up at the other end. */
	record PeerAnswered(Call call, Instant at) implements Signal {
	}

	/** They hung up at the other end. */
	record PeerHungUp(Call call) implements Signal {
	}

	@OnStart
	void start(Subscriber subscriber, ProcessContext self) {
		this.self = self;
		self.label("line " + subscriber.number());
	}

	@Override
	public StatemInit<LineState, Outbox> init(ProcessContext self) {
		// so that a call leaves its record when the exchange is stopped
		self.trapExits(true);
		return StatemInit.ok(LineState.IDLE, new Outbox(this.ledger));
	}

	@Override
	public StateFunction<LineState, Outbox, Ask<?>, Signal> function(LineState state) {
		return switch (state) {
			case Idle idle -> this::idle;
			case Dialing dialing -> (event, outbox) -> dialing(dialing, event, outbox);
			case Ringing ringing -> (event, outbox) -> ringing(ringing, event, outbox);
			case Talking talking -> (event, outbox) -> inCall(talking, event, outbox);
		};
	}

	private Transition<LineState, Outbox> idle(Event<Ask<?>, Signal> event, Outbox outbox) {
		return switch (event) {
			case Event.Cast(Dial(Call call, Pid other, From<CallReply> customer)) -> {
				this.self.send(other, new Ring(call, this.self.self()));
				yield Transition.next(new Dialing(call, watch(call.to(), other), customer), outbox,
						Action.stateTimeout(this.properties.ringTimeout(), "nobody answers"));
			}
			case Event.Cast(Ring(Call call, Pid caller)) -> {
				this.self.send(caller, new PeerRings(call));
				yield Transition.next(new Ringing(call, watch(call.from(), caller)), outbox);
			}
			default -> inAnyState(LineState.IDLE, event, outbox);
		};
	}

	private Transition<LineState, Outbox> dialing(Dialing line, Event<Ask<?>, Signal> event, Outbox outbox) {
		Call call = line.call();
		return switch (event) {
			case Event.Cast(PeerRings(Call about)) when about.equals(call) ->
				Transition.keep(outbox, Action.reply(line.customer(), new Accepted(call)));
			case Event.Cast(PeerAnswered(Call about, Instant at)) when about.equals(call) ->
				Transition.next(new Talking(call, line.peer(), at), outbox);
			case Event.Cast(PeerBusy(Call about)) when about.equals(call) -> {
				this.switchboard.cast(new Switchboard.CallEnded(call));
				yield release(line, outbox, Action.reply(line.customer(), new Refused(Refusal.BUSY, call.to())));
			}
			case Event.StateTimeout(var content) -> end(line, Outcome.NO_ANSWER, outbox);
			case Event.Info(Down down) when isPeer(line, down) -> end(line, Outcome.DROPPED, outbox,
					Action.reply(line.customer(), new Refused(Refusal.OUT_OF_ORDER, call.to())));
			default -> inCall(line, event, outbox);
		};
	}

	private Transition<LineState, Outbox> ringing(Ringing line, Event<Ask<?>, Signal> event, Outbox outbox) {
		Call call = line.call();
		if (event instanceof Event.Call(PickUp pickUp, var from) && pickUp.call().equals(call)) {
			Instant now = Call.now();
			this.self.send(line.peer().line(), new PeerAnswered(call, now));
			return Transition.next(new Talking(call, line.peer(), now), outbox,
					Action.reply(pickUp.from(from), new Accepted(call)));
		}
		return inCall(line, event, outbox);
	}

	/** What means the same however far a call has come. */
	private Transition<LineState, Outbox> inCall(InCall line, Event<Ask<?>, Signal> event, Outbox outbox) {
		Call call = line.call();
		return switch (event) {
			case Event.Call(HangUp hangUp, var from) when hangUp.call().equals(call) ->
				end(line, (line instanceof Talking) ? Outcome.ANSWERED : Outcome.CANCELLED, outbox,
						Action.reply(hangUp.from(from), new Accepted(call)));
			case Event.Call(PickUp pickUp, var from) when pickUp.call().equals(call) ->
				Transition.keep(outbox, Action.reply(pickUp.from(from), new Refused(Refusal.NOT_RINGING, call.id())));
			case Event.Cast(Dial dial) -> {
				this.switchboard.cast(new Switchboard.CallEnded(dial.call()));
				yield Transition.keep(outbox,
						Action.reply(dial.customer(), new Refused(Refusal.BUSY, dial.call().from())));
			}
			case Event.Cast(Ring ring) -> {
				this.self.send(ring.caller(), new PeerBusy(ring.call()));
				yield Transition.keep(outbox);
			}
			case Event.Cast(PeerHungUp(Call about)) when about.equals(call) -> release(line, outbox);
			// whichever side is left writes the record, the caller's or the other
			case Event.Info(Down down) when isPeer(line, down) -> end(line, Outcome.DROPPED, outbox);
			default -> inAnyState(line, event, outbox);
		};
	}

	private Transition<LineState, Outbox> inAnyState(LineState line, Event<Ask<?>, Signal> event, Outbox outbox) {
		switch (event) {
			case Event.Call(GetStatus ask, var from) -> ask.from(from).reply(status(line));
			case Event.Call(PickUp ask, var from) -> ask.from(from).reply(noSuch(ask.call()));
			case Event.Call(HangUp ask, var from) -> ask.from(from).reply(noSuch(ask.call()));
			case Event.Info(Down down) -> outbox.down(this.self, down);
			case Event.Info(Ledger.Written written) -> outbox.written(this.self, written);
			case Event.Info(Outbox.Resend resend) -> outbox.resend(this.self);
			default -> {
				// about a call that is over
			}
		}
		return Transition.keep(outbox);
	}

	private LineStatus status(LineState line) {
		return new LineStatus(this.self.self(), line.text(),
				(line instanceof InCall inCall) ? inCall.peer().number() : null);
	}

	private static Refused noSuch(Call call) {
		return new Refused(Refusal.NO_SUCH_CALL, call.id());
	}

	/**
	 * When this line ends in the middle of a call, the call leaves its record all the
	 * same. The other line hears of the end by its monitor.
	 */
	@Override
	public void terminate(ExitReason reason, LineState state, Outbox outbox) {
		if (state instanceof InCall line) {
			outbox.send(this.self, line.record(Outcome.DROPPED));
		}
	}

	/** The call is over for this line, and it is this line that tells everybody. */
	private Transition<LineState, Outbox> end(InCall line, Outcome outcome, Outbox outbox, Action... actions) {
		this.self.send(line.peer().line(), new PeerHungUp(line.call()));
		this.switchboard.cast(new Switchboard.CallEnded(line.call()));
		outbox.send(this.self, line.record(outcome));
		return release(line, outbox, actions);
	}

	/** The call is over for this line, and everybody knows. */
	private Transition<LineState, Outbox> release(InCall line, Outbox outbox, Action... actions) {
		this.self.demonitorFlush(line.peer().watch());
		return Transition.next(LineState.IDLE, outbox, actions);
	}

	private static boolean isPeer(InCall line, Down down) {
		return down.ref().equals(line.peer().watch());
	}

	private Peer watch(String number, Pid line) {
		return new Peer(number, line, this.self.monitor(line));
	}

}
