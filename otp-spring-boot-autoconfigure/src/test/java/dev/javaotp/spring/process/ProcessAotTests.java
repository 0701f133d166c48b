package dev.javaotp.spring.process;

import dev.javaotp.spring.autoconfigure.OtpAutoConfiguration;
import dev.javaotp.spring.process.Bank.Events;
import org.junit.jupiter.api.Test;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications whose bean definitions are made ahead of time.
 */
class ProcessAotTests {

	private final InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();

	private final RuntimeHints hints = new RuntimeHints();

	@Test
	void handlersAreCalledByReflection() {
		generate();
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Bank.class, "deposit")).accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Bank.class, "rob")).accepts(this.hints);
	}

	@Test
	void supervisedMethodsAreCalledByReflection() {
		generate();
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Pump.class, "run")).accepts(this.hints);
	}

	@Test
	void interfacesHaveProxies() {
		generate();
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(Greeter.class)).accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Greeter.class, "greet")).accepts(this.hints);
	}

	@Test
	void referencesAreDefinedAheadOfTimeWithTheirFullType() throws Exception {
		generate();
		String code = code();
		assertThat(code).contains("setTargetType(ResolvableType.forClassWithGenerics(ServerRef.class, Bank.class))");
		assertThat(code).contains("\"bankServerRef\"").contains("\"greeter.Greeter\"");
	}

	private void generate() {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.register(OtpAutoConfiguration.class, Application.class);
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(ProcessAotTests.class)), this.files, this.hints);
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		generation.writeGeneratedContent();
		context.close();
	}

	private String code() throws Exception {
		StringBuilder code = new StringBuilder();
		for (String file : this.files.getGeneratedFiles(Kind.SOURCE).keySet()) {
			code.append(this.files.getGeneratedFileContent(Kind.SOURCE, file));
		}
		return code.toString();
	}

	interface Greeter {

		String greet(String name);

	}

	@OtpProcess("greeter")
	static class Polite implements Greeter {

		@Override
		public String greet(String name) {
			return "Hello " + name;
		}

	}

	static class Pump {

		@Supervised
		void run() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Bank.class, Polite.class, Pump.class })
	static class Application {

		@Bean
		Events events() {
			return new Events();
		}

	}

}
