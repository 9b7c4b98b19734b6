package io.separatrix.network.onnx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.Node;
import io.separatrix.network.onnx.OnnxOptions.Layout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageInputTest {

  @TempDir Path folder;

  private static GraphProto.Builder taking(int type, long... shape) {
    return SmallModel.graph().setInput(0, SmallModel.value("x", type, shape));
  }

  private OnnxClassifier read(String shape, @Nullable String asked, Layout layout)
      throws IOException {
    List<Integer> image =
        asked == null ? null : Arrays.stream(asked.split(" ")).map(Integer::valueOf).toList();
    long[] extents = Arrays.stream(shape.split(" ")).mapToLong(Long::parseLong).toArray();
    return SmallModel.read(
        folder,
        taking(TensorProto.DataType.FLOAT_VALUE, extents),
        new OnnxOptions(image, layout, null, false));
  }

  private static String shape(Graph graph) {
    return String.join(" ", graph.inputShape().stream().map(String::valueOf).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "-1 3 8 6,, AUTO, 3 8 6",
    "-1 1 3 3,, AUTO, 1 3 3",
    "-1 3 -1 -1, 3 8 6, AUTO, 3 8 6",
    "-1 -1 -1 -1, 4 8 6, AUTO, 4 8 6",
    "-1 8 6 3,, NCHW, 8 6 3",
  })
  void read_channelsFirst_isTakenAsItIs(
      String shape, @Nullable String asked, Layout layout, String expected) throws IOException {
    OnnxClassifier read = read(shape, asked, layout);
    assertThat(shape(read.graph())).isEqualTo(expected);
    assertThat(read.graph().nodes().get(0).operator()).isEqualTo("Flatten");
    assertThat(read.report().notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "-1 8 6 3,, AUTO, 3 8 6",
    "-1 8 6 1,, AUTO, 1 8 6",
    "1 8 6 3,, AUTO, 3 8 6",
    "-1 -1 -1 3, 3 8 6, AUTO, 3 8 6",
    "-1 8 6 4,, NHWC, 4 8 6",
    "-1 3 6 3,, NHWC, 3 3 6",
  })
  void read_channelsLast_getATransposition(
      String shape, @Nullable String asked, Layout layout, String expected) throws IOException {
    OnnxClassifier read = read(shape, asked, layout);
    assertThat(shape(read.graph())).isEqualTo(expected);
    Node first = read.graph().nodes().get(0);
    assertThat(first.operator()).isEqualTo("Transpose");
    assertThat(first.attributes().integers("perm")).containsExactly(0, 2, 3, 1);
    assertThat(first.inputs()).containsExactly(read.graph().input());
    assertThat(first.outputs()).containsExactly("x");
    assertThat(read.report().notes()).singleElement().asString().contains("takes N x H x W x C");
  }

  /** Where the extents do not tell, the model's own transposition does. */
  @Test
  void read_firstOperatorBringsChannelsFirst_hasThemLast() throws IOException {
    GraphProto.Builder graph = taking(TensorProto.DataType.FLOAT_VALUE, -1, 8, 6, 4);
    graph
        .addNode(0, SmallModel.node("Transpose", List.of("x"), "t").toBuilder())
        .getNodeBuilder(0)
        .addAttributeBuilder()
        .setName("perm")
        .setType(ai.onnx.proto.OnnxMl.AttributeProto.AttributeType.INTS)
        .addAllInts(List.of(0L, 3L, 1L, 2L));
    graph.setNode(1, SmallModel.node("Flatten", List.of("t"), "f"));
    OnnxClassifier read = SmallModel.read(folder, graph, OnnxOptions.DEFAULT);
    assertThat(read.graph().inputShape()).containsExactly(4, 8, 6);
  }

  @ParameterizedTest
  @CsvSource({
    "-1 784,, 1 28 28, -1 784",
    "-1 12,, 3 2 2, -1 12",
    "-1 10,, 1 1 10, -1 10",
    "5 784,, 1 28 28, -1 784",
    "-1 784, 4 14 14, 4 14 14, -1 784",
    "-1 -1, 3 2 2, 3 2 2, -1 12",
    "-1 28 27,, 1 28 27, -1 28 27",
    "-1 -1 27, 1 28 27, 1 28 27, -1 28 27",
  })
  void read_flatImages_areLaidOut(String shape, @Nullable String asked, String image, String target)
      throws IOException {
    OnnxClassifier read = read(shape, asked, Layout.AUTO);
    assertThat(shape(read.graph())).isEqualTo(image);
    Node first = read.graph().nodes().get(0);
    assertThat(first.operator()).isEqualTo("Reshape");
    assertThat(requireNonNull(read.graph().constants().get(first.inputs().get(1))).toLongs())
        .containsExactly(Arrays.stream(target.split(" ")).mapToLong(Long::parseLong).toArray());
    if (asked == null) {
      assertThat(read.report().notes()).singleElement().asString().contains("are laid out so");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1 3 -1 -1 | | expected fixed channels, height and width",
        "-1 -1 | | expected images N x C x H x W",
        "-1 28 -1 | | expected images N x C x H x W",
        "-1 3 8 6 | 3 6 8 | [?, 3, 8, 6]: expected images of a shape C,H,W that fits",
        "-1 8 6 3 | 3 6 8 | expected images of a shape C,H,W that fits",
        "-1 784 | 3 28 28 | expected images of 784 numbers, found [3, 28, 28]",
        "-1 28 28 | 3 28 28 | expected images of 784 numbers",
        "-1 3 2 8 6 | | found a shape [?, 3, 2, 8, 6]",
        "-1 | | found a shape [?]",
      })
  void read_shapeThatIsOpenOrDoesNotFit_isRefused(
      String shape, @Nullable String asked, String reason) {
    assertThatThrownBy(() -> read(shape, asked, Layout.AUTO))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("input 'x'")
        .hasMessageContaining(reason);
  }

  @Test
  void read_bytes_areTakenAsNumbersWithANote() throws IOException {
    GraphProto.Builder graph = taking(TensorProto.DataType.UINT8_VALUE, -1, 1, 2, 2);
    OnnxClassifier read = SmallModel.read(folder, graph, OnnxOptions.DEFAULT);
    assertThat(read.report().bytes()).isTrue();
    assertThat(read.report().notes()).singleElement().asString().contains("8-bit pixels");
    OnnxClassifier floats = SmallModel.read(folder, SmallModel.graph(), OnnxOptions.DEFAULT);
    assertThat(floats.report().bytes()).isFalse();
  }

  @Test
  void read_otherInputsConstantOrUnused_areNoImages() throws IOException {
    GraphProto.Builder graph = SmallModel.graph();
    // Weights among the inputs, as in files before version 4 of the format.
    graph.addInput(0, SmallModel.value("w", TensorProto.DataType.FLOAT_VALUE, 4, 3));
    graph.addInput(0, SmallModel.value("unused", TensorProto.DataType.INT64_VALUE, 1));
    OnnxClassifier read = SmallModel.read(folder, graph, OnnxOptions.DEFAULT);
    assertThat(read.graph().input()).isEqualTo("x");
    assertThat(read.graph().constants()).containsKey("w");
  }

  @Test
  void read_twoInputsThatAreRead_areRefusedWithTheirNames() {
    GraphProto.Builder graph = SmallModel.graph().clearInitializer();
    graph.addInput(SmallModel.value("w", TensorProto.DataType.FLOAT_VALUE, 4, 3));
    assertThatThrownBy(() -> SmallModel.read(folder, graph, OnnxOptions.DEFAULT))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("expected one input")
        .hasMessageContaining("x [?, 1, 2, 2], w [4, 3]");
  }
}
