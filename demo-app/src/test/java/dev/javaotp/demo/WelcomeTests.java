package dev.javaotp.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class WelcomeTests {

	@Test
	void theApplicationSaysOnceWhereItsPageIs(CapturedOutput output) throws IOException, InterruptedException {
		try (HttpClient client = HttpClient.newHttpClient();
				ConfigurableApplicationContext exchange = new SpringApplicationBuilder(ExchangeApplication.class)
					.run("--server.port=0", "--spring.datasource.url=jdbc:h2:mem:welcome")) {
			List<String> lines = output.getAll().lines().filter((line) -> line.contains("/actuator/observer")).toList();
			assertThat(lines).singleElement().asString().contains("Look at its processes");
			String address = lines.getFirst().substring(lines.getFirst().indexOf("http://"));
			HttpResponse<String> page = client.send(HttpRequest.newBuilder(URI.create(address)).build(),
					HttpResponse.BodyHandlers.ofString());
			assertThat(page.statusCode()).isEqualTo(200);
			assertThat(page.body()).contains("<title>Observer</title>");
		}
	}

}
