package dev.javaotp.demo.switching;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.javaotp.demo.alarm.Alarms;
import dev.javaotp.demo.subscriber.NumberRange;
import dev.javaotp.demo.subscriber.Subscriber;
import dev.javaotp.demo.subscriber.Subscribers;
import dev.javaotp.demo.switching.CallReply.Refusal;
import dev.javaotp.demo.switching.CallReply.Refused;
import dev.javaotp.gen.From;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Request;
import dev.javaotp.process.Down;
import dev.javaotp.process.Pid;
import dev.javaotp.process.ProcessContext;
import dev.javaotp.process.Ref;
import dev.javaotp.spring.process.DynamicSupervisorRef;
import dev.javaotp.spring.process.HandleCall;
import dev.javaotp.spring.process.HandleCast;
import dev.javaotp.spring.process.HandleInfo;
import dev.javaotp.spring.process.OnStart;
import dev.javaotp.spring.process.OtpProcess;
import dev.javaotp.supervisor.StartDynamicChildResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows who has which number and which calls there are, and connects lines.
 * <p>
 * The supervisor {@code lines} restarts a line that crashes. When that supervisor itself
 * was restarted it has no children any more, and it is the switchboard that brings them
 * back. When the switchboard crashes all lines end with it, its successor reads the
 * subscribers from the database and brings everybody back; the calls are gone.
 */
@OtpProcess("switchboard")
class Switchboard {

	private static final Logger logger = LoggerFactory.getLogger(Switchboard.class);

	private static final Duration PAUSE = Duration.ofMillis(20);

	private final Subscribers subscribers;

	private final DynamicSupervisorRef<Subscriber> lines;

	private final Alarms alarms;

	private final Map<String, Subscriber> directory = new TreeMap<>();

	private final Map<String, Cord> cords = new HashMap<>();

	private ProcessContext self;

	// watches the supervisor of the lines; null as long as the lines are not back
	private @Nullable Ref linesWatch;

	Switchboard(Subscribers subscribers, DynamicSupervisorRef<Subscriber> lines, Alarms alarms) {
		this.subscribers = subscribers;
		this.lines = lines;
		this.alarms = alarms;
	}

	/** Please call this number; answered when it rings there, by the line that calls. */
	record PlaceCall(String from, String to) implements Request<Switchboard, CallReply> {
	}

	/** Which call has this id? */
	record FindCall(String callId) implements Request<Switchboard, Optional<Cord>> {
	}

	/** Which calls are there between two of these numbers? */
	record FindCalls(NumberRange range) implements Request<Switchboard, List<Call>> {
	}

	/** Who has this number? */
	record FindSubscriber(String number) implements Request<Switchboard, Optional<Subscriber>> {
	}

	/** Here is somebody new. */
	record AddSubscriber(Subscriber subscriber) implements Request<Switchboard, AddReply> {
	}

	/** A call is over. */
	record CallEnded(Call call) implements Message<Switchboard> {
	}

	/** Are the lines back? */
	record LookAfterLines() implements Message<Switchboard> {
	}

	@OnStart
	void start(ProcessContext self) {
		this.self = self;
		this.subscribers.all().forEach((subscriber) -> this.directory.put(subscriber.number(), subscriber));
		// the lines are started after this process, so they cannot be brought back now
		self.sendAfter(PAUSE, self.self(), new LookAfterLines());
	}

	// --- calls

	@HandleCall
	void placeCall(PlaceCall request, From<CallReply> customer) {
		Optional<Pid> caller = line(request.from());
		Optional<Pid> called = line(request.to());
		if (caller.isPresent() && called.isPresent()) {
			Call call = Call.between(request.from(), request.to());
			Ref watch = this.self.monitor(caller.get());
			this.cords.put(call.id(), new Cord(call, caller.get(), called.get(), watch, customer));
			this.self.send(caller.get(), new SubscriberLine.Dial(call, called.get(), customer));
		}
		else {
			customer.reply(refusal((caller.isEmpty()) ? request.from() : request.to()));
		}
	}

	private Refused refusal(String number) {
		boolean known = this.directory.containsKey(number);
		return new Refused((known) ? Refusal.OUT_OF_ORDER : Refusal.NO_SUCH_NUMBER, number);
	}

	@HandleCall
	Optional<Cord> findCall(FindCall request) {
		return Optional.ofNullable(this.cords.get(request.callId()));
	}

	@HandleCall
	List<Call> findCalls(FindCalls request) {
		return this.cords.values()
			.stream()
			.map(Cord::call)
			.filter((call) -> request.range().contains(call.from()) && request.range().contains(call.to()))
			.toList();
	}

	@HandleCast
	void callEnded(CallEnded ended) {
		Cord cord = this.cords.remove(ended.call().id());
		if (cord != null) {
			this.self.demonitorFlush(cord.watch());
		}
	}

	// --- subscribers and their lines

	@HandleCall
	Optional<Subscriber> findSubscriber(FindSubscriber request) {
		lookAfterLines();
		return Optional.ofNullable(this.directory.get(request.number()));
	}

	@HandleCall
	AddReply addSubscriber(AddSubscriber request) {
		lookAfterLines();
		Subscriber subscriber = request.subscriber();
		if (!this.subscribers.add(subscriber)) {
			return AddReply.NUMBER_TAKEN;
		}
		if (this.linesWatch != null && this.lines.start(subscriber) instanceof StartDynamicChildResult.MaxChildren) {
			this.subscribers.remove(subscriber);
			return AddReply.FULL;
		}
		this.directory.put(subscriber.number(), subscriber);
		return AddReply.ADDED;
	}

	private Optional<Pid> line(String number) {
		lookAfterLines();
		Subscriber subscriber = this.directory.get(number);
		return (subscriber != null) ? this.lines.find(subscriber) : Optional.empty();
	}

	@HandleCast
	void lookAfterLines(LookAfterLines message) {
		lookAfterLines();
		if (this.linesWatch == null) {
			this.self.sendAfter(PAUSE, this.self.self(), message);
		}
	}

	/**
	 * Brings the lines back as soon as there is a supervisor for them.
	 */
	private void lookAfterLines() {
		Optional<Pid> supervisor = this.lines.pid();
		if (this.linesWatch != null || supervisor.isEmpty()) {
			return;
		}
		this.linesWatch = this.self.monitor(supervisor.get());
		this.directory.values().forEach((subscriber) -> {
			StartDynamicChildResult result = this.lines.start(subscriber);
			if (!(result instanceof StartDynamicChildResult.Started)) {
				logger.warn("The line of {} is not back: {}", subscriber.number(), result);
			}
		});
		logger.info("{} lines are in service", this.directory.size());
	}

	@HandleInfo
	void down(Down down) {
		if (down.ref().equals(this.linesWatch)) {
			this.linesWatch = null;
			this.alarms.raise("lines", "are all out of service");
			this.self.sendAfter(PAUSE, this.self.self(), new LookAfterLines());
		}
		else {
			lineDown(down.ref());
		}
	}

	private void lineDown(Ref watch) {
		this.cords.values().removeIf((cord) -> {
			boolean crashed = cord.watch().equals(watch);
			if (crashed) {
				// the line might not have told the customer yet; if it has, this goes
				// nowhere
				cord.customer().reply(new Refused(Refusal.OUT_OF_ORDER, cord.call().from()));
				this.alarms.raise(cord.call().from(), "was cut off in a call to " + cord.call().to());
			}
			return crashed;
		});
	}

}
