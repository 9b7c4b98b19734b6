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
 */
public record OnnxOptions(boolean externalData, @Nullable List<Integer> inputShape) {

  /** No external data, the model's own input shape. */
  public static final OnnxOptions DEFAULT = new OnnxOptions(false, null);

  public OnnxOptions {
    inputShape = inputShape == null ? null : List.copyOf(inputShape);
  }
}
