package io.separatrix.studies.curvature;

import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.run.PackedDoubles;
import io.separatrix.geometry.EvaluationMeter;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Orientation;
import io.separatrix.geometry.Ranking;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.curvature.CurvatureOperator;
import io.separatrix.geometry.curvature.PrincipalCurvatures;
import io.separatrix.geometry.curvature.SkewPart;
import io.separatrix.studies.BoundarySample;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One curvature operator at one boundary point: the principal directions of largest curvature by
 * absolute value, from two independent runs.
 */
final class OperatorProbe {

  /** Products for one estimate of asymmetry. */
  private static final int PRODUCTS = 8;

  private OperatorProbe() {}

  /**
   * What an operator gives at a point.
   *
   * @param normal its normal, unit
   * @param directions leading principal directions
   * @param values their curvatures, 1 / input unit
   * @param again leading directions of a second run, with another start vector and other noise
   * @param asymmetry ||A - A^T|| / ||A||
   * @param evaluations forward and backward passes of the first run
   */
  record Sample(
      PackedDoubles normal,
      List<PackedDoubles> directions,
      double[] values,
      List<PackedDoubles> again,
      double asymmetry,
      long evaluations) {

    double[][] vectors() {
      return directions.stream().map(PackedDoubles::values).toArray(double[][]::new);
    }

    double[][] vectorsAgain() {
      return again.stream().map(PackedDoubles::values).toArray(double[][]::new);
    }
  }

  static Sample sample(
      int item,
      StudyContext context,
      BoundarySample entry,
      SpectrumSettings settings,
      Evaluator evaluator) {
    double[] z = entry.at(context.image(item), 1);
    LogitCombination f = Orientation.REGION_OF_X.between(entry.label(), entry.adjacent());
    int index = context.images().index(item);
    SplittableRandom random = Seeds.random(context.seed(), "operators", index);
    EvaluationMeter meter = evaluator.meter();
    CurvatureOperator operator = settings.kind().at(z, f, settings.step(), random, evaluator);
    PrincipalCurvatures first = settings.lanczos().compute(operator, random);
    long evaluations = meter.spent().total();
    SplittableRandom other = Seeds.random(context.seed(), "operators-again", index);
    PrincipalCurvatures second =
        settings
            .lanczos()
            .compute(settings.kind().at(z, f, settings.step(), other, evaluator), other);
    List<Integer> leading = leading(first, settings.lanczos().extremes());
    return new Sample(
        PackedDoubles.of(operator.normal()),
        packed(first, leading),
        leading.stream().mapToDouble(i -> first.directionValues()[i]).toArray(),
        packed(second, leading(second, settings.lanczos().extremes())),
        SkewPart.estimate(operator, PRODUCTS, random),
        evaluations);
  }

  /** Indices of the directions of largest curvature by absolute value. */
  static List<Integer> leading(PrincipalCurvatures found, int count) {
    double[] sizes = Arrays.stream(found.directionValues()).map(Math::abs).toArray();
    return IntStream.of(Ranking.largest(sizes, count)).boxed().toList();
  }

  private static List<PackedDoubles> packed(PrincipalCurvatures found, List<Integer> indices) {
    return indices.stream().map(i -> PackedDoubles.of(found.directions()[i])).toList();
  }

  /** {@code ||U V^T||_F^2 / m} for orthonormal rows: 1 for one space, m/d on average for two. */
  static double overlap(double[][] u, double[][] v) {
    double sum = 0;
    for (double[] a : u) {
      for (double[] b : v) {
        double product = Vectors.dot(a, b);
        sum += product * product;
      }
    }
    return sum / Math.max(u.length, v.length);
  }
}
