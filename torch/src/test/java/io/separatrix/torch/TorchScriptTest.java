package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchScriptTest {

  private static final EngineOptions FLOAT64 =
      EngineOptions.DEFAULT.withPrecision(Precision.FLOAT64).withDevice(DeviceName.CPU);

  @TempDir Path folder;

  private Path save(String forward) {
    Path file = folder.resolve("model.pt");
    try (PointerScope scope = new PointerScope()) {
      JitModule module = new JitModule(new QualifiedName("Net"));
      module.register_parameter("w", Tensor.create(new float[] {1, 2, -3, 0.5f}, 2, 2), false);
      module.define("def forward(self, x):\n    " + forward + "\n");
      module.save(file.toString());
      scope.deallocate();
    }
    return file;
  }

  private static TorchClassifier load(Path file) {
    return TorchClassifier.torchScript(file, List.of(1, 1, 2), FLOAT64);
  }

  @Test
  void torchScript_quadraticModule_hasItsDerivatives() {
    Path file = save("return torch.matmul(x.flatten(1), self.w.t()) ** 2");
    try (TorchClassifier classifier = load(file)) {
      double[][] x = {{0.3, -0.7}};
      LogitCombination[] second = {LogitCombination.logit(1)};
      Linearization linear = classifier.linearize(x, new LogitCombination[][] {second})[0];
      double u = -3 * 0.3 + 0.5 * -0.7;
      assertThat(linear.logits()).containsExactly(new double[] {1.21, u * u}, within(1e-12));
      assertThat(linear.gradients()[0])
          .containsExactly(new double[] {2 * u * -3, 2 * u * 0.5}, within(1e-12));
      assertThat(classifier.hessianVectorProducts(x, second, new double[][] {{1, 0}})[0])
          .containsExactly(new double[] {18, -3}, within(1e-12));
      assertThat(classifier.dimension()).isEqualTo(2);
      assertThat(classifier.classes()).isEqualTo(2);
      assertThat(classifier.parameters()).isEqualTo(4);
    }
  }

  @Test
  void torchScript_pickle_isRefused() throws IOException {
    byte[] pickle = {(byte) 0x80, 2, 'c', 'o', 's', '\n', 's', 'y', 's', 't', 'e', 'm', '\n', '.'};
    Path plain = Files.write(folder.resolve("plain.pt"), pickle);
    assertThatThrownBy(() -> load(plain))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("pickle");
    Path zipped = folder.resolve("zipped.pt");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(zipped))) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(pickle);
    }
    assertThatThrownBy(() -> load(zipped))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("pickle");
  }

  @Test
  void torchScript_brokenArchiveOrModule_isRefused() throws IOException {
    Path empty = folder.resolve("empty.pt");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(empty))) {
      zip.putNextEntry(new ZipEntry("archive/code/net.py"));
      zip.write("nonsense".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    assertThatThrownBy(() -> load(empty))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("does not load");
    Path wrongShape = save("return torch.matmul(x, self.w.flatten())");
    assertThatThrownBy(() -> load(wrongShape))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("does not run");
    Path notLogits = save("return (x, x)");
    assertThatThrownBy(() -> load(notLogits))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("returns a tensor");
  }
}
