package io.separatrix.torch.operators;

import org.bytedeco.pytorch.Tensor;

/** One ONNX operator on LibTorch; differentiable wherever its mathematics is. */
@FunctionalInterface
public interface Operator {

  /**
   * @param call the node with its inputs; not modified
   * @return the outputs in order, at least as many as the node names
   */
  Tensor[] apply(OperatorCall call);
}
