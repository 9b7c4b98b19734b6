package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.data.ClassNames;
import io.separatrix.data.Dataset;
import io.separatrix.data.Datasets;
import io.separatrix.data.ImageShape;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Split;
import io.separatrix.geometry.Lockstep;
import io.separatrix.geometry.attack.AttackResult;
import io.separatrix.geometry.attack.Box;
import io.separatrix.geometry.attack.DecoupledDirectionAndNorm;
import io.separatrix.geometry.boundary.BoundaryPoint;
import io.separatrix.geometry.boundary.NearestBoundary;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.trained.BuiltInModels;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nearest points of a built-in network beside an attack that minimises the norm. */
class NearestBoundaryQualityTest {

  private static final int IMAGES = 24;
  private static final int STEPS = 100;

  @Test
  void nearest_ofBuiltInLeNet_isHardlyEverLongerThanAnAttack() {
    Dataset data =
        Datasets.open(
            "fashion-mnist-sample", new ImageShape(1, 28, 28), Split.TEST, ClassNames.none());
    PixelRange range = new PixelRange(0, 1);
    List<double[]> images =
        IntStream.range(0, IMAGES).mapToObj(i -> data.pixels(i, range)).toList();
    DecoupledDirectionAndNorm attack =
        new DecoupledDirectionAndNorm(
            STEPS, DecoupledDirectionAndNorm.DEFAULT_GAMMA, Box.UNBOUNDED);
    try (TorchClassifier network =
        new TorchClassifier(
            BuiltInModels.load("lenet-fashion").graph(),
            EngineOptions.DEFAULT.withDevice(DeviceName.CPU))) {
      Lockstep lockstep = new Lockstep(network, IMAGES);
      List<BoundaryPoint> nearest = lockstep.map(images, new NearestBoundary()::search);
      List<AttackResult> attacked =
          lockstep.map(images, (x, evaluator) -> attack.run(x, new SplittableRandom(1), evaluator));

      assertThat(nearest).allMatch(BoundaryPoint::converged);
      assertThat(shorterByMoreThan(0.03, attacked, nearest)).isLessThanOrEqualTo(1);
      assertThat(shorterByMoreThan(0.01, attacked, nearest)).isLessThanOrEqualTo(IMAGES / 6);
      assertThat(nearest.stream().mapToDouble(BoundaryPoint::cosine).sorted().toArray()[IMAGES / 2])
          .isGreaterThan(0.995);
      assertThat(nearest.stream().mapToLong(z -> z.evaluations().total()).sum())
          .isLessThan(150L * IMAGES);
    }
  }

  private static long shorterByMoreThan(
      double share, List<AttackResult> attacked, List<BoundaryPoint> nearest) {
    return IntStream.range(0, IMAGES)
        .filter(i -> attacked.get(i).succeeded())
        .filter(i -> attacked.get(i).norm() < (1 - share) * nearest.get(i).norm())
        .count();
  }
}
