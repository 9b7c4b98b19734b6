package io.separatrix.explorer.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.separatrix.data.DataException;
import io.separatrix.explorer.job.Turns;
import io.separatrix.explorer.state.PathState;
import io.separatrix.geometry.Margin;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.TargetedBoundary;
import io.separatrix.geometry.path.ConvexPath;
import io.separatrix.geometry.path.FindPath;
import io.separatrix.geometry.path.PathResult;
import io.separatrix.network.Graph;
import io.separatrix.proof.NetworkProver;
import io.separatrix.proof.SegmentProof;
import io.separatrix.proof.enclosure.Rounding;
import io.separatrix.proof.enclosure.UnsupportedNetworkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The path of Algorithm 1 from x to an image, and the straight one beside it. */
public final class PathView {

  private static final int SAMPLES = 129;
  private static final int FRAMES = 9;

  private final Explored network;
  private final Boundaries boundaries;
  private final Pictured pictured;
  private final Turns turns;

  PathView(Explored network, Boundaries boundaries, Pictured pictured, Turns turns) {
    this.network = network;
    this.boundaries = boundaries;
    this.pictured = pictured;
    this.turns = turns;
  }

  /**
   * What is met along a way.
   *
   * @param share of its length, from 0 to 1
   * @param margin of the label of x, logits: positive inside its region
   * @param frames pictures at equal distances
   */
  public record Walk(double[] share, double[] margin, List<Frame> frames) {}

  /**
   * A picture on the way.
   *
   * @param point where it is
   * @param picture a {@code data:} address
   * @param share of the way's length
   * @param label predicted label
   * @param name its name
   */
  public record Frame(
      @JsonIgnore double[] point, String picture, double share, int label, String name) {}

  /**
   * A straight piece of the path.
   *
   * @param from share of the path's length
   * @param to likewise
   * @param proof {@code proved}, {@code undetermined}, {@code leaves}; {@code none} if not tried
   */
  public record Piece(double from, double to, String proof) {}

  /**
   * What the view shows.
   *
   * @param verdict {@code connected} or {@code undetermined}
   * @param obstacle why there is no path, in words; empty if there is one
   * @param label of x
   * @param name its name
   * @param perturbed whether the image was first perturbed into the region of x
   * @param anchors points that the path is strung between
   * @param lengthRatio its length over the straight distance
   * @param minimalMargin smallest sampled margin, logits
   * @param evaluations network evaluations of the search
   * @param path along the path; null if there is none
   * @param straight along the straight line
   * @param pieces of the path
   * @param proof what came of the proof, in words; empty if none was asked for
   */
  public record Answer(
      String verdict,
      String obstacle,
      int label,
      String name,
      boolean perturbed,
      int anchors,
      double lengthRatio,
      double minimalMargin,
      long evaluations,
      @Nullable Walk path,
      Walk straight,
      List<Piece> pieces,
      String proof) {}

  /** A search and its ends. */
  private record Found(PathResult result, double[] from, double[] to, boolean perturbed) {}

  /**
   * What the view shows in a state.
   *
   * @param progress takes what is under way, in words
   */
  public Answer answer(PathState state, Consumer<String> progress) {
    progress.accept("searching for a path");
    Found found = found(state);
    PathResult result = found.result();
    ConvexPath path = result.path();
    Walk straight = walk(new ConvexPath(List.of(found.from(), found.to())), result.label());
    List<Piece> pieces = path == null ? List.of() : pieces(path, null);
    String proof = "";
    if (state.prove() && path != null) {
      progress.accept("proving segments");
      try {
        pieces = proved(state, path, result.label(), progress);
        long done = pieces.stream().filter(piece -> piece.proof().equals("proved")).count();
        proof = done + " of " + pieces.size() + " segments proved, rounding included";
      } catch (UnsupportedNetworkException e) {
        proof = "nothing can be proved of this network: " + e.getMessage();
      }
    }
    return new Answer(
        path == null ? "undetermined" : "connected",
        path == null ? obstacle(result) : "",
        result.label(),
        network.className(result.label()),
        found.perturbed(),
        result.anchors(),
        result.lengthRatio(),
        result.minimalMargin(),
        result.evaluations().total(),
        path == null ? null : walk(path, result.label()),
        straight,
        pieces,
        proof);
  }

  private static String obstacle(PathResult result) {
    return switch (result.obstacle()) {
      case NONE -> "";
      case LABELS_DIFFER -> "the two points have different labels";
      case END_NOT_IN_REGION -> "the image could not be perturbed into the region of x";
      case PROJECTION_FAILED -> "a midpoint could not be taken into the region";
      case DEPTH -> "the deepest recursion was reached";
      case BUDGET -> "the evaluations did not suffice";
    };
  }

  private Found found(PathState state) {
    double[] x = boundaries.point(state.x());
    double[] to = network.image(state.to());
    if (Vectors.distance(x, to) == 0) {
      throw new DataException(
          "expected two different images, found the same twice; choose another one to go to");
    }
    return network.remembered(
        "path " + state.x() + " " + state.to(),
        found -> (long) Double.BYTES * x.length * (found.result().anchors() + 2),
        () -> {
          PathResult result =
              network.ask(
                  evaluator -> new FindPath(TargetedBoundary::new).findPerturbed(x, to, evaluator));
          ConvexPath path = result.path();
          double[] end = path == null ? to : path.anchors().get(path.anchors().size() - 1);
          return new Found(result, x, end, Vectors.distance(end, to) > 0);
        });
  }

  private Walk walk(ConvexPath path, int label) {
    double length = path.length();
    double[] share = new double[SAMPLES];
    double[][] points = new double[SAMPLES][];
    for (int i = 0; i < SAMPLES; i++) {
      share[i] = (double) i / (SAMPLES - 1);
      points[i] = path.at(share[i] * length);
    }
    double[][] logits = network.logits(points);
    double[] margin = new double[SAMPLES];
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      margin[i] = Margin.of(logits[i], label);
      if (i % ((SAMPLES - 1) / (FRAMES - 1)) == 0) {
        int at = Vectors.argmax(logits[i]);
        frames.add(
            new Frame(points[i], pictured.image(points[i]), share[i], at, network.className(at)));
      }
    }
    return new Walk(share, margin, frames);
  }

  private List<Piece> proved(
      PathState state, ConvexPath path, int label, Consumer<String> progress) {
    Graph graph = network.experiment().graph();
    if (graph == null) {
      throw new DataException(
          "expected a network whose operators are seen, to prove anything of it, found a program");
    }
    return network.remembered(
        "proof " + state.x() + " " + state.to(),
        pieces -> 100L * pieces.size(),
        () -> {
          NetworkProver prover = NetworkProver.of(graph, Rounding.RIGOROUS);
          List<SegmentProof> proofs = new ArrayList<>();
          for (int i = 0; i + 1 < path.anchors().size(); i++) {
            double[] a = path.anchors().get(i);
            double[] b = path.anchors().get(i + 1);
            turns.aside(() -> proofs.add(prover.prove(a, b, label)));
            progress.accept(
                "proving: " + proofs.size() + " of " + (path.anchors().size() - 1) + " segments");
          }
          return pieces(path, proofs);
        });
  }

  private static List<Piece> pieces(ConvexPath path, @Nullable List<SegmentProof> proofs) {
    double[] lengths = path.arcLengths();
    double length = path.length();
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i + 1 < lengths.length; i++) {
      String proof =
          proofs == null ? "none" : proofs.get(i).verdict().name().toLowerCase(Locale.ROOT);
      pieces.add(new Piece(lengths[i] / length, lengths[i + 1] / length, proof));
    }
    return pieces;
  }
}
