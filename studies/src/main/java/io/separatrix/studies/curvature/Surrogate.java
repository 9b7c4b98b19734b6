package io.separatrix.studies.curvature;

import io.separatrix.experiment.Images;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Margin;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.Vectors;
import io.separatrix.network.Graph;
import io.separatrix.network.engine.RunningNetwork;
import io.separatrix.network.rewrite.SmoothSurrogate;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A smooth surrogate of a network on the engine, with how far it can be trusted.
 *
 * @param classifier the surrogate; closed with this
 * @param trust how near it is to the network
 */
public record Surrogate(RunningNetwork classifier, Trust trust) implements AutoCloseable {

  /**
   * How near a surrogate is to its network.
   *
   * @param sharpness b of {@link SmoothSurrogate}, 1 / unit of the activation
   * @param labelsKept share of images whose label is the original's
   * @param gradientCosine median cosine between its gradient of the margin and the original's
   * @param images images that the two were measured on
   */
  public record Trust(double sharpness, double labelsKept, double gradientCosine, int images) {

    private boolean enough() {
      return labelsKept >= REQUIRED_LABELS && gradientCosine >= REQUIRED_COSINE;
    }
  }

  /** Labels that a surrogate must keep to be taken. */
  public static final double REQUIRED_LABELS = 0.99;

  /** Median cosine of gradients that a surrogate must reach to be taken. */
  public static final double REQUIRED_COSINE = 0.95;

  private static final int SAMPLE = 128;
  private static final double SOFTEST = 1.0 / 64;
  private static final double SHARPEST = 1 << 16;

  /**
   * A surrogate of given sharpness.
   *
   * @param graph the network's
   * @param opening runs a graph where the network runs
   * @param original the network
   * @param images what the two are measured on
   */
  public static Surrogate of(
      Graph graph,
      double sharpness,
      Function<Graph, RunningNetwork> opening,
      Classifier original,
      Images images) {
    int n = Math.min(SAMPLE, images.size());
    double[][] points = new double[n][];
    Arrays.setAll(points, images::pixels);
    LogitCombination[][] margins = new LogitCombination[n][];
    double[][] logits = original.logits(points);
    for (int i = 0; i < n; i++) {
      int label = Vectors.argmax(logits[i]);
      int runnerUp = Margin.runnerUp(logits[i], label);
      margins[i] = new LogitCombination[] {LogitCombination.difference(label, runnerUp)};
    }
    return measured(
        graph, sharpness, opening, points, margins, original.linearize(points, margins));
  }

  /**
   * The softest surrogate, by factors of two, that keeps {@value #REQUIRED_LABELS} of the labels
   * and whose gradients have a median cosine of at least {@value #REQUIRED_COSINE} with the
   * original's: smooth enough to have curvature everywhere, and still the same classifier.
   *
   * @param graph the network's
   * @param opening runs a graph where the network runs
   * @param original the network
   * @param images what the two are measured on
   */
  public static Surrogate choose(
      Graph graph, Function<Graph, RunningNetwork> opening, Classifier original, Images images) {
    for (double sharpness = SOFTEST; sharpness < SHARPEST; sharpness *= 2) {
      Surrogate surrogate = of(graph, sharpness, opening, original, images);
      if (surrogate.trust.enough()) {
        return surrogate;
      }
      surrogate.close();
    }
    return of(graph, SHARPEST, opening, original, images);
  }

  private static Surrogate measured(
      Graph graph,
      double sharpness,
      Function<Graph, RunningNetwork> opening,
      double[][] points,
      LogitCombination[][] margins,
      Linearization[] original) {
    RunningNetwork surrogate = opening.apply(SmoothSurrogate.of(graph, sharpness));
    Linearization[] smooth = surrogate.linearize(points, margins);
    int kept = 0;
    double[] cosines = new double[points.length];
    for (int i = 0; i < points.length; i++) {
      if (Vectors.argmax(smooth[i].logits()) == Vectors.argmax(original[i].logits())) {
        kept++;
      }
      cosines[i] = Vectors.cosine(smooth[i].gradients()[0], original[i].gradients()[0]);
    }
    return new Surrogate(
        surrogate,
        new Trust(
            sharpness,
            (double) kept / points.length,
            Quantiles.of(Arrays.stream(cosines)),
            points.length));
  }

  @Override
  public void close() {
    classifier.close();
  }
}
