package io.separatrix.benchmarks;

import io.separatrix.data.ClassNames;
import io.separatrix.data.Dataset;
import io.separatrix.data.Datasets;
import io.separatrix.data.ImageShape;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Split;
import io.separatrix.geometry.Lockstep;
import io.separatrix.geometry.attack.Attack;
import io.separatrix.geometry.attack.AttackResult;
import io.separatrix.geometry.attack.Box;
import io.separatrix.geometry.attack.DecoupledDirectionAndNorm;
import io.separatrix.geometry.attack.FastMinimumNorm;
import io.separatrix.geometry.boundary.BoundaryPoint;
import io.separatrix.geometry.boundary.NearestBoundary;
import io.separatrix.geometry.boundary.Refinement;
import io.separatrix.network.Graph;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.onnx.OnnxReader;
import io.separatrix.network.trained.BuiltInModels;
import io.separatrix.torch.TorchClassifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether nearest boundary points are nearest: how often, and by how much, the shortest of several
 * independent attacks that minimise the norm is shorter. The attacks are DDN with two gammas and
 * FMN with 300 steps each, and restarts of FMN towards each of the other classes.
 *
 * <p>Arguments: a built-in model or an .onnx file, a data set, how many images, the pixel range,
 * and if other than 100 the steps of a restart.
 */
public final class Shortest {

  private static final int STEPS = 300;
  private static final int RESTART_STEPS = 100;

  private Shortest() {}

  public static void main(String[] arguments) {
    Graph graph =
        BuiltInModels.names().contains(arguments[0])
            ? BuiltInModels.load(arguments[0]).graph()
            : OnnxReader.read(Path.of(arguments[0])).graph();
    List<Integer> shape = graph.inputShape();
    Dataset data =
        Datasets.open(
            arguments[1],
            new ImageShape(shape.get(0), shape.get(1), shape.get(2)),
            Split.TEST,
            ClassNames.none());
    PixelRange range = PixelRange.parse(arguments[3]);
    List<double[]> images =
        IntStream.range(0, Math.min(data.size(), Integer.parseInt(arguments[2])))
            .mapToObj(i -> data.pixels(i, range))
            .toList();
    try (TorchClassifier network =
        new TorchClassifier(graph, EngineOptions.DEFAULT.withDevice(DeviceName.CPU))) {
      Lockstep lockstep = new Lockstep(network, 64);
      int restart = arguments.length > 4 ? Integer.parseInt(arguments[4]) : RESTART_STEPS;
      double[] shortest = new double[images.size()];
      Arrays.fill(shortest, Double.POSITIVE_INFINITY);
      for (Attack attack : attacks(network.classes(), restart)) {
        List<AttackResult> results =
            lockstep.map(
                images, (x, evaluator) -> attack.run(x, new SplittableRandom(1), evaluator));
        for (int i = 0; i < shortest.length; i++) {
          if (results.get(i).succeeded()) {
            shortest[i] = Math.min(shortest[i], results.get(i).norm());
          }
        }
      }
      for (Refinement refinement : Refinement.values()) {
        long start = System.nanoTime();
        List<BoundaryPoint> nearest = lockstep.map(images, new NearestBoundary(refinement)::search);
        System.out.println(refinement);
        print(nearest, shortest, (System.nanoTime() - start) * 1e-9);
      }
    }
  }

  private static List<Attack> attacks(int classes, int restart) {
    Stream<Attack> free =
        Stream.of(
            new DecoupledDirectionAndNorm(STEPS, 0.05, Box.UNBOUNDED),
            new DecoupledDirectionAndNorm(STEPS, 0.01, Box.UNBOUNDED),
            fmn(STEPS, OptionalInt.empty()));
    Stream<Attack> restarts =
        IntStream.range(0, classes).mapToObj(c -> fmn(restart, OptionalInt.of(c)));
    return Stream.concat(free, restarts).toList();
  }

  private static Attack fmn(int steps, OptionalInt towards) {
    return new FastMinimumNorm(steps, FastMinimumNorm.DEFAULT_GAMMA, towards, Box.UNBOUNDED);
  }

  private static void print(List<BoundaryPoint> nearest, double[] other, double seconds) {
    double[] gain =
        IntStream.range(0, other.length)
            .mapToDouble(i -> 1 - other[i] / nearest.get(i).norm())
            .sorted()
            .toArray();
    double evaluations =
        nearest.stream()
            .mapToLong(z -> z.evaluations().forward() + z.evaluations().backward())
            .average()
            .orElse(0);
    System.out.printf(
        "images %d, median norm %.5g, mean norm %.6g, median cosine %.4f, evaluations %.1f, %.1f"
            + " s%n",
        other.length,
        median(nearest.stream().mapToDouble(BoundaryPoint::norm)),
        nearest.stream().mapToDouble(BoundaryPoint::norm).average().orElse(0),
        median(nearest.stream().mapToDouble(BoundaryPoint::cosine)),
        evaluations,
        seconds);
    for (double part : new double[] {1e-3, 1e-2, 3e-2}) {
      System.out.printf(
          "shorter by more than %.1f %%: %d%n",
          100 * part, Arrays.stream(gain).filter(g -> g > part).count());
    }
    System.out.printf("largest gain %.2f %%%n", 100 * gain[gain.length - 1]);
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
