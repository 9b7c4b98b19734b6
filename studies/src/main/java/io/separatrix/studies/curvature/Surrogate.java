package io.separatrix.studies.curvature;

import io.separatrix.data.DataException;
import io.separatrix.data.Images;
import io.separatrix.experiment.Numbers;
import io.separatrix.experiment.StudyContext;
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

/**
 * A smooth surrogate of a network on its engine, with how far it can be trusted.
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
  static final double REQUIRED_LABELS = 0.99;

  /** Median cosine of gradients that a surrogate must reach to be taken. */
  static final double REQUIRED_COSINE = 0.95;

  private static final int SAMPLE = 128;

  /** Images of one look at the labels. */
  private static final int AT_ONCE = 16;

  private static final double SOFTEST = 1.0 / 64;
  private static final double SHARPEST = 1 << 16;

  /** A surrogate of given sharpness. */
  static Surrogate of(Graph graph, double sharpness, StudyContext context, Images images) {
    return Original.of(context, images).surrogate(graph, sharpness, context);
  }

  /**
   * The softest surrogate, by factors of two, that keeps {@value #REQUIRED_LABELS} of the labels
   * and whose gradients have a median cosine of at least {@value #REQUIRED_COSINE} with the
   * original's: smooth enough to have curvature everywhere, and still the same classifier.
   */
  static Surrogate choose(Graph graph, StudyContext context, Images images) {
    Original original = Original.of(context, images);
    for (double sharpness = SOFTEST; sharpness < SHARPEST; sharpness *= 2) {
      RunningNetwork network = context.open(SmoothSurrogate.of(graph, sharpness));
      if (original.keepsLabels(network)) {
        Surrogate surrogate = original.measured(network, sharpness);
        if (surrogate.trust.enough()) {
          return surrogate;
        }
      }
      network.close();
    }
    return original.surrogate(graph, SHARPEST, context);
  }

  /** The network itself at the images that surrogates are compared with it on. */
  private record Original(
      double[][] points, LogitCombination[][] margins, Linearization[] linearizations) {

    static Original of(StudyContext context, Images images) {
      Classifier original = context.classifier();
      double[][] points = new double[Math.min(SAMPLE, images.size())][];
      Arrays.setAll(points, images::pixels);
      LogitCombination[][] margins = new LogitCombination[points.length][];
      double[][] logits = original.logits(points);
      for (int i = 0; i < points.length; i++) {
        int label = Vectors.argmax(logits[i]);
        int runnerUp = Margin.runnerUp(logits[i], label);
        margins[i] = new LogitCombination[] {LogitCombination.difference(label, runnerUp)};
      }
      return new Original(points, margins, original.linearize(points, margins));
    }

    /** Whether enough labels are kept; it asks no further when too many are lost. */
    boolean keepsLabels(RunningNetwork network) {
      double most = (1 - REQUIRED_LABELS) * points.length;
      int lost = 0;
      for (int from = 0; from < points.length && lost <= most; from += AT_ONCE) {
        int to = Math.min(points.length, from + AT_ONCE);
        double[][] logits = network.logits(Arrays.copyOfRange(points, from, to));
        for (int i = from; i < to; i++) {
          if (Vectors.argmax(logits[i - from]) != label(i)) {
            lost++;
          }
        }
      }
      return lost <= most;
    }

    Surrogate surrogate(Graph graph, double sharpness, StudyContext context) {
      Surrogate surrogate = measured(context.open(SmoothSurrogate.of(graph, sharpness)), sharpness);
      if (Double.isNaN(surrogate.trust.gradientCosine()) && hasGradients()) {
        surrogate.close();
        throw new DataException(
            "a surrogate of sharpness "
                + Numbers.shown(sharpness)
                + " has no gradient, or an infinite one, at half of "
                + points.length
                + " images; choose a sharpness nearer to 1 over the size of activations, or leave"
                + " it out and have one chosen");
      }
      return surrogate;
    }

    /** Whether the network itself has one at more than half of the images. */
    private boolean hasGradients() {
      long some =
          Arrays.stream(linearizations)
              .mapToDouble(at -> Vectors.norm(at.gradients()[0]))
              .filter(norm -> norm > 0 && Double.isFinite(norm))
              .count();
      return 2 * some > points.length;
    }

    Surrogate measured(RunningNetwork network, double sharpness) {
      Linearization[] smooth = network.linearize(points, margins);
      int kept = 0;
      double[] cosines = new double[points.length];
      for (int i = 0; i < points.length; i++) {
        if (Vectors.argmax(smooth[i].logits()) == label(i)) {
          kept++;
        }
        cosines[i] = Vectors.cosine(smooth[i].gradients()[0], linearizations[i].gradients()[0]);
      }
      return new Surrogate(
          network,
          new Trust(
              sharpness,
              (double) kept / points.length,
              Quantiles.of(Arrays.stream(cosines)),
              points.length));
    }

    private int label(int i) {
      return Vectors.argmax(linearizations[i].logits());
    }
  }

  @Override
  public void close() {
    classifier.close();
  }
}
