package dev.javaotp.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.javaotp.examples.AlarmLog.Alarm;
import dev.javaotp.examples.AlarmLog.Fire;
import dev.javaotp.examples.AlarmLog.Flood;
import dev.javaotp.examples.AlarmLog.Texts;
import dev.javaotp.gen.StartOptions;
import dev.javaotp.gen.event.EventManagerRef;
import dev.javaotp.gen.event.GenEvent;
import dev.javaotp.gen.event.HandlerExit;
import dev.javaotp.gen.event.HandlerId;
import dev.javaotp.gen.event.Swap;
import dev.javaotp.process.ExitReason;
import dev.javaotp.process.ProcessSystem;
import dev.javaotp.scheduler.ManualScheduler;
import dev.javaotp.supervisor.ChildSpec;
import dev.javaotp.supervisor.ChildStart;
import dev.javaotp.supervisor.Supervisor;
import dev.javaotp.supervisor.SupervisorSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The examples of the page about event managers. */
class EventExampleTests {

	private final ManualScheduler scheduler = new ManualScheduler(1);

	private final ProcessSystem system = ProcessSystem.builder().scheduler(this.scheduler).build();

	@AfterEach
	void close() {
		this.system.close();
	}

	@Test
	void handlersHearOfEvents() {
		GenEvent.start(this.system, Alarm.class, StartOptions.named("alarms"));
		EventManagerRef<Alarm> alarms = EventManagerRef.named(this.system, "alarms");
		alarms.addHandler(new AlarmLog());
		alarms.addHandler(new Sprinkler(150), "kitchen");
		alarms.addHandler(new Sprinkler(500), "cellar");

		alarms.notify(new Fire("the kitchen burns"));
		alarms.syncNotify(new Fire("the kitchen still burns"));
		List<String> texts = alarms.call(HandlerId.of(AlarmLog.class), new Texts());
		assertThat(texts).containsExactly("the kitchen burns", "the kitchen still burns");
		// the sprinkler of the kitchen is without water by now
		assertThat(alarms.whichHandlers()).containsExactly(HandlerId.of(Sprinkler.class, "cellar"),
				HandlerId.of(AlarmLog.class));

		alarms.swapHandler(HandlerId.of(Sprinkler.class, "cellar"), Swap.to(new Sprinkler(1_000)).withId("attic"));
		alarms.deleteHandler(HandlerId.of(AlarmLog.class), null);
		assertThat(alarms.whichHandlers()).containsExactly(HandlerId.of(Sprinkler.class, "attic"));
	}

	@Test
	void anOwnerIsToldWhenItsHandlerIsGone() {
		GenEvent.start(this.system, Alarm.class, StartOptions.named("alarms"));
		EventManagerRef<Alarm> alarms = EventManagerRef.named(this.system, "alarms");
		CompletableFuture<HandlerExit> gone = new CompletableFuture<>();
		this.system.spawn((self) -> {
			alarms.addSupervisedHandler(self, new Sprinkler(0));
			alarms.notify(new Fire("the kitchen burns"));
			HandlerExit exit = self.receive(HandlerExit.class);
			gone.complete(exit);
		});
		this.scheduler.runUntilIdle();
		assertThat(gone.join().handler()).isEqualTo(HandlerId.of(Sprinkler.class));
		assertThat(gone.join().reason()).isEqualTo(ExitReason.NORMAL);
	}

	@Test
	void aManagerIsAChildLikeAnyOther() {
		ChildSpec alarms = ChildSpec.worker("alarms",
				ChildStart.linked(GenEvent.linkedStart(Alarm.class, StartOptions.named("alarms"))));
		Supervisor.start(this.system, SupervisorSpec.of("house").withChildren(alarms));
		EventManagerRef<Alarm> ref = EventManagerRef.named(this.system, "alarms");
		ref.addHandler(new AlarmLog());
		ref.syncNotify(new Flood("the cellar"));
		List<String> texts = new ArrayList<>(ref.call(HandlerId.of(AlarmLog.class), new Texts()));
		assertThat(texts).containsExactly("the cellar");
	}

}
