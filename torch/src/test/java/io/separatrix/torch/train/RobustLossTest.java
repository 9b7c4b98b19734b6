package io.separatrix.torch.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Vectors;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphBuilder;
import io.separatrix.network.training.Robustness;
import io.separatrix.network.training.TrainingPlan;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/**
 * Losses of affine networks on images of 2 x 2 pixels, beside their closed forms. With two classes
 * the loss is {@code s(-m)} of the margin m, {@code s(t) = log(1 + e^t)}.
 */
@SuppressWarnings("try") // pointer scopes are there for their end
class RobustLossTest {

  /** Of float32. */
  private static final double TOLERANCE = 1e-5;

  private static final double[][] WEIGHTS = {{1, -2, 0.5, 3}, {-1, 1, 2, 0.5}};
  private static final double[] SHIFTS = {0.3, -0.2};
  private static final double[][] IMAGES = {{0.4, 0.5, 0.6, 0.5}, {0.5, 0.45, 0.4, 0.6}};
  private static final int[] LABELS = {0, 1};

  private static double softplus(double t) {
    return Math.log1p(Math.exp(t));
  }

  private static double sigmoid(double t) {
    return 1 / (1 + Math.exp(-t));
  }

  /** Gradient of a label's margin. */
  private static double[] normal(double[][] weights, int label) {
    return Vectors.subtract(weights[label], weights[1 - label]);
  }

  private static double margin(double[][] weights, int image) {
    int label = LABELS[image];
    return Vectors.dot(normal(weights, label), IMAGES[image]) + SHIFTS[label] - SHIFTS[1 - label];
  }

  private static double mean(IntToDoubleFunction loss) {
    return (loss.applyAsDouble(0) + loss.applyAsDouble(1)) / 2;
  }

  private static double regularized(double[][] weights, double step, double factor) {
    return mean(
        image -> {
          double[] normal = normal(weights, LABELS[image]);
          double margin = margin(weights, image);
          // Along the unit vector of the signs of the loss's gradient, which is -normal's.
          double beside =
              margin - step * Arrays.stream(normal).map(Math::abs).sum() / Math.sqrt(normal.length);
          double bend = sigmoid(-beside) - sigmoid(-margin);
          return softplus(-margin) + factor * bend * bend * Vectors.dot(normal, normal);
        });
  }

  private static Graph affine(double[][] weights, double[] shifts) {
    GraphBuilder builder = new GraphBuilder("x", List.of(1, 2, 2));
    String logits = builder.dense(builder.flatten("x"), "d");
    return builder.build(
        logits,
        Map.of(
            "d.weight",
            constant(
                Arrays.stream(weights).flatMapToDouble(Arrays::stream).toArray(),
                weights.length,
                4),
            "d.bias",
            constant(shifts, shifts.length)));
  }

  private static Constant constant(double[] values, long... shape) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    return Constant.of(rounded, shape);
  }

  private static TrainingPlan plan(Robustness robust) {
    return new TrainingPlan(1, 2, 0.1, 0, 1, 0.9, 0, 0, false, 0, 0, 0, false, robust, 1);
  }

  /** What is found at a batch: the loss, and the logits at the images that it is taken at. */
  private record Found(double loss, double[][] logits) {}

  private static Found found(Graph graph, Robustness robust, double[][] images, int... labels) {
    torch.manual_seed(5);
    NetworkPass pass = NetworkPass.of(graph);
    try (NetworkPass.Batch batch = batch(images, labels);
        PointerScope scope = new PointerScope()) {
      RobustLoss.Value value =
          new RobustLoss(pass, plan(robust)).of(batch.pixelTensor(), batch.labelTensor());
      double[][] logits = new double[images.length][(int) value.logits().size(1)];
      for (int i = 0; i < logits.length; i++) {
        for (int j = 0; j < logits[i].length; j++) {
          logits[i][j] = value.logits().get(i).get(j).item_double();
        }
      }
      return new Found(value.loss().item_double(), logits);
    }
  }

  private static NetworkPass.Batch batch(double[][] images, int... labels) {
    NetworkPass.Batch batch = new NetworkPass.Batch(List.of(1, 2, 2), images.length);
    for (int i = 0; i < images.length; i++) {
      for (int j = 0; j < 4; j++) {
        batch.pixels().put(4 * i + j, (float) images[i][j]);
      }
      batch.labels()[i] = labels[i];
    }
    return batch;
  }

  @Test
  void of_planWithoutRobustness_isTheMeanCrossEntropy() {
    assertThat(found(affine(WEIGHTS, SHIFTS), Robustness.NONE, IMAGES, LABELS).loss())
        .isCloseTo(mean(image -> softplus(-margin(WEIGHTS, image))), within(TOLERANCE));
  }

  /** The loss at the worst point of a ball around each image. */
  private static double worst(double radius) {
    return mean(
        image ->
            softplus(
                radius * Vectors.norm(normal(WEIGHTS, LABELS[image])) - margin(WEIGHTS, image)));
  }

  @Test
  void of_attackOnAnAffineNetwork_isTheLossNearTheWorstPointOfTheBall() {
    double radius = 0.2; // the balls lie inside the pixels' range
    Found found = found(affine(WEIGHTS, SHIFTS), Robustness.pgd(radius, 40), IMAGES, LABELS);
    // A walk of 2.5 radii from the equator ends 2 atan(exp(-2.5)) from the pole, cosine 0.987.
    assertThat(found.loss()).isBetween(worst(0.95 * radius), worst(radius) + TOLERANCE);
  }

  @Test
  void of_attackAtTheEdgeOfTheRange_staysInTheBallAndAmongImages() {
    double[][] identity = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
    double[][] corners = {{0, 1, 0, 1}, {1, 1, 1, 1}, {0, 0, 0, 0}};
    double radius = 0.7;
    Found found =
        found(affine(identity, new double[4]), Robustness.pgd(radius, 10), corners, 1, 2, 3);
    for (int i = 0; i < corners.length; i++) {
      double[] moved = found.logits()[i];
      assertThat(Arrays.stream(moved).boxed()).allMatch(pixel -> pixel >= 0 && pixel <= 1);
      assertThat(Vectors.distance(moved, corners[i]))
          .isPositive()
          .isLessThanOrEqualTo(radius + TOLERANCE);
    }
  }

  @Test
  void of_curvatureOfAnAffineNetwork_isTheClosedForm() {
    double step = 0.3;
    double weight = 0.8;
    Found found =
        found(affine(WEIGHTS, SHIFTS), Robustness.curvature(step, weight), IMAGES, LABELS);
    assertThat(found.loss()).isCloseTo(regularized(WEIGHTS, step, weight), within(TOLERANCE));
    // The logits are those at the images, which accuracy is counted on.
    for (int i = 0; i < IMAGES.length; i++) {
      double margin = found.logits()[i][LABELS[i]] - found.logits()[i][1 - LABELS[i]];
      assertThat(margin).isCloseTo(margin(WEIGHTS, i), within(TOLERANCE));
    }
  }

  /** The derivative goes through both gradients of the penalty, z held fixed. */
  @Test
  void of_curvature_descendsAlongTheDerivativeByTheWeights() {
    double step = 0.3;
    double weight = 0.8;
    double h = 1e-4;
    Graph graph = affine(WEIGHTS, SHIFTS);
    try (PointerScope scope = new PointerScope();
        NetworkPass.Batch batch = batch(IMAGES, LABELS)) {
      Tensor weights = TrainingState.tensor(requireNonNull(graph.constants().get("d.weight")));
      weights.set_requires_grad(true);
      NetworkPass pass = new NetworkPass(graph, Map.of("d.weight", weights), false);
      Tensor loss =
          new RobustLoss(pass, plan(Robustness.curvature(step, weight)))
              .of(batch.pixelTensor(), batch.labelTensor())
              .loss();
      Tensor gradient = torch.grad(new TensorVector(loss), new TensorVector(weights)).get(0);
      for (int row = 0; row < 2; row++) {
        for (int column = 0; column < 4; column++) {
          double difference =
              regularized(moved(row, column, h), step, weight)
                  - regularized(moved(row, column, -h), step, weight);
          assertThat(gradient.get(row).get(column).item_double())
              .isCloseTo(difference / (2 * h), within(1e-4));
        }
      }
    }
  }

  private static double[][] moved(int row, int column, double by) {
    double[][] weights = {WEIGHTS[0].clone(), WEIGHTS[1].clone()};
    weights[row][column] += by;
    return weights;
  }
}
