package io.separatrix.proof.enclosure;

import io.separatrix.network.Attributes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The L2 norm of a convolution with zero padding, from above.
 *
 * <p>On a grid that is larger than the image by the reach of the kernel, the layer is a circular
 * convolution between a restriction and an extension by zeros, both of norm 1. A circular
 * convolution is block diagonal in Fourier space: its norm is the largest of those of its symbols
 * {@code W(theta) = sum_k w_k exp(-i k theta)}, channels x channels. With strides, frequencies that
 * fall together are added: {@code W W*} becomes their mean (Sedghi, Gupta and Long 2019 for the
 * symbols).
 *
 * <p>{@code ||A||_2} of a symmetric matrix is at most {@code ||A^(2^m)||_F^(1/2^m)}. Rounding: a
 * symbol is off by at most 1e-13 times the root of {@code sum_(o,c) (sum_k |w|)^2}; squaring n x n
 * matrices m times and taking the root costs a factor of less than {@code 1 + 2 n^2 m u}, which for
 * n up to 512 is below 1 + 1e-9.
 */
final class ConvolutionNorm implements LinearRule.Norms {

  private static final int SQUARINGS = 6;

  private static final int LARGEST = 512;

  private static final double ABOVE = 1 + 4e-9;

  private final int[] grid;
  private final int[] kernel;
  private final int[] stride;
  private final int[] dilation;
  private final int groups;

  /**
   * @param image spatial extents of the operand
   * @param kernel extents of the kernel
   * @param attributes {@code strides} and {@code dilations} as ONNX defines them
   */
  ConvolutionNorm(int[] image, int[] kernel, int groups, Attributes attributes) {
    int axes = image.length;
    long[] ones = new long[axes];
    Arrays.fill(ones, 1);
    this.kernel = kernel;
    this.groups = groups;
    this.stride = ints(attributes.integers("strides", ones));
    this.dilation = ints(attributes.integers("dilations", ones));
    this.grid = new int[axes];
    for (int i = 0; i < axes; i++) {
      int extent = image[i] + dilation[i] * (kernel[i] - 1);
      // A kernel of one place has one symbol.
      grid[i] = kernel[i] == 1 ? stride[i] : (extent + stride[i] - 1) / stride[i] * stride[i];
    }
  }

  /** The norm of a matrix. */
  static ConvolutionNorm dense() {
    return new ConvolutionNorm(new int[0], new int[0], 1, Attributes.NONE);
  }

  private static int[] ints(long[] values) {
    return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
  }

  @Override
  public double of(Weights weights) {
    int outputs = weights.matrix().length / groups;
    double largest = 0;
    for (int group = 0; group < groups; group++) {
      double[][] part =
          Arrays.copyOfRange(weights.matrix(), group * outputs, (group + 1) * outputs);
      largest = Math.max(largest, norm(part));
    }
    return largest;
  }

  private double norm(double[][] matrix) {
    int places = Windows.volume(kernel);
    int inputs = matrix[0].length / places;
    double sums = 0;
    for (double[] row : matrix) {
      for (int c = 0; c < inputs; c++) {
        double sum = 0;
        for (int k = 0; k < places; k++) {
          sum += Math.abs(row[c * places + k]);
        }
        sums += sum * sum;
      }
    }
    double simple = Math.sqrt(sums);
    boolean strided = Arrays.stream(stride).anyMatch(s -> s > 1);
    int size = strided ? matrix.length : Math.min(matrix.length, inputs);
    if (size > LARGEST) {
      return simple * ABOVE;
    }
    // A coarse bound for each frequency, a fine one where the coarse one is largest.
    PriorityQueue<Gram> coarse =
        new PriorityQueue<>(Comparator.comparingDouble(gram -> -gram.bound));
    int[] reduced = new int[grid.length];
    for (int i = 0; i < grid.length; i++) {
      reduced[i] = grid[i] / stride[i];
    }
    int frequencies = Windows.volume(reduced);
    for (int f = 0; f < frequencies; f++) {
      Gram gram = new Gram(coordinates(f, reduced), 0);
      gram.bound = gram.matrix(matrix, inputs, size, strided).norm(1);
      coarse.add(gram);
    }
    double largest = 0;
    while (!coarse.isEmpty() && coarse.peek().bound > largest) {
      Gram gram = coarse.poll();
      double fine = gram.matrix(matrix, inputs, size, strided).norm(SQUARINGS);
      largest = Math.max(largest, fine);
    }
    return (Math.sqrt(largest) * ABOVE + 1e-12 * simple) * ABOVE;
  }

  private static int[] coordinates(int index, int[] extents) {
    int[] coordinates = new int[extents.length];
    for (int i = extents.length - 1; i >= 0; i--) {
      coordinates[i] = index % extents[i];
      index /= extents[i];
    }
    return coordinates;
  }

  /** {@code W W*} or {@code W* W} at one frequency, the mean over those that fall together. */
  private final class Gram {
    private final int[] frequency;
    private double bound;

    Gram(int[] frequency, double bound) {
      this.frequency = frequency;
      this.bound = bound;
    }

    Hermitian matrix(double[][] weights, int inputs, int size, boolean strided) {
      Hermitian sum = new Hermitian(size);
      int aliases = Windows.volume(stride);
      for (int alias = 0; alias < aliases; alias++) {
        int[] shift = coordinates(alias, stride);
        int[] theta = new int[grid.length];
        for (int i = 0; i < theta.length; i++) {
          theta[i] = frequency[i] + shift[i] * (grid[i] / stride[i]);
        }
        addSymbol(sum, weights, inputs, theta, strided || weights.length <= inputs);
      }
      sum.divide(aliases);
      return sum;
    }

    private void addSymbol(
        Hermitian sum, double[][] weights, int inputs, int[] theta, boolean ofRows) {
      int places = Windows.volume(kernel);
      double[] cosines = new double[places];
      double[] sines = new double[places];
      for (int k = 0; k < places; k++) {
        int[] place = coordinates(k, kernel);
        double turn = 0;
        for (int i = 0; i < place.length; i++) {
          long steps = (long) place[i] * dilation[i] * theta[i] % grid[i];
          turn += (double) steps / grid[i];
        }
        cosines[k] = Math.cos(2 * Math.PI * turn);
        sines[k] = -Math.sin(2 * Math.PI * turn);
      }
      double[][] real = new double[weights.length][inputs];
      double[][] imaginary = new double[weights.length][inputs];
      for (int o = 0; o < weights.length; o++) {
        for (int c = 0; c < inputs; c++) {
          for (int k = 0; k < places; k++) {
            real[o][c] += weights[o][c * places + k] * cosines[k];
            imaginary[o][c] += weights[o][c * places + k] * sines[k];
          }
        }
      }
      sum.addGram(ofRows ? real : transposed(real), ofRows ? imaginary : transposed(imaginary));
    }
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] transposed = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[0].length; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    return transposed;
  }
}
