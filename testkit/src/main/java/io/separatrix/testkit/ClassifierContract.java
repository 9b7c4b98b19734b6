package io.separatrix.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Classifier} must do: rows are independent, nothing that is passed in changes,
 * what does not fit is refused with what was expected and found, and derivatives are those of the
 * logits ({@link ClassifierDerivatives}).
 */
public interface ClassifierContract extends ClassifierDerivatives {

  @Test
  default void sizes_ofEveryResult_areThoseStated() {
    Classifier classifier = classifier();
    double[][] points = points();
    assertThat(classifier.dimension()).isPositive();
    assertThat(classifier.classes()).isPositive();
    double[][] logits = classifier.logits(points);
    assertThat(logits).hasDimensions(points.length, classifier.classes());
    assertThat(Arrays.stream(logits)).allMatch(Vectors::allFinite);
    LogitCombination[][] functions = new LogitCombination[points.length][];
    Arrays.setAll(functions, i -> some(i % 3));
    Linearization[] rows = classifier.linearize(points, functions);
    assertThat(rows).hasSameSizeAs(points);
    for (int i = 0; i < rows.length; i++) {
      assertThat(rows[i].logits()).hasSize(classifier.classes());
      assertThat(rows[i].gradients()).hasNumberOfRows(i % 3);
      assertThat(Arrays.stream(rows[i].gradients()))
          .allMatch(gradient -> gradient.length == classifier.dimension());
    }
  }

  @Test
  default void everything_noRows_isEmpty() {
    Classifier classifier = classifier();
    assertThat(classifier.logits(new double[0][])).isEmpty();
    assertThat(classifier.linearize(new double[0][], new LogitCombination[0][])).isEmpty();
    if (classifier.twiceDifferentiable()) {
      assertThat(
              classifier.hessianVectorProducts(
                  new double[0][], new LogitCombination[0], new double[0][]))
          .isEmpty();
    }
  }

  @Test
  default void linearize_anyFunctions_hasTheLogits() {
    double[][] points = points();
    double[][] logits = classifier().logits(points);
    LogitCombination[][] functions = new LogitCombination[points.length][];
    Arrays.setAll(functions, i -> some(i % 3));
    Linearization[] rows = classifier().linearize(points, functions);
    for (int i = 0; i < points.length; i++) {
      Rows.assertClose(rows[i].logits(), logits[i], Math.max(batchError(), rounding()));
    }
  }

  @Test
  default void rows_aloneAmongOthersOrElsewhere_areTheSame() {
    double[][] points = points();
    LogitCombination[][] functions = new LogitCombination[points.length][];
    Arrays.setAll(functions, i -> some(1 + i % 2));
    double[][] logits = classifier().logits(points);
    Linearization[] together = classifier().linearize(points, functions);
    double[][] twice = Rows.reversed(Rows.joined(points, points));
    double[][] logitsTwice = classifier().logits(twice);
    Linearization[] linearizedTwice =
        classifier().linearize(twice, Rows.reversed(Rows.joined(functions, functions)));
    for (int i = 0; i < points.length; i++) {
      double[][] alone = {points[i]};
      Rows.assertClose(classifier().logits(alone)[0], logits[i], batchError());
      Rows.assertClose(
          classifier().linearize(alone, new LogitCombination[][] {functions[i]})[0],
          together[i],
          batchError());
      for (int place : new int[] {twice.length - 1 - i, points.length - 1 - i}) {
        Rows.assertClose(logitsTwice[place], logits[i], batchError());
        Rows.assertClose(linearizedTwice[place], together[i], batchError());
      }
    }
  }

  @Test
  default void products_aloneAmongOthersOrElsewhere_areTheSame() {
    if (!classifier().twiceDifferentiable()) {
      return;
    }
    double[][] points = points();
    double[][] vectors = vectors(points.length);
    LogitCombination[] functions = new LogitCombination[points.length];
    Arrays.setAll(functions, i -> some(1 + i % 2)[0]);
    double[][] together = classifier().hessianVectorProducts(points, functions, vectors);
    double[][] reversed =
        classifier()
            .hessianVectorProducts(
                Rows.reversed(points), Rows.reversed(functions), Rows.reversed(vectors));
    for (int i = 0; i < points.length; i++) {
      double[] alone =
          classifier()
              .hessianVectorProducts(
                  new double[][] {points[i]},
                  new LogitCombination[] {functions[i]},
                  new double[][] {vectors[i]})[0];
      Rows.assertClose(alone, together[i], batchError());
      Rows.assertClose(reversed[points.length - 1 - i], together[i], batchError());
    }
  }

  @Test
  default void arguments_ofEveryCall_areNotModified() {
    double[][] points = points();
    double[][] vectors = vectors(points.length);
    LogitCombination[] functions = new LogitCombination[points.length];
    Arrays.setAll(functions, i -> some(1)[0]);
    LogitCombination[][] lists = new LogitCombination[points.length][];
    Arrays.setAll(lists, i -> some(2));
    classifier().logits(points);
    classifier().linearize(points, lists);
    if (classifier().twiceDifferentiable()) {
      classifier().hessianVectorProducts(points, functions, vectors);
    }
    assertThat(points).isDeepEqualTo(points());
    assertThat(vectors).isDeepEqualTo(vectors(points.length));
    assertThat(functions).containsOnly(some(1));
    assertThat(Arrays.stream(lists)).allSatisfy(list -> assertThat(list).containsExactly(some(2)));
  }

  @Test
  default void results_changedByTheCaller_comeOutAgainAsTheyWere() {
    double[][] points = points();
    LogitCombination[][] functions = new LogitCombination[points.length][];
    Arrays.setAll(functions, i -> some(1));
    double[][] logits = classifier().logits(points);
    Linearization[] rows = classifier().linearize(points, functions);
    double[][] keptLogits = Rows.copy(logits);
    double[] keptGradient = rows[0].gradients()[0].clone();
    Arrays.stream(logits).forEach(row -> Arrays.fill(row, 7e7));
    Arrays.fill(rows[0].gradients()[0], 7e7);
    assertThat(classifier().logits(points)).isDeepEqualTo(keptLogits);
    assertThat(classifier().linearize(points, functions)[0].gradients()[0]).isEqualTo(keptGradient);
  }

  @Test
  default void row_ofAnotherLength_isRefused() {
    int d = classifier().dimension();
    double[] right = points()[0];
    LogitCombination[] one = some(1);
    for (int wrong : new int[] {0, d - 1, d + 1}) {
      double[][] points = {right, new double[wrong]};
      assertRefused(() -> classifier().logits(points), d, wrong);
      assertRefused(
          () -> classifier().linearize(points, new LogitCombination[][] {one, one}), d, wrong);
      if (classifier().twiceDifferentiable()) {
        LogitCombination[] both = {one[0], one[0]};
        assertRefused(
            () -> classifier().hessianVectorProducts(points, both, new double[2][d]), d, wrong);
        assertRefused(
            () -> classifier().hessianVectorProducts(new double[][] {right, right}, both, points),
            d,
            wrong);
      }
    }
  }

  @Test
  default void functions_moreOrFewerThanPoints_areRefused() {
    double[][] points = {points()[0], points()[1]};
    assertRefused(() -> classifier().linearize(points, new LogitCombination[][] {some(1)}), 2, 1);
    if (classifier().twiceDifferentiable()) {
      LogitCombination one = some(1)[0];
      assertRefused(
          () ->
              classifier().hessianVectorProducts(points, new LogitCombination[] {one}, vectors(2)),
          2,
          1);
      assertRefused(
          () ->
              classifier()
                  .hessianVectorProducts(points, new LogitCombination[] {one, one}, vectors(3)),
          2,
          3);
    }
  }

  @Test
  default void class_thatIsNotThere_isRefused() {
    int classes = classifier().classes();
    double[][] point = {points()[0]};
    for (int missing : new int[] {-1, classes}) {
      LogitCombination[] none = {LogitCombination.logit(missing)};
      assertRefused(
          () -> classifier().linearize(point, new LogitCombination[][] {none}),
          classes - 1,
          missing);
      if (classifier().twiceDifferentiable()) {
        assertRefused(
            () -> classifier().hessianVectorProducts(point, none, vectors(1)),
            classes - 1,
            missing);
      }
    }
  }

  private static void assertRefused(ThrowingCallable call, int expected, int found) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected")
        .hasMessageContaining(Integer.toString(expected))
        .hasMessageContaining("found " + found);
  }

  /** It comes out in its own row, or is refused; it never reaches another row. */
  @Test
  default void notANumber_inOneRow_leavesTheOthersAlone() {
    double[][] points = points();
    double[][] logits = classifier().logits(points);
    Arrays.fill(points[1], Double.NaN);
    double[][] found;
    try {
      found = classifier().logits(points);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining("NaN");
      return;
    }
    assertThat(Vectors.allFinite(found[1])).isFalse();
    for (int i = 0; i < points.length; i++) {
      if (i != 1) {
        Rows.assertClose(found[i], logits[i], batchError());
      }
    }
  }
}
