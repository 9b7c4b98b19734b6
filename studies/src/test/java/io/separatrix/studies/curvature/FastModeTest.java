package io.separatrix.studies.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.data.Images;
import io.separatrix.data.PixelRange;
import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.Lockstep;
import io.separatrix.geometry.Orientation;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.boundary.BoundaryPoint;
import io.separatrix.geometry.boundary.NearestBoundary;
import io.separatrix.geometry.curvature.CurvatureOperator;
import io.separatrix.geometry.curvature.DenseSpectrum;
import io.separatrix.geometry.curvature.LanczosSpectrum;
import io.separatrix.network.Graph;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.rewrite.SmoothSurrogate;
import io.separatrix.network.trained.BuiltInModels;
import io.separatrix.testkit.Fashion;
import io.separatrix.torch.TorchClassifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The fast mode against the whole matrix, on a trained network at boundary points of images. */
final class FastModeTest {

  private static final int POINTS = 2;
  private static final int ENDS = 10;
  private static final double SHARPNESS = 32;

  @Test
  void lanczos_lenetFashion_withinTwoPercentOfDenseFromATenthOfTheEvaluations() {
    Graph graph = BuiltInModels.load("lenet-fashion").graph();
    List<BoundaryPoint> points = boundaryPoints(graph);
    try (TorchClassifier surrogate =
        new TorchClassifier(SmoothSurrogate.of(graph, SHARPNESS), EngineOptions.DEFAULT)) {
      List<Compared> compared =
          new Lockstep(surrogate, POINTS)
              .map(
                  points,
                  (point, evaluator) -> {
                    var f = Orientation.REGION_OF_X.between(point.label(), point.adjacent());
                    var operator = CurvatureOperator.exact(point.point(), f, evaluator);
                    EvaluationCount start = evaluator.count();
                    double[] dense = new DenseSpectrum(operator, 64).eigen(false).values();
                    EvaluationCount middle = evaluator.count();
                    double[] fast =
                        new LanczosSpectrum(ENDS, 50, 1, 28)
                            .compute(operator, Seeds.random(1, "fast", 0))
                            .values();
                    return new Compared(
                        dense, fast, middle.minus(start), evaluator.count().minus(middle));
                  });
      for (Compared at : compared) {
        assertThat(DenseCheck.extremeError(at.fast, at.dense, ENDS)).isLessThan(0.02);
        assertThat(DenseCheck.profileError(at.fast, at.dense)).isLessThan(0.02);
        assertThat(at.fastCount.total()).isLessThanOrEqualTo(at.denseCount.total() / 10);
        assertThat(at.dense[0]).isPositive();
        assertThat(at.dense[at.dense.length - 1]).isNegative();
      }
    }
  }

  private record Compared(
      double[] dense, double[] fast, EvaluationCount denseCount, EvaluationCount fastCount) {}

  private static List<BoundaryPoint> boundaryPoints(Graph graph) {
    Images images = Images.of(Fashion.data(), PixelRange.UNIT, 0, POINTS);
    try (TorchClassifier network = new TorchClassifier(graph, EngineOptions.DEFAULT)) {
      return new Lockstep(network, POINTS)
          .map(
              images.items(),
              (item, evaluator) -> new NearestBoundary().search(images.pixels(item), evaluator));
    }
  }

  @Test
  void errors_knownProfiles_areSharesOfLargestAndOfRange() {
    double[] exact = {4, 1, 0, -1};
    double[] found = {3, 1, 0.5, -1.5};
    assertThat(DenseCheck.extremeError(found, exact, 1)).isEqualTo(0.25);
    assertThat(DenseCheck.profileError(found, exact)).isEqualTo(0.1);
    double[] ball = {2, 2, 2 - 1e-15};
    assertThat(DenseCheck.profileError(new double[] {2, 2, 1.7}, ball))
        .isEqualTo(0.05, within(1e-9));
  }
}
