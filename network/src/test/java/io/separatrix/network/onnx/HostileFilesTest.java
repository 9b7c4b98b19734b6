package io.separatrix.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.separatrix.network.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made to harm: each is refused with its reason, soon, and without running out of memory. */
@Timeout(5)
class HostileFilesTest {

  @TempDir Path folder;

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("model.onnx"), content);
  }

  private void assertRefused(ModelProto model, String reason) throws IOException {
    Path file = file(model.toByteArray());
    assertThatThrownBy(() -> OnnxReader.read(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("model.onnx")
        .hasMessageContaining(reason);
  }

  private void assertRefused(GraphProto.Builder graph, String reason) throws IOException {
    assertRefused(SmallModel.model(graph), reason);
  }

  @Test
  void read_soundModel_isRead() throws IOException {
    OnnxClassifier read = OnnxReader.read(file(SmallModel.model(SmallModel.graph()).toByteArray()));
    assertThat(read.graph().inputShape()).containsExactly(1, 2, 2);
    assertThat(read.graph().nodes()).hasSize(2);
  }

  @Test
  void read_missingOrEmptyFile_isRefused() throws IOException {
    assertThatThrownBy(() -> OnnxReader.read(folder.resolve("none.onnx")))
        .isInstanceOf(ModelFormatException.class);
    Path empty = file(new byte[0]);
    assertThatThrownBy(() -> OnnxReader.read(empty)).isInstanceOf(ModelFormatException.class);
  }

  @Test
  @Timeout(60)
  void read_truncatedAnywhere_isRefusedOrComplete() throws IOException {
    byte[] whole = SmallModel.model(SmallModel.graph()).toByteArray();
    int refused = 0;
    for (int length = 0; length < whole.length; length++) {
      refused += refuses(Arrays.copyOf(whole, length)) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(whole.length - 10);
  }

  @Test
  @Timeout(60)
  void read_bytesChangedAtRandom_throwsNothingElse() throws IOException {
    byte[] whole = SmallModel.model(SmallModel.graph()).toByteArray();
    SplittableRandom random = new SplittableRandom(5);
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      byte[] changed = whole.clone();
      for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      refused += refuses(changed) ? 1 : 0;
    }
    assertThat(refused).isBetween(100, 499);
  }

  /** Any other exception fails the test. */
  private boolean refuses(byte[] content) throws IOException {
    try {
      OnnxReader.read(file(content));
      return false;
    } catch (ModelFormatException e) {
      return true;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 10_000})
  void read_deeplyNested_isRefused(int depth) throws IOException {
    Path file = file(SmallModel.nested(depth));
    assertThatThrownBy(() -> OnnxReader.read(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("expected an ONNX model");
  }

  @Test
  void read_moreEmptyNodesThanFitIntoMemory_isRefused() throws IOException {
    Path file = file(SmallModel.emptyNodes(10_000_000));
    assertThatThrownBy(() -> OnnxReader.read(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("more parts than any model");
  }

  @ParameterizedTest
  @CsvSource({
    "1099511627776, 1099511627776, overflow",
    "2147483648, 2, expected 4294967296 elements",
    "-4, 3, expected extents of at least 0",
    "4, 4, expected 16 elements",
  })
  void read_extentsThatLie_areRefused(long rows, long columns, String reason) throws IOException {
    GraphProto.Builder graph = SmallModel.graph();
    graph.getInitializerBuilder(0).clearDims().addDims(rows).addDims(columns);
    assertRefused(graph, reason);
  }

  @Test
  void read_rawDataShorterThanItsShape_isRefused() throws IOException {
    GraphProto.Builder graph = SmallModel.graph();
    graph.getInitializerBuilder(0).clearFloatData().setRawData(ByteString.copyFrom(new byte[47]));
    assertRefused(graph, "expected 48 bytes of raw data, found 47");
  }

  @Test
  void read_cyclicGraph_isRefused() throws IOException {
    GraphProto.Builder graph = SmallModel.graph();
    graph.setNode(0, SmallModel.node("Add", List.of("x", "y"), "f"));
    assertRefused(graph, "cyclic");
  }

  @Test
  void read_operatorOfRewrittenGraphs_isRefused() throws IOException {
    GraphProto.Builder graph = SmallModel.graph();
    graph.setNode(
        0, SmallModel.node("PackedConv", List.of("x"), "f").toBuilder().setDomain("io.separatrix"));
    assertRefused(graph, "io.separatrix:PackedConv, which no file may have");
  }

  @Test
  void read_valueWrittenTwice_isRefused() throws IOException {
    GraphProto.Builder graph = SmallModel.graph();
    graph.addNode(SmallModel.node("Relu", List.of("f"), "y"));
    assertRefused(graph, "a second time");
  }

  @Test
  void read_integerInput_isRefused() throws IOException {
    GraphProto.Builder graph = SmallModel.graph();
    graph.setInput(0, SmallModel.value("x", TensorProto.DataType.INT64_VALUE, -1, 1, 2, 2));
    assertRefused(graph, "expected floating-point numbers or uint8 pixels, found INT64");
  }

  @Test
  void read_stringInitializer_isRefused() throws IOException {
    GraphProto.Builder graph = SmallModel.graph();
    graph.getInitializerBuilder(0).setDataType(TensorProto.DataType.STRING_VALUE);
    assertRefused(graph, "expected a type of numbers, found STRING");
  }

  @Test
  void read_openHeight_asksForAShape() throws IOException {
    GraphProto.Builder graph = SmallModel.graph();
    graph.setInput(0, SmallModel.value("x", TensorProto.DataType.FLOAT_VALUE, -1, 1, -1, 2));
    assertRefused(graph, "expected fixed channels, height and width");
    OnnxOptions options = OnnxOptions.DEFAULT.withInputShape(List.of(1, 2, 2));
    Path file = file(SmallModel.model(graph).toByteArray());
    assertThat(OnnxReader.read(file, options).graph().inputShape()).containsExactly(1, 2, 2);
  }

  @Test
  void read_unknownOperatorSet_isRefused() throws IOException {
    ModelProto.Builder model = SmallModel.model(SmallModel.graph()).toBuilder();
    model.getOpsetImportBuilder(0).setVersion(99);
    assertRefused(model.build(), "found 99");
  }

  private GraphProto.Builder external(String location, String offset) {
    GraphProto.Builder graph = SmallModel.graph();
    graph
        .getInitializerBuilder(0)
        .clearFloatData()
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(entry("location", location))
        .addExternalData(entry("offset", offset));
    return graph;
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  @Test
  void read_externalDataBesideTheModel_isReadAndNamed() throws IOException {
    Path weights = Files.write(folder.resolve("weights"), new byte[64]);
    OnnxClassifier read =
        OnnxReader.read(file(SmallModel.model(external("weights", "16")).toByteArray()));
    assertThat(read.graph().constants()).containsKey("w");
    assertThat(read.report().files()).containsExactly(weights.toRealPath());
  }

  @ParameterizedTest
  @CsvSource({
    "../weights, 0",
    "/etc/hostname, 0",
    "link, 0",
    "missing, 0",
    "linked/weights, 0",
    "'', 0",
    "weights, 17",
    "weights, -1",
    "weights, 9223372036854775807",
    "weights, x",
  })
  void read_externalDataOutsideTheFolderOrFile_isRefused(String location, String offset)
      throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Files.write(folder.resolve("weights"), new byte[64]);
    Files.write(inner.resolve("weights"), new byte[64]);
    Files.createSymbolicLink(inner.resolve("link"), folder.resolve("weights"));
    Files.createSymbolicLink(inner.resolve("linked"), folder);
    byte[] content = SmallModel.model(external(location, offset)).toByteArray();
    Path file = Files.write(inner.resolve("model.onnx"), content);
    assertThatThrownBy(() -> OnnxReader.read(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("model.onnx");
  }
}
