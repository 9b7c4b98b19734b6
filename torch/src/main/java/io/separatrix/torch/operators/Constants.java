package io.separatrix.torch.operators;

import io.separatrix.network.Constant;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Constants of a graph as tensors. */
public final class Constants {

  private Constants() {}

  /** A tensor of the constant's own type, on the CPU, with its own memory. */
  public static Tensor tensor(Constant constant) {
    ByteBuffer bytes = constant.data().duplicate();
    Tensor tensor =
        torch.empty(
            constant.shape(),
            new TensorOptions(ScalarTypes.of(constant.type())),
            new org.bytedeco.pytorch.MemoryFormatOptional());
    if (bytes.hasRemaining()) {
      BytePointer target = new BytePointer(tensor.data_ptr()).capacity(bytes.remaining());
      target.asByteBuffer().put(bytes);
    }
    return tensor;
  }
}
