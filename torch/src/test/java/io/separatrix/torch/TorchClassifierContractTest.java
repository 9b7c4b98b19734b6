package io.separatrix.torch;

import io.separatrix.geometry.Classifier;
import io.separatrix.network.Graph;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import io.separatrix.testkit.ClassifierContract;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Networks on LibTorch are classifiers, in both precisions. */
class TorchClassifierContractTest {

  private static final EngineOptions FLOAT64 =
      EngineOptions.DEFAULT.withPrecision(Precision.FLOAT64).withDevice(DeviceName.CPU);
  private static final EngineOptions FLOAT32 =
      EngineOptions.DEFAULT.withPrecision(Precision.FLOAT32).withDevice(DeviceName.CPU);

  @TempDir static Path folder;

  /** One network, closed after the suite. */
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  private abstract static class Suite implements ClassifierContract {
    private final TorchClassifier classifier;

    Suite(Graph graph, EngineOptions options) {
      this(new TorchClassifier(graph, options));
    }

    Suite(TorchClassifier classifier) {
      this.classifier = classifier;
    }

    @AfterAll
    void close() {
      classifier.close();
    }

    @Override
    public final Classifier classifier() {
      return classifier;
    }

    @Override
    public double[][] points() {
      return RandomNetworks.points(5, classifier.dimension(), 3);
    }

    /** Kernels may sum in another order in a larger matrix. */
    @Override
    public double batchError() {
      return 1e-12;
    }
  }

  /** A row's result does not depend on its batch, to the bit. */
  private abstract static class Float32 extends Suite {
    Float32(Graph graph, EngineOptions options) {
      super(graph, options);
    }

    @Override
    public double batchError() {
      return 0;
    }

    @Override
    public double rounding() {
      return 1e-5;
    }

    @Override
    public double step() {
      return 1e-2;
    }

    @Override
    public double differenceError() {
      return 5e-3;
    }
  }

  @Nested
  class SmoothInFloat64 extends Suite {
    SmoothInFloat64() {
      super(RandomNetworks.smooth("Tanh"), FLOAT64);
    }
  }

  @Nested
  class SoftplusInFloat64 extends Suite {
    SoftplusInFloat64() {
      super(RandomNetworks.smooth("Softplus"), FLOAT64);
    }
  }

  @Nested
  class PiecewiseLinearInFloat64 extends Suite {
    PiecewiseLinearInFloat64() {
      super(RandomNetworks.piecewiseLinear(), FLOAT64);
    }
  }

  @Nested
  class AffineInFloat64 extends Suite {
    AffineInFloat64() {
      super(RandomNetworks.affine(), FLOAT64);
    }
  }

  @Nested
  class TwoRowsAtOnceInFloat64 extends Suite {
    TwoRowsAtOnceInFloat64() {
      super(RandomNetworks.smooth("Tanh"), FLOAT64.withBatchSize(2).withThreads(1));
    }
  }

  @Nested
  class SmoothInFloat32 extends Float32 {
    SmoothInFloat32() {
      super(RandomNetworks.smooth("Tanh"), FLOAT32);
    }
  }

  @Nested
  class SeveralWorkersInFloat32 extends Float32 {
    SeveralWorkersInFloat32() {
      super(RandomNetworks.smooth("Softplus"), FLOAT32.withThreads(3));
    }
  }

  @Nested
  class AffineInFloat32 extends Float32 {
    AffineInFloat32() {
      super(RandomNetworks.affine(), FLOAT32);
    }
  }

  @Nested
  class TorchScriptInFloat64 extends Suite {
    TorchScriptInFloat64() {
      super(TorchClassifier.torchScript(quadratic(), List.of(1, 1, 2), FLOAT64));
    }
  }

  /** A TorchScript file of {@code f_i = (w_i . x)^2}. */
  private static Path quadratic() {
    Path file = folder.resolve("quadratic.pt");
    try (PointerScope scope = new PointerScope()) {
      JitModule module = new JitModule(new QualifiedName("Net"));
      module.register_parameter("w", Tensor.create(new float[] {1, 2, -3, 0.5f}, 2, 2), false);
      module.define(
          "def forward(self, x):\n    return torch.matmul(x.flatten(1), self.w.t()) ** 2\n");
      module.save(file.toString());
      scope.deallocate();
    }
    return file;
  }
}
