package io.separatrix.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The shape of the house: who may know whom. */
@AnalyzeClasses(packages = "io.separatrix", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule arrowsPointDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("cli")
          .definedBy("io.separatrix.cli..")
          .layer("studies")
          .definedBy("io.separatrix.studies..")
          .layer("data")
          .definedBy("io.separatrix.data..")
          .layer("torch")
          .definedBy("io.separatrix.torch..")
          .layer("network")
          .definedBy("io.separatrix.network..")
          .layer("geometry")
          .definedBy("io.separatrix.geometry..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("studies")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("data")
          .mayOnlyBeAccessedByLayers("cli", "studies")
          .whereLayer("torch")
          .mayOnlyBeAccessedByLayers("cli", "studies")
          .whereLayer("network")
          .mayOnlyBeAccessedByLayers("cli", "studies", "torch")
          .whereLayer("geometry")
          .mayOnlyBeAccessedByLayers("cli", "studies", "torch");

  @ArchTest
  static final ArchRule onlyTorchKnowsNativeTypes =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.separatrix.torch..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bytedeco..");

  @ArchTest
  static final ArchRule geometryDoesNoInputOrOutput =
      noClasses()
          .that()
          .resideInAPackage("io.separatrix.geometry..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "org.slf4j..");

  @ArchTest
  static final ArchRule onlyTheCommandLinePrints =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.separatrix.cli..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");
}
