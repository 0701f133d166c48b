package dev.javaotp.spring.supervision;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.javaotp.supervisor.Restart;
import dev.javaotp.supervisor.Strategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The properties as Boot's binder and configuration metadata see them.
 */
class SupervisionPropertiesTests {

	private static final String DEEP = """
			otp:
			  supervision:
			    - supervisor: one
			      strategy: rest-for-one
			      max-restarts: 7
			      within: 1m
			      children:
			        - supervisor: two
			          children:
			            - supervisor: three
			              children:
			                - process: ledger
			                  shutdown: 10s
			                - dynamic: lines
			                  process: subscriberLine
			                  max-children: 10
			  processes:
			    ledger:
			      restart: transient
			""";

	@Test
	void aTreeOfAnyDepthIsBound() {
		SupervisionProperties properties = bind(Configuration.of(DEEP), SupervisionProperties.class);
		SupervisionProperties.Node one = properties.supervision().getFirst();
		assertThat(one.supervisor()).isEqualTo("one");
		assertThat(one.strategy()).isEqualTo(Strategy.REST_FOR_ONE);
		assertThat(one.maxRestarts()).isEqualTo(7);
		assertThat(one.within()).isEqualTo(Duration.ofMinutes(1));
		SupervisionProperties.Node three = one.children().getFirst().children().getFirst();
		assertThat(three.supervisor()).isEqualTo("three");
		assertThat(three.children()).extracting(SupervisionProperties.Node::process)
			.containsExactly("ledger", "subscriberLine");
		assertThat(three.children().getFirst().shutdown()).isEqualTo("10s");
		assertThat(three.children().getLast().maxChildren()).isEqualTo(10);
		assertThat(properties.processes()).hasEntrySatisfying("ledger",
				(settings) -> assertThat(settings.restart()).isEqualTo(Restart.TRANSIENT));
	}

	@Test
	void withoutConfigurationThereAreNoNodes() {
		SupervisionProperties properties = bind(Configuration.of("other: true"), SupervisionProperties.class);
		assertThat(properties.supervision()).isEmpty();
		assertThat(properties.processes()).isEmpty();
	}

	@Test
	void aTreeIsBoundFromTheEnvironmentAlone() {
		SupervisionProperties properties = bind(
				Configuration.of("other: true")
					.environment("OTP_SUPERVISION_0_SUPERVISOR", "one")
					.environment("OTP_SUPERVISION_0_CHILDREN_0_SUPERVISOR", "two")
					.environment("OTP_SUPERVISION_0_CHILDREN_0_CHILDREN_0_PROCESS", "ledger"),
				SupervisionProperties.class);
		assertThat(properties.supervision().getFirst().children().getFirst().children().getFirst().process())
			.isEqualTo("ledger");
	}

	@Test
	void aNodeContainsItselfThroughAListAndNothingElseDoes() {
		List<Type> composite = Arrays.stream(SupervisionProperties.Node.class.getRecordComponents())
			.map(RecordComponent::getGenericType)
			.filter((type) -> type instanceof ParameterizedType || ((Class<?>) type).isRecord())
			.toList();
		assertThat(composite).singleElement()
			.isInstanceOfSatisfying(ParameterizedType.class, (type) -> assertThat(type.getActualTypeArguments())
				.containsExactly((Type) SupervisionProperties.Node.class));
	}

	/**
	 * Why a node contains itself: when this fails, Boot has learnt to bind the other
	 * shape as well.
	 */
	@Test
	void ofTwoRecordsThatContainEachOtherTheInnerOneIsNull() {
		TwoRecords properties = bind(Configuration.of("""
				otp:
				  trees:
				    - name: one
				      children:
				        - supervisor:
				            name: two
				            children: []
				          name: inner
				"""), TwoRecords.class);
		assertThat(properties.trees().getFirst().children()).containsExactly(new Child("inner", null));
	}

	@Test
	void everySettingIsAPropertyOfANodeAndOfAnOverride() {
		Set<String> settings = Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.toSet());
		assertThat(keys(SupervisionProperties.Settings.class)).containsExactlyInAnyOrderElementsOf(settings);
		List<String> node = new ArrayList<>(settings);
		node.addAll(List.of("supervisor", "process", "dynamic", "partitioned", "tasks", "events", "children"));
		assertThat(keys(SupervisionProperties.Node.class)).containsExactlyInAnyOrderElementsOf(node);
	}

	private static List<String> keys(Class<? extends Record> type) {
		return Arrays.stream(type.getRecordComponents())
			.map((component) -> component.getName().replaceAll("([A-Z])", "-$1").toLowerCase())
			.toList();
	}

	private static <T> T bind(Configuration configuration, Class<T> type) {
		return Binder.get(configuration.environment()).bindOrCreate("otp", type);
	}

	record TwoRecords(@DefaultValue List<Supervisor> trees, @DefaultValue Map<String, String> other) {
	}

	record Supervisor(String name, @DefaultValue List<Child> children) {
	}

	record Child(String name, @Nullable Supervisor supervisor) {
	}

}
