package io.separatrix.proof.enclosure;

import io.separatrix.proof.enclosure.Compiler.Value;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Matrix products of operands of any ranks, as ONNX and NumPy define them.
 *
 * <p>Rule: times one constant matrix, a dense layer at every row; otherwise sums of products, of a
 * number and a constant ({@link SparseRule}) or of two numbers ({@link ProductRule}).
 */
final class ProductOperators {

  /** Products of numbers in one operator: more do not fit into memory. */
  private static final int MOST = 1 << 24;

  private ProductOperators() {}

  static void product(NodeCall call) {
    if (!call.isConstant(0) && call.isConstant(1) && call.constant(1).rank() == 2) {
      call.result(dense(call, call.value(0), call.constant(1)));
      return;
    }
    Tensor left = elements(call, 0);
    Tensor right = elements(call, 1);
    if (left.rank() < 1 || right.rank() < 1) {
      throw call.fail("expected operands of rank 1 or more");
    }
    int inner = left.shape()[left.rank() - 1];
    boolean row = left.rank() == 1;
    boolean column = right.rank() == 1;
    Tensor rows = row ? left.reshaped(1, inner) : left;
    Tensor columns = column ? right.reshaped(right.shape()[0], 1) : right;
    int height = rows.shape()[rows.rank() - 2];
    int width = columns.shape()[columns.rank() - 1];
    if (columns.shape()[columns.rank() - 2] != inner) {
      throw call.fail(
          Arrays.toString(left.shape())
              + " and "
              + Arrays.toString(right.shape())
              + " do not go together");
    }
    int[] outer = Tensor.common(outer(rows), outer(columns));
    rows = rows.broadcast(with(outer, height, inner));
    columns = columns.broadcast(with(outer, inner, width));
    long count = (long) Windows.volume(outer) * height * width * inner;
    if (count > MOST) {
      throw call.fail("there is a rule for " + MOST + " products at most, found " + count);
    }
    int[] shape =
        IntStream.concat(
                Arrays.stream(outer),
                IntStream.of(row ? -1 : height, column ? -1 : width).filter(n -> n >= 0))
            .toArray();
    int[] first = new int[(int) count];
    int[] second = new int[(int) count];
    for (int i = 0; i < count; i++) {
      int k = i % inner;
      int at = i / inner;
      int matrix = at / width / height;
      first[i] = (int) rows.data()[(matrix * height + at / width % height) * inner + k];
      second[i] = (int) columns.data()[(matrix * inner + k) * width + at % width];
    }
    call.result(sums(call, shape, inner, first, second));
  }

  /** The indices of an operand's elements. */
  private static Tensor elements(NodeCall call, int input) {
    return Tensor.indices(
        call.isConstant(input) ? call.constant(input).shape() : call.value(input).shape());
  }

  private static int[] outer(Tensor matrices) {
    return Arrays.copyOf(matrices.shape(), matrices.rank() - 2);
  }

  private static int[] with(int[] outer, int height, int width) {
    return IntStream.concat(Arrays.stream(outer), IntStream.of(height, width)).toArray();
  }

  /** Sums of {@code inner} products each. */
  private static Value sums(NodeCall call, int[] shape, int inner, int[] first, int[] second) {
    int constant = call.isConstant(0) ? 0 : 1;
    boolean both = !call.isConstant(constant);
    SparseRule.Terms[] terms = new SparseRule.Terms[first.length / inner];
    for (int n = 0; n < terms.length; n++) {
      int[] neurons = new int[inner];
      double[] factors = new double[inner];
      for (int k = 0; k < inner; k++) {
        int i = n * inner + k;
        neurons[k] = both ? i : constant == 0 ? second[i] : first[i];
        factors[k] =
            both ? 1 : call.constant(constant).data()[constant == 0 ? first[i] : second[i]];
      }
      terms[n] = new SparseRule.Terms(new int[inner], neurons, factors, 0, 0);
    }
    Value summands = call.value(1 - constant);
    if (both) {
      int[] extents = {1, first.length};
      ProductRule products = new ProductRule(NodeCall.inner(extents), first, second);
      summands = call.write(products, extents, call.value(0), call.value(1));
    }
    return call.sparse(List.of(summands), shape, terms, 0);
  }

  /** A dense layer at every row: rows become pixels and their numbers channels, and back. */
  private static Value dense(NodeCall call, Value x, Tensor matrix) {
    int inputs = matrix.shape()[0];
    int outputs = matrix.shape()[1];
    int size = Windows.volume(x.shape());
    if (x.shape().length == 0 || x.shape()[x.shape().length - 1] != inputs) {
      throw call.fail(
          Arrays.toString(x.shape())
              + " and "
              + Arrays.toString(matrix.shape())
              + " do not go together");
    }
    int rows = size / inputs;
    int[] shape = x.shape().clone();
    shape[shape.length - 1] = outputs;
    int[] turn = {1, 0};
    Value channels = x;
    if (rows > 1) {
      Tensor turned = Tensor.indices(new int[] {rows, inputs}).transposed(turn);
      channels = call.moved(x, turned.reshaped(1, inputs, rows), 0);
    }
    int[][] pixels = new int[rows][];
    Arrays.setAll(pixels, p -> new int[] {p});
    int[] ones = new int[rows];
    Arrays.fill(ones, 1);
    Windows windows = new Windows(new int[] {rows}, pixels, new int[rows][1], ones);
    double[][] weights = new double[outputs][];
    double[] columns = matrix.transposed(turn).data();
    Arrays.setAll(weights, o -> Arrays.copyOfRange(columns, o * inputs, (o + 1) * inputs));
    Weights exact = Weights.exact(weights, new double[outputs]);
    int[] extents = rows > 1 ? new int[] {1, outputs, rows} : shape;
    LinearRule layer =
        new LinearRule(NodeCall.inner(extents), windows, 1, 1, exact, ConvolutionNorm.dense());
    Value y = call.write(layer, extents, channels);
    if (rows == 1) {
      return y;
    }
    Tensor back = Tensor.indices(new int[] {outputs, rows}).transposed(turn);
    return call.moved(y, back.reshaped(shape), 0);
  }
}
