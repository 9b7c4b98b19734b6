package io.separatrix.explorer.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.data.DatasetOptions;
import io.separatrix.data.Split;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.model.Models;
import io.separatrix.explorer.job.Turns;
import io.separatrix.explorer.state.ImageName;
import io.separatrix.explorer.state.PlaneState;
import io.separatrix.explorer.state.ViewState;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.region.Grid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Maps through x, r(x) and x2 of a real network, beside full ones: a sample of the points that were
 * not evaluated is. With {@code -Pslow} twenty planes of lenet-cifar10, else one of lenet-fashion.
 */
@Timeout(3600)
class PlaneMapTest {

  private static final Path CIFAR = Path.of("..", "..", "shared", "data", "cifar10");
  private static final int SAMPLE = 2000;

  @Test
  void map_ofARealNetwork_equalsAFullOneForAFewOfItsEvaluations() {
    boolean whole = Boolean.getBoolean("separatrix.slow") && Files.isDirectory(CIFAR);
    int planes = whole ? 20 : 1;
    try (Experiment experiment =
        Experiment.of(Models.open(whole ? "lenet-cifar10" : "lenet-fashion"))
            .data(whole ? CIFAR.toString() : "fashion-mnist-sample")
            .limit(40)
            .open()) {
      Explored network =
          Explored.of(
              experiment,
              new Answers(1 << 28),
              new BroughtImages(
                  experiment.images().shape(),
                  experiment.images().range(),
                  DatasetOptions.of(Split.TEST)));
      Views views = new Views(network, new Turns(), null);
      double[] shares = new double[planes];
      double[] equal = new double[planes];
      for (int i = 0; i < planes; i++) {
        PlaneState state = through(network, i, i + 20);
        Planes.Setting setting = views.planes().setting(state);
        PlaneMap map = views.planes().map(state, setting, coarse -> {});
        assertThat(map.stride()).isEqualTo(1);
        shares[i] = map.evaluatedShare();
        equal[i] = 1 - (1 - shares[i]) * wrongOfTheOthers(network, setting, map);
      }
      assertThat(Quantiles.of(DoubleStream.of(shares))).isLessThanOrEqualTo(0.15);
      assertThat(Quantiles.of(DoubleStream.of(equal))).isGreaterThanOrEqualTo(0.999);
    }
  }

  /** x, its boundary point and x2 all lie in the window. */
  private static PlaneState through(Explored network, int x, int x2) {
    double distance =
        Vectors.distance(network.image(ImageName.of(x)), network.image(ImageName.of(x2)));
    return (PlaneState)
        ViewState.parse(
            String.format(
                Locale.ROOT,
                "plane/x=%d/v=image-%d/t=%f/width=%f",
                x,
                x2,
                distance / 2,
                1.5 * distance));
  }

  private static double wrongOfTheOthers(Explored network, Planes.Setting setting, PlaneMap map) {
    SplittableRandom random = new SplittableRandom(1);
    Grid grid = map.grid();
    int n = grid.columns();
    int[] points = new int[SAMPLE];
    double[][] rows = new double[SAMPLE][];
    for (int i = 0; i < SAMPLE; ) {
      int point = random.nextInt(n * n);
      if (!map.evaluated().get(point)) {
        int row = point / n;
        points[i] = point;
        rows[i++] = setting.plane().point(grid.s(point % n), grid.t(row));
      }
    }
    double[][] logits = network.logits(rows);
    int wrong = 0;
    for (int i = 0; i < SAMPLE; i++) {
      if (Vectors.argmax(logits[i]) != map.labels()[points[i]]) {
        wrong++;
      }
    }
    return (double) wrong / SAMPLE;
  }
}
