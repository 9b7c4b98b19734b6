package io.separatrix.torch;

import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.Precision;
import io.separatrix.torch.operators.ScalarTypes;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** A network on a device, in evaluation mode. Not thread-safe. */
abstract class DeviceNetwork implements AutoCloseable {

  private final Device device;
  private final Precision precision;
  private final long[] inputShape;

  DeviceNetwork(List<Integer> inputShape, Precision precision, DeviceName device) {
    this.inputShape = inputShape.stream().mapToLong(Integer::longValue).toArray();
    this.precision = precision;
    this.device = new Device(device.toString()).retainReference();
  }

  final Device device() {
    return device;
  }

  final Precision precision() {
    return precision;
  }

  /** Extents of one image: channels, height, width. */
  final long[] inputShape() {
    return inputShape.clone();
  }

  /**
   * Images on this device in the order that its convolutions like best: in float32 channels
   * innermost, a third faster and more for gradients; in float64, where that is slower by 1.7, as
   * they come. See docs/performance.md.
   *
   * @param images N x {@link #inputShape}
   */
  final Tensor images(Tensor images) {
    Tensor here = here(images);
    return inputShape.length == 3 && precision == Precision.FLOAT32
        ? here.contiguous(MemoryFormat.ChannelsLast)
        : here;
  }

  /** Floating-point numbers that do not depend on the images. */
  abstract long parameters();

  /** The tensor on this device; itself if it is there already. */
  final Tensor here(Tensor tensor) {
    return tensor.to(device, ScalarTypes.of(precision));
  }

  /**
   * @param images from {@link #images}
   * @return N x L
   */
  final Tensor logits(Tensor images) {
    return logits(images, (node, inputs, outputs) -> {});
  }

  /** As {@link #logits(Tensor)}, with somebody looking on. */
  abstract Tensor logits(Tensor images, GraphRunner.Observer observer);

  /**
   * Logits where nobody asks for a derivative, to the bit those of {@link #logits(Tensor)}.
   *
   * @param images from {@link #images}
   */
  Tensor forward(Tensor images) {
    return logits(images);
  }

  /** Makes {@link #forward} what {@link #logits(Tensor)} is, since they were seen to differ. */
  void dropForward() {}

  @Override
  public void close() {
    device.releaseReference();
  }
}
