package io.separatrix.benchmarks;

import static java.util.Objects.requireNonNull;

import io.separatrix.data.NpyFile;
import io.separatrix.geometry.Lockstep;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.TargetedBoundary;
import io.separatrix.geometry.path.FindPath;
import io.separatrix.geometry.path.Pair;
import io.separatrix.geometry.path.PairSelection;
import io.separatrix.geometry.path.PathResult;
import io.separatrix.network.Graph;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.onnx.OnnxReader;
import io.separatrix.network.trained.BuiltInModels;
import io.separatrix.proof.NetworkProver;
import io.separatrix.proof.ProofOptions;
import io.separatrix.proof.SegmentProof;
import io.separatrix.proof.enclosure.Rounding;
import io.separatrix.torch.TorchClassifier;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Proves the sampled paths of scenario 1: {@code Proofs MODEL IMAGES.npy PAIRS THREADS
 * [neglected]}, MODEL a built-in one or an ONNX file, the images in its range. A line for each
 * segment, and a summary. Seconds are of the wall and of the processor; the second do not see what
 * else the machine does.
 */
public final class Proofs {

  private Proofs() {}

  public static void main(String[] arguments) {
    String model = arguments[0];
    int pairs = Integer.parseInt(arguments[2]);
    int threads = Integer.parseInt(arguments[3]);
    Rounding rounding = arguments.length > 4 ? Rounding.NEGLECTED : Rounding.RIGOROUS;
    Graph graph =
        BuiltInModels.names().contains(model)
            ? BuiltInModels.load(model).graph()
            : OnnxReader.read(Path.of(model)).graph();
    double[][] images = images(Path.of(arguments[1]));
    List<PathResult> paths = paths(graph, images, pairs);
    NetworkProver prover = NetworkProver.of(graph, rounding, new ProofOptions(4096, threads));
    int proved = 0;
    double[] wall = new double[paths.size()];
    double[] processor = new double[paths.size()];
    double[] enclosures = new double[paths.size()];
    for (int i = 0; i < wall.length; i++) {
      List<double[]> anchors = requireNonNull(paths.get(i).path()).anchors();
      boolean all = true;
      for (int k = 0; k + 1 < anchors.size(); k++) {
        long start = System.nanoTime();
        double before = processorSeconds();
        SegmentProof proof = prover.prove(anchors.get(k), anchors.get(k + 1), paths.get(i).label());
        wall[i] += (System.nanoTime() - start) * 1e-9;
        processor[i] += processorSeconds() - before;
        enclosures[i] += proof.enclosures();
        all &= proof.proved();
        print(
            "path %d segment %d of %d, sampled margin %.3f: %s, bound %.4f, %d enclosures,"
                + " remainder %.2g",
            i,
            k,
            anchors.size() - 1,
            paths.get(i).minimalMargin(),
            proof.verdict(),
            proof.bound(),
            proof.enclosures(),
            proof.remainder());
      }
      proved += all ? 1 : 0;
    }
    print(
        "%s, %s: %d of %d paths proved; median %.2f s, %.2f s of the processor, %.0f enclosures",
        model, rounding, proved, paths.size(), median(wall), median(processor), median(enclosures));
  }

  private static List<PathResult> paths(Graph graph, double[][] images, int count) {
    try (TorchClassifier engine = new TorchClassifier(graph, EngineOptions.DEFAULT)) {
      int[] labels = Arrays.stream(engine.logits(images)).mapToInt(Vectors::argmax).toArray();
      List<Pair> pairs = new PairSelection(labels, 0).sameLabel(count);
      FindPath findPath = new FindPath(TargetedBoundary::new);
      return new Lockstep(engine, engine.lanes())
              .map(
                  pairs,
                  (pair, evaluator) ->
                      findPath.find(images[pair.first()], images[pair.second()], evaluator))
              .stream()
              .filter(PathResult::connected)
              .toList();
    }
  }

  private static double[][] images(Path file) {
    NpyFile array = NpyFile.open(file);
    double[] values = array.values();
    int count = array.shape()[0];
    int dimension = values.length / count;
    double[][] images = new double[count][];
    Arrays.setAll(images, i -> Arrays.copyOfRange(values, i * dimension, (i + 1) * dimension));
    return images;
  }

  private static double median(double[] values) {
    return Quantiles.quantile(Arrays.stream(values).sorted().toArray(), 0.5);
  }

  private static double processorSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() * 1e-9
        : Double.NaN;
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
