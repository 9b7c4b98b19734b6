package io.separatrix.torch;

import io.separatrix.network.Constant;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.engine.Precision;
import io.separatrix.torch.operators.ScalarTypes;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A network's constants as tensors. */
final class ConstantTensors {

  private ConstantTensors() {}

  /**
   * Copies constants to a device. Numbers with a point take the given precision, integers and
   * booleans keep theirs.
   *
   * @return tensors by name that live until {@link Tensor#releaseReference()}
   * @throws ModelFormatException if one holds NaN. Infinities are bounds or the masks of attention;
   *     whether they reach the logits is seen when the network runs
   */
  static Map<String, Tensor> copy(
      Map<String, Constant> constants, Precision precision, Device device) {
    Map<String, Tensor> tensors = new TreeMap<>();
    new TreeMap<>(constants)
        .forEach(
            (name, constant) ->
                tensors.put(name, NativeScope.of(() -> copy(name, constant, precision, device))));
    return tensors;
  }

  private static Tensor copy(String name, Constant constant, Precision precision, Device device) {
    Tensor view =
        torch.from_blob(
            new BytePointer(constant.data().duplicate()),
            constant.shape(),
            new TensorOptions(ScalarTypes.of(constant.type())));
    ScalarType type = view.is_floating_point() ? ScalarTypes.of(precision) : view.scalar_type();
    Tensor copy = view.to(device, type, false, true, new MemoryFormatOptional());
    if (copy.is_floating_point()) {
      requireNumbers(name, constant, copy);
    }
    return copy.retainReference();
  }

  private static void requireNumbers(String name, Constant constant, Tensor tensor) {
    if (tensor.isnan().any().item_bool()) {
      throw new ModelFormatException(
          "not-finite: constant '" + name + "' " + constant + ": expected numbers, found NaN");
    }
  }
}
