package io.separatrix.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What every classifier's derivatives must be: gradients those of the logits, by central
 * differences; Hessian-vector products those of the gradients; both linear in the function.
 */
public interface ClassifierDerivatives extends ClassifierSubject {

  /**
   * Functions to ask for: a difference or single logit, then a combination of all logits, then
   * others.
   *
   * @param count how many
   */
  default LogitCombination[] some(int count) {
    int classes = classifier().classes();
    LogitCombination[] functions = new LogitCombination[count];
    for (int m = 0; m < count; m++) {
      if (m == 1) {
        int[] all = new int[classes];
        double[] weights = new double[classes];
        Arrays.setAll(all, i -> i);
        Arrays.setAll(weights, i -> 0.5 - i % 3);
        functions[m] = new LogitCombination(all, weights);
      } else {
        int i = m % classes;
        functions[m] =
            classes == 1
                ? LogitCombination.logit(0)
                : LogitCombination.difference(i, (i + 1) % classes);
      }
    }
    return functions;
  }

  /** Vectors of different lengths; new at each call. */
  default double[][] vectors(int count) {
    double[][] vectors =
        RandomMatrices.gaussian(new SplittableRandom(2), count, classifier().dimension());
    for (int i = 0; i < count; i++) {
      vectors[i] = Vectors.scale((1 + i) / Vectors.norm(vectors[i]), vectors[i]);
    }
    return vectors;
  }

  @Test
  default void gradients_ofEveryFunction_areTheSlopesOfTheLogits() {
    double[][] points = points();
    double h = step();
    for (LogitCombination function : some(3)) {
      for (double[] direction : vectors(2)) {
        double[] v = Vectors.normalize(direction);
        for (double[] x : points) {
          double[] gradient = gradient(x, function);
          double[][] ends =
              classifier()
                  .logits(new double[][] {Vectors.addScaled(x, h, v), Vectors.addScaled(x, -h, v)});
          double slope = (function.value(ends[0]) - function.value(ends[1])) / (2 * h);
          assertThat(Vectors.dot(gradient, v))
              .isCloseTo(slope, within(differenceError() * Vectors.norm(gradient)));
        }
      }
    }
  }

  private double[] gradient(double[] x, LogitCombination function) {
    return classifier()
        .linearize(new double[][] {x}, new LogitCombination[][] {{function}})[0]
        .gradients()[0];
  }

  @Test
  default void gradients_ofACombination_areTheCombinationOfGradients() {
    int classes = classifier().classes();
    LogitCombination combination = some(2)[1];
    LogitCombination[] all = new LogitCombination[classes + 2];
    Arrays.setAll(all, i -> LogitCombination.logit(i % classes));
    all[classes] = combination;
    all[classes + 1] =
        new LogitCombination(combination.classes(), Vectors.scale(-3, combination.weights()));
    for (double[] x : points()) {
      Linearization at =
          classifier().linearize(new double[][] {x}, new LogitCombination[][] {all})[0];
      double[] sum = new double[x.length];
      double largest = 0;
      for (int i = 0; i < classes; i++) {
        double weight = combination.weights()[i];
        sum = Vectors.addScaled(sum, weight, at.gradients()[i]);
        largest = Math.max(largest, Math.abs(weight) * Vectors.norm(at.gradients()[i]));
      }
      double error = rounding() * classes * largest;
      assertThat(Vectors.distance(at.gradients()[classes], sum)).isLessThanOrEqualTo(error);
      assertThat(Vectors.distance(at.gradients()[classes + 1], Vectors.scale(-3, sum)))
          .isLessThanOrEqualTo(3 * error);
    }
  }

  @Test
  default void products_ofEveryFunction_areTheSlopesOfTheGradients() {
    if (!classifier().twiceDifferentiable()) {
      assertThatThrownBy(() -> product(points()[0], some(1)[0], vectors(1)[0]))
          .isInstanceOf(UnsupportedOperationException.class);
      return;
    }
    double h = step();
    for (LogitCombination function : some(2)) {
      for (double[] v : vectors(2)) {
        double length = Vectors.norm(v);
        for (double[] x : points()) {
          double[] product = product(x, function, v);
          double[] above = gradient(Vectors.addScaled(x, h / length, v), function);
          double[] below = gradient(Vectors.addScaled(x, -h / length, v), function);
          double[] slope = Vectors.scale(length / (2 * h), Vectors.subtract(above, below));
          double rest = rounding() * length * Vectors.norm(above) / h;
          assertThat(Vectors.distance(product, slope))
              .isLessThanOrEqualTo(differenceError() * Vectors.norm(product) + rest);
        }
      }
    }
  }

  private double[] product(double[] x, LogitCombination function, double[] v) {
    return classifier()
        .hessianVectorProducts(
            new double[][] {x}, new LogitCombination[] {function}, new double[][] {v})[0];
  }

  @Test
  default void products_areSymmetricAndLinear() {
    if (!classifier().twiceDifferentiable()) {
      return;
    }
    LogitCombination function = some(1)[0];
    LogitCombination turned =
        new LogitCombination(function.classes(), Vectors.scale(-2, function.weights()));
    double[] u = vectors(2)[0];
    double[] v = vectors(2)[1];
    for (double[] x : points()) {
      double[] hu = product(x, function, u);
      double[] hv = product(x, function, v);
      double size = Vectors.norm(hu) * Vectors.norm(v) + Vectors.norm(hv) * Vectors.norm(u);
      double error = 10 * rounding() * size;
      assertThat(Vectors.dot(hu, v)).isCloseTo(Vectors.dot(hv, u), within(error));
      assertThat(Vectors.distance(product(x, turned, u), Vectors.scale(-2, hu)))
          .isLessThanOrEqualTo(error);
      assertThat(Vectors.distance(product(x, function, Vectors.add(u, v)), Vectors.add(hu, hv)))
          .isLessThanOrEqualTo(error);
      assertThat(Vectors.norm(product(x, function, new double[x.length]))).isZero();
    }
  }
}
