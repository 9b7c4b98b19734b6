package io.separatrix.geometry;

/** Arithmetic of vectors in {@code double[]}. Arguments are not modified unless stated. */
public final class Vectors {

  private static final int VALUES_AT_ONCE = 1 << 22;

  private Vectors() {}

  /**
   * How many vectors of so many entries to hold at one time, so that they take 32 MiB; at least 1.
   */
  public static int atOnce(int length) {
    return Math.max(1, VALUES_AT_ONCE / length);
  }

  /** Inner product, as four sums that do not wait for each other. */
  public static double dot(double[] a, double[] b) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int i = 0;
    for (; i < a.length - 3; i += 4) {
      first += a[i] * b[i];
      second += a[i + 1] * b[i + 1];
      third += a[i + 2] * b[i + 2];
      fourth += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      first += a[i] * b[i];
    }
    return (first + second) + (third + fourth);
  }

  /** Euclidean norm, safe against overflow of the squares only as far as double precision is. */
  public static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  /** {@code ||a - b||_2}. */
  public static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  /** {@code a - b}, new. */
  public static double[] subtract(double[] a, double[] b) {
    return addScaled(a, -1, b);
  }

  /** {@code a + b}, new. */
  public static double[] add(double[] a, double[] b) {
    return addScaled(a, 1, b);
  }

  /** {@code a + s b}, new. */
  public static double[] addScaled(double[] a, double s, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      sum[i] = a[i] + s * b[i];
    }
    return sum;
  }

  /** {@code v = v - s direction}, in place. */
  public static void subtractScaled(double[] v, double s, double[] direction) {
    for (int i = 0; i < v.length; i++) {
      v[i] -= s * direction[i];
    }
  }

  /** {@code s a}, new. */
  public static double[] scale(double s, double[] a) {
    double[] scaled = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      scaled[i] = s * a[i];
    }
    return scaled;
  }

  /** The point {@code (1 - t) a + t b}, new. */
  public static double[] interpolate(double[] a, double[] b, double t) {
    double[] point = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      point[i] = (1 - t) * a[i] + t * b[i];
    }
    return point;
  }

  /** {@code a / ||a||}, new. The zero vector stays zero. */
  public static double[] normalize(double[] a) {
    double norm = norm(a);
    return norm == 0 ? a.clone() : scale(1 / norm, a);
  }

  /** Cosine of the angle between a and b; 0 if either is zero. */
  public static double cosine(double[] a, double[] b) {
    double norms = norm(a) * norm(b);
    return norms == 0 ? 0 : dot(a, b) / norms;
  }

  /** Index of the largest entry, the first of equals. */
  public static int argmax(double[] a) {
    int best = 0;
    for (int i = 1; i < a.length; i++) {
      if (a[i] > a[best]) {
        best = i;
      }
    }
    return best;
  }

  /** Whether every entry is finite. */
  public static boolean allFinite(double[] a) {
    for (double value : a) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
