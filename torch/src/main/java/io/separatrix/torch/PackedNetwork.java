package io.separatrix.torch;

import static java.util.Objects.requireNonNull;

import io.separatrix.network.Graph;
import io.separatrix.network.Node;
import io.separatrix.torch.operators.PackedConvolution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** A graph with {@link ConvolutionFusion fused} convolutions, for logits without derivatives. */
final class PackedNetwork implements AutoCloseable {

  private final GraphRunner runner;
  private final RunMode mode;
  private final Map<String, Tensor> constants;
  private final List<Tensor> own = new ArrayList<>();

  /**
   * @param shared the graph's constants as tensors; not modified, and not closed with this
   * @param images extents of what each convolution reads, by the name of its result
   */
  PackedNetwork(Graph graph, Map<String, Tensor> shared, RunMode mode, Map<String, long[]> images) {
    ConvolutionFusion.Fused fused = ConvolutionFusion.apply(graph);
    this.runner = new GraphRunner(fused.graph());
    this.mode = mode;
    this.constants = new HashMap<>(shared);
    try {
      fused
          .packed()
          .forEach(
              (name, conv) -> pack(name, conv, requireNonNull(images.get(conv.outputs().get(0)))));
    } catch (RuntimeException e) { // all that LibTorch throws
      close();
      throw e;
    }
  }

  private void pack(String name, Node conv, long[] images) {
    Tensor weight = requireNonNull(constants.get(conv.inputs().get(1)));
    Tensor packed =
        NativeScope.of(
            false,
            () ->
                new Tensor(PackedConvolution.pack(weight, conv.attributes(), images))
                    .retainReference());
    own.add(packed);
    constants.put(name, packed);
  }

  Tensor logits(Tensor images) {
    return runner.run(images, constants, mode);
  }

  @Override
  public void close() {
    own.forEach(Tensor::releaseReference);
    own.clear();
  }
}
