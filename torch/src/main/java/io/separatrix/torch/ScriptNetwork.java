package io.separatrix.torch;

import io.separatrix.network.Attributes;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.Node;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.Precision;
import io.separatrix.torch.operators.ScalarTypes;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.buffer_iterator;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.bytedeco.pytorch.parameter_iterator;

/** A TorchScript module on a device. What happens inside is the module's own affair. */
final class ScriptNetwork extends DeviceNetwork {

  /** Activations of an image are not seen; this many tensors of its size are taken for them. */
  private static final int ACTIVATIONS = 64;

  private static final Node WHOLE =
      new Node("TorchScript", "module", List.of("images"), List.of("logits"), Attributes.NONE);

  private final JitModule module;

  /**
   * Loads a module.
   *
   * @param file a {@linkplain TorchScriptFile#require TorchScript file}; its code runs with the
   *     rights of this process
   * @throws ModelFormatException if it does not load
   */
  ScriptNetwork(Path file, List<Integer> inputShape, Precision precision, DeviceName device) {
    super(inputShape, precision, device);
    this.module = NativeScope.of(() -> load(file, precision).retainReference());
  }

  private JitModule load(Path file, Precision precision) {
    try {
      JitModule loaded = torch.load(file.toString());
      loaded.to(device(), ScalarTypes.of(precision));
      loaded.eval();
      return loaded;
    } catch (RuntimeException e) { // all that LibTorch throws
      throw new ModelFormatException(
          file
              + ": expected a TorchScript module, found something that does not load: "
              + reason(e),
          e);
    }
  }

  @Override
  Tensor logits(Tensor images, GraphRunner.Observer observer) {
    IValue result;
    try {
      result = module.forward(new IValueVector(new IValue(images)));
    } catch (RuntimeException e) { // all that LibTorch throws
      throw new ModelFormatException("the TorchScript module does not run: " + reason(e), e);
    }
    if (!result.isTensor()) {
      throw new ModelFormatException(
          "expected a TorchScript module that returns a tensor, the logits, found another type");
    }
    Tensor logits = result.toTensor();
    if (logits.scalar_type().intern() == ScalarType.Undefined) {
      throw new ModelFormatException("the TorchScript module returned no numbers");
    }
    Tensor[] guess = new Tensor[ACTIVATIONS];
    Arrays.fill(guess, images);
    observer.ran(WHOLE, new Tensor[] {images}, guess);
    return logits;
  }

  @Override
  long parameters() {
    return NativeScope.of(
        () -> {
          long count = 0;
          parameter_iterator weight = module.parameters().begin();
          for (; weight.notEquals(module.parameters().end()); weight.increment()) {
            count += floating(weight.multiply());
          }
          buffer_iterator buffer = module.buffers().begin();
          for (; buffer.notEquals(module.buffers().end()); buffer.increment()) {
            count += floating(buffer.multiply());
          }
          return count;
        });
  }

  private static long floating(Tensor tensor) {
    return tensor.is_floating_point() ? tensor.numel() : 0;
  }

  /** The last line of LibTorch's message is the error itself, the others show the code. */
  private static String reason(RuntimeException e) {
    String[] lines = String.valueOf(e.getMessage()).strip().split("\n");
    return lines[lines.length - 1];
  }

  @Override
  public void close() {
    module.releaseReference();
    super.close();
  }
}
