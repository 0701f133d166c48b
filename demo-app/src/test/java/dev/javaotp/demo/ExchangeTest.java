package dev.javaotp.demo;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/**
 * Boots the whole exchange, with a database of its own and without traffic, for all test
 * classes that set nothing else: each test has telephone numbers of its own. The
 * supervisors are patient, since tests crash processes faster than anybody else does.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.url=jdbc:h2:mem:${random.uuid};DB_CLOSE_DELAY=-1",
				"exchange.traffic.calls-per-second=0", "otp.processes.exchange.max-restarts=1000",
				"otp.processes.switching.max-restarts=1000", "otp.processes.lines.max-restarts=1000" })
@AutoConfigureRestTestClient
@Import(Customer.class)
public @interface ExchangeTest {

}
