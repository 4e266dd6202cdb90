package io.kserf.serf;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The engine performs no I/O, reads no clock, starts no thread and draws no randomness of its own.
 */
@AnalyzeClasses(packages = "io.kserf.serf", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule theEngineKnowsOnlyMembershipRe2AndTheJdk =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.kserf.serf..",
              "io.kserf.swim..",
              "com.google.re2j..",
              "org.jspecify..",
              "java.lang..",
              "java.util..",
              "java.time..",
              "java.nio.charset..");

  @ArchTest
  static final ArchRule theEngineOpensNoSocketAndNoFile =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "java.nio.channels..", "java.nio.file..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File.*|.*Stream|.*Reader|.*Writer)");

  @ArchTest
  static final ArchRule theEngineReadsNoClock =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.time\\.(Instant|Clock|.*Date.*|.*LocalTime|.*Zoned.*)")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule theEngineStartsNoThreadAndTakesNoLock =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.concurrent..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Timer");

  @ArchTest
  static final ArchRule theEngineDrawsNoRandomnessOfItsOwn =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.util\\.(Random|SplittableRandom|UUID)|java\\.security\\.SecureRandom"
                  + "|java\\.util\\.random\\.RandomGeneratorFactory")
          .orShould()
          .callMethod(Math.class, "random");

  @ArchTest
  static final ArchRule theWireKnowsNothingOfTheEngine =
      noClasses()
          .that()
          .resideInAPackage("io.kserf.serf.wire..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.kserf.serf");

  @ArchTest
  static final ArchRule nothingStaticChanges = fields().that().areStatic().should().beFinal();
}
