package io.separatrix.torch;

import io.separatrix.network.Graph;
import io.separatrix.network.rewrite.BatchNormalizationFolding;
import io.separatrix.network.rewrite.IdentityRemoval;
import io.separatrix.network.rewrite.UnusedNodes;
import java.util.Map;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * A network on a device, in evaluation mode, with constants that need no gradient. Not thread-safe.
 */
final class DeviceNetwork implements AutoCloseable {

  private final GraphRunner runner;
  private final RunMode mode;
  private final Device device;
  private final Precision precision;
  private final long[] inputShape;
  private final Map<String, Tensor> constants;

  DeviceNetwork(Graph graph, Precision precision, DeviceName device) {
    Graph prepared = prepare(graph, precision);
    this.runner = new GraphRunner(prepared);
    this.mode = new RunMode(graph.opset(), false, false);
    this.precision = precision;
    this.inputShape = graph.inputShape().stream().mapToLong(Integer::longValue).toArray();
    this.device = new Device(device.toString()).retainReference();
    this.constants = ConstantTensors.copy(prepared.constants(), precision, this.device);
  }

  /**
   * The same function with less to do. Weights with normalisation folded into them are rounded to
   * their type once more, which double precision is not asked for to suffer.
   */
  private static Graph prepare(Graph graph, Precision precision) {
    Graph folded = UnusedNodes.remove(ConstantFolding.apply(IdentityRemoval.apply(graph)));
    return precision == Precision.FLOAT64 ? folded : BatchNormalizationFolding.apply(folded);
  }

  Precision precision() {
    return precision;
  }

  /** Extents of one image: channels, height, width. */
  long[] inputShape() {
    return inputShape.clone();
  }

  /**
   * Images on this device in the order that its convolutions like best: in float32 channels
   * innermost, a third faster and more for gradients; in float64, where that is slower by 1.7, as
   * they come. See docs/performance.md.
   *
   * @param images N x {@link #inputShape}
   */
  Tensor images(Tensor images) {
    Tensor here = here(images);
    return inputShape.length == 3 && precision == Precision.FLOAT32
        ? here.contiguous(MemoryFormat.ChannelsLast)
        : here;
  }

  /** The tensor on this device; itself if it is there already. */
  Tensor here(Tensor tensor) {
    return tensor.to(device, precision.scalarType());
  }

  /**
   * @param images from {@link #images}
   * @return N x L
   */
  Tensor logits(Tensor images) {
    return runner.run(images, constants, mode);
  }

  /** As {@link #logits(Tensor)}, with somebody looking on. */
  Tensor logits(Tensor images, GraphRunner.Observer observer) {
    return runner.run(images, constants, mode, observer);
  }

  @Override
  public void close() {
    constants.values().forEach(Tensor::releaseReference);
    constants.clear();
    device.releaseReference();
  }
}
