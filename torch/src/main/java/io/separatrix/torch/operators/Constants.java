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

  /** The elements of a tensor, copied. */
  public static Constant constant(Tensor tensor) {
    Tensor plain = tensor.detach().cpu().contiguous();
    int bytes = Math.toIntExact(plain.nbytes());
    ByteBuffer data = ByteBuffer.allocateDirect(bytes);
    if (bytes > 0) {
      data.put(new BytePointer(plain.data_ptr()).capacity(bytes).asByteBuffer()).flip();
    }
    return new Constant(ScalarTypes.from(plain.scalar_type()), OperatorCall.shape(plain), data);
  }

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
