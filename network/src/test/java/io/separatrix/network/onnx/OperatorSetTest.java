package io.separatrix.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.separatrix.network.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorSetTest {

  @TempDir Path folder;

  private OnnxClassifier read(int opset) throws IOException {
    ModelProto.Builder model = SmallModel.model(SmallModel.graph()).toBuilder();
    model.getOpsetImportBuilder(0).setVersion(opset);
    return OnnxReader.read(Files.write(folder.resolve("m.onnx"), model.build().toByteArray()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 13, 22, 23, 24, 25, 26})
  void read_knownOperatorSet_isKept(int opset) throws IOException {
    assertThat(read(opset).graph().opset()).isEqualTo(opset);
    assertThat(read(opset).report().opset()).isEqualTo(opset);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 27, 1000})
  void read_unknownOperatorSet_isRefused(int opset) {
    assertThatThrownBy(() -> read(opset))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("expected operator set 1 to 26, found " + opset);
  }
}
