package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphBuilder;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.Precision;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Dense layers round a row alike wherever it stands in sixteen, so that chunks need not be of four.
 * Elsewhere than on the processors seen so far it may be otherwise, and is noticed when a network
 * is opened.
 */
final class DenseRowsTest {

  private static final int ROWS = 16;

  @ParameterizedTest
  @CsvSource({"400, 120", "120, 84", "84, 10", "1024, 64", "64, 10", "784, 500"})
  void logitsAndGradients_ofARow_doNotDependOnItsPlace(int inputs, int outputs) {
    assumeTrue(
        TorchEngine.onDevice(DeviceName.CPU).instructionSet().equals("AVX2"),
        "kernels for other processors were not tried");
    GraphBuilder builder = new GraphBuilder("input", List.of(1, 1, inputs));
    Graph graph =
        builder.build(
            builder.dense(builder.relu(builder.dense(builder.flatten("input"), "a")), "b"),
            Map.of(
                "a.weight", gaussian(outputs, inputs),
                "a.bias", gaussian(outputs),
                "b.weight", gaussian(10, outputs),
                "b.bias", gaussian(10)));
    NativeScope.of(
        true,
        () -> {
          try (GraphNetwork network = new GraphNetwork(graph, Precision.FLOAT32, DeviceName.CPU)) {
            Tensor points = torch.randn(ROWS, 1, 1, inputs);
            Tensor[] all = logitsAndGradients(network, points);
            for (int rows = 4; rows < ROWS; rows += 4) {
              for (int from = 0; from + rows <= ROWS; from += 4) {
                Tensor[] some = logitsAndGradients(network, points.narrow(0, from, rows));
                assertThat(torch.equal(some[0], all[0].narrow(0, from, rows))).isTrue();
                assertThat(torch.equal(some[1], all[1].narrow(0, from, rows))).isTrue();
              }
            }
          }
          return true;
        });
  }

  private static Tensor[] logitsAndGradients(DeviceNetwork network, Tensor points) {
    Tensor x = network.images(points).detach().clone().set_requires_grad(true);
    Tensor y = network.logits(x);
    Tensor gradient =
        torch
            .grad(
                new TensorVector(y),
                new TensorVector(x),
                new TensorVector(y.detach()),
                new BoolOptional(false),
                false,
                false)
            .get(0);
    return new Tensor[] {y.detach(), gradient};
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
