package io.separatrix.geometry.curvature;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import java.util.SplittableRandom;

/**
 * The Hessian of F smoothed by Gaussian noise of deviation sigma, from gradients only. Stein's
 * identity gives {@code H_sigma = E[(grad F(z + sigma e) - grad F(z - sigma e)) e^T] / (2 sigma)}
 * with e standard normal; the average over a fixed set of draws, symmetrised, is a symmetric linear
 * map of low rank that needs no further network evaluations. The true {@code H_sigma} exists for
 * piecewise linear networks too.
 *
 * @param sigma deviation of the noise in each coordinate, in input units (a draw has norm about
 *     {@code sigma sqrt(d)})
 * @param draws antithetic pairs
 */
public record GaussianSmoothing(double sigma, int draws) {

  /**
   * The curvature operator of the smoothed F at z. Its normal and gradient norm are those of the
   * smoothed F as well: the mean of all gradients. Costs {@code 2 draws} forward and backward
   * passes.
   */
  public CurvatureOperator at(
      double[] z, LogitCombination f, SplittableRandom random, Evaluator evaluator) {
    double[][] noise = new double[draws][z.length];
    double[][] points = new double[2 * draws][];
    LogitCombination[][] functions = new LogitCombination[2 * draws][];
    for (int i = 0; i < draws; i++) {
      for (int j = 0; j < z.length; j++) {
        noise[i][j] = random.nextGaussian();
      }
      points[2 * i] = Vectors.addScaled(z, sigma, noise[i]);
      points[2 * i + 1] = Vectors.addScaled(z, -sigma, noise[i]);
      functions[2 * i] = new LogitCombination[] {f};
      functions[2 * i + 1] = functions[2 * i];
    }
    var ends = evaluator.linearize(points, functions);
    double[] gradient = new double[z.length];
    double[][] differences = new double[draws][];
    for (int i = 0; i < draws; i++) {
      double[] plus = ends[2 * i].gradients()[0];
      double[] minus = ends[2 * i + 1].gradients()[0];
      differences[i] = Vectors.scale(1 / (2 * sigma * draws), Vectors.subtract(plus, minus));
      gradient = Vectors.addScaled(gradient, 0.5 / draws, Vectors.add(plus, minus));
    }
    return new CurvatureOperator(gradient, vectors -> products(differences, noise, vectors));
  }

  /** {@code (D^T E + E^T D) v / 2} for D and E with the differences and the noise as rows. */
  private static double[][] products(double[][] differences, double[][] noise, double[][] vectors) {
    double[][] products = new double[vectors.length][];
    for (int i = 0; i < vectors.length; i++) {
      double[] sum = new double[vectors[i].length];
      for (int m = 0; m < noise.length; m++) {
        double alongNoise = Vectors.dot(noise[m], vectors[i]) / 2;
        double alongDifference = Vectors.dot(differences[m], vectors[i]) / 2;
        for (int j = 0; j < sum.length; j++) {
          sum[j] += alongNoise * differences[m][j] + alongDifference * noise[m][j];
        }
      }
      products[i] = sum;
    }
    return products;
  }
}
