package io.separatrix.explorer.view;

import io.separatrix.geometry.Margin;
import io.separatrix.geometry.Vectors;

/**
 * What there is to see at a point.
 *
 * @param picture of it, a {@code data:} address; empty if there are no pictures
 * @param label predicted label
 * @param name its name
 * @param runnerUp the strongest other class
 * @param runnerUpName its name
 * @param margin largest logit less the second
 * @param logits all of them
 * @param distance to x, input units
 */
public record Look(
    String picture,
    int label,
    String name,
    int runnerUp,
    String runnerUpName,
    double margin,
    double[] logits,
    double distance) {

  static Look at(double[] point, double[] x, double[] logits, Explored network, Pictured pictured) {
    int label = Vectors.argmax(logits);
    int second = Margin.runnerUp(logits, label);
    return new Look(
        pictured.image(point),
        label,
        network.className(label),
        second,
        network.className(second),
        Margin.of(logits, label),
        logits,
        Vectors.distance(point, x));
  }
}
