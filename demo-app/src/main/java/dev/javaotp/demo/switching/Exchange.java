package dev.javaotp.demo.switching;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.javaotp.demo.subscriber.NumberRange;
import dev.javaotp.demo.subscriber.Subscriber;
import dev.javaotp.demo.switching.CallReply.Refusal;
import dev.javaotp.demo.switching.CallReply.Refused;
import dev.javaotp.demo.switching.SubscriberLine.HangUp;
import dev.javaotp.demo.switching.SubscriberLine.PickUp;
import dev.javaotp.gen.CallException;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.process.Pid;
import dev.javaotp.spring.process.DynamicSupervisorRef;

import org.springframework.stereotype.Component;

/**
 * What customers can do with the exchange. Finds the right process and asks it; whoever
 * uses this, a thread of the web server or another process, does not have to know which.
 * <p>
 * When a process that is needed does not answer, as a rule since it is being restarted,
 * calls are refused, and the other methods throw a {@link CallException}. Soon after one
 * may try again.
 */
@Component
public class Exchange {

	private final ServerRef<Switchboard> switchboard;

	private final DynamicSupervisorRef<Subscriber> lines;

	Exchange(ServerRef<Switchboard> switchboard, DynamicSupervisorRef<Subscriber> lines) {
		this.switchboard = switchboard;
		this.lines = lines;
	}

	/**
	 * A telephone.
	 *
	 * @param subscriber whose it is
	 * @param status what its line is doing
	 */
	public record Telephone(Subscriber subscriber, LineStatus status) {
	}

	/**
	 * Adds a subscriber and starts their line.
	 * @param subscriber the subscriber
	 * @return what became of it
	 */
	public AddReply add(Subscriber subscriber) {
		return this.switchboard.call(new Switchboard.AddSubscriber(subscriber));
	}

	/**
	 * Finds a telephone by its number.
	 * @param number the number
	 * @return the telephone, empty if nobody has this number
	 */
	public Optional<Telephone> find(String number) {
		return this.switchboard.call(new Switchboard.FindSubscriber(number)).map((subscriber) -> {
			ServerRef<SubscriberLine> line = this.lines.child(subscriber);
			return new Telephone(subscriber, line.call(new SubscriberLine.GetStatus()));
		});
	}

	/**
	 * Calls a number. Returns as soon as it rings there, or cannot.
	 * @param from the number that calls
	 * @param to the number that is called
	 * @return what became of it
	 */
	public CallReply place(String from, String to) {
		return unlessUnreachable(() -> this.switchboard.call(new Switchboard.PlaceCall(from, to)));
	}

	/**
	 * Answers a call, where it rings.
	 * @param callId the call
	 * @return what became of it
	 */
	public CallReply answer(String callId) {
		return unlessUnreachable(() -> cord(callId).map((cord) -> ask(cord.called(), new PickUp(cord.call())))
			.orElseGet(() -> noSuchCall(callId)));
	}

	/**
	 * Ends a call.
	 * @param callId the call
	 * @return what became of it
	 */
	public CallReply hangUp(String callId) {
		return unlessUnreachable(() -> cord(callId).map((cord) -> ask(cord.caller(), new HangUp(cord.call())))
			.orElseGet(() -> noSuchCall(callId)));
	}

	/**
	 * Calls in progress between two numbers of a block.
	 * @param range the block
	 * @return the calls
	 */
	public List<Call> callsWithin(NumberRange range) {
		return this.switchboard.call(new Switchboard.FindCalls(range));
	}

	private Optional<Cord> cord(String callId) {
		return this.switchboard.call(new Switchboard.FindCall(callId));
	}

	private static CallReply ask(Pid line, Request<SubscriberLine, CallReply> request) {
		return ServerRef.<SubscriberLine>of(line).call(request);
	}

	private static CallReply noSuchCall(String callId) {
		return new Refused(Refusal.NO_SUCH_CALL, callId);
	}

	private static CallReply unlessUnreachable(Supplier<CallReply> call) {
		try {
			return call.get();
		}
		catch (CallException ex) {
			return new Refused(Refusal.UNREACHABLE, ex.target().toString());
		}
	}

}
