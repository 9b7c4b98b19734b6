package io.separatrix.geometry.detection;

import io.separatrix.geometry.EvaluationMeter;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Orientation;
import io.separatrix.geometry.boundary.BoundaryPoint;
import io.separatrix.geometry.boundary.NearestBoundary;
import io.separatrix.geometry.boundary.TargetedBoundary;
import io.separatrix.geometry.curvature.MeanCurvature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Algorithm 2 at the boundary instead of at x: the mean curvature of {@code F_i = f_i - f_k} is
 * taken at the boundary point z_i towards class i, where Sec. V of the paper finds the asymmetry.
 * The first class is that of the nearest boundary; further ones are searched for by name, by logit.
 *
 * @param settings what the statistic is made of; {@code leading} counts the boundaries, at least 1
 */
public record BoundaryStatistic(DetectionSettings settings) implements DetectionStatistic {

  public BoundaryStatistic {
    if (settings.leading() < 1) {
      throw new IllegalArgumentException(
          "expected at least one boundary, found " + settings.leading());
    }
  }

  @Override
  public CurvatureStatistic at(double[] x, SplittableRandom random, Evaluator evaluator) {
    EvaluationMeter meter = evaluator.meter();
    // All directions: a sign that is certain early need not be on its side of the threshold.
    MeanCurvature mean =
        new MeanCurvature(
            settings.step(),
            Math.max(settings.directions(), 4 * MeanCurvature.BLOCK),
            Double.POSITIVE_INFINITY);
    List<BoundaryPoint> points = boundaries(x, evaluator);
    int[] classes = points.stream().mapToInt(BoundaryPoint::adjacent).toArray();
    double[] distances =
        points.stream().mapToDouble(p -> found(p) ? p.norm() : Double.POSITIVE_INFINITY).toArray();
    int label = points.get(0).label();
    double[] curvatures = new double[classes.length];
    double[] errors = new double[classes.length];
    double[] scales = new double[classes.length];
    Arrays.fill(scales, 1);
    int directions = 0;
    for (int i = 0; i < classes.length; i++) {
      if (!found(points.get(i))) {
        // No boundary towards this class, so no curvature either.
        continue;
      }
      MeanCurvature.Estimate estimate =
          mean.estimate(
              points.get(i).point(),
              Orientation.AGAINST_X.between(label, classes[i]),
              random,
              evaluator);
      curvatures[i] = estimate.value();
      errors[i] = estimate.standardError();
      directions += estimate.directions();
    }
    Competitors competitors = new Competitors(label, classes);
    return competitors.statistic(
        curvatures, errors, scales, distances, settings.aggregate(), directions, meter.spent());
  }

  private static boolean found(BoundaryPoint point) {
    return point.converged() || point.norm() > 0;
  }

  private List<BoundaryPoint> boundaries(double[] x, Evaluator evaluator) {
    BoundaryPoint nearest = new NearestBoundary().search(x, evaluator);
    List<BoundaryPoint> points = new ArrayList<>(List.of(nearest));
    for (int i : Competitors.of(evaluator.logits(x), settings.leading()).classes()) {
      if (i != nearest.adjacent() && points.size() < settings.leading()) {
        points.add(new TargetedBoundary(i).boundary(x, evaluator));
      }
    }
    return points;
  }
}
