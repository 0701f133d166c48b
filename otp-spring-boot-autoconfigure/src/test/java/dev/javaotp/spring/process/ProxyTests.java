package dev.javaotp.spring.process;

import dev.javaotp.gen.Request;
import dev.javaotp.gen.ServerRef;
import dev.javaotp.spring.autoconfigure.OtpAutoConfiguration;
import dev.javaotp.spring.process.Bank.Events;
import jakarta.annotation.PreDestroy;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for process beans with a proxy around them, as {@code @Transactional} makes one.
 */
class ProxyTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OtpAutoConfiguration.class))
		.withUserConfiguration(Advised.class);

	@Test
	void handlersAreCalledThroughTheProxy() {
		this.runner.withUserConfiguration(Open.class, Client.class).run((context) -> {
			assertThat(context.getBean(Client.class).open.call(new Ask())).isEqualTo("answer");
			context.getBean(Events.class).await("around ask");
		});
	}

	@Test
	void theInstanceBehindTheProxyIsDestroyed() {
		this.runner.withUserConfiguration(Open.class, Client.class).run((context) -> {
			context.getBean(Client.class).open.call(new Ask());
			Events events = context.getBean(Events.class);
			events.await("around ask");
			context.close();
			events.await("destroyed");
		});
	}

	@Test
	void aPrivateHandlerBehindAProxyIsRefused() {
		this.runner.withUserConfiguration(Private.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("@HandleInfo method dev.javaotp.spring.process.ProxyTests$Private.info(String) is called "
						+ "through a proxy of Private, and is private: it would run without the object's fields; "
						+ "make it an ordinary method"));
	}

	@Test
	void aFinalHandlerBehindAProxyIsRefused() {
		this.runner.withUserConfiguration(Final.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("@HandleInfo method dev.javaotp.spring.process.ProxyTests$Final.info(String) is called "
						+ "through a proxy of Final, and is final: it would run without the object's fields; "
						+ "make it an ordinary method"));
	}

	@Test
	void aHandlerThatAProxyOfInterfacesDoesNotHaveIsRefused() {
		this.runner.withUserConfiguration(Hidden.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("@HandleInfo method dev.javaotp.spring.process.ProxyTests$Hidden.info(String) cannot be "
						+ "called through the proxy of its bean, which only has the methods of interfaces: "
						+ "declare it in an interface, or set spring.aop.proxy-target-class to true"));
	}

	record Ask() implements Request<Open, String> {
	}

	@OtpProcess("advised-open")
	static class Open {

		private final Events events;

		private final String answer = new String("answer");

		Open(Events events) {
			this.events = events;
		}

		@HandleCall
		String ask(Ask ask) {
			return this.answer;
		}

		@PreDestroy
		void destroy() {
			this.events.add("destroyed");
		}

	}

	@OtpProcess("advised-private")
	static class Private {

		@HandleInfo
		private void info(String text) {
		}

	}

	@OtpProcess("advised-final")
	static class Final {

		@HandleInfo
		final void info(String text) {
		}

	}

	@OtpProcess("interfaced-hidden")
	static class Hidden implements Runnable {

		@Override
		public void run() {
		}

		@HandleInfo
		void info(String text) {
		}

	}

	static class Client {

		@Autowired
		ServerRef<Open> open;

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Events.class)
	static class Advised {

		@Bean
		static BeanNameAutoProxyCreator classes() {
			return creator(/* proxyTargetClass= */ true, "advised-open", "advised-private", "advised-final");
		}

		@Bean
		static BeanNameAutoProxyCreator interfaces() {
			return creator(/* proxyTargetClass= */ false, "interfaced-hidden");
		}

		private static BeanNameAutoProxyCreator creator(boolean proxyTargetClass, String... names) {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames(names);
			creator.setInterceptorNames("interceptor");
			creator.setProxyTargetClass(proxyTargetClass);
			return creator;
		}

		@Bean
		static MethodInterceptor interceptor(Events events) {
			return (invocation) -> {
				events.add("around " + invocation.getMethod().getName());
				return invocation.proceed();
			};
		}

	}

}
