package io.separatrix.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The suite fails a classifier for each thing that it must not do. */
class ClassifierContractTest {

  /** A right classifier, of which one thing is made wrong. */
  private static class Forwarding implements Classifier {
    private final Classifier right = new Ellipsoid(new double[] {1, 2, 3}).classifier();

    @Override
    public int dimension() {
      return right.dimension();
    }

    @Override
    public int classes() {
      return right.classes();
    }

    @Override
    public double[][] logits(double[][] points) {
      return right.logits(points);
    }

    @Override
    public Linearization[] linearize(double[][] points, LogitCombination[][] functions) {
      return right.linearize(points, functions);
    }

    @Override
    public boolean twiceDifferentiable() {
      return true;
    }

    @Override
    public double[][] hessianVectorProducts(
        double[][] points, LogitCombination[] functions, double[][] vectors) {
      return right.hessianVectorProducts(points, functions, vectors);
    }
  }

  private static ClassifierContract suite(Classifier classifier) {
    return () -> classifier;
  }

  private static void assertFailed(ThrowingCallable test) {
    assertThatThrownBy(test).isInstanceOf(AssertionError.class);
  }

  @Test
  void right_passes() {
    ClassifierContract suite = suite(new Forwarding());
    assertThatCode(
            () -> {
              suite.gradients_ofEveryFunction_areTheSlopesOfTheLogits();
              suite.products_ofEveryFunction_areTheSlopesOfTheGradients();
              suite.rows_aloneAmongOthersOrElsewhere_areTheSame();
              suite.arguments_ofEveryCall_areNotModified();
            })
        .doesNotThrowAnyException();
  }

  @Test
  void logits_thatDependOnTheBatch_fail() {
    ClassifierContract suite =
        suite(
            new Forwarding() {
              @Override
              public double[][] logits(double[][] points) {
                double[][] logits = super.logits(points);
                Arrays.stream(logits).forEach(row -> row[0] += 1e-9 * points.length);
                return logits;
              }
            });
    assertFailed(suite::rows_aloneAmongOthersOrElsewhere_areTheSame);
    assertFailed(suite::linearize_anyFunctions_hasTheLogits);
  }

  @Test
  void logits_thatChangeTheirInput_fail() {
    ClassifierContract suite =
        suite(
            new Forwarding() {
              @Override
              public double[][] logits(double[][] points) {
                double[][] logits = super.logits(points);
                points[0][1] += 1e-12;
                return logits;
              }
            });
    assertFailed(suite::arguments_ofEveryCall_areNotModified);
  }

  @Test
  void logits_ofOneBufferForAllCalls_fail() {
    ClassifierContract suite =
        suite(
            new Forwarding() {
              private double[][] kept = {};

              @Override
              public double[][] logits(double[][] points) {
                kept = kept.length == points.length ? kept : super.logits(points);
                return kept;
              }
            });
    assertFailed(suite::results_changedByTheCaller_comeOutAgainAsTheyWere);
  }

  @Test
  void gradients_slightlyWrong_fail() {
    ClassifierContract suite =
        suite(
            new Forwarding() {
              @Override
              public Linearization[] linearize(double[][] points, LogitCombination[][] functions) {
                Linearization[] rows = super.linearize(points, functions);
                for (Linearization row : rows) {
                  for (double[] gradient : row.gradients()) {
                    gradient[0] += 1e-3 * Vectors.norm(gradient);
                  }
                }
                return rows;
              }
            });
    assertFailed(suite::gradients_ofEveryFunction_areTheSlopesOfTheLogits);
  }

  @Test
  void products_ofAnotherSignOrWithoutSymmetry_fail() {
    ClassifierContract suite =
        suite(
            new Forwarding() {
              @Override
              public double[][] hessianVectorProducts(
                  double[][] points, LogitCombination[] functions, double[][] vectors) {
                double[][] products = super.hessianVectorProducts(points, functions, vectors);
                for (int i = 0; i < products.length; i++) {
                  products[i][0] += 1e-3 * vectors[i][1];
                }
                return products;
              }
            });
    assertFailed(suite::products_ofEveryFunction_areTheSlopesOfTheGradients);
    assertFailed(suite::products_areSymmetricAndLinear);
  }

  @Test
  void notANumber_thatReachesEveryRow_fails() {
    ClassifierContract suite =
        suite(
            new Forwarding() {
              @Override
              public double[][] logits(double[][] points) {
                double[][] logits = super.logits(points);
                double sum = Arrays.stream(points).flatMapToDouble(Arrays::stream).sum();
                Arrays.stream(logits).forEach(row -> row[0] += 0 * sum);
                return logits;
              }
            });
    assertFailed(suite::notANumber_inOneRow_leavesTheOthersAlone);
  }

  @Test
  void rows_ofAnotherLengthTaken_fail() {
    ClassifierContract suite =
        suite(
            new Forwarding() {
              @Override
              public double[][] logits(double[][] points) {
                return super.logits(
                    Arrays.stream(points)
                        .map(row -> Arrays.copyOf(row, dimension()))
                        .toArray(double[][]::new));
              }
            });
    assertFailed(suite::row_ofAnotherLength_isRefused);
  }
}
