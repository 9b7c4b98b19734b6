package io.separatrix.geometry.boundary;

import static java.util.Comparator.comparingDouble;

import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Margin;
import io.separatrix.geometry.Vectors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One search of {@link NearestBoundary}, from the point where DeepFool ended. */
final class NearestPointSearch {

  /** The descent ends early at this cosine. */
  private static final double GOAL = 1 - 1e-6;

  /** Classes that are scouted in one call. */
  private static final int SCOUTS = 2;

  /** DeepFool's end is near the boundary if that is at least this fraction as far. */
  private static final double NEAR = 0.8;

  /** A walk that ends this much further away than the shortest boundary point is not refined. */
  private static final double PROMISING = 1.05;

  /** How far beyond the boundary each walk from the nearest point begins. */
  private static final double[] REACHES = {0.5, 0.3, 0.15, 0.7};

  /** A crossing this much further away than the shortest boundary point is not brought onto it. */
  private static final double CLOSE = 1.01;

  private static final int NEWTON_STEPS = 5;

  /** From this cosine on nothing is gained by looking at the pieces around a kink. */
  private static final double UPRIGHT = 0.99;

  private static final int DISCOVERIES = 2;

  private final double[] x;
  private final DeepFoolPath walk;
  private final double longest;
  private final Refinement refinement;
  private final Evaluator evaluator;
  private final double tolerance;
  private final Set<Integer> rivals = new HashSet<>();
  private int iterations;
  private final Map<Integer, Double> lengths = new HashMap<>();
  private @Nullable Tangent best;

  NearestPointSearch(double[] x, DeepFoolPath walk, Refinement refinement, Evaluator evaluator) {
    this.x = x;
    this.walk = walk;
    this.longest = Vectors.norm(walk.perturbation(x));
    this.refinement = refinement;
    this.evaluator = evaluator;
    this.tolerance =
        NearestBoundary.RESIDUAL * Math.max(Vectors.norm(x), Vectors.norm(walk.point()));
    this.iterations = walk.steps();
  }

  BoundaryPoint nearest(EvaluationCount before) {
    @Nullable Tangent next = start();
    while (next != null) {
      int rival = rival(next);
      rivals.add(rival);
      List<Tangent> landed = approach(next, rival);
      next = rivals.size() < refinement.descents ? next(landed, rival) : null;
    }
    if (best == null) {
      return walk.arrival(x, before, evaluator).unconverged();
    }
    Tangent found = best;
    for (int i = 0; i < refinement.restarts; i++) {
      found = again(found, REACHES[i % REACHES.length]);
    }
    boolean converged =
        found.cosine() >= NearestBoundary.COSINE
            || found.length() <= tolerance
            || stationary(found);
    return EndPoint.at(
        found,
        x,
        walk.label(),
        rival(found),
        converged,
        iterations,
        runnerUp(found),
        before,
        evaluator);
  }

  /** Whether the pieces of the boundary that meet at a kink leave nothing to gain. */
  private boolean stationary(Tangent found) {
    return refinement.explorations > 0
        && new BundleDescent(x, found.f(), evaluator).shortening(found, NearestBoundary.SHORTER)
            <= NearestBoundary.SHORTER;
  }

  private LogitCombination over(int rival) {
    return LogitCombination.difference(walk.label(), rival);
  }

  private static int rival(Tangent tangent) {
    return tangent.f().classes()[1];
  }

  /** The tangent of the boundary with a rival at x + r; null if there is no gradient. */
  private @Nullable Tangent at(double[] r, int rival) {
    return Tangent.at(x, List.of(r), List.of(over(rival)), evaluator).stream()
        .findFirst()
        .orElse(null);
  }

  /** The tangent where DeepFool ended, or where it crossed the boundary if it went far beyond. */
  private @Nullable Tangent start() {
    double[] r = walk.perturbation(x);
    Tangent end =
        walk.end().stream()
            .filter(t -> rival(t) == walk.adjacent())
            .findFirst()
            .orElseGet(() -> at(r, walk.adjacent()));
    if (end != null && end.crossing() > NEAR * longest && end.crossing() <= longest) {
      return end;
    }
    Crossing exit =
        new RayExits(x, f -> Margin.of(f, walk.label()), evaluator)
            .cross(Vectors.normalize(r), longest, evaluator.logits(walk.point()), tolerance);
    return at(exit.perturbation(), Margin.runnerUp(exit.logits(), walk.label()));
  }

  private double bestLength() {
    return best == null ? longest : best.length();
  }

  /** Descends to the boundary with one rival; the boundary points that come of it. */
  private List<Tangent> approach(Tangent start, int rival) {
    BundleDescent bundle = new BundleDescent(x, over(rival), evaluator);
    List<Tangent> met =
        new NormalWalk(x, evaluator)
            .from(start, refinement.steps, NormalWalk.REACH, refinement.close * bestLength());
    Tangent nearest = Collections.min(met, comparingDouble(BundleDescent::merit));
    if (best == null || BundleDescent.merit(nearest) < PROMISING * bestLength()) {
      met.addAll(bundle.descend(nearest, refinement.rounds, GOAL, bestLength()));
    }
    iterations += met.size() - 1;
    lengths.put(rival, met.stream().mapToDouble(BundleDescent::merit).min().orElse(longest));
    List<Tangent> nearer = promising(met).stream().filter(this::mayUndercut).toList();
    List<Tangent> landed = bundle.land(nearer, tolerance, NEWTON_STEPS);
    Tangent found = steepest(landed, rival);
    if (found != null && found.length() < bestLength()) {
      best = polish(bundle, found, rival);
    }
    return landed;
  }

  /** Walks on from a boundary point, from beyond the boundary; the shorter of both ends. */
  private Tangent again(Tangent from, double reach) {
    List<Tangent> met =
        new NormalWalk(x, evaluator).from(from, refinement.steps, reach, Double.POSITIVE_INFINITY);
    iterations += met.size() - 1;
    List<Tangent> shorter =
        promising(met.subList(1, met.size())).stream()
            .filter(t -> t.crossing() < from.length())
            .toList();
    List<Tangent> landed =
        new ArrayList<>(
            new BundleDescent(x, from.f(), evaluator).land(shorter, tolerance, NEWTON_STEPS));
    landed.add(from);
    Tangent steepest = steepest(landed, rival(from));
    return steepest == null ? from : steepest;
  }

  /** How far the nearest boundary with a class other than that of the best one was, relatively. */
  private double runnerUp(Tangent found) {
    double second =
        lengths.entrySet().stream()
            .filter(entry -> entry.getKey() != rival(found))
            .mapToDouble(Map.Entry::getValue)
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    return Math.max(1, second / found.length());
  }

  private boolean mayUndercut(Tangent tangent) {
    return best == null || tangent.crossing() < CLOSE * bestLength();
  }

  /** The shortest, and of those hardly longer the ones whose normals point best at x. */
  private List<Tangent> promising(List<Tangent> met) {
    double shortest = met.stream().mapToDouble(Tangent::crossing).min().orElse(0);
    List<Tangent> close =
        met.stream()
            .filter(t -> t.crossing() <= shortest * (1 + NearestBoundary.SLACK))
            .sorted(comparingDouble(t -> -t.cosine()))
            .toList();
    return Stream.concat(
            close.stream().limit(refinement.landings - 1),
            met.stream().sorted(comparingDouble(BundleDescent::merit)))
        .distinct()
        .limit(refinement.landings)
        .toList();
  }

  /** Moves among the pieces that meet at a kink to the one whose normal points best at x. */
  private Tangent polish(BundleDescent bundle, Tangent start, int rival) {
    Tangent best = start;
    double longest = start.length() * (1 + NearestBoundary.SLACK);
    for (int i = 0; i < refinement.explorations && best.cosine() < UPRIGHT; i++) {
      Tangent from = best;
      List<Tangent> discoveries =
          bundle.explore(from).stream()
              .filter(t -> t.cosine() > from.cosine() && t.crossing() <= longest)
              .sorted(comparingDouble(t -> -t.cosine()))
              .limit(DISCOVERIES)
              .toList();
      List<Tangent> landed = new ArrayList<>(bundle.land(discoveries, tolerance, NEWTON_STEPS));
      landed.add(from);
      Tangent steepest = steepest(landed, rival);
      if (steepest == null || steepest.cosine() <= from.cosine()) {
        return from;
      }
      best = steepest;
    }
    return best;
  }

  /**
   * The boundary point of largest cosine among those hardly longer than the shortest and no longer
   * than the reference; null if there is none on the boundary of the region of x.
   */
  private @Nullable Tangent steepest(List<Tangent> landed, int rival) {
    List<Tangent> own =
        landed.stream().filter(t -> t.length() <= longest && !intruded(t, rival)).toList();
    double shortest = own.stream().mapToDouble(Tangent::length).min().orElse(0);
    return own.stream()
        .filter(t -> t.length() <= shortest * (1 + NearestBoundary.SLACK))
        .max(comparingDouble(Tangent::cosine))
        .orElse(null);
  }

  /** Whether a third class beats both at a point on the boundary with the rival. */
  private boolean intruded(Tangent tangent, int rival) {
    int top = Vectors.argmax(tangent.logits());
    return top != walk.label() && top != rival;
  }

  /** Where to descend next: to a third class that came between, or to one that may be nearer. */
  private @Nullable Tangent next(List<Tangent> landed, int rival) {
    return landed.stream()
        .filter(t -> intruded(t, rival) && t.length() < bestLength())
        .min(comparingDouble(Tangent::length))
        .filter(t -> !rivals.contains(Vectors.argmax(t.logits())))
        .map(t -> at(t.r(), Vectors.argmax(t.logits())))
        .orElseGet(this::scout);
  }

  /** The boundary with another class that may be nearest, after one step of Newton's method. */
  private @Nullable Tangent scout() {
    List<Tangent> nearest =
        walk.start().stream()
            .filter(
                t -> t.residual() < refinement.scouted * bestLength() && !rivals.contains(rival(t)))
            .sorted(comparingDouble(Tangent::residual))
            .limit(SCOUTS)
            .toList();
    return Tangent.at(
            x,
            nearest.stream().map(Tangent::projection).toList(),
            nearest.stream().map(Tangent::f).toList(),
            evaluator)
        .stream()
        .filter(t -> t.crossing() < refinement.scouted * bestLength())
        .min(comparingDouble(Tangent::crossing))
        .orElse(null);
  }
}
