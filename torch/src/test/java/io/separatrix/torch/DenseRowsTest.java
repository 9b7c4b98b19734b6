package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphBuilder;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.Precision;
import io.separatrix.network.rewrite.SmoothSurrogate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Dense layers and functions round a row alike wherever it stands in sixteen, so that chunks need
 * not be of four. Elsewhere than on the processors seen so far it may be otherwise, and is noticed
 * when a network is opened.
 */
final class DenseRowsTest {

  private static final int ROWS = 16;
  private static final double SHARPNESS = 4;

  @ParameterizedTest
  @CsvSource({"400, 120", "120, 84", "84, 10", "1024, 64", "64, 10", "784, 500"})
  void derivatives_ofARow_doNotDependOnItsPlace(int inputs, int outputs) {
    assumeTrue(
        TorchEngine.onDevice(DeviceName.CPU).instructionSet().equals("AVX2"),
        "kernels for other processors were not tried");
    requireAgreement(SmoothSurrogate.of(network("Relu", inputs, outputs), SHARPNESS), inputs);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sigmoid",
        "Tanh",
        "Softplus",
        "Mish",
        "Gelu",
        "Elu",
        "Swish",
        "Exp",
        "Erf",
        "Sin",
        "Atan"
      })
  void derivatives_ofARow_doNotDependOnItsPlaceBehindAFunction(String function) {
    assumeTrue(
        TorchEngine.onDevice(DeviceName.CPU).instructionSet().equals("AVX2"),
        "kernels for other processors were not tried");
    requireAgreement(network(function, 12, 7), 12);
  }

  private static Graph network(String function, int inputs, int outputs) {
    GraphBuilder builder = new GraphBuilder("input", List.of(1, 1, inputs));
    String hidden = builder.dense(builder.flatten("input"), "a");
    return builder.build(
        builder.dense(builder.node(function, Attributes.NONE, hidden), "b"),
        Map.of(
            "a.weight", gaussian(outputs, inputs),
            "a.bias", gaussian(outputs),
            "b.weight", gaussian(10, outputs),
            "b.bias", gaussian(10)));
  }

  private static void requireAgreement(Graph graph, int inputs) {
    NativeScope.of(
        true,
        () -> {
          try (GraphNetwork network = new GraphNetwork(graph, Precision.FLOAT32, DeviceName.CPU)) {
            Tensor points = torch.randn(ROWS, 1, 1, inputs);
            Tensor vectors = torch.randn(ROWS, 1, 1, inputs);
            List<Tensor> all = derivatives(network, points, vectors);
            assertThat(all.get(2).count_nonzero().item_long()).isPositive();
            for (int rows = 4; rows < ROWS; rows += 4) {
              for (int from = 0; from + rows <= ROWS; from += 4) {
                List<Tensor> some =
                    derivatives(
                        network, points.narrow(0, from, rows), vectors.narrow(0, from, rows));
                for (int order = 0; order < some.size(); order++) {
                  assertThat(torch.equal(some.get(order), all.get(order).narrow(0, from, rows)))
                      .as("order %d of %d rows from %d", order, rows, from)
                      .isTrue();
                }
              }
            }
          }
          return true;
        });
  }

  /** Logits, the gradients of half of their squares, and these differentiated along vectors. */
  private static List<Tensor> derivatives(DeviceNetwork network, Tensor points, Tensor vectors) {
    Tensor x = network.images(points).detach().clone().set_requires_grad(true);
    Tensor y = network.logits(x);
    Tensor gradient = gradient(y, x, y.detach(), true);
    Tensor product = gradient(gradient, x, network.images(vectors).detach().clone(), false);
    return List.of(y.detach(), gradient.detach(), product);
  }

  private static Tensor gradient(Tensor y, Tensor x, Tensor cotangent, boolean differentiable) {
    return torch
        .grad(
            new TensorVector(y),
            new TensorVector(x),
            new TensorVector(cotangent),
            new BoolOptional(differentiable),
            differentiable,
            false)
        .get(0);
  }

  private static Constant gaussian(long... shape) {
    SplittableRandom random = new SplittableRandom(shape.length);
    int n = 1;
    for (long extent : shape) {
      n *= (int) extent;
    }
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Constant.of(values, shape);
  }
}
