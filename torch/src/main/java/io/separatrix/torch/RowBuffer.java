package io.separatrix.torch;

import io.separatrix.network.engine.Precision;
import io.separatrix.torch.operators.ScalarTypes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * Moves rows of doubles to a tensor through one direct buffer that is kept from call to call. The
 * tensor is a view of the buffer: it must be out of use before the next call.
 */
final class RowBuffer {

  private final Precision precision;
  private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

  RowBuffer(Precision precision) {
    this.precision = precision;
  }

  /**
   * @param rows n rows of equal length; not modified
   * @param shape shape of one row; its product is the length of a row
   * @return a tensor of shape n x {@code shape} on the processor
   */
  Tensor view(double[][] rows, long... shape) {
    int length = rows[0].length;
    reserve(Math.multiplyExact(Math.multiplyExact(rows.length, length), precision.bytes()));
    long[] extents = new long[shape.length + 1];
    extents[0] = rows.length;
    System.arraycopy(shape, 0, extents, 1, shape.length);
    return torch.from_blob(fill(rows), extents, new TensorOptions(ScalarTypes.of(precision)));
  }

  private Pointer fill(double[][] rows) {
    return switch (precision) {
      case FLOAT32 -> {
        FloatBuffer floats = buffer.asFloatBuffer();
        float[] narrow = new float[rows[0].length];
        for (double[] row : rows) {
          for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) row[i];
          }
          floats.put(narrow);
        }
        yield new FloatPointer(floats.rewind());
      }
      case FLOAT64 -> {
        DoubleBuffer doubles = buffer.asDoubleBuffer();
        for (double[] row : rows) {
          doubles.put(row);
        }
        yield new DoublePointer(doubles.rewind());
      }
    };
  }

  private void reserve(int bytes) {
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
  }

  /** The rows of a tensor whose first extent is the number of rows. */
  static double[][] rows(Tensor tensor) {
    Tensor dense = tensor.cpu().contiguous();
    double[][] rows = new double[(int) dense.size(0)][(int) (dense.numel() / dense.size(0))];
    if (dense.scalar_type().intern() == torch.ScalarType.Double) {
      DoublePointer doubles = dense.data_ptr_double();
      for (int i = 0; i < rows.length; i++) {
        doubles.position((long) i * rows[i].length).get(rows[i]);
      }
    } else {
      FloatPointer floats = dense.data_ptr_float();
      float[] narrow = new float[rows[0].length];
      for (int i = 0; i < rows.length; i++) {
        floats.position((long) i * narrow.length).get(narrow);
        for (int j = 0; j < narrow.length; j++) {
          rows[i][j] = narrow[j];
        }
      }
    }
    return rows;
  }
}
