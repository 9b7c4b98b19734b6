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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether nearest boundary points are nearest. Searches and independent attacks that minimise the
 * norm are put beside the shortest point that any of them found: how often, and by how much, each
 * is longer. Searches are also put beside the attacks alone. The attacks are DDN with two gammas
 * and FMN, each long and with about as many evaluations as the search takes, and restarts of FMN
 * towards each of the other classes.
 *
 * <p>Arguments: a built-in model or an .onnx file, a data set, how many images, the pixel range,
 * and if other than 100 the steps of a restart.
 */
public final class Shortest {

  private static final int LONG = 300;
  private static final int BRIEF = 60;
  private static final int RESTART_STEPS = 100;

  private Shortest() {}

  /**
   * What one search or attack found.
   *
   * @param norms of each image's perturbation, infinite where there is none
   * @param evaluations passes of both kinds an image
   * @param cosine median cosine with the normal; NaN for attacks, which do not ask
   */
  private record Found(
      String name, double[] norms, double evaluations, double cosine, double seconds) {

    static Found together(String name, List<Found> parts) {
      double[] norms = parts.get(0).norms().clone();
      for (Found part : parts) {
        Arrays.setAll(norms, i -> Math.min(norms[i], part.norms()[i]));
      }
      return new Found(
          name,
          norms,
          parts.stream().mapToDouble(Found::evaluations).sum(),
          Double.NaN,
          parts.stream().mapToDouble(Found::seconds).sum());
    }
  }

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
    int restart = arguments.length > 4 ? Integer.parseInt(arguments[4]) : RESTART_STEPS;
    try (TorchClassifier network =
        new TorchClassifier(graph, EngineOptions.DEFAULT.withDevice(DeviceName.CPU))) {
      Lockstep lockstep = new Lockstep(network, 64);
      List<Found> attacks = attacks(lockstep, images, network.classes(), restart);
      List<Found> searches =
          Arrays.stream(Refinement.values()).map(r -> search(r, lockstep, images)).toList();
      System.out.println(images.size() + " images; longer than the shortest of all:");
      List<Found> all = Stream.concat(searches.stream(), attacks.stream()).toList();
      Found shortest = Found.together("all", all);
      all.forEach(found -> print(found, shortest));
      System.out.println("longer than the shortest of the attacks:");
      Found shortestAttack = Found.together("attacks", attacks);
      searches.forEach(found -> print(found, shortestAttack));
    }
  }

  private static Found search(Refinement refinement, Lockstep lockstep, List<double[]> images) {
    long start = System.nanoTime();
    List<BoundaryPoint> points = lockstep.map(images, new NearestBoundary(refinement)::search);
    return new Found(
        "" + refinement,
        points.stream().mapToDouble(BoundaryPoint::norm).toArray(),
        points.stream().mapToLong(z -> z.evaluations().total()).average().orElse(0),
        median(points.stream().mapToDouble(BoundaryPoint::cosine)),
        (System.nanoTime() - start) * 1e-9);
  }

  private static List<Found> attacks(
      Lockstep lockstep, List<double[]> images, int classes, int restart) {
    List<Found> found = new ArrayList<>();
    for (int steps : new int[] {LONG, BRIEF}) {
      for (double gamma : new double[] {0.05, 0.01}) {
        Attack attack = new DecoupledDirectionAndNorm(steps, gamma, Box.UNBOUNDED);
        found.add(attack("DDN " + gamma + ", " + steps + " steps", attack, lockstep, images));
      }
      Attack attack = fmn(steps, OptionalInt.empty());
      found.add(attack("FMN, " + steps + " steps", attack, lockstep, images));
    }
    List<Found> restarts =
        IntStream.range(0, classes)
            .mapToObj(c -> attack("" + c, fmn(restart, OptionalInt.of(c)), lockstep, images))
            .toList();
    found.add(Found.together("FMN towards each class, " + restart + " steps", restarts));
    return found;
  }

  private static Attack fmn(int steps, OptionalInt towards) {
    return new FastMinimumNorm(steps, FastMinimumNorm.DEFAULT_GAMMA, towards, Box.UNBOUNDED);
  }

  private static Found attack(
      String name, Attack attack, Lockstep lockstep, List<double[]> images) {
    long start = System.nanoTime();
    List<AttackResult> results =
        lockstep.map(images, (x, evaluator) -> attack.run(x, new SplittableRandom(1), evaluator));
    return new Found(
        name,
        results.stream()
            .mapToDouble(r -> r.succeeded() ? r.norm() : Double.POSITIVE_INFINITY)
            .toArray(),
        results.stream().mapToLong(r -> r.evaluations().total()).average().orElse(0),
        Double.NaN,
        (System.nanoTime() - start) * 1e-9);
  }

  private static void print(Found found, Found shortest) {
    double[] longer =
        IntStream.range(0, found.norms().length)
            .mapToDouble(i -> 1 - shortest.norms()[i] / found.norms()[i])
            .toArray();
    System.out.printf(
        "  %-32s evaluations %6.0f, cosine %.4f, > 0.1 %%: %3d, > 1 %%: %3d, > 3 %%: %3d, most"
            + " %5.1f %%, median norm %.5g, mean %.6g, %.1f s%n",
        found.name(),
        found.evaluations(),
        found.cosine(),
        above(longer, 1e-3),
        above(longer, 1e-2),
        above(longer, 3e-2),
        100 * Arrays.stream(longer).max().orElse(0),
        median(Arrays.stream(found.norms())),
        Arrays.stream(found.norms()).average().orElse(0),
        found.seconds());
  }

  private static long above(double[] longer, double part) {
    return Arrays.stream(longer).filter(l -> l > part).count();
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
