package io.separatrix.proof.enclosure;

/** A Hermitian matrix, for bounds of its largest eigenvalue. */
final class Hermitian {

  private final int size;
  private double[][] real;
  private double[][] imaginary;

  Hermitian(int size) {
    this.size = size;
    this.real = new double[size][size];
    this.imaginary = new double[size][size];
  }

  /** Adds {@code M M*}. */
  void addGram(double[][] re, double[][] im) {
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sumRe = 0;
        double sumIm = 0;
        for (int k = 0; k < re[i].length; k++) {
          sumRe += re[i][k] * re[j][k] + im[i][k] * im[j][k];
          sumIm += im[i][k] * re[j][k] - re[i][k] * im[j][k];
        }
        real[i][j] += sumRe;
        imaginary[i][j] += sumIm;
        if (i != j) {
          real[j][i] += sumRe;
          imaginary[j][i] -= sumIm;
        }
      }
    }
  }

  void divide(double by) {
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        real[i][j] /= by;
        imaginary[i][j] /= by;
      }
    }
  }

  /** {@code ||A^(2^m)||_F^(1/2^m)}, at least the largest absolute eigenvalue. */
  double norm(int squarings) {
    double logarithm = 0;
    double power = 1;
    for (int m = 0; ; m++) {
      double frobenius = frobenius();
      if (frobenius == 0) {
        return 0;
      }
      logarithm += Math.log(frobenius) / power;
      if (m == squarings) {
        return Math.exp(logarithm) * (1 + 1e-12);
      }
      divide(frobenius);
      Hermitian square = new Hermitian(size);
      square.addGram(real, imaginary);
      real = square.real;
      imaginary = square.imaginary;
      power *= 2;
    }
  }

  private double frobenius() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        sum += real[i][j] * real[i][j] + imaginary[i][j] * imaginary[i][j];
      }
    }
    return Math.sqrt(sum);
  }
}
