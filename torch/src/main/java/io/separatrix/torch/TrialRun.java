package io.separatrix.torch;

import io.separatrix.network.ModelFormatException;
import io.separatrix.network.ModelRemedy;
import io.separatrix.network.Node;
import java.util.Arrays;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * What one trial run tells about a network.
 *
 * @param classes number of logits L
 * @param activationBytes bytes of all intermediate results of one row
 * @param workspaceBytes bytes of the largest scratch space of one row
 */
record TrialRun(int classes, long activationBytes, long workspaceBytes) {

  /** Two rows, so that a graph made for batches of one only is found out. */
  private static final int ROWS = 2;

  /** Activations, their gradients, and the gradients' own when differentiated twice. */
  private static final int COPIES = 3;

  private static final int GRAPH_COPIES = 3;

  /**
   * Activations of a batch on the processor. Fewer bytes leave speed to fixed costs, more gain less
   * than a tenth in float32 and lose in float64; docs/performance.md has the figures.
   */
  private static final long CACHED_BYTES = 4L << 20;

  /** Rows below which fixed costs of a call show. */
  private static final int FEW_ROWS = 16;

  /** Rows beyond which a GPU gains nothing. */
  private static final int MANY_ROWS = 1024;

  /**
   * @throws ModelFormatException if the network does not run or its output is not N x L
   */
  static TrialRun run(DeviceNetwork network) {
    Memory memory = new Memory();
    return NativeScope.of(
        false,
        () -> {
          Tensor logits = logitsOfGrey(network, memory);
          if (logits.dim() != 2 || logits.size(0) != ROWS) {
            throw new ModelFormatException(
                "output-shape: expected logits of shape N x L for N images, found "
                    + Arrays.toString(logits.shape())
                    + " for "
                    + ROWS);
          }
          if (!logits.is_floating_point()) {
            throw new ModelFormatException(
                "output-shape: expected logits, which are real numbers, found an output of type "
                    + logits.scalar_type().toString().toLowerCase(Locale.ROOT)
                    + ", such as labels; export the values that they are taken from, or take"
                    + " another output",
                ModelRemedy.OUTPUT);
          }
          return new TrialRun(
              (int) logits.size(1), memory.activations / ROWS, memory.workspace / ROWS);
        });
  }

  private static Tensor logitsOfGrey(DeviceNetwork network, Memory memory) {
    long[] extents = new long[network.inputShape().length + 1];
    extents[0] = ROWS;
    System.arraycopy(network.inputShape(), 0, extents, 1, extents.length - 1);
    try {
      return network.logits(network.images(torch.zeros(extents)), memory);
    } catch (ModelFormatException e) {
      throw e;
    } catch (RuntimeException e) { // all that LibTorch throws
      String reason = String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
      throw new ModelFormatException(
          "the network does not run on a batch of shape "
              + Arrays.toString(extents)
              + ": "
              + reason,
          e);
    }
  }

  /**
   * Rows to evaluate at once: as many as fit into the memory bound, at least 1; on the processor no
   * more than stay in its cache, but enough to keep the fixed costs of a call small.
   */
  int batchSize(long memoryBound, boolean processor) {
    long fitting =
        Math.max(1, memoryBound / Math.max(1, COPIES * activationBytes + workspaceBytes));
    long cached = CACHED_BYTES / Math.max(1, activationBytes);
    long fast = processor ? Math.max(FEW_ROWS, cached) : MANY_ROWS;
    return (int) Math.min(Math.min(fast, MANY_ROWS), fitting);
  }

  /** Whether one row alone fills a processor's cache, so that more at a time gain nothing. */
  boolean large() {
    return activationBytes > CACHED_BYTES;
  }

  /** How many chunks of so many rows fit into the memory bound at one time; may be 0. */
  int chunks(int rows, long memoryBound) {
    long bytes = rows * (COPIES * activationBytes + workspaceBytes);
    return (int) Math.min(MANY_ROWS, memoryBound / Math.max(1, bytes));
  }

  /**
   * How many {@link GradientGraphs} of so many rows fit into half of the memory bound; may be 0.
   * They keep the activations and their gradients, but no scratch.
   */
  int graphs(int rows, long memoryBound) {
    long bytes = GRAPH_COPIES * activationBytes * rows;
    return (int) Math.min(MANY_ROWS, memoryBound / 2 / Math.max(1, bytes));
  }

  private static final class Memory implements GraphRunner.Observer {
    private long activations;
    private long workspace;

    @Override
    public void ran(Node node, @Nullable Tensor[] inputs, Tensor[] outputs) {
      for (Tensor output : outputs) {
        activations += output.nbytes();
      }
      Tensor weight = inputs.length > 1 ? inputs[1] : null;
      if (node.operator().equals("Conv") && weight != null) {
        // Convolution by matrix product unfolds its input: one column for each output pixel.
        long column = weight.numel() / weight.size(0);
        workspace = Math.max(workspace, column * outputs[0].nbytes() / outputs[0].size(1));
      }
    }
  }
}
