package io.separatrix.network.trained;

import io.separatrix.network.training.Robustness;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where weights came from, in the JSON file beside them.
 *
 * @param architecture name of the architecture
 * @param parameters number of parameters
 * @param weightsSha256 hash of the weights' file
 * @param training images that the network learned from
 * @param validation images that it was measured on and did not learn from
 * @param accuracy share of the validation images that it recognises, in float32
 * @param low lower end of the 95 % Wilson interval of the accuracy
 * @param high its upper end
 * @param plan schedule and seed of the training, by name
 * @param command the training's command line; run again it gives the same weights, up to rounding
 *     on another processor or with another number of threads
 * @param versions versions of the software, by name
 * @param commit the project's commit, or "unknown"
 * @param finished when the training ended, in ISO 8601, UTC
 */
public record Provenance(
    String architecture,
    long parameters,
    String weightsSha256,
    Images training,
    Images validation,
    double accuracy,
    double low,
    double high,
    Map<String, Object> plan,
    String command,
    Map<String, String> versions,
    String commit,
    String finished) {

  /**
   * Images of a data set.
   *
   * @param data name of the data set
   * @param sha256 hash of its files
   * @param images number of images
   */
  public record Images(String data, String sha256, int images) {}

  /** What the training did against perturbations, such as {@code pgd}; empty for nothing. */
  public Optional<String> robust() {
    return plan.get("robust") instanceof Map<?, ?> robust
            && robust.get("kind") instanceof String kind
            && !kind.equals(Robustness.Kind.NONE.name())
        ? Optional.of(kind.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  public Provenance {
    plan = Map.copyOf(plan);
    versions = Map.copyOf(versions);
  }
}
