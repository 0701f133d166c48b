package dev.javaotp.spring.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

import dev.javaotp.process.ProcessContext;
import dev.javaotp.spring.process.Bank.Events;
import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for supervision trees beside a real web server.
 */
class WebApplicationTests {

	@Test
	void theTreesRunWheneverThePortIsOpen() {
		SpringApplication application = new SpringApplication(Application.class);
		ConfigurableApplicationContext context = application.run("--server.port=0", "--spring.main.banner-mode=off");
		Events events = context.getBean(Events.class);
		events.await("process started", "port open");
		context.close();
		events.await("process ended, port closed");
		assertThat(events.isEmpty()).isTrue();
	}

	@OtpProcess("guard")
	static class Guard {

		private final Application application;

		private final Events events;

		Guard(Application application, Events events) {
			this.application = application;
			this.events = events;
		}

		@OnStart
		void start(ProcessContext self) {
			this.events.add("process started");
		}

		@HandleInfo
		void info(String text) {
		}

		@PreDestroy
		void end() throws IOException {
			try (Socket socket = new Socket()) {
				socket.connect(new InetSocketAddress("localhost", this.application.port));
				this.events.add("process ended, port open");
			}
			catch (IOException ex) {
				this.events.add("process ended, port closed");
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Guard.class)
	static class Application {

		private volatile int port;

		@Bean
		Events events() {
			return new Events();
		}

		@EventListener
		void opened(WebServerInitializedEvent event) {
			this.port = event.getWebServer().getPort();
			event.getApplicationContext().getBean(Events.class).add("port open");
		}

	}

}
