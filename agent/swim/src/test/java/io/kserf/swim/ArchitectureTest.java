package io.kserf.swim;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.InstantSource;
import java.time.temporal.Temporal;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The engine is a state machine: everything comes in as a call, and leaves through the interfaces
 * of its shell. Whatever could read a clock, draw randomness, block or reach the network on its own
 * would make a run impossible to replay.
 */
@AnalyzeClasses(packages = "io.kserf.swim", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule nothingButTheJdksPlainTypesIsUsed =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "io.kserf.swim..",
                      "org.jspecify.annotations",
                      "java.lang",
                      "java.lang.annotation",
                      "java.lang.invoke",
                      "java.lang.runtime",
                      "java.nio",
                      "java.nio.charset",
                      "java.security",
                      "java.time",
                      "java.util",
                      "java.util.function",
                      "java.util.random",
                      "java.util.stream",
                      "java.util.zip",
                      "javax.crypto",
                      "javax.crypto.spec")
                  // Primitives and their arrays have no package.
                  .or(resideInAnyPackage("")));

  @ArchTest
  static final ArchRule noThreadIsTouched =
      noClasses()
          .should()
          .dependOnClassesThat(
              assignableTo(Thread.class)
                  .or(assignableTo(ThreadLocal.class))
                  .or(assignableTo(Timer.class)));

  @ArchTest
  static final ArchRule noClockIsRead =
      noClasses()
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .dependOnClassesThat(
              assignableTo(Clock.class)
                  .or(assignableTo(InstantSource.class))
                  .or(assignableTo(Temporal.class)));

  @ArchTest
  static final ArchRule noRandomnessIsDrawn =
      noClasses()
          .should()
          .dependOnClassesThat(
              assignableTo(Random.class)
                  .or(assignableTo(SplittableRandom.class))
                  .or(name("java.util.random.RandomGeneratorFactory")))
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(RandomGenerator.class, "getDefault")
          .orShould()
          .callMethod(RandomGenerator.class, "of", String.class)
          .orShould()
          .callMethod(UUID.class, "randomUUID");

  @ArchTest
  static final ArchRule noStateIsShared = noFields().that().areStatic().should().notBeFinal();

  @ArchTest
  static final ArchRule theWireKnowsNothingOfMembership =
      noClasses()
          .that()
          .resideInAPackage("io.kserf.swim.wire..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.kserf.swim")
                  .and(not(assignableTo(Keyring.class).or(assignableTo(SwimException.class)))));
}
