package io.separatrix.studies.curvature;

import io.separatrix.data.DataException;
import io.separatrix.data.NpyFile;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.curvature.SharedDirections;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads the basis of S from a file. */
final class BasisFile {

  private static final double ORTHONORMAL = 1e-6;

  private BasisFile() {}

  /**
   * @param file an .npy file, m x d, with orthonormal rows
   * @param dimension d of the classifier
   * @throws DataException if it is anything else
   */
  static SharedDirections read(Path file, int dimension) {
    NpyFile array = NpyFile.open(file);
    long[] shape = Arrays.stream(array.shape()).asLongStream().toArray();
    if (shape.length != 2 || shape[1] != dimension) {
      throw new DataException(
          file + ": expected an array m x " + dimension + ", found " + Arrays.toString(shape));
    }
    double[] values = array.values();
    double[][] basis = new double[(int) shape[0]][];
    for (int i = 0; i < basis.length; i++) {
      basis[i] = Arrays.copyOfRange(values, i * dimension, (i + 1) * dimension);
      for (int j = 0; j <= i; j++) {
        double product = Vectors.dot(basis[i], basis[j]);
        if (Math.abs(product - (i == j ? 1 : 0)) > ORTHONORMAL) {
          throw new DataException(
              file
                  + ": expected orthonormal rows; rows "
                  + i
                  + " and "
                  + j
                  + " have product "
                  + product);
        }
      }
    }
    return new SharedDirections(basis, new double[0]);
  }
}
