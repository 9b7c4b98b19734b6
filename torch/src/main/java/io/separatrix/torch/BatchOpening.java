package io.separatrix.torch;

import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.engine.OpenedBatch;
import io.separatrix.network.rewrite.IdentityRemoval;
import io.separatrix.network.rewrite.UnusedNodes;
import io.separatrix.torch.operators.Constants;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Lets a graph that prescribes the size of its batch take any. Exporters spell the size out in
 * constants: shapes of reshapes, position embeddings, class tokens. The graph runs twice side by
 * side, with the size that it prescribes and with a multiple of it; each constant that grows with
 * the batch shows itself at the node that reads it and is rewritten there ({@link BatchRewriting}).
 * Then, in double precision at random images, each row of a batch must have the logits that the
 * graph as it was gives for the row alone. Where that fails the graph stays as it is, and {@link
 * TorchClassifier} runs it row by row.
 */
public final class BatchOpening {

  /** Images that the verified batch has for each that the graph prescribes. */
  private static final int MULTIPLE = 3;

  /** A larger batch, or one of more numbers, is refused: it takes memory for nothing. */
  private static final int MOST_IMAGES = 4096;

  private static final long MOST_NUMBERS = 1L << 26;

  /** Ways to read reshapes that are tried; each wrong one is found out at the next nodes. */
  private static final int ATTEMPTS = 64;

  /** Largest difference of logits, relative to the largest of the image or 1. */
  private static final double TOLERANCE = 1e-8;

  private static final long SEED = 16;

  private BatchOpening() {}

  /**
   * Opens the batch of a graph.
   *
   * @throws ModelFormatException if the graph does not run with the batch that it prescribes, or
   *     prescribes an absurd one
   */
  public static OpenedBatch open(Graph graph) {
    if (graph.batch() == Graph.ANY_BATCH) {
      return OpenedBatch.any(graph);
    }
    if (graph.batch() > MOST_IMAGES || (long) graph.batch() * graph.dimension() > MOST_NUMBERS) {
      throw new ModelFormatException(
          "expected a batch of at most "
              + MOST_IMAGES
              + " images and "
              + MOST_NUMBERS
              + " numbers, found "
              + graph.batch()
              + " images; export the model with a smaller one");
    }
    Graph folded = UnusedNodes.remove(ConstantFolding.apply(IdentityRemoval.apply(graph)));
    return NativeScope.of(false, () -> attempts(graph, folded));
  }

  private static OpenedBatch attempts(Graph graph, Graph folded) {
    Map<String, Tensor> constants = constants(folded.constants());
    Tensor prescribed = images(graph, graph.batch());
    Tensor multiple = images(graph, MULTIPLE * graph.batch());
    BatchChoices choices = new BatchChoices();
    String failure = "";
    for (int i = 0; i < ATTEMPTS; i++) {
      try {
        BatchRewriting rewriting = new BatchRewriting(folded, constants, choices);
        Graph open =
            NativeScope.of(() -> rewriting.run(prescribed, multiple)).withBatch(Graph.ANY_BATCH);
        failure = disagreement(folded, open, constants);
        if (failure == null) {
          return OpenedBatch.any(open);
        }
      } catch (BatchRewriting.Failure e) {
        failure = e.getMessage();
      }
      if (!choices.next()) {
        break;
      }
    }
    return new OpenedBatch(graph, failure);
  }

  /** What is wrong with the logits of the opened graph; null if nothing is. */
  private static @Nullable String disagreement(
      Graph graph, Graph open, Map<String, Tensor> constants) {
    Map<String, Tensor> opened = new HashMap<>(constants);
    open.constants().forEach((name, value) -> opened.computeIfAbsent(name, key -> tensor(value)));
    GraphRunner before = new GraphRunner(graph);
    GraphRunner after = new GraphRunner(open);
    RunMode mode = new RunMode(graph.opset(), false, false);
    for (double scale : new double[] {1, 255}) {
      Tensor rows = images(graph, MULTIPLE * graph.batch()).mul(new Scalar(scale));
      Tensor together;
      try {
        together = after.run(rows, opened, mode);
      } catch (ModelFormatException e) {
        return e.getMessage();
      }
      for (long i = 0; i < rows.size(0); i++) {
        Tensor row = rows.narrow(0, i, 1);
        Tensor alone = alone(before.run(copies(row, graph.batch()), constants, mode), graph);
        if (together.size(0) != rows.size(0) || !same(alone, together.narrow(0, i, 1))) {
          return "in a batch the logits of a random image are others than alone";
        }
      }
    }
    return null;
  }

  /** The batch that a graph prescribes, of one image. */
  static Tensor copies(Tensor row, int batch) {
    long[] extents = row.shape().clone();
    extents[0] = batch;
    return batch == 1 ? row : row.expand(extents).contiguous();
  }

  /** The logits of the first image; a graph for one image may have lost the batch's axis. */
  static Tensor alone(Tensor logits, Graph graph) {
    boolean lost = graph.batch() == 1 && logits.dim() == 1;
    return lost ? logits.unsqueeze(0) : logits.narrow(0, 0, 1);
  }

  private static boolean same(Tensor expected, Tensor found) {
    if (!Arrays.equals(expected.shape(), found.shape())) {
      return false;
    }
    double largest = Math.max(1, expected.abs().max().item_double());
    double difference = expected.sub(found).abs().max().item_double();
    return difference <= TOLERANCE * largest;
  }

  private static Tensor images(Graph graph, int count) {
    SplittableRandom random = new SplittableRandom(SEED + count);
    double[] pixels = random.doubles((long) count * graph.dimension()).toArray();
    long[] shape = new long[graph.inputShape().size() + 1];
    shape[0] = count;
    Arrays.setAll(shape, i -> i == 0 ? count : graph.inputShape().get(i - 1));
    return tensor(Constant.of(pixels, shape));
  }

  private static Map<String, Tensor> constants(Map<String, Constant> constants) {
    Map<String, Tensor> tensors = new TreeMap<>();
    constants.forEach((name, constant) -> tensors.put(name, tensor(constant)));
    return tensors;
  }

  static Tensor tensor(Constant constant) {
    Tensor tensor = Constants.tensor(constant);
    return tensor.is_floating_point() ? tensor.to(ScalarType.Double) : tensor;
  }
}
