package io.separatrix.proof;

import io.separatrix.network.Graph;
import io.separatrix.proof.enclosure.Passage;
import io.separatrix.proof.enclosure.Program;
import io.separatrix.proof.enclosure.Rounding;
import java.util.List;

/**
 * Proves that segments stay in one decision region of a network: {@code f_label(x) > f_j(x)} for
 * all other j and every point x of the segment.
 *
 * <p>With {@link Rounding#RIGOROUS} it is a statement about the network as a function of real
 * numbers, with the stored weights and the end points at their exact values. With {@link
 * Rounding#NEGLECTED} it is none.
 *
 * <p>Serves several threads. However many of them prove at the same time, no more enclosures are
 * computed at once than the options allow threads.
 */
public final class NetworkProver {

  private static final int RADII_START = 32;
  private static final int RADII_BATCH = 32;

  /** Generators grow with the width: wider parts cost as much and prove less. */
  private static final int GENERATOR_START = 64;

  /** Rows of a batch are held at the same time. */
  private static final int GENERATOR_BATCH = 8;

  /** Neurons of the largest value, all parts of a batch together. */
  private static final int MOST_NEURONS = 1 << 20;

  private static final int TRIANGLE_TO_SEGMENT = 16;

  private final Program program;
  private final Passage.Carrying carrying;
  private final ProofOptions options;
  private final ProcessorShare share;

  private NetworkProver(Program program, ProofOptions options) {
    this.program = program;
    this.carrying = program.carrying();
    this.options = options;
    this.share = new ProcessorShare(options.threads());
  }

  /**
   * @throws io.separatrix.proof.enclosure.UnsupportedNetworkException if there is no rule for an
   *     operator; the message names it
   */
  public static NetworkProver of(Graph graph, Rounding rounding) {
    return of(graph, rounding, ProofOptions.DEFAULT);
  }

  /** As {@link #of(Graph, Rounding)}, with limits of one's own. */
  public static NetworkProver of(Graph graph, Rounding rounding, ProofOptions options) {
    return new NetworkProver(Program.of(graph, rounding), options);
  }

  /** Whether rounding is accounted for. */
  public Rounding rounding() {
    return program.rounding();
  }

  /** Number of logits. */
  public int classes() {
    return program.classes();
  }

  /** Extents of an input. */
  public List<Integer> shape() {
    return java.util.Arrays.stream(program.inputShape()).boxed().toList();
  }

  /**
   * Tries to prove that the segment from a to b has the label.
   *
   * @param a length d; not modified
   * @param b length d; not modified
   */
  public SegmentProof prove(double[] a, double[] b, int label) {
    requireLabel(label);
    int start = carrying.generators() ? GENERATOR_START : RADII_START;
    Passage passage = share.compute(() -> passage(a, b, label));
    return new Bisection(passage, start, batch(), options, share).run();
  }

  /**
   * Tries to prove that the filled triangle of three points, their convex hull, has the label, with
   * sixteen times the enclosures that a segment may take.
   *
   * @param a length d; not modified
   * @param b length d; not modified
   * @param c length d; not modified
   * @param label the class
   * @return what was found, a point outside where there is one
   */
  public TriangleProof prove(double[] a, double[] b, double[] c, int label) {
    requireLabel(label);
    Passage passage = share.compute(() -> Passage.across(program, carrying, a, b, c, label));
    ProofOptions more =
        new ProofOptions(TRIANGLE_TO_SEGMENT * options.enclosures(), options.threads());
    return new Quadrisection(passage, batch(), more, share).run();
  }

  private void requireLabel(int label) {
    if (label < 0 || label >= classes()) {
      throw new IllegalArgumentException(
          "expected a label below " + classes() + ", found " + label);
    }
  }

  /** Parts that are well enclosed at once. */
  int batch() {
    int most = carrying.generators() ? GENERATOR_BATCH : RADII_BATCH;
    return Math.max(1, Math.min(most, MOST_NEURONS / Math.max(1, program.largest())));
  }

  Passage passage(double[] a, double[] b, int label) {
    return Passage.along(program, carrying, a, b, label);
  }
}
