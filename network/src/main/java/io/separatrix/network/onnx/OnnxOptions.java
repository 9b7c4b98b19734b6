package io.separatrix.network.onnx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user allows and adds when a model is read.
 *
 * @param externalData whether weights may come from other files in the model's folder; such files
 *     must lie inside the folder and must not be links
 * @param inputShape channels, height and width for a model that leaves them open; null to take what
 *     the model declares
 * @param relaxQuantisation whether activations that the model rounds to integers are left
 *     unrounded, see {@link io.separatrix.network.rewrite.Quantisation}; such a model is refused
 *     otherwise
 */
public record OnnxOptions(
    boolean externalData, @Nullable List<Integer> inputShape, boolean relaxQuantisation) {

  /** No external data, the model's own input shape. */
  public static final OnnxOptions DEFAULT = new OnnxOptions(false, null, false);

  public OnnxOptions {
    inputShape = inputShape == null ? null : List.copyOf(inputShape);
  }

  /** Activations that the model rounds are not accepted. */
  public OnnxOptions(boolean externalData, @Nullable List<Integer> inputShape) {
    this(externalData, inputShape, false);
  }
}
