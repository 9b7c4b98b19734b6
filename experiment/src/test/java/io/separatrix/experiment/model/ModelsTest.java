package io.separatrix.experiment.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.data.DataException;
import io.separatrix.data.Dataset;
import io.separatrix.data.Datasets;
import io.separatrix.data.ImageShape;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Preprocessing;
import io.separatrix.experiment.run.Finding;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Vectors;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.NetworkKind;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.RunningNetwork;
import io.separatrix.network.rewrite.SmoothSurrogate;
import io.separatrix.testkit.Fashion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsTest {

  private static final ImageShape FASHION = new ImageShape(1, 28, 28);

  @TempDir private Path folder = Path.of("");

  @Test
  void open_builtIn_knowsItsImages() {
    Model model = Models.open("lenet-fashion");
    assertThat(model.imageShape()).isEqualTo(FASHION);
    assertThat(model.pixels().range()).isEqualTo(PixelRange.UNIT);
    assertThat(model.kind()).isEqualTo(NetworkKind.PIECEWISE_LINEAR);
    try (RunningNetwork network = model.open(EngineOptions.DEFAULT)) {
      Dataset images =
          Datasets.open(
              "fashion-mnist-sample", model.imageShape(), model.dataOptions(network.classes()));
      int label =
          Vectors.argmax(network.logits(new double[][] {images.pixels(0, PixelRange.UNIT)})[0]);
      assertThat(model.classNames().names().get(label)).isEqualTo("Ankle boot");
      assertThat(network.info().engine()).isEqualTo("torch");
      assertThat(model.profile(network, NetworkKind.MIXED).kind()).isEqualTo(NetworkKind.MIXED);
    }
  }

  @Test
  void open_rangeOfOthers_isFound() {
    Model model = Models.open("lenet-fashion", ModelOptions.DEFAULT.withRange(PixelRange.BYTE));
    assertThat(model.pixels().range()).isEqualTo(PixelRange.BYTE);
    assertThat(model.findings()).extracting(Finding::name).containsExactly("pixel-range");
  }

  @Test
  void open_labelsOfAnotherNumber_areRefusedWithTheData() throws IOException {
    Path labels = Files.write(folder.resolve("names.txt"), List.of("cat", "dog"));
    Model model = Models.open("lenet-fashion", ModelOptions.DEFAULT.withLabels(labels));
    assertThatThrownBy(() -> model.dataOptions(10))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected 10")
        .hasMessageContaining("found 2");
  }

  @Test
  void sibling_surrogateOfTheGraph_runsOnTheSameEngine() {
    Model model = Models.open("lenet-fashion");
    Network smooth =
        model.network().sibling(SmoothSurrogate.of(requireNonNull(model.graph()), 1024));
    try (RunningNetwork network = model.open(EngineOptions.DEFAULT);
        RunningNetwork surrogate = smooth.open(EngineOptions.DEFAULT)) {
      double[][] grey = {new double[784]};
      assertThat(Vectors.argmax(surrogate.logits(grey)[0]))
          .isEqualTo(Vectors.argmax(network.logits(grey)[0]));
      assertThat(smooth.kind()).isEqualTo(NetworkKind.SMOOTH);
    }
  }

  private void assertRefused(String named, ModelOptions options, String... words) {
    assertThatThrownBy(() -> Models.open(named, options))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void open_missing_namesTheBuiltInOnes() {
    assertRefused("no-such-model", ModelOptions.DEFAULT, "no-such-model", "lenet-fashion");
  }

  @Test
  void open_noModel_saysWhatIsExpected() throws IOException {
    Path file = Files.writeString(folder.resolve("model.txt"), "not a model");
    assertRefused(file.toString(), ModelOptions.DEFAULT, "model.txt", ".onnx", "another kind");
  }

  @Test
  void open_normalizationOfABuiltIn_isRefused() {
    ModelOptions options =
        ModelOptions.DEFAULT.withNormalization(
            new Preprocessing(List.of(0.5), List.of(0.5), false));
    assertRefused("lenet-fashion", options, "built in and takes pixels");
  }

  @Test
  void open_program_needsLeaveAndAShape() throws IOException {
    Path file = folder.resolve("model.pt");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("archive/code/net.py"));
    }
    ModelOptions leave = ModelOptions.DEFAULT.withAllowCode(true);
    assertRefused(file.toString(), ModelOptions.DEFAULT, "TorchScript file is a program");
    assertRefused(file.toString(), leave, "a shape C,H,W");
    Model model = Models.open(file.toString(), leave.withInputShape(List.of(1, 28, 28)));
    assertThat(model.graph()).isNull();
    assertThat(model.imageShape()).isEqualTo(FASHION);
    assertThat(model.facts().get("kind")).startsWith("TorchScript");
  }

  @Test
  void of_ownClassifier_isAModel() {
    Classifier own = Fashion.classifier();
    Model model = Models.of("nearest-mean", own, FASHION, PixelRange.UNIT, List.of());
    assertThat(model.name()).isEqualTo("nearest-mean");
    assertThat(model.sha256()).isEmpty();
    assertThat(model.kind()).isNull();
    try (RunningNetwork network = model.open(EngineOptions.DEFAULT.withBatchSize(7))) {
      double[][] point = {Fashion.data().pixels(0, PixelRange.UNIT)};
      assertThat(network.logits(point)).isDeepEqualTo(own.logits(point));
      assertThat(network.batchSize()).isEqualTo(7);
      assertThat(network.lanes()).isGreaterThanOrEqualTo(7);
      assertThat(network.twiceDifferentiable()).isEqualTo(own.twiceDifferentiable());
      assertThat(model.profile(network, NetworkKind.PIECEWISE_LINEAR).operators())
          .containsOnlyKeys("Classifier");
    }
  }

  @Test
  void of_shapeOrNamesOfAnotherClassifier_areRefused() {
    Classifier own = Fashion.classifier();
    ImageShape colour = new ImageShape(3, 28, 28);
    assertThatThrownBy(() -> Models.of("own", own, colour, PixelRange.UNIT, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected images of 784 numbers, found 3 x 28 x 28");
    assertThatThrownBy(() -> Models.of("own", own, FASHION, PixelRange.UNIT, List.of("a", "b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected names of 10 classes, found 2");
  }
}
