package io.separatrix.report.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.data.ImageShape;
import io.separatrix.data.Images;
import io.separatrix.data.PixelRange;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.check.NoiseImages;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.curvature.SharedDirections;
import io.separatrix.report.Runs;
import io.separatrix.report.page.Block;
import io.separatrix.report.page.Section;
import io.separatrix.studies.curvature.DirectionsStudy;
import io.separatrix.testkit.AnalyticClassifiers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectionsSectionTest {

  private static final DirectionsStudy.Summary SUMMARY =
      new DirectionsStudy.Summary(
          5,
          10,
          2,
          7,
          0.1,
          new double[] {3, 2},
          new double[] {0.5, 0.25},
          new double[] {2, 1},
          "basis.npy");

  @TempDir private Path folder = Path.of("");

  private Section section(int channels) {
    ImageShape shape = new ImageShape(channels, 4, 4);
    double[][] basis = new double[2][shape.dimension()];
    basis[0][0] = 1;
    basis[1][1] = 1;
    Classifier classifier = AnalyticClassifiers.ball(shape.dimension(), 1);
    Images images = Images.of(new NoiseImages(shape, 3), PixelRange.UNIT, 0, 3);
    try (RunFolder run =
            RunFolder.start(
                folder.resolve("run-" + channels),
                RunFolder.Existing.REFUSE,
                Runs.manifest(Map.of(), "a".repeat(64), 1));
        Experiment experiment = Experiment.of(classifier, images).open()) {
      return DirectionsSection.of(
          new DirectionsStudy.Result(
              SUMMARY, new SharedDirections(basis, SUMMARY.singularValues()), List.of()),
          new SectionContext(experiment, run));
    }
  }

  private static List<String> tiles(Section section) {
    return section.blocks().stream()
        .filter(Block.ImageRows.class::isInstance)
        .flatMap(block -> ((Block.ImageRows) block).rows().stream())
        .flatMap(row -> row.images().stream())
        .map(Block.ImageTile::title)
        .toList();
  }

  @Test
  void of_colourImages_showsTheDirectionsAsImages() {
    assertThat(tiles(section(3))).containsExactly("u_1", "u_2");
  }

  @Test
  void of_pointsThatAreNoPictures_leavesThemOut() {
    Section section = section(2);
    assertThat(tiles(section)).isEmpty();
    assertThat(section.keyNumbers().get(0).detail())
        .isEqualTo("7 unseen points at h = 0.1; 95 % interval 1.78 to 4.22");
  }
}
