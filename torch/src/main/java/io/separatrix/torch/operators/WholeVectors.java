package io.separatrix.torch.operators;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * Functions that the processor's vector instructions approximate. LibTorch computes the last
 * elements of an array, which fill no whole vector registers, by other code that rounds otherwise,
 * so a row's result would depend on its place among the rows.
 */
final class WholeVectors {

  /** Two registers of AVX-512 in float32, which LibTorch's loops take at a time. */
  private static final long ELEMENTS = 32;

  private WholeVectors() {}

  /**
   * The function of an array filled up with ones.
   *
   * @param function of each element alone
   * @return of the shape and, in memory, the order of x
   */
  static Tensor apply(UnaryOperator<Tensor> function, Tensor x) {
    long rest = x.numel() % ELEMENTS;
    if (rest == 0) {
      return function.apply(x);
    }
    boolean innermost = x.dim() == 4 && x.is_contiguous(MemoryFormat.ChannelsLast);
    Tensor inOrder = innermost ? x.permute(0, 2, 3, 1) : x;
    Tensor filled =
        torch.constant_pad_nd(inOrder.reshape(-1), new long[] {0, ELEMENTS - rest}, new Scalar(1));
    Tensor values =
        function.apply(filled).narrow(0, 0, x.numel()).reshape(OperatorCall.shape(inOrder));
    return innermost ? values.permute(0, 3, 1, 2) : values;
  }
}
