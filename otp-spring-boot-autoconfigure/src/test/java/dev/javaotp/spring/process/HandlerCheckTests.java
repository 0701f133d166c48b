package dev.javaotp.spring.process;

import java.util.ArrayList;
import java.util.List;

import dev.javaotp.gen.From;
import dev.javaotp.gen.GenServer;
import dev.javaotp.gen.InitResult;
import dev.javaotp.gen.Message;
import dev.javaotp.gen.Next;
import dev.javaotp.gen.Request;
import dev.javaotp.gen.statem.GenStatem;
import dev.javaotp.process.ProcessContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is said about handler methods that cannot work, before anything starts.
 */
class HandlerCheckTests {

	private static final String HERE = "dev.javaotp.spring.process.HandlerCheckTests$";

	private static List<String> problems(Class<?> type) {
		return problems(type, /* dynamic= */ false);
	}

	private static List<String> problems(Class<?> type, boolean dynamic) {
		List<String> problems = new ArrayList<>();
		HandlerCheck.check(type, dynamic, problems);
		return problems;
	}

	@Test
	void aClassInOrderHasNoProblems() {
		assertThat(problems(Bank.class)).isEmpty();
	}

	@Test
	void aClassThatHandlesNothing() {
		assertThat(problems(Idle.class)).containsExactly(HERE + "Idle is a process bean that handles nothing: "
				+ "mark methods with @HandleCall, @HandleCast or @HandleInfo, those of a state machine with @OnEvent, "
				+ "or implement GenServer or GenStatem");
	}

	static class Idle {

	}

	@Test
	void aGenServerWithHandlers() {
		assertThat(problems(Both.class)).containsExactly(
				HERE + "Both is a GenServer and has handler methods, which nobody calls: choose one of the two");
	}

	static class Both implements GenServer<String, Request<?, ?>, Message<?>> {

		@Override
		public InitResult<String> init(ProcessContext self) {
			return InitResult.ok("");
		}

		@HandleInfo
		void info(String text) {
		}

	}

	@Test
	void aGenStatemWithHandlers() {
		assertThat(problems(BothStatem.class)).containsExactly(
				HERE + "BothStatem is a GenStatem and has handler methods, which nobody calls: choose one of the two");
	}

	abstract static class BothStatem implements GenStatem<String, String, Request<?, ?>, Message<?>> {

		@HandleInfo
		void info(String text) {
		}

	}

	@Test
	void aGenStatemWhoseOnStartReturnsSomething() {
		assertThat(problems(TwoInits.class)).containsExactly("@OnStart method " + HERE
				+ "TwoInits.start() of a GenStatem returns String: return nothing, its init says what comes next");
	}

	abstract static class TwoInits implements GenStatem<String, String, Request<?, ?>, Message<?>> {

		@OnStart
		String start() {
			return "";
		}

	}

	@Test
	void twoHandlersOfOneType() {
		assertThat(problems(Twice.class)).containsExactly("Both " + HERE + "Twice.first(String) and " + HERE
				+ "Twice.second(String) handle java.lang.String (@HandleInfo), and neither is more specific: remove one");
	}

	static class Twice {

		@HandleInfo
		void first(String text) {
		}

		@HandleInfo
		void second(String text) {
		}

	}

	@Test
	void twoHandlersThatHaveAPermittedTypeInCommon() {
		assertThat(problems(Overlap.class)).containsExactly("Both " + HERE + "Overlap.loud(Loud) and " + HERE
				+ "Overlap.near(Near) handle " + HERE + "Horn (@HandleCast), and neither is more specific: "
				+ "remove one, or add a handler for Horn itself");
	}

	@Test
	void aMoreSpecificHandlerSettlesATie() {
		assertThat(problems(Settled.class)).isEmpty();
	}

	sealed interface Loud extends Message<Overlap> permits Horn {

	}

	interface Near extends Message<Overlap> {

	}

	record Horn() implements Loud, Near {

	}

	static class Overlap {

		@HandleCast
		void loud(Loud loud) {
		}

		@HandleCast
		void near(Near near) {
		}

	}

	static class Settled extends Overlap {

		@HandleCast
		void horn(Horn horn) {
		}

	}

	@Test
	void aHandlerOfTwoKinds() {
		assertThat(problems(TwoKinds.class)).containsExactly("Method " + HERE
				+ "TwoKinds.any(String) is marked with @HandleInfo and @HandleContinue: a method handles one kind of message");
	}

	static class TwoKinds {

		@HandleInfo
		@HandleContinue
		void any(String text) {
		}

	}

	@Test
	void aStaticHandler() {
		assertThat(problems(Static.class)).containsExactly("@HandleInfo method " + HERE
				+ "Static.info(String) is static: a handler belongs to one process, make it an instance method");
	}

	static class Static {

		@HandleInfo
		static void info(String text) {
		}

	}

	@Test
	void aHandlerWithoutAMessage() {
		assertThat(problems(NoMessage.class)).containsExactly("@HandleCast method " + HERE
				+ "NoMessage.cast(ProcessContext) takes no message: expected one parameter for the message, "
				+ "and at most a ProcessContext beside it");
	}

	static class NoMessage {

		@HandleCast
		void cast(ProcessContext self) {
		}

	}

	@Test
	void aHandlerWithTwoMessages() {
		assertThat(problems(TwoMessages.class)).containsExactly("@HandleCall method " + HERE
				+ "TwoMessages.call(Ask, String) takes 2 messages: expected one parameter for the message, "
				+ "and at most a ProcessContext and a From beside it");
	}

	record Ask() implements Request<Object, Long> {

	}

	static class TwoMessages {

		@HandleCall
		long call(Ask ask, String text) {
			return 1;
		}

	}

	@Test
	void aCallThatIsNoRequest() {
		assertThat(problems(NoRequest.class))
			.containsExactly("@HandleCall method " + HERE + "NoRequest.call(String) takes String, which is no Request: "
					+ "let it implement Request<NoRequest, …>; a message without an answer is a Message "
					+ "and has a @HandleCast");
	}

	static class NoRequest {

		@HandleCall
		String call(String text) {
			return text;
		}

	}

	@Test
	void aCallOfAnotherProtocol() {
		assertThat(problems(Foreign.class)).containsExactly(
				"@HandleCall method " + HERE + "Foreign.call(Balance) takes Balance, which belongs to the protocol of "
						+ "dev.javaotp.spring.process.Bank: nobody can send it to a ServerRef<Foreign>");
	}

	static class Foreign {

		@HandleCall
		long call(Bank.Balance balance) {
			return 1;
		}

	}

	@Test
	void aCallThatReturnsAnotherType() {
		assertThat(problems(WrongAnswer.class)).containsExactly(
				"@HandleCall method " + HERE + "WrongAnswer.call(Ask) returns String, but the answer to Ask is a Long: "
						+ "return that, or change the request to Request<WrongAnswer, String>");
	}

	static class WrongAnswer {

		@HandleCall
		String call(Ask ask) {
			return "";
		}

	}

	@Test
	void aCallThatReturnsNothing() {
		assertThat(problems(NoAnswer.class)).containsExactly(
				"@HandleCall method " + HERE + "NoAnswer.call(Ask) returns nothing, but the answer to Ask is a Long: "
						+ "return it, or take a From<Long> to answer later");
	}

	static class NoAnswer {

		@HandleCall
		void call(Ask ask) {
		}

	}

	@Test
	void aCallerOfAnotherType() {
		assertThat(problems(WrongCaller.class)).containsExactly("@HandleCall method " + HERE
				+ "WrongCaller.call(Ask, From) takes a From<String>, but the answer to Ask is a Long: "
				+ "take a From<Long>");
	}

	static class WrongCaller {

		@HandleCall
		void call(Ask ask, From<String> caller) {
		}

	}

	@Test
	void aCastThatIsNoMessage() {
		assertThat(problems(NoCast.class)).containsExactly("@HandleCast method " + HERE
				+ "NoCast.cast(String) takes String, which is no Message: let it implement Message<NoCast>; "
				+ "@HandleInfo is for other messages");
	}

	static class NoCast {

		@HandleCast
		void cast(String text) {
		}

	}

	@Test
	void aCastWithACaller() {
		assertThat(problems(CastWithCaller.class)).containsExactly("@HandleCast method " + HERE
				+ "CastWithCaller.cast(Horn, From) takes a From, and only a call has a caller: leave it out");
	}

	static class CastWithCaller {

		@HandleCast
		void cast(Horn horn, From<String> from) {
		}

	}

	@Test
	void aCastThatReturnsSomething() {
		assertThat(problems(Returning.class)).containsExactly("@HandleInfo method " + HERE
				+ "Returning.info(String) returns int, which nobody would get: return nothing, or a Next");
	}

	static class Returning {

		@HandleInfo
		int info(String text) {
			return 1;
		}

	}

	@Test
	void anInfoThatIsACast() {
		assertThat(problems(InfoOfCast.class)).containsExactly("@HandleInfo method " + HERE
				+ "InfoOfCast.info(Horn) takes Horn, which is a Message and therefore a cast however it is sent: "
				+ "mark the method with @HandleCast");
	}

	static class InfoOfCast {

		@HandleInfo
		void info(Horn horn) {
		}

	}

	@Test
	void anInfoThatIsACall() {
		assertThat(problems(InfoOfCall.class)).containsExactly("@HandleInfo method " + HERE
				+ "InfoOfCall.info(Ask) takes Ask, which is a Request and therefore a call: "
				+ "mark the method with @HandleCall");
	}

	static class InfoOfCall {

		@HandleInfo
		void info(Ask ask) {
		}

	}

	@Test
	void anArgumentOfAProcessThatRunsOnce() {
		assertThat(problems(Dynamic.class)).containsExactly("@OnStart method " + HERE
				+ "Dynamic.start(String) takes String, and only processes that are started on demand get an argument: "
				+ "set @OtpProcess(dynamic = true), or have a bean injected by the constructor");
		assertThat(problems(Dynamic.class, /* dynamic= */ true)).isEmpty();
	}

	static class Dynamic {

		@OnStart
		Next start(String argument) {
			return Next.message();
		}

		@HandleInfo
		void info(String text) {
		}

	}

	@Test
	void severalArguments() {
		assertThat(problems(TwoArguments.class, /* dynamic= */ true)).containsExactly("@OnStart method " + HERE
				+ "TwoArguments.start(String, Long) takes 2 arguments, but DynamicSupervisorRef.start has one: "
				+ "put them into a record");
	}

	static class TwoArguments {

		@OnStart
		void start(String first, Long second) {
		}

		@HandleInfo
		void info(String text) {
		}

	}

	@Test
	void severalStarts() {
		assertThat(problems(TwoStarts.class)).containsExactly(
				"@OnStart method " + HERE + "TwoStarts.first() is one of 2 @OnStart methods: "
						+ "a process has one start, let one method call the others",
				"@OnStart method " + HERE + "TwoStarts.second() is one of 2 @OnStart methods: "
						+ "a process has one start, let one method call the others");
	}

	static class TwoStarts {

		@OnStart
		void first() {
		}

		@OnStart
		void second() {
		}

		@HandleInfo
		void info(String text) {
		}

	}

	@Test
	void aCastOfAnInterfaceThatReturnsSomething() {
		assertThat(problems(Speaker.class)).containsExactly("@Cast method " + HERE
				+ "Speaks.say(String) returns int and declares Exception, but nobody waits for it: "
				+ "return nothing and declare no exceptions, or remove @Cast");
	}

	interface Speaks {

		@Cast
		int say(String text) throws Exception;

	}

	static class Speaker implements Speaks {

		@Override
		public int say(String text) {
			return 1;
		}

	}

}
