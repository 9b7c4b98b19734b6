package io.separatrix.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.data.Images;
import io.separatrix.data.PixelRange;
import io.separatrix.experiment.Experiment;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Lockstep;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.region.CrossSection;
import io.separatrix.geometry.region.Grid;
import io.separatrix.geometry.region.Mark;
import io.separatrix.geometry.region.Plane;
import io.separatrix.testkit.AnalyticClassifiers;
import io.separatrix.testkit.Fashion;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlaneStudyTest {

  private static final PixelRange OTHER = new PixelRange(-20, 235);

  /** Affine functions of a picture whose pixels are in a range: the same ones for each range. */
  private static Classifier classifier(PixelRange range) {
    SplittableRandom random = new SplittableRandom(7);
    int dimension = Fashion.classifier().dimension();
    double[][] weights = new double[10][dimension];
    double[] shifts = new double[10];
    for (int i = 0; i < 10; i++) {
      for (int j = 0; j < dimension; j++) {
        double weight = random.nextGaussian() / range.width();
        weights[i][j] = weight;
        shifts[i] -= weight * range.low();
      }
    }
    return AnalyticClassifiers.affine(weights, shifts);
  }

  private static Experiment experiment(PixelRange range) {
    return Experiment.of(classifier(range), Images.of(Fashion.data(), range, 0, 10)).open();
  }

  /** A plane through three images, far beyond them. */
  private static SliceSample section(Experiment experiment) {
    double[][] x = new double[3][];
    for (int i = 0; i < 3; i++) {
      x[i] = experiment.images().pixels(i);
    }
    Plane plane = Plane.spanned(x[0], Vectors.subtract(x[1], x[0]), Vectors.subtract(x[2], x[0]));
    List<Mark> marks = List.of(plane.mark("x2", x[1]), plane.mark("x3", x[2]));
    return new Lockstep(experiment.classifier(), 1)
        .map(
            List.of(new Grid(-40, 60, -50, 50, 24, 24)),
            (grid, evaluator) -> SliceSample.of(CrossSection.of(plane, grid, marks, evaluator)))
        .get(0);
  }

  @Test
  void run_sameFunctionOfPicturesWithOtherPixels_hasTheSameLabelsAndMargins() {
    try (Experiment first = experiment(PixelRange.UNIT);
        Experiment other = experiment(OTHER)) {
      SliceSample section = section(first);
      assertThat(Arrays.stream(section.labels()).flatMapToInt(Arrays::stream).distinct().count())
          .as("labels on the plane")
          .isGreaterThan(2);
      PlaneStudy.Result result = other.run(new PlaneStudy(section, PixelRange.UNIT, "first"));
      assertThat(result.summary().agreement()).isEqualTo(1);
      assertThat(result.map().margins()[3][5]).isCloseTo(section.margins()[3][5], within(1e-9));
      assertThat(result.map().marks().get(0).s())
          .isEqualTo(255 * section.marks().get(0).s(), within(1e-6));
    }
  }

  @Test
  void run_sameRange_takesThePlaneAsItIs() {
    try (Experiment first = experiment(PixelRange.UNIT);
        Experiment other = experiment(PixelRange.UNIT)) {
      SliceSample section = section(first);
      assertThat(other.run(new PlaneStudy(section, PixelRange.UNIT, "first")).map().margins())
          .isDeepEqualTo(section.margins());
    }
  }
}
