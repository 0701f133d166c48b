package dev.javaotp.demo.web;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class ChaosTests {

	@Test
	void nobodyCanCrashProcessesUnlessItIsConfigured() {
		new WebApplicationContextRunner().withUserConfiguration(ChaosController.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ChaosController.class));
	}

}
