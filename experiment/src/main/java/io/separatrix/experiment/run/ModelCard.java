package io.separatrix.experiment.run;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run used as its classifier.
 *
 * @param name built-in name or file name
 * @param source where it came from: "built-in" or the path as given
 * @param sha256 of the model file, lower-case hexadecimal
 * @param inputShape channels, height, width
 * @param range smallest and largest pixel value the model expects
 * @param classNames one for each class
 * @param parameters number of trained parameters
 * @param piecewiseLinear whether every operator is (ReLU, max pooling): its exact Hessian is zero
 * @param kind {@code piecewise-linear}, {@code smooth} or {@code mixed}, see {@link
 *     io.separatrix.network.NetworkKind}; null in runs of before it was told
 * @param facts anything else that a reader wants to know, name to value, in the order of display
 *     (accuracy, operators, "softmax stripped", who trained it)
 */
public record ModelCard(
    String name,
    String source,
    String sha256,
    List<Integer> inputShape,
    List<Double> range,
    List<String> classNames,
    long parameters,
    boolean piecewiseLinear,
    @Nullable String kind,
    Map<String, String> facts) {

  /** The fact that a network was trained against perturbations, and how. */
  public static final String ROBUST = "trained against perturbations";

  /** {@return whether it is known to have been trained against perturbations} */
  public boolean robust() {
    return facts.containsKey(ROBUST);
  }
}
