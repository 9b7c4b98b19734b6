package io.separatrix.geometry.attack;

import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.Vectors;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The norm in which an attack's budget is given. */
public enum BudgetNorm {
  /** Euclidean length. */
  L2 {
    @Override
    double[] project(double[] r, double radius) {
      double norm = Vectors.norm(r);
      return norm <= radius ? r : Vectors.scale(radius / norm, r);
    }

    @Override
    double[] steepest(double[] gradient) {
      return Vectors.normalize(gradient);
    }

    @Override
    double[] uniform(RandomGenerator random, int dimension, double radius) {
      double share = Math.pow(random.nextDouble(), 1.0 / dimension);
      return UniformSampling.onSphere(random, dimension, share * radius);
    }
  },

  /** Largest change of a coordinate. */
  LINF {
    @Override
    double[] project(double[] r, double radius) {
      return new Box(-radius, radius).clip(r);
    }

    @Override
    double[] steepest(double[] gradient) {
      return Arrays.stream(gradient).map(Math::signum).toArray();
    }

    @Override
    double[] uniform(RandomGenerator random, int dimension, double radius) {
      double[] r = new double[dimension];
      Arrays.setAll(r, i -> radius * (2 * random.nextDouble() - 1));
      return r;
    }
  };

  /** The nearest perturbation, in the Euclidean sense, of at most this norm. */
  abstract double[] project(double[] r, double radius);

  /** Of the perturbations of norm 1 that with the largest product with the gradient. */
  abstract double[] steepest(double[] gradient);

  /** A perturbation uniform in the ball of this norm. */
  abstract double[] uniform(RandomGenerator random, int dimension, double radius);
}
