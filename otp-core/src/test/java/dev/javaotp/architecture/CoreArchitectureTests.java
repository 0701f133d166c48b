package dev.javaotp.architecture;

import java.util.List;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.javaotp.process.ProcessSystem;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The arrows between the packages of the core, and what it may depend on. */
class CoreArchitectureTests {

	private static final List<String> ROOMS = List.of("scheduler", "process", "registry", "gen", "supervisor");

	private static final JavaClasses CORE = new ClassFileImporter()
		.importUrl(ProcessSystem.class.getProtectionDomain().getCodeSource().getLocation());

	@Test
	void eachPackageUsesOnlyThoseToItsLeft() {
		var architecture = layeredArchitecture().consideringOnlyDependenciesInAnyPackage("dev.javaotp..");
		for (String room : ROOMS) {
			architecture = architecture.layer(room).definedBy("dev.javaotp." + room + "..");
		}
		for (int i = 0; i < ROOMS.size(); i++) {
			String[] right = ROOMS.subList(i + 1, ROOMS.size()).toArray(String[]::new);
			architecture = (right.length > 0) ? architecture.whereLayer(ROOMS.get(i)).mayOnlyBeAccessedByLayers(right)
					: architecture.whereLayer(ROOMS.get(i)).mayNotBeAccessedByAnyLayer();
		}
		architecture.check(CORE);
		slices().matching("dev.javaotp.(*)..").should().beFreeOfCycles().check(CORE);
	}

	@Test
	void everyPackageIsInOneOfTheRooms() {
		assertThat(CORE).extracting(JavaClass::getPackageName)
			.allMatch(
					(name) -> ROOMS.stream().anyMatch((room) -> (name + ".").startsWith("dev.javaotp." + room + ".")));
	}

	@Test
	void theCoreNeedsTheJdkSlf4jAndJspecifyAndKnowsNoSpring() {
		classes().should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("dev.javaotp..", "java..", "org.slf4j", "org.slf4j.spi", "org.slf4j.event",
					"org.jspecify.annotations")
			.check(CORE);
	}

	@Test
	void nothingThatChangesIsStatic() {
		fields().that()
			.areStatic()
			.should()
			.beFinal()
			.andShould(holdNothingThatChanges())
			.because("everything hangs off one instance that can be closed, and two of them live side by side")
			.check(CORE);
	}

	private static ArchCondition<JavaField> holdNothingThatChanges() {
		Set<String> values = Set.of("java.lang.String", "java.lang.Object", "java.lang.Class", "java.lang.Boolean",
				"java.lang.Integer", "java.lang.Long", "java.time.Duration", "java.util.regex.Pattern",
				"java.lang.invoke.VarHandle", "java.lang.invoke.MethodHandle", "org.slf4j.Logger");
		return new ArchCondition<>("hold nothing that changes") {

			@Override
			public void check(JavaField field, ConditionEvents events) {
				JavaClass type = field.getRawType();
				boolean fine = type.isPrimitive() || type.isEnum() || type.isRecord() || type.isInterface()
						|| values.contains(type.getName()) || isSynthetic(field) || isAllowed(field)
						|| isImmutable().test(type);
				if (!fine) {
					events.add(SimpleConditionEvent.violated(field,
							field.getFullName() + " of type " + type.getName() + " may change"));
				}
			}

		};
	}

	private static boolean isSynthetic(JavaField field) {
		return field.getModifiers().contains(JavaModifier.SYNTHETIC);
	}

	// what a thread runs belongs to the thread; marks in a mailbox are never
	// changed
	private static boolean isAllowed(JavaField field) {
		return Set
			.of("dev.javaotp.scheduler.OffloadedSlice.CURRENT", "dev.javaotp.process.Message.BUSY",
					"dev.javaotp.process.Message.IDLE", "dev.javaotp.process.Message.WAITING",
					"dev.javaotp.process.Message.CLOSED", "dev.javaotp.process.Mailbox.NO_MATCH")
			.contains(field.getFullName());
	}

	private static DescribedPredicate<JavaClass> isImmutable() {
		return DescribedPredicate.describe("has final fields only",
				(type) -> type.getPackageName().startsWith("dev.javaotp") && type.getAllFields()
					.stream()
					.filter((field) -> field.getOwner().getPackageName().startsWith("dev.javaotp"))
					.filter((field) -> !field.getModifiers().contains(JavaModifier.STATIC))
					.allMatch((field) -> field.getModifiers().contains(JavaModifier.FINAL)));
	}

}
