package io.separatrix.network.onnx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user adds to what a model says of itself.
 *
 * @param inputShape channels, height and width for a model that leaves them open or takes flat
 *     images; null to take what the model declares
 * @param layout order of the axes of the model's input
 * @param output name of the output that is the logits; null to find it
 * @param relaxQuantisation whether activations that the model rounds to integers are left
 *     unrounded, see {@link io.separatrix.network.rewrite.Quantisation}; such a model is refused
 *     otherwise
 */
public record OnnxOptions(
    @Nullable List<Integer> inputShape,
    Layout layout,
    @Nullable String output,
    boolean relaxQuantisation) {

  /** Order of the axes of a batch of images. */
  public enum Layout {
    /** Found from the shape of the input and its first operator. */
    AUTO,
    /** N x C x H x W. */
    NCHW,
    /** N x H x W x C. */
    NHWC
  }

  /** Everything as the model says. */
  public static final OnnxOptions DEFAULT = new OnnxOptions(null, Layout.AUTO, null, false);

  public OnnxOptions {
    inputShape = inputShape == null ? null : List.copyOf(inputShape);
  }

  /** The same with another image shape. */
  public OnnxOptions withInputShape(@Nullable List<Integer> newInputShape) {
    return new OnnxOptions(newInputShape, layout, output, relaxQuantisation);
  }
}
