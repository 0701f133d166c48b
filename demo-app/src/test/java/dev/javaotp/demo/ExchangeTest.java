package dev.javaotp.demo;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/**
 * Boots the whole exchange for the tests of a class, with a database of its own and
 * without traffic, unless the class says otherwise. Its supervisors are patient: tests
 * crash processes faster than anybody else does.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.url=jdbc:h2:mem:${random.uuid};DB_CLOSE_DELAY=-1",
				"exchange.traffic.calls-per-second=0", "otp.processes.exchange.max-restarts=1000",
				"otp.processes.switching.max-restarts=1000", "otp.processes.lines.max-restarts=1000" })
@AutoConfigureRestTestClient
@Import(Customer.class)
@DirtiesContext
public @interface ExchangeTest {

}
