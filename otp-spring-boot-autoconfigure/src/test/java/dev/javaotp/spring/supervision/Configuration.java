package dev.javaotp.spring.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The configuration of an application with the process beans {@code ledger},
 * {@code switchboard} and {@code traffic}, and {@code subscriberLine}, which is started
 * on demand.
 */
final class Configuration {

	/** A tree that is in order, for tests of what overrides it: 10 lines. */
	static final String EXCHANGE = """
			otp:
			  supervision:
			    - supervisor: exchange
			      children:
			        - process: ledger
			        - dynamic: lines
			          process: subscriberLine
			        - supervisor: call-setup
			          children:
			            - process: switchboard
			""";

	static final ProcessCatalog BEANS = ProcessCatalog.of(List.of("ledger", "switchboard", "traffic"),
			List.of("subscriberLine"));

	private final ConfigurableEnvironment environment = new StandardEnvironment();

	private final Map<String, Object> variables = new LinkedHashMap<>();

	private Configuration() {
		MutablePropertySources sources = this.environment.getPropertySources();
		sources.remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
		sources.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
				new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						this.variables));
	}

	/**
	 * An application with this {@code application.yml}.
	 */
	static Configuration of(String yaml) {
		return of("application.yml", yaml);
	}

	static Configuration of(String file, String yaml) {
		return new Configuration().below(file, yaml);
	}

	/**
	 * With a file of lower precedence than what there is so far.
	 */
	Configuration below(String file, String yaml) {
		ByteArrayResource resource = new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)) {

			@Override
			public String getDescription() {
				return "class path resource [" + file + "]";
			}

		};
		try {
			new YamlPropertySourceLoader().load(file, resource)
				.forEach((source) -> this.environment.getPropertySources().addLast(source));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return this;
	}

	/**
	 * With an environment variable, which has precedence over all files.
	 */
	Configuration environment(String variable, String value) {
		this.variables.put(variable, value);
		return this;
	}

	ConfigurableEnvironment environment() {
		return this.environment;
	}

	SupervisionTree tree(SupervisionTree... declared) {
		return new SupervisionTreeFactory(this.environment).create(BEANS, List.of(declared));
	}

	/**
	 * The whole message with which the application fails to start.
	 */
	String problems(SupervisionTree... declared) {
		return catchThrowableOfType(InvalidSupervisionException.class, () -> tree(declared)).getMessage();
	}

}
