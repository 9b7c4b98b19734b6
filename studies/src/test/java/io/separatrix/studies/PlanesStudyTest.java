package io.separatrix.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.data.DataException;
import io.separatrix.data.Images;
import io.separatrix.data.PixelRange;
import io.separatrix.experiment.Experiment;
import io.separatrix.geometry.Classifier;
import io.separatrix.testkit.AnalyticClassifiers;
import io.separatrix.testkit.Fashion;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanesStudyTest {

  private static final int PLANES = 30;
  private static final int RESOLUTION = 20;

  /**
   * Two classes on either side of a hyperplane that crosses many of the planes; the others are
   * nowhere.
   */
  private static Classifier halves() {
    int dimension = Fashion.classifier().dimension();
    double[][] weights = new double[10][dimension];
    Arrays.fill(weights[0], 0, dimension / 2, 1);
    Arrays.fill(weights[1], dimension / 2, dimension, 1);
    double[] shifts = new double[10];
    Arrays.fill(shifts, 2, 10, -1e6);
    return AnalyticClassifiers.affine(weights, shifts);
  }

  private static PlanesStudy.Result run(int images, long seed) {
    try (Experiment experiment =
        Experiment.of(halves(), Images.of(Fashion.data(), PixelRange.UNIT, 0, images))
            .seed(seed)
            .open()) {
      return experiment.run(new PlanesStudy(PLANES, RESOLUTION));
    }
  }

  /** A hyperplane cuts a plane in two half planes at most, each in one piece. */
  @Test
  void run_affineClassifierOfTwoClasses_hasAPieceForEachLabel() {
    PlanesStudy.Result result = run(60, 3);
    assertThat(result.rows()).hasSize(PLANES);
    int both = 0;
    for (List<?> row : result.rows()) {
      assertThat(row.get(5)).isEqualTo(((Number) row.get(4)).intValue());
      both += ((Number) row.get(4)).intValue() == 2 ? 1 : 0;
    }
    assertThat(both).as("planes with both labels").isBetween(5, PLANES);
    assertThat(result.summary().meanFragments().estimate()).isEqualTo(1 + (double) both / PLANES);
  }

  @Test
  void run_map_hasEveryPointAndItsLabels() {
    for (List<?> row : run(60, 3).rows()) {
      int points = 0;
      Set<String> labels = new HashSet<>();
      for (String part : row.get(6).toString().split(" ")) {
        labels.add(part.split("\\*")[0]);
        points += Integer.parseInt(part.split("\\*")[1]);
      }
      assertThat(points).isEqualTo(RESOLUTION * RESOLUTION);
      assertThat(labels).hasSize(((Number) row.get(4)).intValue());
      assertThat(new HashSet<>(row.subList(1, 4))).as("images of a plane").hasSize(3);
    }
  }

  @Test
  void run_sameSeed_hasTheSamePlanesAndAnotherSeedOthers() {
    assertThat(run(60, 3).rows()).isEqualTo(run(60, 3).rows()).isNotEqualTo(run(60, 4).rows());
  }

  @Test
  void run_twoImages_isRefused() {
    assertThatThrownBy(() -> run(2, 3))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected 3 images");
  }
}
