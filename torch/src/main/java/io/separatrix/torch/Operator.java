package io.separatrix.torch;

import io.separatrix.network.Node;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** One ONNX operator on LibTorch; differentiable wherever its mathematics is. */
@FunctionalInterface
interface Operator {

  /**
   * @param node the node, for its attributes
   * @param inputs its inputs in order; null for an optional input left out; not modified
   * @param mode how the graph runs
   * @return the outputs in order
   */
  Tensor[] apply(Node node, @Nullable Tensor[] inputs, RunMode mode);
}
