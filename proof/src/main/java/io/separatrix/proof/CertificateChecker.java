package io.separatrix.proof;

import io.separatrix.network.Graph;
import io.separatrix.proof.enclosure.Part;
import io.separatrix.proof.enclosure.Passage;
import io.separatrix.proof.enclosure.Rounding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Checks a certificate from itself and the network alone: its form, that its leaves cover every
 * segment, that no stated bound is above the margin at an end or the middle of its leaf, and the
 * proof of each leaf, which is done again and may cut leaves further.
 */
public final class CertificateChecker {

  /** Where rounding is neglected, a bound may be above a margin by it. */
  private static final double TOLERANCE = 1e-9;

  private static final int MOST_PIECES = 64;

  private CertificateChecker() {}

  /**
   * @param model SHA-256 of the file that the network was read from
   * @param weights SHA-256 of its external files by name
   * @param network the network as it is studied
   * @throws InvalidCertificateException if the certificate does not hold; the message says why
   */
  public static void check(
      Certificate certificate, String model, Map<String, String> weights, Graph network) {
    form(certificate, model, weights, network);
    NetworkProver prover =
        NetworkProver.of(
            network, Rounding.valueOf(certificate.rounding().toUpperCase(Locale.ROOT)));
    if (prover.classes() != certificate.classes()) {
      throw invalid("classes", prover.classes(), certificate.classes());
    }
    int batch = prover.batch();
    for (int segment = 0; segment < certificate.anchors().size() - 1; segment++) {
      int of = segment;
      List<Certificate.Part> leaves =
          certificate.leaves().stream().filter(leaf -> leaf.segment() == of).toList();
      List<Part> parts = covering(segment, leaves);
      Passage passage =
          prover.passage(
              certificate.anchors().get(segment),
              certificate.anchors().get(segment + 1),
              certificate.label());
      for (int from = 0; from < parts.size(); from += batch) {
        int to = Math.min(parts.size(), from + batch);
        double tolerance = prover.rounding() == Rounding.RIGOROUS ? 0 : TOLERANCE;
        bounds(passage, parts.subList(from, to), leaves.subList(from, to), tolerance);
        prove(passage, parts.subList(from, to), segment, batch);
      }
    }
  }

  private static void form(
      Certificate certificate, String model, Map<String, String> weights, Graph network) {
    if (certificate.version() != Certificate.VERSION) {
      throw invalid("version", Certificate.VERSION, certificate.version());
    }
    if (!certificate.model().equals(model)) {
      throw invalid("SHA-256 of the model", model, certificate.model());
    }
    Map<String, String> stated = certificate.weights() == null ? Map.of() : certificate.weights();
    if (!stated.equals(weights)) {
      throw invalid("SHA-256 of the weights", weights, stated);
    }
    if (!certificate.shape().equals(network.inputShape())) {
      throw invalid("shape", network.inputShape(), certificate.shape());
    }
    if (Arrays.stream(Rounding.values())
        .noneMatch(mode -> mode.name().toLowerCase(Locale.ROOT).equals(certificate.rounding()))) {
      throw invalid("rounding", "rigorous or neglected", certificate.rounding());
    }
    if (certificate.label() < 0 || certificate.label() >= certificate.classes()) {
      throw invalid("label", "one below " + certificate.classes(), certificate.label());
    }
    if (certificate.anchors().size() < 2) {
      throw invalid("anchors", "two or more", certificate.anchors().size());
    }
    for (double[] anchor : certificate.anchors()) {
      if (anchor.length != network.dimension()
          || !Arrays.stream(anchor).allMatch(Double::isFinite)) {
        throw invalid("an anchor", network.dimension() + " finite numbers", "another one");
      }
    }
    int last = 0;
    for (Certificate.Part leaf : certificate.leaves()) {
      if (leaf.segment() < last || leaf.segment() >= certificate.anchors().size() - 1) {
        throw invalid("segments of leaves", "them in order", leaf.segment());
      }
      last = leaf.segment();
      if (!(leaf.bound() > 0 && Double.isFinite(leaf.bound()))) {
        throw invalid("a bound", "a positive number", leaf.bound());
      }
    }
  }

  /** The leaves of one segment as parts, if they cover it. */
  private static List<Part> covering(int segment, List<Certificate.Part> leaves) {
    List<Part> parts = new ArrayList<>();
    double reached = 0;
    for (Certificate.Part leaf : leaves) {
      if (leaf.low() != reached) {
        throw invalid("a leaf of segment " + segment, "one from " + reached, leaf.low());
      }
      try {
        parts.add(new Part(leaf.low(), leaf.high()));
      } catch (IllegalArgumentException e) {
        throw new InvalidCertificateException("leaf of segment " + segment + ": " + e.getMessage());
      }
      reached = leaf.high();
    }
    if (reached != 1) {
      throw invalid("the leaves of segment " + segment, "them to end at 1.0", reached);
    }
    return parts;
  }

  /** Whether stated bounds are possible: not above the margin at ends and middle. */
  private static void bounds(
      Passage passage, List<Part> parts, List<Certificate.Part> leaves, double tolerance) {
    double[] points = new double[3 * parts.size()];
    for (int i = 0; i < parts.size(); i++) {
      points[3 * i] = parts.get(i).low();
      points[3 * i + 1] = parts.get(i).middle();
      points[3 * i + 2] = parts.get(i).high();
    }
    List<Passage.Margin> margins = passage.marginsAt(points);
    for (int i = 0; i < points.length; i++) {
      double centre = margins.get(i).centre();
      double most = centre + margins.get(i).remainder() + tolerance * Math.abs(centre);
      if (!(leaves.get(i / 3).bound() <= most)) {
        throw invalid(
            "the bound of the leaf from " + parts.get(i / 3).low(),
            "at most the margin at t = " + points[i] + ", " + most,
            leaves.get(i / 3).bound());
      }
    }
  }

  private static void prove(Passage passage, List<Part> parts, int segment, int batch) {
    Deque<Part> left = new ArrayDeque<>(parts);
    int budget = MOST_PIECES * parts.size();
    while (!left.isEmpty()) {
      List<Part> next = new ArrayList<>();
      while (next.size() < batch && !left.isEmpty()) {
        next.add(left.remove());
      }
      List<Passage.Margin> margins = passage.margins(next);
      for (int i = 0; i < next.size(); i++) {
        if (margins.get(i).bound() > 0) {
          continue;
        }
        budget -= 2;
        if (budget < 0 || !next.get(i).divisible(2)) {
          throw new InvalidCertificateException(
              "segment " + segment + ": the part " + next.get(i) + " cannot be proved");
        }
        left.add(next.get(i).piece(0, 2));
        left.add(next.get(i).piece(1, 2));
      }
    }
  }

  private static InvalidCertificateException invalid(String what, Object expected, Object found) {
    return new InvalidCertificateException(what + ": expected " + expected + ", found " + found);
  }
}
