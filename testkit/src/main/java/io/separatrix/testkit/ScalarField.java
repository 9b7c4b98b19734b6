package io.separatrix.testkit;

import io.separatrix.geometry.Vectors;

/** A real function on R^d with exact first and second derivatives. */
public interface ScalarField {

  double value(double[] x);

  /** The gradient at x, new. */
  double[] gradient(double[] x);

  /** The Hessian at x times v, new. */
  double[] hessianVector(double[] x, double[] v);

  /** {@code a . x + c}. */
  static ScalarField affine(double[] a, double c) {
    return new ScalarField() {
      @Override
      public double value(double[] x) {
        return Vectors.dot(a, x) + c;
      }

      @Override
      public double[] gradient(double[] x) {
        return a.clone();
      }

      @Override
      public double[] hessianVector(double[] x, double[] v) {
        return new double[x.length];
      }
    };
  }

  /** {@code x^T A x + b . x + c} with A symmetric. */
  static ScalarField quadratic(double[][] a, double[] b, double c) {
    return new ScalarField() {
      @Override
      public double value(double[] x) {
        return Vectors.dot(times(a, x), x) + Vectors.dot(b, x) + c;
      }

      @Override
      public double[] gradient(double[] x) {
        return Vectors.addScaled(b, 2, times(a, x));
      }

      @Override
      public double[] hessianVector(double[] x, double[] v) {
        return Vectors.scale(2, times(a, v));
      }
    };
  }

  /** {@code sign (||x - centre||^2 - radius^2)}. */
  static ScalarField sphere(double[] centre, double radius, double sign) {
    return new ScalarField() {
      @Override
      public double value(double[] x) {
        double distance = Vectors.distance(x, centre);
        return sign * (distance * distance - radius * radius);
      }

      @Override
      public double[] gradient(double[] x) {
        return Vectors.scale(2 * sign, Vectors.subtract(x, centre));
      }

      @Override
      public double[] hessianVector(double[] x, double[] v) {
        return Vectors.scale(2 * sign, v);
      }
    };
  }

  /** {@code a b}. */
  static ScalarField product(ScalarField a, ScalarField b) {
    return new ScalarField() {
      @Override
      public double value(double[] x) {
        return a.value(x) * b.value(x);
      }

      @Override
      public double[] gradient(double[] x) {
        return Vectors.addScaled(
            Vectors.scale(a.value(x), b.gradient(x)), b.value(x), a.gradient(x));
      }

      @Override
      public double[] hessianVector(double[] x, double[] v) {
        double[] ga = a.gradient(x);
        double[] gb = b.gradient(x);
        double[] sum = Vectors.scale(a.value(x), b.hessianVector(x, v));
        sum = Vectors.addScaled(sum, b.value(x), a.hessianVector(x, v));
        sum = Vectors.addScaled(sum, Vectors.dot(gb, v), ga);
        return Vectors.addScaled(sum, Vectors.dot(ga, v), gb);
      }
    };
  }

  /** {@code max(a, b)}, with the derivatives of the larger one (of a where they are equal). */
  static ScalarField max(ScalarField a, ScalarField b) {
    return new ScalarField() {
      private ScalarField larger(double[] x) {
        return a.value(x) >= b.value(x) ? a : b;
      }

      @Override
      public double value(double[] x) {
        return larger(x).value(x);
      }

      @Override
      public double[] gradient(double[] x) {
        return larger(x).gradient(x);
      }

      @Override
      public double[] hessianVector(double[] x, double[] v) {
        return larger(x).hessianVector(x, v);
      }
    };
  }

  /** {@code scale * field(Q x) + shift} with Q a square matrix. */
  static ScalarField transformed(ScalarField field, double scale, double[][] q, double shift) {
    return new ScalarField() {
      @Override
      public double value(double[] x) {
        return scale * field.value(times(q, x)) + shift;
      }

      @Override
      public double[] gradient(double[] x) {
        return Vectors.scale(scale, transposeTimes(q, field.gradient(times(q, x))));
      }

      @Override
      public double[] hessianVector(double[] x, double[] v) {
        return Vectors.scale(
            scale, transposeTimes(q, field.hessianVector(times(q, x), times(q, v))));
      }
    };
  }

  /** {@code A x}, new. */
  static double[] times(double[][] a, double[] x) {
    double[] y = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      y[i] = Vectors.dot(a[i], x);
    }
    return y;
  }

  /** {@code A^T y}, new. */
  static double[] transposeTimes(double[][] a, double[] y) {
    double[] x = new double[a[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < x.length; j++) {
        x[j] += a[i][j] * y[i];
      }
    }
    return x;
  }
}
