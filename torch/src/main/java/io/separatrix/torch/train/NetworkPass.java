package io.separatrix.torch.train;

import io.separatrix.network.Graph;
import io.separatrix.network.training.LabelledImages;
import io.separatrix.torch.GraphRunner;
import io.separatrix.torch.RunMode;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Runs a network forward over batches of images, for training or to measure its accuracy. */
@SuppressWarnings("try") // pointer scopes are there for their end
final class NetworkPass {

  private static final int EVALUATION_BATCH = 250;

  private final GraphRunner runner;
  private final int opset;
  private final Map<String, Tensor> constants;
  private final boolean bfloat16;

  /**
   * @param graph the network
   * @param parameters those of its constants that training moves, instead of the graph's
   * @param bfloat16 whether convolutions and dense layers compute in bfloat16
   */
  NetworkPass(Graph graph, Map<String, Tensor> parameters, boolean bfloat16) {
    this.runner = new GraphRunner(graph);
    this.opset = graph.opset();
    this.bfloat16 = bfloat16;
    this.constants = new HashMap<>();
    graph.constants().forEach((name, value) -> constants.put(name, TrainingState.tensor(value)));
    constants.putAll(parameters);
  }

  /** A pass of a finished network, in float32. */
  static NetworkPass of(Graph graph) {
    return new NetworkPass(graph, Map.of(), false);
  }

  /** Logits in float32. The caller owns the pointer scope. */
  Tensor logits(Tensor images, boolean training) {
    // Channels last is the layout that bfloat16 convolutions on the CPU are fast in.
    Tensor input = bfloat16 ? images.contiguous(torch.MemoryFormat.ChannelsLast) : images;
    return runner
        .run(input, constants, new RunMode(opset, training, bfloat16))
        .to(torch.ScalarType.Float);
  }

  /** Number of rows whose largest logit is the label's. */
  static long correct(Tensor logits, Tensor labels) {
    return logits.detach().argmax(new LongOptional(1), false).eq(labels).sum().item_long();
  }

  /** Share of images recognised, in evaluation mode. */
  double accuracy(LabelledImages images) {
    long correct = 0;
    int values = images.pixels().length / images.size();
    AutoGradMode off = new AutoGradMode(false);
    try {
      for (int first = 0; first < images.size(); first += EVALUATION_BATCH) {
        int rows = Math.min(EVALUATION_BATCH, images.size() - first);
        try (Batch batch = new Batch(images.shape(), rows);
            PointerScope scope = new PointerScope()) {
          for (int i = 0; i < rows * values; i++) {
            batch.pixels().put(i, (images.pixels()[first * values + i] & 0xff) / 255f);
          }
          for (int i = 0; i < rows; i++) {
            batch.labels()[i] = images.labels()[first + i];
          }
          correct += correct(logits(batch.pixelTensor(), false), batch.labelTensor());
        }
      }
    } finally {
      off.close();
    }
    return correct / (double) images.size();
  }

  /** Memory for the images and labels of one batch. */
  static final class Batch implements AutoCloseable {
    private final long[] shape;
    private final FloatPointer pixels;
    private final FloatBuffer view;
    private final long[] labels;

    Batch(List<Integer> imageShape, int rows) {
      shape = new long[] {rows, imageShape.get(0), imageShape.get(1), imageShape.get(2)};
      pixels = new FloatPointer(shape[0] * shape[1] * shape[2] * shape[3]);
      view = pixels.asBuffer();
      labels = new long[rows];
    }

    /** Pixels, to be filled. */
    FloatBuffer pixels() {
      return view;
    }

    /** Labels, to be filled. */
    long[] labels() {
      return labels;
    }

    /** A tensor on the pixels, valid while the batch is open. */
    Tensor pixelTensor() {
      return torch.from_blob(pixels, shape);
    }

    /** A copy of the labels. */
    Tensor labelTensor() {
      LongPointer copy = new LongPointer(labels);
      return torch
          .from_blob(copy, new long[] {labels.length}, new TensorOptions(torch.ScalarType.Long))
          .clone();
    }

    @Override
    public void close() {
      pixels.close();
    }
  }
}
