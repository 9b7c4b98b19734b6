package io.separatrix.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

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
          .layer("explorer")
          .definedBy("io.separatrix.explorer..")
          .layer("report")
          .definedBy("io.separatrix.report..")
          .layer("studies")
          .definedBy("io.separatrix.studies..")
          .layer("experiment")
          .definedBy("io.separatrix.experiment..")
          .layer("data")
          .definedBy("io.separatrix.data..")
          .layer("proof")
          .definedBy("io.separatrix.proof..")
          .layer("torch")
          .definedBy("io.separatrix.torch..")
          .layer("network")
          .definedBy("io.separatrix.network..")
          .layer("geometry")
          .definedBy("io.separatrix.geometry..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("explorer")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("cli", "explorer")
          .whereLayer("studies")
          .mayOnlyBeAccessedByLayers("cli", "explorer", "report")
          .whereLayer("experiment")
          .mayOnlyBeAccessedByLayers("cli", "explorer", "report", "studies")
          .whereLayer("data")
          .mayOnlyBeAccessedByLayers("cli", "explorer", "report", "studies", "experiment")
          .whereLayer("proof")
          .mayOnlyBeAccessedByLayers("cli", "explorer", "report", "studies", "experiment")
          .whereLayer("torch")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("network")
          .mayOnlyBeAccessedByLayers(
              "cli", "explorer", "report", "studies", "experiment", "proof", "torch")
          .whereLayer("geometry")
          .mayOnlyBeAccessedByLayers(
              "cli", "explorer", "report", "studies", "experiment", "proof", "torch", "network");

  @ArchTest
  static final ArchRule noPackageKnowsOneThatKnowsIt =
      slices().matching("io.separatrix.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule studiesDrawNothingAndWriteNothing =
      noClasses()
          .that()
          .resideInAPackage("io.separatrix.studies..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.awt..",
              "javax.imageio..",
              "org.knowm.xchart..",
              "org.apache.batik..",
              "freemarker..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.separatrix.experiment.run.RunFolder");

  @ArchTest
  static final ArchRule onlyTheSpiOfTheNetworkRoomKnowsGeometry =
      noClasses()
          .that()
          .resideInAPackage("io.separatrix.network..")
          .and()
          .resideOutsideOfPackage("io.separatrix.network.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.separatrix.geometry..");

  @ArchTest
  static final ArchRule onlyTheExplorersServerKnowsItsLibrary =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.separatrix.explorer.server..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..", "kotlin..");

  @ArchTest
  static final ArchRule onlyTorchAndProofKnowNativeTypes =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.separatrix.torch..", "io.separatrix.proof.enclosure..")
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
